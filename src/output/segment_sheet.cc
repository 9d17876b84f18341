#include <algorithm>
#include <cstdint>
#include <string>

#include "base/display_width.h"
#include "output/number_text.h"
#include "output/summary_sheets.h"

namespace rfm::output {
namespace {

constexpr std::uint16_t name_column = 0;
constexpr std::uint16_t customers_column = 1;
constexpr std::uint16_t revenue_column = 3;

class SegmentRows {
public:
    SegmentRows(Sheet& sheet, const RunSummary& summary)
        : sheet_(sheet), summary_(summary), revenue_(amount_value(summary.monetary_total)) {}

    void put(std::uint32_t row, const std::string& name, std::uint64_t customers, const std::string& monetary) {
        sheet_.put_text(row, name_column, name);
        put_with_share(row, customers_column, customers, summary_.customers, 0);
        if (!summary_.has_monetary) return;
        put_with_share(row, revenue_column, amount_value(monetary), revenue_, summary_.amount_decimals);
    }

private:
    void put_with_share(std::uint32_t row, std::uint16_t column, base::Int128 part, base::Int128 whole, int decimals) {
        sheet_.put_number(row, column, part, decimals, true);
        // As in the summary on the terminal: of refunds there are no shares.
        if (whole <= 0 || part < 0) return;
        sheet_.put_share(row, static_cast<std::uint16_t>(column + 1),
                         static_cast<double>(part) / static_cast<double>(whole));
    }

    Sheet& sheet_;
    const RunSummary& summary_;
    base::Int128 revenue_;
};

}  // namespace

void add_segment_sheet(Workbook& workbook, const RunSummary& summary) {
    Sheet& sheet = workbook.add_sheet("Segments", Workbook::Size::small);
    std::uint16_t columns = 0;
    int name_width = 12;
    for (const char* name : {"segment", "customers", "customer_share", "revenue", "revenue_share"}) {
        if (!summary.has_monetary && columns == revenue_column) break;
        sheet.put_text(0, columns, name, TextLook::header);
        sheet.set_width(columns++, 16);
    }
    SegmentRows rows(sheet, summary);
    std::uint32_t row = 1;
    for (const SegmentTotal& total : summary.segments) {
        rows.put(row++, total.segment, total.customers, total.monetary);
        name_width = std::max(name_width, base::display_width(total.segment));
    }
    rows.put(row, "all", summary.customers, summary.monetary_total);
    sheet.set_width(name_column, std::min(name_width + 2, 60));
    sheet.freeze(1);
    if (summary.segments.empty()) return;
    const auto beside = static_cast<std::uint16_t>(columns + 1);
    constexpr std::uint32_t chart_rows = 16;
    sheet.add_chart("Customers by segment", customers_column, 1, row - 1, 1, beside);
    if (summary.has_monetary) {
        sheet.add_chart("Revenue by segment", revenue_column, 1, row - 1, 1 + chart_rows, beside);
    }
}

}  // namespace rfm::output
