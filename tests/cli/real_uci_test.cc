// UCI Online Retail: the raw lines, and the same added up by invoice.
#include <string>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

const std::vector<std::string> as_in_r = {"--as-of", "2011-12-10", "--method", "r-rfm"};

std::string scored_as_in_r(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.end(), as_in_r.begin(), as_in_r.end());
    return scored(std::move(arguments), input);
}

// 17850.0, as a column of numbers with gaps was exported.
std::string without_fraction(const std::string& id) {
    return id.substr(0, id.find('.'));
}

TEST_CASE("uci: clean invoices") {
    const std::string orders = shared_file("uci-online-retail/orders_clean.csv");
    if (orders.empty()) return;
    const std::string out = scored_as_in_r({orders});
    CHECK(check_published(out, shared_file("uci-online-retail/expected_rfm.csv")) == 4'338);
    CHECK(total_amount(out, 2) == 891'140'790);
}

TEST_CASE("uci: invoices and cancellations, which count as orders in R") {
    const std::string orders = shared_file("uci-online-retail/orders_with_cancellations.csv");
    if (orders.empty()) return;
    const std::string out = scored_as_in_r({orders, "--refunds", "as-orders"});
    CHECK(check_published(out, shared_file("uci-online-retail/expected_rfm_with_cancellations.csv")) == 4'372);
    CHECK(total_amount(out, 2) == 830'006'581);
    const CsvTable table(out);
    long not_positive = 0;
    for (std::size_t i = 0; i < table.size(); ++i) not_positive += rounded(table.field(i, "monetary"), 2) <= 0 ? 1 : 0;
    CHECK(not_positive == 55);
}

// The unpacked raw file, or nothing.
std::string unpacked() {
    const std::string packed = shared_file("uci-online-retail/online_retail.csv.xz");
    if (packed.empty()) return {};
    Ran xz = run({"xz", "-dc", packed});
    if (xz.status != 0) {
        WARN("skipped: xz is not installed");
        return {};
    }
    return std::move(xz.out);
}

TEST_CASE("uci: half a million raw lines, amounts as quantity times price") {
    const std::string raw = unpacked();
    if (raw.empty()) return;
    const CsvTable table(raw);
    REQUIRE(table.size() == 541'909);

    SECTION("all lines with a customer: as the invoices with cancellations") {
        const std::string out = scored_as_in_r({"--amount", "Quantity*UnitPrice", "--refunds", "as-orders"}, raw);
        Comparison how;
        how.id = without_fraction;
        CHECK(check_published(out, shared_file("uci-online-retail/expected_rfm_with_cancellations.csv"), how) == 4'372);
        CHECK(total_amount(out, 3) == 8'300'065'814);
    }
    SECTION("without cancellations and free lines: as the clean invoices") {
        const std::size_t invoice = table.column("InvoiceNo");
        const std::size_t quantity = table.column("Quantity");
        const std::size_t price = table.column("UnitPrice");
        std::string kept = csv_line(table.header());
        for (const CsvRow& row : table.rows()) {
            if (row[invoice].starts_with('C') || row[quantity].starts_with('-')) continue;
            if (rounded(row[price], 3) <= 0) continue;
            kept += csv_line(row);
        }
        const std::string out = scored_as_in_r({"--amount", "Quantity*UnitPrice"}, kept);
        Comparison how;
        how.id = without_fraction;
        CHECK(check_published(out, shared_file("uci-online-retail/expected_rfm.csv"), how) == 4'338);
    }
}

TEST_CASE("uci: the first month's raw lines stop for want of an amount and say how to multiply") {
    const std::string lines = shared_file("uci-online-retail/online_retail_2010-12.csv");
    if (lines.empty()) return;
    const Ran stopped = rfm({"score", lines});
    CHECK(stopped.status == 65);
    CHECK(stopped.err.find("--amount 'Quantity*UnitPrice'") != std::string::npos);
    const Ran ran = rfm({"score", lines, "--amount", "Quantity*UnitPrice", "--verbose"});
    CHECK(ran.status == 0);
    CHECK(ran.err.find("42,481 rows read, 26,850 used") != std::string::npos);
    CHECK(ran.err.find("15,631 left out: no customer (guests)") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
