#include "base/radix_sort.h"

#include <algorithm>
#include <random>

#include "support/catch.h"

namespace {

struct Entry {
    std::uint64_t key;
    std::size_t place;
};

void check(std::vector<Entry> entries) {
    std::vector<Entry> expected = entries;
    std::stable_sort(expected.begin(), expected.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    rfm::base::radix_sort(entries);
    REQUIRE(entries.size() == expected.size());
    for (std::size_t i = 0; i < entries.size(); ++i) REQUIRE(entries[i].place == expected[i].place);
}

std::vector<Entry> random_entries(std::size_t count, std::uint64_t mask, std::uint64_t fixed, unsigned seed) {
    std::mt19937_64 random(seed);
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back({(random() & mask) | (fixed & ~mask), i});
    return entries;
}

}  // namespace

TEST_CASE("radix sort: as a stable sort by comparison") {
    check({});
    check({{7, 0}});
    check({{7, 0}, {7, 1}, {7, 2}});
    check({{~0ULL, 0}, {0, 1}, {1ULL << 63, 2}, {1, 3}});
    for (const std::uint64_t mask : {~0ULL, 0x0F0F0F0F0F0F0F00ULL, 0x8000000000000001ULL, 0x5555555555555555ULL,
                                     0xFFFFFFFF00000000ULL, 0x7FFULL, 0xFFFULL}) {
        for (const std::size_t count : {2U, 10U, 2047U, 5000U}) {
            check(random_entries(count, mask, 0x4330303030303030ULL, static_cast<unsigned>(count)));
        }
    }
}

TEST_CASE("radix sort: gathered bits keep the order of the keys") {
    std::mt19937_64 random(5);
    for (int round = 0; round < 200; ++round) {
        const std::uint64_t mask = random() & random();
        const rfm::base::BitGatherer gather(mask);
        CHECK(gather.bits() == std::popcount(mask));
        const std::uint64_t a = random() & mask;
        const std::uint64_t b = random() & mask;
        CHECK((a < b) == (gather(a) < gather(b)));
    }
    const rfm::base::BitGatherer all(~0ULL);
    CHECK(all.bits() == 64);
    CHECK(all(0x0123456789ABCDEFULL) == 0x0123456789ABCDEFULL);
}
