// Workbooks as output, read by another reader, by the program itself, and by LibreOffice.
#include <csignal>
#include <filesystem>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/published_scores.h"
#include "support/generated_orders.h"
#include "support/kept_files.h"
#include "support/started.h"
#include "support/xlsx_reader.h"

namespace rfm::test {
namespace {

std::string generated(const TemporaryFolder& folder) {
    GeneratedOrders wanted;
    wanted.customers = 6000;
    wanted.rows = 15'000;
    return folder.write("orders.csv", orders_text(generate_orders(wanted)));
}

std::vector<CsvRow> shown_rows(const ReadSheet& sheet) {
    std::vector<CsvRow> rows;
    for (const auto& cells : sheet.rows) {
        rows.emplace_back();
        for (const ReadCell& cell : cells) rows.back().push_back(shown_cell(cell));
        rows.back().resize(sheet.rows[0].size());
    }
    return rows;
}

std::string setting(const std::vector<ReadSheet>& sheets, const std::string& key) {
    for (const auto& row : sheets.back().rows) {
        if (row[0].value == key) return row[1].value;
    }
    return {};
}

TEST_CASE("workbook output: the cells are the fields of the csv, whatever the threads and the memory") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    for (const std::vector<std::string>& flags :
         {std::vector<std::string>{},
          {"--columns", all_columns(), "--weights", "0.25,0.25,0.5", "--sort", "monetary:desc"},
          {"--no-monetary", "--bins", "10"},
          {"--only", "sleeping", "--top", "100"}}) {
        const auto in = [&](const std::string& format, const std::vector<std::string>& more) {
            std::vector<std::string> words = {orders, "--format", format};
            words.insert(words.end(), flags.begin(), flags.end());
            words.insert(words.end(), more.begin(), more.end());
            return scored(words);
        };
        const std::string bytes = in("xlsx", {"--threads", "1"});
        const std::vector<ReadSheet> sheets = read_xlsx(bytes);
        const bool same = shown_rows(sheets.at(0)) == parse_csv(in("csv", {}));
        CHECK(same);
        CHECK(sheets.size() == 3);
        const bool same_bytes =
            in("xlsx", {"--threads", "3"}) == bytes && in("xlsx", {"--memory-limit", "32M"}) == bytes;
        CHECK(same_bytes);
    }
}

TEST_CASE("workbook output: ids that try something stay the text that they are") {
    const std::vector<std::string> ids = {"<script>alert(1)</script>",
                                          "=HYPERLINK(\"http://x\",\"y\")",
                                          "\"quoted, \"\"twice\"\"",
                                          "😀👩‍👩‍👧",
                                          "שלום עולם",
                                          "\u202Egnp.exe",
                                          "a\tb",
                                          "line\nbreak",
                                          "cr\r\nlf",
                                          "\x01\x1F",
                                          "_x0041_",
                                          "&amp;&lt;",
                                          "+49 170",
                                          "@SUM(A1)",
                                          "00123",
                                          "12345678901234567890",
                                          "1e5",
                                          "2025-01-01",
                                          "TRUE",
                                          "'apostrophe",
                                          "]]>",
                                          "\xEF\xBF\xBF",
                                          " blanks around ",
                                          std::string(1 << 20, 'x')};
    std::string rows = "customer,date,amount\n";
    for (std::size_t i = 0; i < ids.size(); ++i)
        rows += csv_line({ids[i], fmt::format("2025-01-{:02}", i + 1), "3.50"});
    const TemporaryFolder folder;
    const std::string path = folder.file("s.xlsx");
    const Ran ran = rfm({"score", "--no-trim", "--sort", "last_order_date", "-o", path}, rows);
    CHECK(ran.status == 0);
    CHECK(ran.err == "rfm: 1 text is shortened in the workbook, whose cells hold 32,767 characters\n");
    const std::string bytes = read_file(path);
    const std::vector<ReadSheet> sheets = read_xlsx(bytes);
    REQUIRE(sheets[0].rows.size() == ids.size() + 1);
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
        INFO(ids[i]);
        CHECK(sheets[0].rows[i + 1][0].value == ids[i]);
        CHECK(sheets[0].rows[i + 1][0].type == "text");
        CHECK(sheets[0].rows[i + 1][0].number_code == "@");
    }
    CHECK_THAT(sheets[0].rows[ids.size()][0].value, Catch::EndsWith("x… [shortened: 1,048,576 characters in all]"));
    CHECK(setting(sheets, "warning") == "1 text is shortened in the workbook, whose cells hold 32,767 characters");
    for (const auto& [name, text] : unzip(bytes)) CHECK(text.find("hyperlink") == std::string::npos);
}

TEST_CASE("workbook output: the command among the settings repeats the scores") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("it's orders.csv",
                                            "Member No,Bought,Sum,Status\na,2/1/2025,1,paid\nb,3/1/2025,2,paid\n"
                                            "c,13/1/2025,4,void\nc,14/1/2025,8,paid\nd,15/1/2025,16,test\n");
    const std::string config =
        folder.write("shop.toml", "customer = 'Member No'\ndate = 'Bought'\ndrop = ['Status=void']\ntrim = false\n");
    const std::string path = folder.file("s.xlsx");
    CHECK(scored({orders, "--config", config, "--amount", "Sum", "--drop", "Status=test", "--as-of", "2025-02-01",
                  "--sort", "monetary:desc", "--threads", "2", "-o", path}) == "");
    const std::string command = setting(read_xlsx(read_file(path)), "command");
    CHECK_THAT(command, Catch::StartsWith("rfm score '") && Catch::Contains(" --customer 'Member No'") &&
                            Catch::Contains("--no-trim") && !Catch::Contains("--threads") &&
                            !Catch::Contains("s.xlsx"));
    const Ran again = run({"sh", "-c", fmt::format("rfm() {{ '{}' \"$@\"; }}; {}", RFM_PROGRAM, command)});
    CHECK(again.err == "");
    CHECK(parse_csv(again.out) == shown_rows(read_xlsx(read_file(path)).at(0)));
    CHECK(again.out.find("\nc,") < again.out.find("\nb,"));
}

