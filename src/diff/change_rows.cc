#include "diff/change_rows.h"

#include "base/csv_field.h"

namespace rfm::diff {

std::string_view change_header() noexcept {
    return "customer_id,move,old_segment,new_segment,old_rfm_score,new_rfm_score,old_recency_days,new_recency_days,"
           "old_monetary,new_monetary\n";
}

std::string_view move_name(const Move& move) noexcept {
    if (move.before == nullptr) return "won";
    if (move.now == nullptr) return "lost";
    return move.to < move.from ? "rising" : "slipping";
}

void append_change(std::string& out, const Move& move, const SegmentOrder& order) {
    base::append_field(out, (move.before != nullptr ? move.before : move.now)->id);
    out += ',';
    out += move_name(move);
    const auto append_pair = [&](std::string_view before, std::string_view now) {
        out += ',';
        if (move.before != nullptr) base::append_field(out, before);
        out += ',';
        if (move.now != nullptr) base::append_field(out, now);
    };
    const auto segment = [&](const ScoredCustomer* customer, std::uint32_t number) {
        return customer == nullptr ? std::string_view() : std::string_view(order.names()[number]);
    };
    const ScoredCustomer none;
    const ScoredCustomer& before = move.before == nullptr ? none : *move.before;
    const ScoredCustomer& now = move.now == nullptr ? none : *move.now;
    append_pair(segment(move.before, move.from), segment(move.now, move.to));
    append_pair(before.rfm_score, now.rfm_score);
    append_pair(before.recency_days, now.recency_days);
    append_pair(before.monetary, now.monetary);
    out += '\n';
}

}  // namespace rfm::diff
