// How many customers went from which segment to which, and their money in both files.
// Thread-safety: one owner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/int128.h"
#include "diff/scored_file.h"

namespace rfm::diff {

// Amounts are sums in units of 10^-6.
struct MoveCell {
    std::uint64_t customers = 0;
    base::Int128 old_monetary = 0;
    base::Int128 new_monetary = 0;

    void add(const MoveCell& other) noexcept;
};

struct ScoreMoves {
    std::uint64_t up = 0, same = 0, down = 0;
};

class MoveTable {
public:
    // segments: how many there are; as `from`, that number is "not in OLD", as `to`, "not in NEW".
    explicit MoveTable(std::size_t segments = 0);

    std::size_t segments() const noexcept { return segments_; }

    void add_both(std::uint32_t from, const ScoredCustomer& before, std::uint32_t to,
                  const ScoredCustomer& now) noexcept {
        MoveCell& cell = cells_[from * (segments_ + 1) + to];
        ++cell.customers;
        cell.old_monetary += before.monetary_scaled;
        cell.new_monetary += now.monetary_scaled;
        for (std::size_t i = 0; i < 3; ++i)
            ++score_moves_[i][before.scores[i] < now.scores[i] ? 0 : before.scores[i] == now.scores[i] ? 1 : 2];
    }
    void add_lost(std::uint32_t from, const ScoredCustomer& before) noexcept {
        MoveCell& cell = cells_[from * (segments_ + 1) + segments_];
        ++cell.customers;
        cell.old_monetary += before.monetary_scaled;
    }
    void add_won(std::uint32_t to, const ScoredCustomer& now) noexcept {
        MoveCell& cell = cells_[segments_ * (segments_ + 1) + to];
        ++cell.customers;
        cell.new_monetary += now.monetary_scaled;
    }

    const MoveCell& cell(std::size_t from, std::size_t to) const noexcept {
        return cells_[from * (segments_ + 1) + to];
    }
    // All that were in the segment in OLD, or are in it in NEW.
    MoveCell from(std::size_t segment) const noexcept;
    MoveCell to(std::size_t segment) const noexcept;
    // All that are in OLD, in NEW, in either of them.
    MoveCell all_old() const noexcept;
    MoveCell all_new() const noexcept;
    MoveCell all() const noexcept;

    // metric: 0 to 2 for R, F, M. Of the customers in both files.
    ScoreMoves score_moves(std::size_t metric) const noexcept;

    std::uint64_t won() const noexcept { return from(segments_).customers; }
    std::uint64_t lost() const noexcept { return to(segments_).customers; }
    // To a better segment, to a worse one, in the same.
    std::uint64_t rising() const noexcept;
    std::uint64_t slipping() const noexcept;
    std::uint64_t staying() const noexcept;

private:
    std::size_t segments_;
    std::vector<MoveCell> cells_;
    std::uint64_t score_moves_[3][3] = {};  // up, same, down
};

}  // namespace rfm::diff
