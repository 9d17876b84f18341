#include "output/json_rows.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/shown_text.h"
#include "output/number_text.h"

namespace rfm::output {
namespace {

bool is_plain(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void append_day_string(DayNumber day, std::string& out) {
    out += '"';
    append_day(day, out);
    out += '"';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto plain =
            static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const char c = text[0];
        std::size_t size = base::utf8_length(text);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
        } else if (size == 0) {
            out += "\uFFFD";
            size = 1;
        } else {
            out += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    out += '"';
}

JsonRows::JsonRows(const std::vector<Column>& columns, const CustomerValues& values, int bins)
    : values_(values), between_scores_(bins > 9 ? "-" : "") {
    for (const Column column : columns) {
        members_.push_back({column, fmt::format("{}\"{}\":", members_.empty() ? '{' : ',', column_name(column))});
    }
}

void JsonRows::append(const CustomerRow& row, const WorseCounts& worse, std::string& out) const {
    for (const Member& member : members_) {
        out += member.before;
        switch (member.column) {
            case Column::customer_id:
                append_json_string(out, row.id);
                break;
            case Column::segment:
                if (row.segment.empty()) {
                    out += "null";
                } else {
                    append_json_string(out, row.segment);
                }
                break;
            case Column::last_order_date:
                append_day_string(row.last_order_day, out);
                break;
            case Column::first_order_date:
                append_day_string(row.first_order_day, out);
                break;
            case Column::rfm_score:
                out += '"';
                append_scores(row, between_scores_, values_.has_monetary(), out);
                out += '"';
                break;
            default:
                if (const auto value = values_.value(member.column, row, worse)) {
                    append_number(*value, values_.decimals(member.column), out);
                } else {
                    out += "null";
                }
        }
    }
    out += "}\n";
}

}  // namespace rfm::output
