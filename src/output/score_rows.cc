#include "output/score_rows.h"

#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "base/csv_field.h"
#include "base/decimal.h"
#include "output/text_field.h"

namespace rfm::output {
namespace {

constexpr std::size_t remembered_dates = 2048;
constexpr std::size_t scores_of_a_metric = 11;  // 0 to 10
constexpr std::size_t longest_id = 200;

}  // namespace

ScoreRows::ScoreRows(int decimals, int bins, bool has_monetary, bool for_spreadsheet)
    : decimals_(decimals),
      separated_(bins > 9),
      has_monetary_(has_monetary),
      for_spreadsheet_(for_spreadsheet),
      longest_plain_id_(for_spreadsheet ? 0 : longest_id),
      dates_(remembered_dates),
      scores_(scores_of_a_metric * scores_of_a_metric * scores_of_a_metric) {}

void ScoreRows::append(const CustomerRow& row, std::string& out) {
    // The record is put together here and appended once: a check for room at each piece would take longer than the
    // rest.
    char record[longest_id + 128];
    char* at = record;
    if (row.id.size() <= longest_plain_id_ && !base::needs_quotes(row.id)) {
        std::memcpy(at, row.id.data(), row.id.size());
        at += row.id.size();
    } else {
        append_text_field(out, row.id, for_spreadsheet_);
    }
    const DateText& date = date_text(row);
    std::memcpy(at, date.text.data(), date.text.size());
    at += date.size;
    at = std::to_chars(at, at + 20, row.frequency).ptr;
    *at++ = ',';
    if (has_monetary_) at = base::write_scaled(at, row.monetary_scaled, decimals_);
    out.append(record, static_cast<std::size_t>(at - record));
    out.append(score_text(row));
}

const ScoreRows::DateText& ScoreRows::date_text(const CustomerRow& row) {
    DateText& date = dates_[static_cast<std::uint32_t>(row.last_order_day) % remembered_dates];
    if (date.size != 0 && date.day == row.last_order_day && date.recency_days == row.recency_days) return date;
    date.day = row.last_order_day;
    date.recency_days = row.recency_days;
    char* at = date.text.data();
    *at++ = ',';
    at = base::write_day(at, row.last_order_day);
    *at++ = ',';
    at = std::to_chars(at, at + 12, row.recency_days).ptr;
    *at++ = ',';
    date.size = static_cast<std::uint32_t>(at - date.text.data());
    return date;
}

const std::string& ScoreRows::score_text(const CustomerRow& row) {
    const int place =
        (row.r * static_cast<int>(scores_of_a_metric) + row.f) * static_cast<int>(scores_of_a_metric) + row.m;
    ScoreText& score = scores_[static_cast<std::size_t>(place)];
    if (!score.text.empty() && score.segment == row.segment) return score.text;
    score.segment = row.segment;
    const char* const between = separated_ ? "-" : "";
    if (has_monetary_) {
        score.text = fmt::format(",{},{},{},{}{}{}{}{},", row.r, row.f, row.m, row.r, between, row.f, between, row.m);
    } else {
        score.text = fmt::format(",{},{},,{}{}{},", row.r, row.f, row.r, between, row.f);
    }
    append_text_field(score.text, row.segment, for_spreadsheet_);
    score.text += '\n';
    return score.text;
}

}  // namespace rfm::output
