// --no-header, --delimiter, --decimal, --date-format and the column flags: how a file is read.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";

// The rows that are written, without the header.
std::string rows(std::vector<std::string> flags, std::string_view input) {
    flags.insert(flags.begin(), "score");
    const Ran ran = rfm(flags, input);
    INFO(ran.err);
    CHECK(ran.err == "");
    REQUIRE(ran.status == 0);
    REQUIRE(ran.out.starts_with(header));
    return ran.out.substr(header.size());
}

void check_usage(std::vector<std::string> flags, const std::string& message) {
    flags.insert(flags.begin(), "score");
    const Ran ran = rfm(flags, "customer,date,amount\na,2025-01-01,1\n");
    CHECK(ran.status == 64);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + message + "\n");
}

const std::string two = "a,2025-01-02,2,1,3.50,1,1,3,113,at-risk\nb,2025-01-03,1,1,2.25,3,1,1,311,sleeping\n";

TEST_CASE("no-header: columns by number, and the first record is data") {
    CHECK(rows({"--no-header", "--customer", "2", "--date", "1", "--amount", "4"},
               "2025-01-02,a,x,3.50\n2025-01-03,b,y,2.25\n") == two);
    const Ran ran = rfm({"score", "--no-header"}, "2025-01-02,a,x,3.50\n");
    CHECK(ran.status == 65);
    CHECK(ran.err.find("say which they are with --customer, --date and --amount") != std::string::npos);
    CHECK(ran.err.find("its records have 4 fields and no header") != std::string::npos);
    CHECK(rfm({"score", "--no-header", "--customer", "5", "--date", "1", "--amount", "4"}, "2025-01-02,a,x,3.50\n")
              .err.find("has no column '5' (from --customer)") != std::string::npos);
}

// Read as a header, the first order would be lost without a word, and its cells would be taken for names.
TEST_CASE("no-header: a file without a header that is read as one with it is refused") {
    const std::string orders = "a,2025-01-02,1\nb,2025-01-03,2\n";
    const Ran ran = rfm({"score", "--customer", "1", "--date", "2", "--amount", "3"}, orders);
    CHECK(ran.status == 65);
    CHECK(ran.out == "");
    CHECK(ran.err ==
          "rfm: standard input: the first record is an order, not a header: where the date is to be it has "
          "'2025-01-02'; give --no-header, and the columns by number\n");
    CHECK(rfm({"score", "--customer", "1", "--date", "2", "--amount", "3", "--date-format", "%d %b %Y"},
              "a,2 Jan 2025,1\nb,3 Jan 2025,2\n")
              .status == 65);
    CHECK(rfm({"score", "--customer", "1", "--date", "2", "--amount", "3", "--no-header"}, orders).status == 0);
}

TEST_CASE("delimiter: found, or given by sign or name") {
    for (const auto& [sign, name] : {std::pair<std::string, std::string>{",", "comma"},
                                     {";", "semicolon"},
                                     {"\t", "tab"},
                                     {"|", "pipe"},
                                     {" ", " "},
                                     {":", ":"}}) {
        std::string text = "customer,date,amount\na,2025-01-02,3.50\nb,2025-01-03,2.25\n";
        for (char& c : text) {
            if (c == ',') c = sign[0];
        }
        INFO("delimiter '" << sign << "'");
        if (sign != " " && sign != ":") CHECK(rows({}, text) == two);
        CHECK(rows({"--delimiter", sign}, text) == two);
        CHECK(rows({"--delimiter", name}, text) == two);
    }
    check_usage(
        {"--delimiter", "ab"},
        "--delimiter 'ab': must be one character, or comma, semicolon, tab, pipe, whitespace, or an ASCII byte as "
        "in \\x1f");
    check_usage({"--delimiter", "\""}, "--delimiter: a quote or a line end can't be the delimiter");
}

TEST_CASE("decimal: commas, and the points then separate thousands") {
    CHECK(rows({"--decimal", ","}, "customer;date;amount\na;2025-01-02;3,50\nb;2025-01-03;2,25\n") == two);
    CHECK(rows({"--decimal", ","}, "customer,date,amount\na,2025-01-02,\"1.234.567,5\"\n") ==
          "a,2025-01-02,1,1,1234567.5,1,1,1,111,sleeping\n");
    check_usage({"--decimal", ";"}, "--decimal ';': must be . or , or auto");
    const Ran ran = rfm({"score", "--decimal", "."}, "customer;date;amount\na;2025-01-02;3,50\n");
    CHECK(ran.status == 65);
    CHECK(ran.err.find("standard input:2: column 'amount': '3,50' is not a number; try --decimal ,") !=
          std::string::npos);
}

TEST_CASE("date-format: the order of day and month, and strptime terms") {
    const auto day = [](const std::string& format, const std::string& date) {
        std::string text =
            rows({"--date-format", format, "--delimiter", ";"}, "customer;date;amount\na;" + date + ";1\n");
        return text.substr(2, 10);
    };
    CHECK(day("dmy", "03/04/2025") == "2025-04-03");
    CHECK(day("dmy", "3.4.2025 10:30") == "2025-04-03");
    CHECK(day("mdy", "03/04/2025") == "2025-03-04");
    CHECK(day("ymd", "2025/3/4") == "2025-03-04");
    CHECK(day("%d.%m.%Y %H:%M", "03.04.2025 23:59") == "2025-04-03");
    CHECK(day("%d-%b-%Y", "03-Apr-2025") == "2025-04-03");
    CHECK(day("%d-%b-%y", "3-apr-25") == "2025-04-03");
    CHECK(day("%B %e, %Y", "April 3, 2025") == "2025-04-03");
    CHECK(day("%Y年%m月%d日", "2025年4月3日") == "2025-04-03");
    CHECK(day("%Y-%m-%d %I:%M:%S %p %z", "2025-04-03 11:59:59 PM -0800") == "2025-04-03");
}

