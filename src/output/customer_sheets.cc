#include "output/customer_sheets.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/display_width.h"
#include "output/number_text.h"

namespace rfm::output {
namespace {

constexpr std::uint32_t rows_measured = 300;
constexpr int widest = 60;
constexpr int filter_button = 3;
constexpr std::size_t most_bytes_measured = 400;  // of a text, which is wider than a column may be by then

bool is_money(Column column) noexcept {
    return column == Column::monetary || column == Column::average_order_value;
}

bool is_score(Column column) noexcept {
    return column == Column::r_score || column == Column::f_score || column == Column::m_score;
}

// Of a number with the marks between its thousands, as far as it has them.
int number_width(std::string_view number, bool in_groups) {
    const auto digits = static_cast<int>(std::min(number.find('.'), number.size()));
    return static_cast<int>(number.size()) + (in_groups ? digits / 3 : 0);
}

}  // namespace

CustomerSheets::CustomerSheets(Workbook& workbook, std::vector<Column> columns, const CustomerValues& values, int bins,
                               std::uint32_t rows_in_sheet)
    : workbook_(workbook),
      columns_(std::move(columns)),
      values_(values),
      bins_(bins),
      between_scores_(bins > 9 ? "-" : ""),
      rows_in_sheet_(rows_in_sheet) {}

void CustomerSheets::append(const CustomerRow& row, const WorseCounts& worse) {
    if (sheet_ != nullptr && next_row_ == rows_in_sheet_) end_sheet();
    if (sheet_ == nullptr) start_sheet();
    for (std::size_t i = 0; i < columns_.size(); ++i) put(columns_[i], static_cast<std::uint16_t>(i), row, worse);
    ++next_row_;
}

void CustomerSheets::finish() {
    if (sheets_ == 0) start_sheet();
    if (sheet_ != nullptr) end_sheet();
}

void CustomerSheets::start_sheet() {
    ++sheets_;
    const std::string name = sheets_ == 1 ? "Customers" : fmt::format("Customers {}", sheets_);
    sheet_ = &workbook_.add_sheet(name, Workbook::Size::large);
    widths_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string_view column = column_name(columns_[i]);
        sheet_->put_text(0, static_cast<std::uint16_t>(i), column, TextLook::header);
        widths_.push_back(static_cast<int>(column.size()) + filter_button);
    }
    next_row_ = 1;
}

void CustomerSheets::end_sheet() {
    const auto last_column = static_cast<std::uint16_t>(columns_.size() - 1);
    sheet_->freeze(1);
    sheet_->add_filter(0, next_row_ - 1, last_column);
    sheet_->allow_digits_as_text(last_column);
    for (std::uint16_t i = 0; i <= last_column; ++i) {
        sheet_->set_width(i, std::min(widths_[i] + 1, widest));
        if (is_score(columns_[i]) && next_row_ > 1) sheet_->colour_scale(i, 1, next_row_ - 1, 1, bins_);
    }
    sheet_ = nullptr;
}

void CustomerSheets::put(Column column, std::uint16_t place, const CustomerRow& row, const WorseCounts& worse) {
    constexpr int day_width = 10;
    switch (column) {
        case Column::customer_id:
            put_text(place, row.id);
            return;
        case Column::segment:
            put_text(place, row.segment);
            return;
        case Column::last_order_date:
            sheet_->put_day(next_row_, place, row.last_order_day);
            widen(place, day_width);
            return;
        case Column::first_order_date:
            sheet_->put_day(next_row_, place, row.first_order_day);
            widen(place, day_width);
            return;
        case Column::rfm_score:
            number_.clear();
            append_scores(row, between_scores_, values_.has_monetary(), number_);
            put_text(place, number_);
            return;
        default:
            break;
    }
    const auto value = values_.value(column, row, worse);
    if (!value) return;  // nothing stands in the cell
    const int decimals = values_.decimals(column);
    sheet_->put_number(next_row_, place, *value, decimals, is_money(column));
    if (next_row_ > rows_measured) return;
    number_.clear();
    append_number(*value, decimals, number_);
    widen(place, number_width(number_, is_money(column)));
}

void CustomerSheets::put_text(std::uint16_t place, std::string_view text) {
    if (text.empty()) return;
    sheet_->put_text(next_row_, place, text);
    if (next_row_ <= rows_measured) widen(place, base::display_width(text.substr(0, most_bytes_measured)));
}

void CustomerSheets::widen(std::uint16_t place, int width) {
    widths_[place] = std::max(widths_[place], width);
}

}  // namespace rfm::output
