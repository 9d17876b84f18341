// Broken inputs: the exact message, the exit status, and that the files of an earlier run stay as they were.
#include <string>
#include <unistd.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/kept_files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

// `message` follows "rfm: "; @ stands for the name of the file as it was given.
void check_refused(const std::string& path, int status, std::string message,
                   const std::vector<std::string>& flags = {}) {
    const TemporaryFolder folder;
    const KeptFiles kept(folder, {"scores.csv", "summary.json"});
    std::vector<std::string> arguments = {
        "score", path, "-o", folder.file("scores.csv"), "--summary", folder.file("summary.json")};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    const Ran ran = rfm(arguments);
    for (std::size_t at = message.find('@'); at != std::string::npos; at = message.find('@', at + path.size())) {
        message.replace(at, 1, path);
    }
    CHECK(ran.err == "rfm: " + message + "\n");
    CHECK(ran.status == status);
    CHECK(ran.out == "");
    kept.check_untouched();
}

void check_broken(const std::string& name, const std::string& message) {
    INFO(name);
    check_refused(project_file("data/broken/" + name), 65, message);
}

const std::string nothing_written = "\nnothing was written; correct the rows, or set them aside with --rejects FILE";

TEST_CASE("broken: files without what is needed") {
    check_broken("empty.csv", "@: is empty; was the export finished?");
    check_broken("header-only.csv", "@: no row below the header; was the export finished?");
    check_broken("missing-customer-column.csv",
                 "@: no column is known to be the customer; say which it is with --customer\n"
                 "  it has: 1 'order_id', 2 'order_date', 3 'amount', 4 'product'");
    check_broken("binary.csv", "@: is a program, not CSV text; name a CSV file");
}

TEST_CASE("broken: dates") {
    check_broken("ambiguous-dates.csv",
                 "@:2: column 'order_date': '03/04/2025' is 2025-04-03 with the day first and 2025-03-04 with the "
                 "month first, and no row decides; say which it is with --date-format dmy or --date-format mdy");
    check_broken("mixed-dates.csv",
                 "1 bad row: 1 with an impossible date\n"
                 "  @:4: column 'order_date': '01/13/2025' is no day of the calendar with the day first, as the other "
                 "rows have it" +
                     nothing_written);
    check_broken("impossible-date.csv",
                 "1 bad row: 1 with an impossible date\n"
                 "  @:4: column 'order_date': '2025-02-30' is no day of the calendar; correct it" +
                     nothing_written);
}

TEST_CASE("broken: amounts") {
    check_broken("bad-amount.csv",
                 "1 bad row: 1 with an amount that is not a number\n"
                 "  @:3: column 'amount': '12,3,4' is not a number" +
                     nothing_written);
    check_broken("total-past-range.csv",
                 "customer 'C1': the amounts add up to 12000000000000.00, beyond 9,223,372,036,854.775807, the largest "
                 "total; is the column of amounts the right one?");
}

TEST_CASE("broken: records") {
    check_broken("too-few-fields.csv",
                 "1 bad row: 1 with too few fields\n"
                 "  @:3: 2 fields where 3 are expected; is a delimiter or a quote missing?" +
                     nothing_written);
    check_broken("too-many-fields.csv",
                 "1 bad row: 1 with too many fields\n"
                 "  @:4: 4 fields where 3 are expected; is a delimiter or a quote too many?" +
                     nothing_written);
    check_broken("text-after-quote.csv",
                 "1 bad row: 1 with text behind a closing quote\n"
                 "  @:3: text stands behind a closing quote; double the quote (\"\") where it is part of the text" +
                     nothing_written);
    check_broken("unterminated-quote.csv",
                 "@:4: a quote opens here and is never closed; close it, or double it (\"\") where it is part of the "
                 "text");
}

TEST_CASE("broken: what can't be opened") {
    const TemporaryFolder folder;
    check_refused(folder.path().string(), 66, "@: is a directory; name the files in it, as in @/*.csv");
    check_refused(folder.file("none.csv"), 66,
                  "@: can't be opened: No such file or directory; check the spelling and the folder");
}

// Also when the broken file is not the first one.
TEST_CASE("broken: a good file first does not help") {
    const std::string good = project_file("data/orders.csv");
    check_refused(project_file("data/broken/impossible-date.csv"), 65,
                  "1 bad row: 1 with an impossible date\n"
                  "  @:4: column 'order_date': '2025-02-30' is no day of the calendar; correct it" +
                      nothing_written,
                  {good});
    check_refused("/nonexistent/orders.csv", 66,
                  "@: can't be opened: No such file or directory; check the spelling and the folder", {good});
}

TEST_CASE("broken: more than ten bad rows are counted, ten are shown") {
    const TemporaryFolder folder;
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 12; ++i) text += "a,2025-01-01,x\na,2025-02-30,1\n";
    const std::string path = folder.write("orders.csv", text);
    const Ran ran = rfm({"score", path});
    CHECK(ran.status == 65);
    CHECK(
        ran.err.starts_with("rfm: 24 bad rows: 12 with an impossible date, 12 with an amount that is not a number\n"));
    CHECK(ran.err.find(":11: ") != std::string::npos);
    CHECK(ran.err.find(":12: ") == std::string::npos);
    CHECK(ran.err.find("\n  and 14 more\nnothing was written") != std::string::npos);
}

TEST_CASE("broken: a file that may not be read") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", "customer,date,amount\na,2025-01-01,1\n");
    std::filesystem::permissions(path, std::filesystem::perms::none);
    std::vector<std::string> words = {RFM_PROGRAM, "score", path};
    if (::geteuid() == 0) {
        // Root may read everything, so another user has to try; the folder must let them in.
        std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
        const std::vector<std::string> nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        std::vector<std::string> probe = nobody;
        probe.insert(probe.end(), {RFM_PROGRAM, "--version"});
        if (run(probe).status != 0) {
            WARN("skipped: this is root, and no other user can run the program from here");
            return;
        }
        words.insert(words.begin(), nobody.begin(), nobody.end());
    }
    const Ran ran = run(words);
    CHECK(ran.status == 66);
    CHECK(ran.err == "rfm: " + path + ": can't be opened: Permission denied; ask its owner for the right to read it\n");
}

}  // namespace
}  // namespace rfm::test
