// What a newcomer sees of reports that have lines before the header, of "sep=", and of headers further down.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string report = "Orders of ACME\nGenerated on 2025-02-01, by hand\n\n";
const std::string table = "Customer;Date;Amount\na;2025-01-02;3.50\nb;2025-01-03;2.25\n";
const std::string unknown = "Wer;Wann;Was\na;2025-01-02;3.50\nb;2025-01-03;2.25\n";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("preamble: found, named by inspect, and a warning of score") {
    const Ran seen = rfm({"inspect"}, report + table);
    CHECK(seen.status == 0);
    CHECK(holds(seen.out, "dialect    semicolon, header on line 4 (3 lines before it skipped), LF, UTF-8\n"));
    CHECK(holds(seen.out, "2 rows read, 2 used"));
    const Ran ran = rfm({"score"}, report + table);
    CHECK(ran.out == rfm({"score"}, table).out);
    CHECK(ran.err ==
          "rfm: standard input: the header was found on line 4; skipped: 3 lines before it, 'Orders of ACME' and so "
          "on\n");
    const Ran told = rfm({"score", "--skip-lines", "3"}, report + table);
    CHECK(told.out == ran.out);
    CHECK(told.err == "");
}

TEST_CASE("preamble: names that are not known are not guessed, but the error tells how to go on") {
    const Ran ran = rfm({"score"}, report + unknown);
    CHECK(ran.status == 65);
    CHECK(ran.out == "");
    CHECK(ran.err ==
          "rfm: standard input: no columns are known to be the customer, the date and the amount; say which they are "
          "with --customer, --date "
          "and --amount, or --no-monetary to score without amounts\n"
          "  it has: 1 'Orders of ACME'\n"
          "  line 4 looks like the header: 1 'Wer', 2 'Wann', 3 'Was'\n"
          "  if it is, give --skip-lines 3\n");
    // The names alone are enough; numbers prove nothing, and need the flag.
    CHECK(rfm({"score", "--customer", "wer", "--date", "wann", "--amount", "was"}, report + unknown).out ==
          rfm({"score"}, table).out);
    const std::vector<std::string> numbers = {"score", "--customer", "1", "--date", "2", "--amount", "3"};
    CHECK(holds(rfm(numbers, report + unknown).err, "if it is, give --skip-lines 3\n"));
    std::vector<std::string> with_skip = numbers;
    with_skip.insert(with_skip.end(), {"--skip-lines", "3"});
    CHECK(rfm(with_skip, report + unknown).out == rfm({"score"}, table).out);
    // Told to skip nothing, nothing is looked for.
    CHECK_FALSE(holds(rfm({"score", "--skip-lines", "0"}, report + table).err, "line 4"));
}

TEST_CASE("preamble: without a header only what is asked for is skipped") {
    const std::vector<std::string> flags = {"inspect",  "--no-header", "--customer",   "1", "--date", "2",
                                            "--amount", "3",           "--skip-lines", "4"};
    const Ran ran = rfm(flags, report + table);
    CHECK(ran.status == 0);
    CHECK(holds(ran.out, "semicolon, no header, first record on line 5 (4 lines before it skipped), LF"));
    CHECK(holds(ran.out, "2 rows read, 2 used"));
    CHECK(rfm({"score", "--no-header", "--customer", "1", "--date", "2", "--amount", "3"}, report + table).status ==
          65);
}

TEST_CASE("skip-lines: more than there is, and no number") {
    CHECK(rfm({"score", "--skip-lines", "9"}, table).err ==
          "rfm: standard input: --skip-lines 9 leaves nothing to read: it has 3 lines\n");
    for (const char* text : {"x", "-1", "1.5", "3 ", "99999999999999999999"}) {
        const Ran ran = rfm({"score", std::string("--skip-lines=") + text}, table);
        CHECK(ran.status == 64);
        CHECK(ran.err == std::string("rfm: --skip-lines '") + text + "': must be a number of lines\n");
    }
}

TEST_CASE("sep=: the delimiter is taken from it, and it is named") {
    const Ran seen = rfm({"inspect"}, "sep=;\r\n" + table);
    CHECK(holds(seen.out, "dialect    semicolon (set by its line sep=), header, LF, UTF-8\n"));
    CHECK(rfm({"score"}, "sep=;\n" + table).err == "");
    CHECK(holds(rfm({"inspect", "--delimiter", ";"}, "sep=,\n" + table).out,
                "semicolon (its line sep= skipped), header"));
    CHECK(rfm({"score"}, "sep=,\n" + table).err ==
          "rfm: standard input: no columns are known to be the customer, the date and the amount; say which they are "
          "with --customer, --date "
          "and --amount, or --no-monetary to score without amounts\n"
          "  it has: 1 'Customer;Date;Amount'\n"
          "  its line sep= sets the delimiter to comma; if that is wrong, give --delimiter\n");
}

TEST_CASE("repeated headers: left out, counted, and no bad rows, footers are") {
    const Ran ran = rfm({"inspect"}, table + table);
    CHECK(holds(ran.out, "5 rows read, 4 used\n  1 left out: the header once more\n"));
    const Ran footer = rfm({"score"}, table + "Total;;5.75\n(2 rows affected)\n");
    CHECK(footer.status == 65);
    CHECK(footer.err ==
          "rfm: 2 bad rows: 1 with too few fields, 1 without a date\n"
          "  standard input:4: column 'Date': '' is no date: the field is blank\n"
          "  standard input:5: 1 field where 3 are expected; is a delimiter or a quote missing?\n"
          "nothing was written; correct the rows, or set them aside with --rejects FILE\n");
}

TEST_CASE("header: a first record that names nothing says what it may be instead") {
    const std::string blanks = " customer_id  date      amount\n 1  2025-01-01  5.00\n 2  2025-01-02  6.00\n";
    const Ran ran = rfm({"score"}, blanks);
    CHECK(ran.status == 65);
    CHECK(ran.err.find("\n  if its fields stand between blanks, give --delimiter whitespace\n") != std::string::npos);
    CHECK(rfm({"score", "--delimiter", "whitespace"}, blanks).status == 0);
    const std::string orders = "1,2025-01-01,5.00\n2,2025-01-02,6.00\n";
    CHECK(rfm({"score"}, orders)
              .err.find("\n  if that is the first order, and no header, give --no-header, and the columns "
                        "by number, as in --customer 1\n") != std::string::npos);
    CHECK(rfm({"score", "--no-header", "--customer", "1", "--date", "2", "--amount", "3"}, orders).status == 0);
    CHECK(rfm({"score"}, "a,b,c\n1,2,3\n").err.find("--no-header") == std::string::npos);
}

}  // namespace
}  // namespace rfm::test
