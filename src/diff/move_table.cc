#include "diff/move_table.h"

namespace rfm::diff {

void MoveCell::add(const MoveCell& other) noexcept {
    customers += other.customers;
    old_monetary += other.old_monetary;
    new_monetary += other.new_monetary;
}

MoveTable::MoveTable(std::size_t segments) : segments_(segments), cells_((segments + 1) * (segments + 1)) {}

MoveCell MoveTable::from(std::size_t segment) const noexcept {
    MoveCell sum;
    for (std::size_t to = 0; to <= segments_; ++to) sum.add(cell(segment, to));
    return sum;
}

MoveCell MoveTable::to(std::size_t segment) const noexcept {
    MoveCell sum;
    for (std::size_t from = 0; from <= segments_; ++from) sum.add(cell(from, segment));
    return sum;
}

MoveCell MoveTable::all_old() const noexcept {
    MoveCell sum;
    for (std::size_t segment = 0; segment < segments_; ++segment) sum.add(from(segment));
    return sum;
}

MoveCell MoveTable::all_new() const noexcept {
    MoveCell sum;
    for (std::size_t segment = 0; segment < segments_; ++segment) sum.add(to(segment));
    return sum;
}

MoveCell MoveTable::all() const noexcept {
    MoveCell sum = all_old();
    sum.add(from(segments_));
    return sum;
}

ScoreMoves MoveTable::score_moves(std::size_t metric) const noexcept {
    const auto& counts = score_moves_[metric];
    return {counts[0], counts[1], counts[2]};
}

std::uint64_t MoveTable::rising() const noexcept {
    std::uint64_t sum = 0;
    for (std::size_t from = 0; from < segments_; ++from) {
        for (std::size_t to = 0; to < from; ++to) sum += cell(from, to).customers;
    }
    return sum;
}

std::uint64_t MoveTable::slipping() const noexcept {
    std::uint64_t sum = 0;
    for (std::size_t from = 0; from < segments_; ++from) {
        for (std::size_t to = from + 1; to < segments_; ++to) sum += cell(from, to).customers;
    }
    return sum;
}

std::uint64_t MoveTable::staying() const noexcept {
    std::uint64_t sum = 0;
    for (std::size_t segment = 0; segment < segments_; ++segment) sum += cell(segment, segment).customers;
    return sum;
}

}  // namespace rfm::diff
