// Two scored files compared: both are read in the order of their ids, side by side, once.
// Thread-safety: pure function on files; what it gives is a plain value.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "diff/move_table.h"
#include "diff/scored_file.h"
#include "diff/segment_order.h"

namespace rfm::diff {

struct ComparedFile {
    std::string name;
    ScoredFacts facts;
};

struct Comparison {
    ComparedFile old_file, new_file;
    SegmentOrder order;
    MoveTable moves;
    std::vector<std::string> warnings;  // one line each

    // What both files have. M only where both have amounts.
    bool has_score(std::size_t metric) const noexcept {
        return old_file.facts.has_score[metric] && new_file.facts.has_score[metric];
    }
    bool has_monetary() const noexcept { return old_file.facts.has_monetary && new_file.facts.has_monetary; }
    // To write all amounts with.
    int decimals() const noexcept { return std::max(old_file.facts.decimals, new_file.facts.decimals); }
};

// A customer whose segment is another one, or who is in one file only; in the order of the ids. before, now: nullptr
// where the customer is not in that file; valid during the call. from, to: see MoveTable.
struct Move {
    const ScoredCustomer* before = nullptr;
    const ScoredCustomer* now = nullptr;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

struct ComparisonRequest {
    std::string old_path, new_path;
    std::string map;  // empty: one of the built-in maps
    int bins = 5;     // of that map
    std::size_t chunk_size = ScoredFile::usual_chunk;
    // Called for OLD and for NEW, when its columns are known; may throw.
    std::function<void(const ScoredFile&)> know_file;
    // Called once, when the order of the segments is known, which is before any move is taken; may throw.
    std::function<void(const SegmentOrder&)> know_order;
    // Takes the moves; may be empty.
    std::function<void(const Move&, const SegmentOrder&)> take_move;
};

// Throws Error as ScoredFile and SegmentOrder do, and Error(data) for a segment that the map has not. When both files
// are refused, it is OLD's refusal.
Comparison compare_files(const ComparisonRequest& request);

}  // namespace rfm::diff
