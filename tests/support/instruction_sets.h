// The instruction sets that this machine has, and a way to use one of them only.
#pragma once

#include <cstdint>
#include <vector>

#include <hwy/highway.h>

namespace rfm::test {

// Makes everything that Highway chooses at run time use one instruction set.
class OneTarget {
public:
    explicit OneTarget(std::int64_t target) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    ~OneTarget() {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    OneTarget(const OneTarget&) = delete;
    OneTarget& operator=(const OneTarget&) = delete;
};

inline std::vector<std::int64_t> targets() {
    std::vector<std::int64_t> found;
    for (std::int64_t left = hwy::SupportedTargets() & HWY_TARGETS; left != 0; left &= left - 1) {
        found.push_back(left & (0 - left));
    }
    return found;
}

}  // namespace rfm::test
