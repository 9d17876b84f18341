// What a newcomer meets: a file nobody prepared, the words that stop the run, and the command that these words lead to.
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

struct Lesson {
    std::string text;                // of the file orders.csv
    std::vector<std::string> flags;  // as first tried
    std::string words;               // what is said, among other things; # stands for the file
    std::vector<std::string> fix;    // the flags that it leads to
    std::string ids;                 // the customers that come out then
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

// The first fields of all rows, with blanks between them.
std::string customer_ids(const std::string& csv) {
    std::string ids;
    for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1) {
        ids += (ids.empty() ? "" : " ") + csv.substr(at, csv.find(',', at) - at);
    }
    return ids;
}

Ran score(const std::string& path, const std::vector<std::string>& flags) {
    std::vector<std::string> words = {"score", path};
    words.insert(words.end(), flags.begin(), flags.end());
    return rfm(words);
}

void check(const std::vector<Lesson>& lessons) {
    const TemporaryFolder folder;
    folder.write("rates.csv", "currency,rate\nEUR,1\nUSD,0.92\n");
    for (const Lesson& lesson : lessons) {
        const std::string path = folder.write("orders.csv", lesson.text);
        INFO(lesson.text);
        const auto in_folder = [&](std::vector<std::string> flags) {
            for (std::string& word : flags) word = replaced(word, "@", folder.path().string());
            return flags;
        };
        const Ran first = score(path, in_folder(lesson.flags));
        CHECK((first.status == 65 || first.status == 64));
        CHECK(first.out == "");
        CHECK_THAT(first.err, Catch::Contains(replaced(lesson.words, "#", path)));
        const Ran second = score(path, in_folder(lesson.fix));
        INFO(second.err);
        CHECK(second.status == 0);
        CHECK(customer_ids(second.out) == lesson.ids);
    }
}

TEST_CASE("messages: columns") {
    check({
        {"Member No,Bought,Paid\n7,2025-01-02,5\n",
         {},
         "#: no columns are known to be the date and the amount; say which they are with --date and --amount, or "
         "--no-monetary to score without amounts\n"
         "  it has: 1 'Member No', 2 'Bought', 3 'Paid'",
         {"--date", "Bought", "--amount", "Paid"},
         "7"},
        {"customer,date,quantity,unit price\na,2025-01-02,2,5\n",
         {},
         "no column is known to be the amount; say which it is with --amount, as in --amount 'quantity*unit price'",
         {"--amount", "quantity*unit price"},
         "a"},
        {"user_id,client_id,date,amount\n1,2,2025-01-02,5\n",
         {},
         "more than one column could be the customer: 'user_id' and 'client_id'; choose with --customer user_id",
         {"--customer", "user_id"},
         "1"},
        {"a,2025-01-02,5\nb,2025-01-03,6\n",
         {},
         "give --no-header",
         {"--no-header", "--customer", "1", "--date", "2", "--amount", "3"},
         "a b"},
        {"Report of orders\nby somebody\nWer;Wann;Was\nx;2025-01-02;5\ny;2025-01-03;6\nz;2025-01-04;7\n",
         {},
         "line 3 looks like the header: 1 'Wer', 2 'Wann', 3 'Was'\n  if it is, give --skip-lines 2",
         {"--skip-lines", "2", "--customer", "Wer", "--date", "Wann", "--amount", "Was"},
         "x y z"},
        {"customer  date        amount\n  a  2025-01-02   5\n  b  2025-01-03   6\n",
         {},
         "if its fields stand between blanks, give --delimiter whitespace",
         {"--delimiter", "whitespace"},
         "a b"},
        {"customer,date\na,2025-01-02\n",
         {},
         "no column is known to be the amount; say which it is with --amount, or --no-monetary to score without "
         "amounts",
         {"--no-monetary"},
         "a"},
    });
}

