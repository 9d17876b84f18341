#include "output/score_rows.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/civil_day.h"
#include "base/decimal.h"
#include "csv/csv_field.h"

namespace rfm::output {
namespace {

char* write_score(char* out, int score) noexcept {
    if (score >= 10) *out++ = static_cast<char>('0' + score / 10);
    *out++ = static_cast<char>('0' + score % 10);
    return out;
}

}  // namespace

void ScoreRows::append(const CustomerRow& row, std::string& out) const {
    // The record is put together here and appended once: a check for room at each piece would take longer than the
    // rest.
    constexpr std::size_t longest_text = 200;
    char record[2 * longest_text + 160];
    char* at = record;
    if (row.id.size() <= longest_text && !csv::needs_quotes(row.id)) {
        std::memcpy(at, row.id.data(), row.id.size());
        at += row.id.size();
    } else {
        csv::append_field(out, row.id);
    }
    *at++ = ',';
    at = base::write_day(at, row.last_order_day);
    *at++ = ',';
    at = std::to_chars(at, at + 12, row.recency_days).ptr;
    *at++ = ',';
    at = std::to_chars(at, at + 20, row.frequency).ptr;
    *at++ = ',';
    if (has_monetary_) at = base::write_scaled(at, row.monetary_scaled, decimals_);
    *at++ = ',';
    at = write_score(at, row.r);
    *at++ = ',';
    at = write_score(at, row.f);
    *at++ = ',';
    if (has_monetary_) at = write_score(at, row.m);
    *at++ = ',';
    at = write_score(at, row.r);
    if (separated_) *at++ = '-';
    at = write_score(at, row.f);
    if (has_monetary_) {
        if (separated_) *at++ = '-';
        at = write_score(at, row.m);
    }
    *at++ = ',';
    if (row.segment.size() <= longest_text && !csv::needs_quotes(row.segment)) {
        at = std::copy(row.segment.begin(), row.segment.end(), at);  // a run without a map has no bytes to point to
        *at++ = '\n';
        out.append(record, static_cast<std::size_t>(at - record));
    } else {
        out.append(record, static_cast<std::size_t>(at - record));
        csv::append_field(out, row.segment);
        out.push_back('\n');
    }
}

}  // namespace rfm::output
