// --rejects: bad rows as they stood, with file, line, column and reason; the rest is scored.
#include <string>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/kept_files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders =
    "customer,date,amount,note\r\n"
    "a,2025-01-02,3.50,\"two\r\nlines\"\r\n"
    "b,2025-02-30,1,\"a, \"\"b\"\"\r\nc\"\r\n"
    "b,2025-01-03,\"1,5\",\r\n"
    "b,2025-01-03\r\n"
    "b,2025-01-03,2.25,,,\r\n"
    "b,2025-01-03,2.25,,x\r\n"
    "b,,1,\r\n"
    "b,2025-01-03, ,\r\n"
    "b,2025-01-03,0.1234567,\r\n"
    "b,2025-01-03,99999999999999,\r\n"
    "b,2025-01-03,1,\"x\"y\r\n";

TEST_CASE("rejects: every kind of bad row, as it stood") {
    const TemporaryFolder folder;
    const std::string input = folder.write("orders.csv", orders);
    const Ran ran = rfm({"score", "orders.csv", "--rejects", "rejects.csv"}, "", folder.path().string());
    CHECK(ran.status == 0);
    CHECK(ran.out.ends_with("a,2025-01-02,2,1,3.50,1,1,3,113,at-risk\nb,2025-01-03,1,1,2.25,3,1,1,311,sleeping\n"));
    CHECK(ran.err.starts_with(
        "rfm: 9 bad rows: 1 with too few fields, 1 with too many fields, 1 with text behind a closing quote, 1 without "
        "a date, 1 with an impossible date, 1 without an amount, 1 with an amount that is not a number, 1 with more "
        "than six decimals, 1 with an amount beyond the range\n"
        "  orders.csv:4: column 'date': '2025-02-30' is no day of the calendar; correct it\n"));
    const CsvTable rejects(read_file(folder.file("rejects.csv")));
    CHECK(rejects.header() == CsvRow{"file", "line", "column", "reason", "record"});
    const std::vector<CsvRow> expected = {
        {"orders.csv", "4", "date", "column 'date': '2025-02-30' is no day of the calendar; correct it",
         "b,2025-02-30,1,\"a, \"\"b\"\"\r\nc\""},
        {"orders.csv", "6", "amount", "column 'amount': '1,5' is not a number; try --decimal ,",
         "b,2025-01-03,\"1,5\","},
        {"orders.csv", "7", "", "2 fields where 4 are expected; is a delimiter or a quote missing?", "b,2025-01-03"},
        {"orders.csv", "9", "", "5 fields where 4 are expected; is a delimiter or a quote too many?",
         "b,2025-01-03,2.25,,x"},
        {"orders.csv", "10", "date", "column 'date': '' is no date: the field is blank", "b,,1,"},
        {"orders.csv", "11", "amount", "column 'amount': ' ' is no amount: the field is blank", "b,2025-01-03, ,"},
        {"orders.csv", "12", "amount",
         "column 'amount': '0.1234567' has more than six decimals; round it in the export", "b,2025-01-03,0.1234567,"},
        {"orders.csv", "13", "amount",
         "column 'amount': '99999999999999' is beyond 9,223,372,036,854.775807, the largest amount",
         "b,2025-01-03,99999999999999,"},
        {"orders.csv", "14", "",
         "text stands behind a closing quote; double the quote (\"\") where it is part of the text",
         "b,2025-01-03,1,\"x\"y"},
    };
    CHECK(rejects.rows() == expected);
}

TEST_CASE("rejects: a file of an earlier run is replaced, by a header alone when no row is bad") {
    const TemporaryFolder folder;
    const std::string rejects = folder.write("rejects.csv", "old\n");
    std::filesystem::permissions(rejects, std::filesystem::perms::owner_all);
    const Ran ran = rfm({"score", "--rejects", rejects}, "customer,date,amount\na,2025-01-02,3.50\n");
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(read_file(rejects) == "file,line,column,reason,record\n");
    CHECK(std::filesystem::status(rejects).permissions() == std::filesystem::perms::owner_all);
}

