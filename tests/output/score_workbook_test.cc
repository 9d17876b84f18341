// The sheets of a workbook, read back by another reader.
#include "output/score_workbook.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "output/example_summary.h"
#include "support/catch.h"
#include "support/xlsx_reader.h"

namespace rfm::output {
namespace {

using rfm::test::read_xlsx;
using rfm::test::ReadSheet;
using rfm::test::shown_cell;

class StringSink : public TextSink {
public:
    void write(std::string_view text) override { text_ += text; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

RunSummary summary_of(int decimals) {
    RunSummary summary;
    summary.customers = 10;
    summary.amount_decimals = decimals;
    summary.as_of = *day_from_civil(2025, 3, 1);
    return summary;
}

CustomerRow customer(std::string_view id) {
    CustomerRow row;
    row.id = id;
    row.first_order_day = *day_from_civil(1900, 3, 1);
    row.last_order_day = *day_from_civil(2025, 1, 31);
    row.recency_days = 29;
    row.frequency = 4;
    row.monetary_scaled = 1'234'567'890'000;
    row.r = 5;
    row.f = 2;
    row.m = 3;
    row.segment = "=top";
    return row;
}

struct Written {
    std::string bytes;
    std::vector<std::string> warnings;
    std::vector<ReadSheet> sheets;
};

Written written(const std::vector<CustomerRow>& rows, const std::vector<Column>& columns, const RunSummary& summary,
                std::uint32_t rows_in_sheet = rows_of_a_sheet, const RunNotes& notes = {}) {
    const CustomerValues values(summary, 10'000'000'000'000, {});
    ScoreWorkbook book(columns, values, summary, rows_in_sheet);
    for (const CustomerRow& row : rows) book.append(row, {});
    StringSink sink;
    Written result;
    result.warnings = book.finish(notes, sink);
    result.bytes = sink.text();
    result.sheets = read_xlsx(result.bytes);
    return result;
}

std::vector<std::string> shown(const std::vector<rfm::test::ReadCell>& row) {
    std::vector<std::string> texts;
    for (const auto& cell : row) texts.push_back(shown_cell(cell));
    return texts;
}

TEST_CASE("score workbook: cells have the type of their column") {
    const std::vector<Column> columns = {Column::customer_id, Column::last_order_date, Column::first_order_date,
                                         Column::monetary,    Column::frequency,       Column::monetary_share,
                                         Column::rfm_score,   Column::segment,         Column::mean_gap_days};
    CustomerRow once = customer("=HYPERLINK(\"http://x\")");
    once.frequency = 1;
    const Written book = written({customer("0012"), once}, columns, summary_of(2));
    CHECK(book.warnings.empty());
    REQUIRE(book.sheets.size() == 3);
    const ReadSheet& sheet = book.sheets[0];
    CHECK(sheet.name == "Customers");
    REQUIRE(sheet.rows.size() == 3);
    CHECK(shown(sheet.rows[0]) == std::vector<std::string>{"customer_id", "last_order_date", "first_order_date",
                                                           "monetary", "frequency", "monetary_share", "rfm_score",
                                                           "segment", "mean_gap_days"});
    CHECK(shown(sheet.rows[1]) == std::vector<std::string>{"0012", "2025-01-31", "1900-03-01", "1234567.89", "4",
                                                           "0.12345679", "523", "=top", "15209.00"});
    const std::pair<const char*, const char*> types[] = {{"text", "@"},
                                                         {"number", "yyyy-mm-dd"},
                                                         {"number", "yyyy-mm-dd"},
                                                         {"number", "#,##0.00"},
                                                         {"number", "0"},
                                                         {"number", "0.00000000"},
                                                         {"text", "@"},
                                                         {"text", "@"},
                                                         {"number", "0.00"}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        INFO(i);
        CHECK(sheet.rows[1][i].type == types[i].first);
        CHECK(sheet.rows[1][i].number_code == types[i].second);
    }
    CHECK(sheet.rows[2].size() == 8);  // a single order has no gap: nothing stands there
    CHECK(sheet.rows[2][0].value == "=HYPERLINK(\"http://x\")");
    CHECK_THAT(sheet.part, Catch::Contains("<autoFilter ref=\"A1:I3\"/>"));
    CHECK_THAT(sheet.part,
               Catch::Contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
    CHECK_THAT(sheet.part, !Catch::Contains("<hyperlink") && Catch::Contains("numberStoredAsText=\"1\""));
}

TEST_CASE("score workbook: scores are coloured from 1 to the highest there is") {
    RunSummary summary = summary_of(0);
    summary.bins = 10;
    const Written book = written({customer("a"), customer("b")}, {Column::segment, Column::f_score}, summary);
    CHECK_THAT(book.sheets[0].part, Catch::Contains("<conditionalFormatting sqref=\"B2:B3\">") &&
                                        Catch::Contains("<cfvo type=\"num\" val=\"1\"/><cfvo type=\"num\" val=\"5.5\"/>"
                                                        "<cfvo type=\"num\" val=\"10\"/>"));
}

TEST_CASE("score workbook: a full sheet goes on with another, of the same kind") {
    for (const std::size_t count : {0, 1, 3, 4, 6, 7}) {
        INFO(count);
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < count; ++i) ids.push_back(fmt::format("c{}", i));
        std::vector<CustomerRow> rows;
        for (const std::string& id : ids) rows.push_back(customer(id));
        const Written book = written(rows, {Column::customer_id, Column::r_score}, summary_of(0), 4);
        const std::size_t sheets = std::max<std::size_t>(1, (count + 2) / 3);
        REQUIRE(book.sheets.size() == sheets + 2);
        std::vector<std::string> found;
        for (std::size_t i = 0; i < sheets; ++i) {
            CHECK(book.sheets[i].name == (i == 0 ? "Customers" : fmt::format("Customers {}", i + 1)));
            CHECK(book.sheets[i].rows.size() <= 4);
            CHECK(book.sheets[i].rows[0][0].value == "customer_id");
            CHECK_THAT(book.sheets[i].part, Catch::Contains("<autoFilter ref=\"A1:B") && Catch::Contains("<pane "));
            for (std::size_t row = 1; row < book.sheets[i].rows.size(); ++row) {
                found.push_back(book.sheets[i].rows[row][0].value);
            }
        }
        CHECK(found == ids);
        CHECK(book.warnings.size() == (sheets > 1 ? 1 : 0));
        if (sheets == 3) {
            CHECK(
                book.warnings[0] ==
                "the workbook has the customers on 3 sheets, 'Customers' to 'Customers 3': a sheet holds no more rows");
        }
    }
}

TEST_CASE("score workbook: what a cell can't hold is text, and said") {
    CustomerRow old = customer(" _x0041_\r\n\x01 ");
    old.first_order_day = *day_from_civil(1900, 2, 28);
    old.monetary_scaled = 999'999'999'999'999'000;  // 15 digits with three decimals
    const std::string long_id(1 << 20, 'z');
    CustomerRow rich = customer(long_id);
    rich.monetary_scaled = std::numeric_limits<std::int64_t>::max() / 1000 * 1000;
    RunSummary summary = summary_of(3);
    const Written book =
        written({old, rich}, {Column::customer_id, Column::first_order_date, Column::monetary}, summary);
    const auto& rows = book.sheets[0].rows;
    CHECK(rows[1][0].value == " _x0041_\r\n\x01 ");
    CHECK(rows[1][1].type == "text");
    CHECK(rows[1][1].value == "1900-02-28");
    CHECK(rows[1][2].type == "number");
    CHECK(shown_cell(rows[1][2]) == "999999999999.999");
    CHECK(rows[2][2].type == "text");
    CHECK(rows[2][2].value == "9223372036854.775");
    CHECK_THAT(rows[2][0].value, Catch::EndsWith("z… [shortened: 1,048,576 characters in all]"));
    CHECK(book.warnings == std::vector<std::string>{
                               "1 text is shortened in the workbook, whose cells hold 32,767 characters",
                               "1 date before March 1900 is text in the workbook, which can't count from there",
                               "1 number of more than 15 digits is text in the workbook, which would round it",
                           });
}

TEST_CASE("score workbook: amounts are the doubles nearest to them") {
    const RunSummary summary = summary_of(2);
    std::vector<std::string> amounts;
    std::vector<CustomerRow> rows;
    for (std::int64_t i = 0; i < 20'000; ++i) {
        // Of all sizes up to the largest that a record holds.
        const std::int64_t cents = i * i % 7919 * i * 104'729 % (i % 3 == 0 ? 922'337'203'685'477 : 1'000'003);
        amounts.push_back(fmt::format("{}.{:02}", cents / 100, cents % 100));
        rows.push_back(customer("a"));
        rows.back().monetary_scaled = cents * 10'000;
    }
    const Written book = written(rows, {Column::monetary}, summary);
    bool same = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& cell = book.sheets[0].rows[i + 1][0];
        same = same && cell.type == "number" && shown_cell(cell) == amounts[i] &&
               std::stod(cell.value) == std::stod(amounts[i]);
    }
    CHECK(same);
}

TEST_CASE("score workbook: segments with shares and charts, and settings") {
    RunSummary summary = test::example_summary();
    RunNotes notes;
    notes.command = "rfm score 'a \"b\".csv'";
    notes.map_rows = {"高价值客户: r 4-5, f 4-5, m *"};
    const Written book = written({}, {Column::customer_id}, summary, rows_of_a_sheet, notes);
    const auto& segments = book.sheets[1].rows;
    CHECK(book.sheets[1].name == "Segments");
    REQUIRE(segments.size() == 5);
    CHECK(shown(segments[0]) ==
          std::vector<std::string>{"segment", "customers", "customer_share", "revenue", "revenue_share"});
    CHECK(segments[1][0].value == "高价值客户");
    CHECK(segments[1][1].value == "1000");
    CHECK(std::stod(segments[1][2].value) == 1000.0 / 3000.0);
    CHECK(segments[1][2].number_code == "0.0 %");
    CHECK(shown_cell(segments[2][3]) == "876543.21");
    CHECK(segments[4][0].value == "all");
    CHECK(shown_cell(segments[4][3]) == "9876543.21");
    CHECK(segments[4][4].value == "1");
    const auto files = rfm::test::unzip(book.bytes);
    CHECK_THAT(files.at("xl/charts/chart1.xml"), Catch::Contains("Segments!$B$2:$B$4") &&
                                                     Catch::Contains("高价值客户") &&
                                                     Catch::Contains("<c:v>1500</c:v>"));
    CHECK_THAT(files.at("xl/charts/chart2.xml"), Catch::Contains("Segments!$D$2:$D$4"));

    std::string settings;
    for (const auto& row : book.sheets[2].rows) settings += shown_cell(row.at(0)) + "=" + shown_cell(row.at(1)) + ";";
    for (const char* wanted :
         {"program=rfm ", "command=rfm score 'a \"b\".csv';", "input=a \"b\".csv;", "column=date: column 2 'd';",
          "as of=2025-07-01;", "since=2024-07-01;", "since, why=--window 12m;", "method=quintile;", "bins=5;",
          "cut points=--r-cuts 30,90,180,365 --f-cuts 1,2,5,10 --m-cuts 10,99.5,1000.125,123456789.000001;",
          "segment=高价值客户: r 4-5", "currency=EUR;", "rows read=1234567;", "left out: no customer (guests)=200;",
          "revenue=9876543.21;", "warning=two\nlines;"}) {
        CHECK_THAT(settings, Catch::Contains(wanted));
    }
}

TEST_CASE("score workbook: without amounts and without segments") {
    RunSummary summary = summary_of(0);
    summary.has_monetary = false;
    const Written book = written({customer("a")}, {Column::customer_id, Column::m_score}, summary);
    CHECK(book.sheets[0].rows[1].size() == 1);
    REQUIRE(book.sheets[1].rows.size() == 2);
    CHECK(shown(book.sheets[1].rows[1]) == std::vector<std::string>{"all", "10", "1.0"});
    CHECK_FALSE(rfm::test::unzip(book.bytes).contains("xl/charts/chart1.xml"));
}

TEST_CASE("score workbook: the same bytes each time") {
    const std::vector<CustomerRow> rows = {customer("a"), customer("b")};
    RunSummary summary = summary_of(2);
    summary.as_of = 0;  // 1970-01-01, which must not stand for now
    const Written book = written(rows, {Column::customer_id}, summary);
    CHECK(book.bytes == written(rows, {Column::customer_id}, summary).bytes);
    CHECK_THAT(rfm::test::unzip(book.bytes).at("docProps/core.xml"), Catch::Contains(">1970-01-01T12:00:00Z<"));
}

std::ptrdiff_t open_files() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

TEST_CASE("score workbook: one that is not finished leaves nothing open") {
    const RunSummary summary = summary_of(2);
    const CustomerValues values(summary, 1, {});
    const auto start = [&] {
        ScoreWorkbook book({Column::customer_id}, values, summary, 2);
        book.append(customer("a"), {});
        book.append(customer("b"), {});
    };
    start();  // what the library itself needs
    const auto before = open_files();
    start();
    CHECK(open_files() == before);
    written({customer("a"), customer("b")}, {Column::customer_id}, summary, 2);
    CHECK(open_files() == before);
}

}  // namespace
}  // namespace rfm::output