TEST_CASE("date-format: every row must fit it") {
    const Ran ran = rfm({"score", "--date-format", "%d.%m.%Y"},
                        "customer,date,amount\na,03.04.2025,1\nb,2025-04-03,1\n"
                        "c,31.02.2025,1\nd,03.04.2025 10:00,1\n");
    CHECK(ran.status == 65);
    CHECK(ran.err.find(":3: column 'date': '2025-04-03' does not fit --date-format '%d.%m.%Y'") != std::string::npos);
    CHECK(ran.err.find(":4: column 'date': '31.02.2025' is no day of the calendar") != std::string::npos);
    CHECK(ran.err.find(":5: column 'date': '03.04.2025 10:00' does not fit") != std::string::npos);
}

// A year of two digits where %Y stands would be the year 25: nobody ordered then.
TEST_CASE("date-format: two digits are no year for %Y") {
    const Ran ran = rfm({"score", "--date-format", "%d.%m.%Y"}, "customer,date,amount\na,03.04.25,1\n");
    CHECK(ran.status == 65);
    CHECK(ran.err.find("'03.04.25' does not fit --date-format '%d.%m.%Y'") != std::string::npos);
}

TEST_CASE("date-format: formats that name no day are refused") {
    check_usage({"--date-format", "%d/%m"},
                "--date-format '%d/%m': names no year; a day needs all of year (%Y), month (%m, %b) and day (%d), as "
                "in '%d/%m/%Y'");
    for (const char* format : {"%m/%Y", "%d.%Y", "dd.mm.yyyy", "%Q", "%", "%Y-%m-%-d", "%s", "%j %Y"}) {
        const Ran ran = rfm({"score", "--date-format", format}, "customer,date,amount\na,2025-01-01,1\n");
        CHECK(ran.status == 64);
        CHECK(ran.err.starts_with(std::string("rfm: --date-format '") + format + "': "));
    }
}

TEST_CASE("columns: by name without case, blanks and dashes, or by number") {
    const std::string text = "Who-Bought,When Bought,How_Much\na,2025-01-02,3.50\nb,2025-01-03,2.25\n";
    CHECK(rows({"--customer", "who bought", "--date", "WHEN_BOUGHT", "--amount", "how much"}, text) == two);
    CHECK(rows({"--customer", "1", "--date", "2", "--amount", "3"}, text) == two);
}

TEST_CASE("columns: quantity times price, exactly") {
    CHECK(rows({"--amount", "quantity*unit price"},
               "customer,date,Quantity,Unit_Price\na,2025-01-02,3,0.1\na,2025-01-02,7,0.01\n") ==
          "a,2025-01-02,1,2,0.37,1,1,1,111,sleeping\n");
    CHECK(rows({"--amount", "3*4", "--decimal", "."}, "customer,date,q,p\na,2025-01-02,-2,1.005\na,2025-01-01,3,1\n") ==
          "a,2025-01-01,1,1,0.990,1,1,1,111,sleeping\n");
}

TEST_CASE("columns: an order id makes lines one order") {
    const std::string text = "customer,order id,date,amount\na,1,2025-01-02,3\na,1,2025-01-03,4\nb,1,2025-01-03,5\n";
    CHECK(rows({}, text) == "a,2025-01-03,1,1,7,1,1,3,113,at-risk\nb,2025-01-03,1,1,5,1,1,1,111,sleeping\n");
    CHECK(rows({"--order-id", "date", "--date", "date"}, text).starts_with("a,2025-01-03,1,2,7,"));
}

TEST_CASE("no-monetary: recency and frequency only") {
    CHECK(rows({"--no-monetary"}, "customer,date\na,2025-01-02\nb,2025-01-03\nb,2025-01-03\n") ==
          "a,2025-01-02,2,1,,1,1,,11,sleeping\nb,2025-01-03,1,2,,3,3,,33,potential\n");
    check_usage({"--no-monetary", "--amount", "amount"}, "--no-monetary and --amount contradict each other");
    check_usage({"--no-monetary", "--sort", "monetary"}, "--no-monetary: there is no amount to sort by");
    const Ran ran = rfm({"score"}, "customer,date\na,2025-01-02\n");
    CHECK(ran.status == 65);
    CHECK(ran.err ==
          "rfm: standard input: no column is known to be the amount; say which it is with --amount, or --no-monetary "
          "to score without amounts\n  it has: 1 'customer', 2 'date'\n");
}

TEST_CASE("standard input among files") {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.csv", "customer,date,amount\na,2025-01-02,3.50\n");
    const std::string b = "date,customer,amount\n2025-01-03,b,2.25\n";
    CHECK(rows({a, "-"}, b) == two);
    CHECK(rows({"-", a}, b) == two);
    check_usage({"-", "-"}, "standard input (-) can be read only once");
}

}  // namespace
}  // namespace rfm::test
