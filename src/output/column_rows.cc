#include "output/column_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "output/text_field.h"

namespace rfm::output {
namespace {

void append_day(DayNumber day, std::string& out) {
    char text[10];
    base::write_day(text, day);
    out.append(text, sizeof text);
}

// value: in units of the last decimal.
void append_number(base::Int128 value, int decimals, std::string& out) {
    char digits[48];
    char* const end = std::end(digits);
    char* at = end;
    const bool negative = value < 0;
    base::Uint128 rest = negative ? -static_cast<base::Uint128>(value) : static_cast<base::Uint128>(value);
    for (int place = 0; rest != 0 || place <= decimals; ++place) {
        if (place == decimals && decimals > 0) *--at = '.';
        *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (negative) *--at = '-';
    out.append(at, end);
}

}  // namespace

ColumnRows::ColumnRows(std::vector<Column> columns, const CustomerValues& values, int bins, bool for_spreadsheet)
    : columns_(std::move(columns)),
      values_(values),
      between_scores_(bins > 9 ? "-" : ""),
      for_spreadsheet_(for_spreadsheet) {}

std::string ColumnRows::header() const {
    std::string text;
    for (const Column column : columns_) {
        if (!text.empty()) text += ',';
        text += column_name(column);
    }
    return text + '\n';
}

void ColumnRows::append(const CustomerRow& row, const WorseCounts& worse, std::string& out) const {
    bool first = true;
    for (const Column column : columns_) {
        if (!std::exchange(first, false)) out += ',';
        switch (column) {
            case Column::customer_id:
                append_text_field(out, row.id, for_spreadsheet_);
                break;
            case Column::segment:
                append_text_field(out, row.segment, for_spreadsheet_);
                break;
            case Column::last_order_date:
                append_day(row.last_order_day, out);
                break;
            case Column::first_order_date:
                append_day(row.first_order_day, out);
                break;
            case Column::rfm_score:
                fmt::format_to(std::back_inserter(out), "{}{}{}", row.r, between_scores_, row.f);
                if (values_.has_monetary()) fmt::format_to(std::back_inserter(out), "{}{}", between_scores_, row.m);
                break;
            default:
                if (const auto value = values_.value(column, row, worse)) {
                    append_number(*value, values_.decimals(column), out);
                }
        }
    }
    out += '\n';
}

}  // namespace rfm::output
