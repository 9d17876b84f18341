#include "scoring/ntile.h"

#include <algorithm>

#include "scoring/ranked_values.h"
#include "scoring/score_bands.h"

namespace rfm::scoring {
namespace {

// Buckets by place, counted from 0 at the worst.
class Buckets {
public:
    Buckets(std::size_t places, std::size_t bins) : size_(places / bins), larger_(places % bins) {}

    // How many places lie in the first `buckets` buckets.
    std::size_t places_in_first(std::size_t buckets) const { return buckets * size_ + std::min(buckets, larger_); }

    // The bucket of a place, counted from 1.
    std::size_t bucket_of(std::size_t place) const {
        const std::size_t in_larger = larger_ * (size_ + 1);
        return 1 + (place < in_larger ? place / (size_ + 1) : larger_ + (place - in_larger) / size_);
    }

private:
    std::size_t size_;
    std::size_t larger_;
};

// A value at which a bucket ends. Its ties may belong to several buckets, so they are dealt out in order of position.
struct EdgeValue {
    std::int64_t value;
    std::size_t next_place;  // the place of the next tie: at first, how many values are worse
};

std::vector<EdgeValue> find_edges(std::span<const std::int64_t> values, std::vector<std::int64_t> ends,
                                  bool larger_is_better) {
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    std::vector<EdgeValue> edges;
    edges.reserve(ends.size());
    for (const std::int64_t end : ends) edges.push_back({end, 0});
    for (const std::int64_t value : values) {
        for (EdgeValue& edge : edges) {
            edge.next_place += (larger_is_better ? value < edge.value : value > edge.value) ? 1 : 0;
        }
    }
    return edges;
}

}  // namespace

ColumnScore score_by_ntile(std::span<const std::int64_t> values, Direction direction, int bins) {
    const std::size_t n = values.size();
    const auto b = static_cast<std::size_t>(bins);
    const bool larger_is_better = direction == Direction::larger_is_better;
    const Buckets buckets(n, b);

    // The last value of each bucket but the best, in rising order of the value.
    std::vector<std::size_t> ranks;
    for (std::size_t i = 1; i < b; ++i) {
        ranks.push_back(larger_is_better ? buckets.places_in_first(i) - 1 : n - buckets.places_in_first(b - i));
    }
    const std::vector<std::int64_t> ends = values_at_ranks(values, ranks);
    WideCuts cuts;
    for (const std::int64_t end : ends) cuts.push_back(larger_is_better ? base::Int128{end} : base::Int128{end} - 1);

    // The cuts are right for every value that no bucket ends at.
    ColumnScore result{score_by_cuts(values, direction, cuts), to_cut_points(cuts)};
    std::vector<EdgeValue> edges = find_edges(values, ends, larger_is_better);
    for (std::size_t i = 0; i < n; ++i) {
        for (EdgeValue& edge : edges) {
            if (values[i] != edge.value) continue;
            result.scores[i] = static_cast<std::uint8_t>(buckets.bucket_of(edge.next_place++));
            break;
        }
    }
    return result;
}

}  // namespace rfm::scoring
