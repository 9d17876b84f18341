// Workbooks through the real program.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"
#include "support/workbook_files.h"

namespace rfm::test {
namespace {

std::string text_cell(const std::string& text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string row(const std::string& customer, const std::string& date, const std::string& amount) {
    return "<row>" + text_cell(customer) + text_cell(date) + amount + "</row>";
}

std::string workbook() {
    const std::string header = row("customer", "date", text_cell("amount"));
    XlsxParts parts;
    parts.sheets = {
        {"Report", "<row>" + text_cell("Sales of June") + "</row>"},
        {"Orders", header + row("a", "2025-06-01", "<c><v>1.125</v></c>") + row("b", "2025-06-02", text_cell("20,50")) +
                       row("c", "2025-06-03", "<c><v>1234.5</v></c>")},
        {"May", header + row("d", "2025-05-01", "<c><v>7</v></c>")},
    };
    return xlsx(parts);
}

TEST_CASE("workbooks: a sheet by name or number, of a file or a pipe") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.xlsx", workbook());
    const Ran first = rfm({"score", path});
    CHECK(first.status == 65);
    CHECK_THAT(first.err,
               Catch::Contains("this is its sheet 'Report'; --sheet names another of 'Report', 'Orders', 'May'"));
    const std::string may = "d,2025-05-01,1,1,7,1,1,1,111,sleeping\n";
    CHECK_THAT(rfm({"score", path, "--sheet", "May"}).out, Catch::EndsWith("\n" + may));
    CHECK_THAT(rfm({"score", path, "--sheet", "3"}).out, Catch::EndsWith("\n" + may));
    CHECK_THAT(rfm({"score", "--sheet", "May"}, workbook()).out, Catch::EndsWith("\n" + may));
    CHECK(rfm({"score", path, "--sheet", "April"}).status == 65);
    const std::string csv = folder.write("orders.csv", "customer,date,amount\na,2025-01-01,1\n");
    CHECK(rfm({"score", csv, "--sheet", "May"}).status == 64);
}

// A number of a workbook has a decimal point, whatever the texts beside it have.
TEST_CASE("workbooks: numbers are what they are beside texts with decimal commas") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.xlsx", workbook());
    const Ran ran = rfm({"score", path, "--sheet", "Orders"});
    CHECK(ran.err == "");
    CHECK_THAT(ran.out, Catch::Contains("\na,2025-06-01,3,1,1.125,") && Catch::Contains("\nb,2025-06-02,2,1,20.500,") &&
                            Catch::Contains("\nc,2025-06-03,1,1,1234.500,"));
    CHECK(rfm({"score", path, "--sheet", "Orders", "--decimal", ","}).out == ran.out);
    const Ran point = rfm({"score", path, "--sheet", "Orders", "--decimal", "."});
    CHECK(point.status == 65);
    CHECK_THAT(point.err, Catch::Contains("'20,50' is not a number"));
}

}  // namespace
}  // namespace rfm::test
