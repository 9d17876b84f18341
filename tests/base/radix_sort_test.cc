#include "base/radix_sort.h"

#include <algorithm>
#include <bit>
#include <random>
#include <span>
#include <vector>

#include "support/catch.h"

namespace {

struct Entry {
    std::uint64_t key = 0;
    std::size_t place = 0;
};

// scratch: as the sort before left it.
void check(std::vector<Entry> entries, int bits, std::vector<Entry>& scratch) {
    const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    std::vector<Entry> expected = entries;
    std::stable_sort(expected.begin(), expected.end(),
                     [&](const Entry& a, const Entry& b) { return (a.key & mask) < (b.key & mask); });
    // Bits beyond those asked for stay with their entries and do not matter.
    const Entry guard{~std::uint64_t{0}, ~std::size_t{0}};
    entries.insert(entries.begin(), guard);
    entries.push_back(guard);
    rfm::base::radix_sort(std::span(entries).subspan(1, entries.size() - 2), bits, scratch);
    REQUIRE(entries.size() == expected.size() + 2);
    REQUIRE(entries.front().place == guard.place);
    REQUIRE(entries.back().place == guard.place);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        REQUIRE(entries[i + 1].place == expected[i].place);
        REQUIRE(entries[i + 1].key == expected[i].key);
    }
}

void check(const std::vector<Entry>& entries) {
    std::vector<Entry> scratch;
    check(entries, 64, scratch);
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
        for (const std::size_t count : {2U, 10U, 64U, 65U, 2047U, 5000U}) {
            check(random_entries(count, mask, 0x4330303030303030ULL, static_cast<unsigned>(count)));
        }
    }
}

TEST_CASE("radix sort: only by the lowest bits asked for, with memory used before") {
    std::vector<Entry> scratch;
    for (const std::size_t count : {0U, 1U, 64U, 65U, 1000U, 300U, 2000U}) {
        for (int bits = 0; bits <= 64; ++bits) {
            check(random_entries(count, ~0ULL, 0, static_cast<unsigned>(bits)), bits, scratch);
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