TEST_CASE("workbook output: the program reads it back") {
    const TemporaryFolder folder;
    const std::string orders =
        folder.write("orders.csv", "customer,date,amount\n_x0041_,2025-01-02,9.95\nb,2025-01-03,1234.50\n");
    const std::string path = folder.file("s.xlsx");
    CHECK(scored({orders, "-o", path}) == "");
    CHECK_THAT(scored({path, "--sheet", "Customers", "--customer", "customer_id", "--date", "last_order_date",
                       "--amount", "monetary"}),
               Catch::Contains("\n_x0041_,2025-01-02,2,1,9.95,") && Catch::Contains("\nb,2025-01-03,1,1,1234.50,"));
}

TEST_CASE("workbook output: a workbook for each segment") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    const std::string into = folder.file("segments");
    CHECK(scored({orders, "--format", "xlsx", "--split", into, "--only", "high-value,sleeping"}) == "");
    CHECK(std::distance(std::filesystem::directory_iterator(into), std::filesystem::directory_iterator()) == 2);
    for (const std::string segment : {"high-value", "sleeping"}) {
        const auto sheets = read_xlsx(read_file(fmt::format("{}/{}.xlsx", into, segment)));
        CHECK(shown_rows(sheets.at(0)) == parse_csv(scored({orders, "--only", segment})));
        CHECK(sheets.at(1).rows.size() == 6);  // all segments, in each
    }
}

TEST_CASE("workbook output: not to a terminal") {
    if (run({"sh", "-c", "command -v script"}).status != 0) {
        WARN("there is no script, which makes a terminal; this was not tested");
        return;
    }
    const std::string command =
        fmt::format("'{}' score '{}' --format xlsx", RFM_PROGRAM, project_file("data/orders.csv"));
    const Ran ran = run({"script", "-qec", command, "/dev/null"});
    CHECK(ran.status == 64);
    CHECK_THAT(ran.out, Catch::Contains("a workbook is nothing for a terminal; name a file with -o"));
}

// A limit on the size of files stands for a full disk: writing fails in the same way.
TEST_CASE("workbook output: a disk that is full is an error, wherever it happens, and nothing is left") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    const TemporaryFolder results;
    const TemporaryFolder temporary;
    int failed = 0;
    // In blocks of 512 bytes: from the first row of the sheet to the end of the archive.
    for (const int blocks : {8, 100, 1000, 4000, 4600, 4700, 4720, 4740}) {
        const KeptFiles kept(results, {"scores.xlsx"});
        const Ran ran = run({"env", "TMPDIR=" + temporary.path().string(), "sh", "-c",
                             fmt::format("ulimit -f {}; exec \"$@\"", blocks), "sh", RFM_PROGRAM, "score", orders, "-q",
                             "-o", results.file("scores.xlsx")});
        INFO(blocks);
        INFO(ran.err);
        CHECK(std::filesystem::is_empty(temporary.path()));
        if (ran.status == 0) {
            CHECK(shown_rows(read_xlsx(read_file(results.file("scores.xlsx"))).at(0)).size() > 5000);
            continue;
        }
        ++failed;
        CHECK(ran.status == 74);
        CHECK_THAT(ran.err, Catch::Contains("File too large"));
        kept.check_untouched();
    }
    CHECK(failed >= 4);
}

TEST_CASE("workbook output: a signal leaves nothing behind") {
    const TemporaryFolder folder;
    const TemporaryFolder results;
    const TemporaryFolder temporary;
    GeneratedOrders wanted;
    wanted.customers = 60'000;
    wanted.rows = 120'000;
    const std::string orders = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    for (const int milliseconds : {50, 200, 350, 500}) {
        const KeptFiles kept(results, {"scores.xlsx"});
        Started program({RFM_PROGRAM, "score", orders, "-q", "-o", results.file("scores.xlsx")},
                        {"TMPDIR=" + temporary.path().string()});
        ::usleep(static_cast<useconds_t>(milliseconds) * 1000);
        program.signal(SIGTERM);
        const int status = program.wait();
        CHECK(std::filesystem::is_empty(temporary.path()));
        if (status == 0) continue;
        CHECK(status == 128 + SIGTERM);
        kept.check_untouched();
    }
}

// As LibreOffice shows it: amounts with marks between the thousands, which are taken out; all else is the same bytes.
TEST_CASE("workbook output: LibreOffice makes the same csv of it", "[libreoffice]") {
    if (run({"sh", "-c", "command -v soffice"}).status != 0) {
        WARN("there is no LibreOffice (soffice); the workbook was not opened with it");
        return;
    }
    const TemporaryFolder folder;
    std::string rows = read_file(project_file("data/orders.csv"));
    const std::string orders = folder.write("orders.csv", rows);
    const std::string path = folder.file("scores.xlsx");
    CHECK(scored({orders, "-o", path}) == "");
    const Ran ran =
        run({"soffice", "-env:UserInstallation=file://" + folder.file("profile"), "--headless", "--convert-to",
             "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder.file("out"), path});
    CHECK(ran.status == 0);
    std::vector<CsvRow> theirs = parse_csv(read_file(folder.file("out/scores.csv")));
    std::string text;
    for (CsvRow& row : theirs) {
        std::erase(row.at(4), ',');
        text += csv_line(row);
    }
    CHECK(text == scored({orders}));
}

}  // namespace
}  // namespace rfm::test