TEST_CASE("messages: dates") {
    check({
        {"customer,date,amount\na,03/04/2025,5\n",
         {},
         "#:2: column 'date': '03/04/2025' is 2025-04-03 with the day first and 2025-03-04 with the month first, and "
         "no "
         "row decides; say which it is with --date-format dmy or --date-format mdy",
         {"--date-format", "dmy"},
         "a"},
        {"customer,date,amount\na,31.12.24,5\n", {}, "--date-format '%d.%m.%y'", {"--date-format", "%d.%m.%y"}, "a"},
        {"customer,date,amount\na,45658,5\n", {}, "--date-format excel", {"--date-format", "excel"}, "a"},
        {"customer,date,amount\na,2025-01-31,5\nb,2025-02-30,6\n",
         {},
         "#:3: column 'date': '2025-02-30' is no day of the calendar; correct it\n"
         "nothing was written; correct the rows, or set them aside with --rejects FILE",
         {"--rejects", "@/rejects.csv"},
         "a"},
        {"customer,date,amount\na,2025-01-31T23:30:00Z,5\n",
         {"--tz", "Berlin"},
         "Europe/Berlin",
         {"--tz", "Europe/Berlin"},
         "a"},
    });
}

TEST_CASE("messages: amounts and currencies") {
    check({
        {"customer;date;amount\na;2025-01-02;1,234\n",
         {},
         "#:2: '1,234' is 1234 with a decimal point and 1.234 with a decimal comma, and no row decides; say which it "
         "is "
         "with --decimal . or --decimal ,",
         {"--decimal", "."},
         "a"},
        {"customer;date;amount\na;2025-01-02;12.50\nb;2025-01-03;3,50\n",
         {},
         "#:3: column 'amount': '3,50' is not a number",
         {"--rejects", "@/rejects.csv"},
         "a"},
        {"customer,date,amount,currency\na,2025-01-02,5,EUR\nb,2025-01-03,6,USD\n",
         {},
         "amounts are in more than one currency, and can't be summed: 'EUR' (#:2), 'USD' (#:3)\nkeep one with "
         "--currency "
         "EUR, or convert them with --rates FILE",
         {"--rates", "@/rates.csv"},
         "a b"},
        {"customer,date,amount,currency\na,2025-01-02,5,GBP\nb,2025-01-03,6,USD\n",
         {"--rates", "@/rates.csv"},
         "#:2: column 'currency': 'GBP' is a currency that --rates has no rate for on that day; add it there",
         {"--currency", "USD"},
         "b"},
        {"customer,date,amount\na,2025-01-02,\nb,2025-01-03,6\n",
         {},
         "#:2: column 'amount': '' is no amount: the field is blank",
         {"--rejects", "@/rejects.csv"},
         "b"},
    });
}

TEST_CASE("messages: what the file is") {
    check({
        {"customer,date,amount\nJos\xE9,2025-01-02,5\n", {}, "--encoding", {"--encoding", "latin-1"}, "José"},
        {std::string(
             "c\0u\0s\0t\0o\0m\0e\0r\0,\0d\0a\0t\0e\0,\0a\0m\0o\0u\0n\0t\0\n\0a\0,\0002\0000\0002\0005\0-\0000\0001"
             "\0-\0000\0002\0,\0005\0\n\0",
             72),
         {},
         "--encoding utf-16le",
         {"--encoding", "utf-16le"},
         "a"},
        {"customer,date,amount\na,2025-01-02,5\n", {"--sheet", "June"}, "--sheet 'June': # is no workbook", {}, "a"},
        {"customer,date,amount\na,2025-01-02,5\n", {"--preset", "shopfy"}, "shopify", {}, "a"},
        {"customer,date,amount\n\"Ann\" B.,2025-01-02,5\nb,2025-01-03,6\n\"c\",2025-01-04,7\n",
         {},
         "text stands behind a closing quote",
         {"--rejects", "@/rejects.csv"},
         "b c"},
    });
}

}  // namespace
}  // namespace rfm::test
