#include "output/column_rows.h"

#include <utility>

#include "output/number_text.h"
#include "output/text_field.h"

namespace rfm::output {

ColumnRows::ColumnRows(std::vector<Column> columns, const CustomerValues& values, int bins, bool for_spreadsheet,
                       char delimiter)
    : columns_(std::move(columns)),
      values_(values),
      between_scores_(bins > 9 ? "-" : ""),
      for_spreadsheet_(for_spreadsheet),
      delimiter_(delimiter) {}

std::string ColumnRows::header() const {
    std::string text;
    for (const Column column : columns_) {
        if (!text.empty()) text += delimiter_;
        text += column_name(column);
    }
    return text + '\n';
}

void ColumnRows::append(const CustomerRow& row, const WorseCounts& worse, std::string& out) const {
    bool first = true;
    for (const Column column : columns_) {
        if (!std::exchange(first, false)) out += delimiter_;
        switch (column) {
            case Column::customer_id:
                append_text_field(out, row.id, for_spreadsheet_, delimiter_);
                break;
            case Column::segment:
                append_text_field(out, row.segment, for_spreadsheet_, delimiter_);
                break;
            case Column::last_order_date:
                append_day(row.last_order_day, out);
                break;
            case Column::first_order_date:
                append_day(row.first_order_day, out);
                break;
            case Column::rfm_score:
                append_scores(row, between_scores_, values_.has_monetary(), out);
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
