#include "output/score_rows.h"

#include <charconv>

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
    csv::append_field(out, row.id);
    // Everything between the id and the segment has a known largest size: written in place, then appended once.
    char text[160];
    char* at = text;
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
    out.append(text, static_cast<std::size_t>(at - text));
    csv::append_field(out, row.segment);
    out.push_back('\n');
}

}  // namespace rfm::output
