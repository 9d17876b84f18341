#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "output/number_text.h"
#include "output/summary_sheets.h"
#include "output/summary_table.h"

namespace rfm::output {
namespace {

// Rows of a key and a value.
class SettingRows {
public:
    explicit SettingRows(Sheet& sheet) : sheet_(sheet) {
        sheet_.put_text(0, 0, "setting", TextLook::header);
        sheet_.put_text(0, 1, "value", TextLook::header);
    }

    void text(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        put_key(key);
        sheet_.put_text(next_++, 1, value, TextLook::wrapped);
    }
    void day(std::string_view key, DayNumber value) {
        put_key(key);
        sheet_.put_day(next_++, 1, value);
    }
    void count(std::string_view key, std::uint64_t value) { amount(key, value, 0); }
    void amount(std::string_view key, base::Int128 value, int decimals) {
        put_key(key);
        sheet_.put_number(next_++, 1, value, decimals, true);
    }

private:
    void put_key(std::string_view key) { sheet_.put_text(next_, 0, key); }

    Sheet& sheet_;
    std::uint32_t next_ = 1;
};

void put_inputs(const RunSummary& summary, SettingRows& rows) {
    for (const InputInfo& input : summary.inputs) {
        rows.text("input", input.name);
        rows.text("dialect", input.dialect);
        for (const std::string& column : input.columns) rows.text("column", column);
    }
    rows.text("date form", summary.date_form);
    rows.text("decimal form", summary.decimal_form);
    rows.text("currency", summary.currency);
}

void put_scoring(const RunSummary& summary, const RunNotes& notes, SettingRows& rows) {
    rows.day("as of", summary.as_of);
    rows.text("as of, why", summary.as_of_reason);
    if (summary.since) {
        rows.day("since", *summary.since);
        rows.text("since, why", summary.since_reason);
    }
    rows.text("monetary", summary.has_monetary ? "yes" : "no");
    rows.text("method", method_name(summary.method));
    rows.count("bins", static_cast<std::uint64_t>(summary.bins));
    rows.text("cut points", cuts_words(summary));
    rows.text("segment map", summary.map_name);
    for (const std::string& row : notes.map_rows) rows.text("segment", row);
}

void put_counts(const RunSummary& summary, SettingRows& rows) {
    const RowCounts& counts = summary.rows;
    rows.count("customers", summary.customers);
    rows.count("customers with refunds only, not scored", summary.customers_refund_only);
    rows.count("orders", summary.orders);
    if (summary.has_monetary) rows.amount("revenue", amount_value(summary.monetary_total), summary.amount_decimals);
    rows.count("rows read", counts.read);
    rows.count("rows used", counts.used);
    const auto some = [&](std::string_view key, std::uint64_t count) {
        if (count > 0) rows.count(key, count);
    };
    some("used: refunds", counts.refunds);
    some("used: amount 0", counts.zero_amounts);
    some("used: without order id", counts.without_order_id);
    some("left out: no customer (guests)", counts.guest);
    some("left out: by --keep and --drop", counts.filtered);
    some("left out: after the as-of date", counts.after_as_of);
    some("left out: before the first day", counts.before_since);
    some("left out: further lines of an order", counts.further_lines);
    some("left out: equal to a record before", counts.duplicates);
    some("left out: in another currency", counts.other_currency);
    some("left out: the header once more", counts.repeated_headers);
    some("rejected", counts.rejected);
    some("orders whose lines have different amounts", summary.orders_differing);
}

}  // namespace

void add_settings_sheet(Workbook& workbook, const RunSummary& summary, const RunNotes& notes) {
    Sheet& sheet = workbook.add_sheet("Settings", Workbook::Size::small);
    SettingRows rows(sheet);
    rows.text("program", "rfm " RFM_VERSION);
    rows.text("command", notes.command);
    put_inputs(summary, rows);
    put_scoring(summary, notes, rows);
    put_counts(summary, rows);
    for (const std::string& warning : summary.warnings) rows.text("warning", warning);
    for (const std::string& warning : notes.more_warnings) rows.text("warning", warning);
    sheet.set_width(0, 40);
    sheet.set_width(1, 100);
    sheet.freeze(1);
    sheet.allow_digits_as_text(1);
}

}  // namespace rfm::output
