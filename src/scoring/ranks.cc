#include "scoring/ranks.h"

#include <algorithm>

namespace rfm::scoring {

Ranks::Ranks(std::vector<std::int64_t> values, Direction direction) : direction_(direction), count_(values.size()) {
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (distinct_.empty() || distinct_.back() != values[i]) {
            distinct_.push_back(values[i]);
            up_to_.push_back(i);
        }
        up_to_.back() = i + 1;
    }
}

std::uint64_t Ranks::worse(std::int64_t value) const noexcept {
    const auto at =
        static_cast<std::size_t>(std::lower_bound(distinct_.begin(), distinct_.end(), value) - distinct_.begin());
    if (direction_ == Direction::smaller_is_better) return at == distinct_.size() ? 0 : count_ - up_to_[at];
    return at == 0 ? 0 : up_to_[at - 1];
}

}  // namespace rfm::scoring