TEST_CASE("rejects: a failed run leaves the file of an earlier one") {
    const TemporaryFolder folder;
    const KeptFiles kept(folder, {"rejects.csv"});
    // Bad rows first, then a refusal of the whole input.
    const Ran quote = rfm({"score", "--rejects", folder.file("rejects.csv")},
                          "customer,date,amount\na,2025-01-02,x\na,2025-01-02,1\na,2025-01-03,\"1\n");
    CHECK(quote.status == 65);
    kept.check_untouched();
    const Ran nothing =
        rfm({"score", "--rejects", folder.file("rejects.csv")}, "customer,date,amount\na,2025-01-02,x\n");
    CHECK(nothing.status == 65);
    CHECK(nothing.err.find("1 rejected") != std::string::npos);
    kept.check_untouched();
}

// All outputs are complete before the first is put in place.
TEST_CASE("rejects: a run whose scores or summary can't be written leaves the file of an earlier one") {
    const TemporaryFolder folder;
    const KeptFiles kept(folder, {"rejects.csv", "scores.csv", "summary.json"});
    const std::string some_bad = "customer,date,amount\na,2025-01-02,x\nb,2025-01-03,1\n";
    const std::string rejects = folder.file("rejects.csv");
    CHECK(rfm({"score", "--rejects", rejects, "-o", "/dev/full"}, some_bad).status == 74);
    kept.check_untouched();
    CHECK(rfm({"score", "--rejects", rejects, "-o", folder.file("scores.csv"), "--summary", "/dev/full"}, some_bad)
              .status == 74);
    kept.check_untouched();
    CHECK(run({"sh", "-c", RFM_PROGRAM " score --rejects '" + rejects + "' > /dev/full"}, some_bad).status == 74);
    kept.check_untouched();
    CHECK(rfm({"score", "--rejects", rejects, "-o", folder.file("scores.csv"), "--summary", folder.file("summary.json"),
               "-q"},
              some_bad)
              .status == 0);
    CHECK(read_file(rejects).ends_with(",\"a,2025-01-02,x\"\n"));
    CHECK(read_file(folder.file("scores.csv")).find("\nb,2025-01-03,") != std::string::npos);
}

TEST_CASE("rejects: rows of several files, in the order of the files") {
    const TemporaryFolder folder;
    folder.write("1.csv", "customer,date,amount\na,2025-01-02,1\na,x,1\n");
    folder.write("2.csv", "date,amount,customer\n2025-01-02,y,b\n");
    const Ran ran = rfm({"score", "2.csv", "1.csv", "-", "--rejects", "r.csv"}, "customer,date,amount\nc,z,1\n",
                        folder.path().string());
    CHECK(ran.status == 0);
    const CsvTable rejects(read_file(folder.file("r.csv")));
    REQUIRE(rejects.size() == 3);
    CHECK(rejects.field(0, "file") == "2.csv");
    CHECK(rejects.field(1, "file") == "1.csv");
    CHECK(rejects.field(2, "file") == "standard input");
}

TEST_CASE("rejects: names that would destroy something are refused") {
    const TemporaryFolder folder;
    const std::string input = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n");
    const std::string folder_name = folder.path().string();
    CHECK(rfm({"score", "orders.csv", "--rejects", "./orders.csv"}, "", folder_name).err ==
          "rfm: --rejects and an input name the same file, ./orders.csv\n");
    CHECK(rfm({"score", "orders.csv", "--rejects", "r.csv", "-o", "r.csv"}, "", folder_name).status == 64);
    CHECK(rfm({"score", "orders.csv", "--rejects", "-"}, "", folder_name).status == 64);
    CHECK(read_file(input).starts_with("customer"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "-"));
}

}  // namespace
}  // namespace rfm::test
