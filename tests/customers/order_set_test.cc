#include "customers/order_set.h"

#include <random>
#include <set>
#include <utility>
#include <vector>

#include "support/catch.h"

namespace rfm::customers {
namespace {

TEST_CASE("each hash is new once, while the set grows") {
    base::TableMemory memory;
    OrderSet set(memory);
    CHECK(set.size() == 0);
    std::mt19937_64 random(9);
    std::set<std::pair<std::uint64_t, std::uint64_t>> oracle;
    for (int i = 0; i < 200'000; ++i) {
        // Few different values, so that most come again; some with the same low or the same high half.
        OrderHash hash{random() % 300 * 0x9E3779B97F4A7C15ULL, random() % 300};
        if (hash == OrderHash{}) hash.low = 1;
        const bool fresh = oracle.insert({hash.low, hash.high}).second;
        set.reserve_for(1);
        if (set.insert(hash) != fresh) FAIL("hash " << hash.low << " " << hash.high);
    }
    CHECK(set.size() == oracle.size());
    CHECK(set.size() > 50'000);
    // Those held are those that went in, each once.
    std::set<std::pair<std::uint64_t, std::uint64_t>> held;
    set.for_each([&](const OrderHash& hash) { CHECK(held.insert({hash.low, hash.high}).second); });
    CHECK(held == oracle);
    set.clear();
    CHECK(set.size() == 0);
    CHECK(memory.in_use() == 0);
    set.reserve_for(1);
    CHECK(set.insert({1, 2}));
}

TEST_CASE("hashes that all want the same place") {
    base::TableMemory memory;
    OrderSet set(memory);
    set.reserve_for(2002);
    for (std::uint64_t i = 0; i < 2000; ++i) CHECK(set.insert({std::uint64_t{1} << 40, i}));
    for (std::uint64_t i = 0; i < 2000; ++i) CHECK_FALSE(set.insert({std::uint64_t{1} << 40, i}));
    // One half zero is not free.
    CHECK(set.insert({0, 7}));
    CHECK_FALSE(set.insert({0, 7}));
    CHECK(set.insert({7, 0}));
    CHECK(set.size() == 2002);
}

// Those whose places are the last ones run over to the first ones, and growing takes them apart again.
TEST_CASE("hashes that run over the end are found again after each growth") {
    base::TableMemory memory;
    OrderSet set(memory);
    std::mt19937_64 random(4);
    std::vector<OrderHash> in;
    for (int i = 0; i < 20'000; ++i) {
        // Half of them near the end of whatever size the set has, some near its start, the rest anywhere.
        const std::uint64_t kind = random() % 4;
        const std::uint64_t low = kind < 2 ? ~std::uint64_t{0} - random() % 40 : kind == 2 ? random() % 40 : random();
        in.push_back({low, random() | 1});
        set.reserve_for(1);
        REQUIRE(set.insert(in.back()));
        if ((i & (i - 1)) != 0 && i % 997 != 0) continue;
        for (const OrderHash& hash : in) {
            if (set.insert(hash)) FAIL("lost after " << i << ": " << hash.low << " " << hash.high);
        }
    }
}

TEST_CASE("room asked for ahead changes nothing else") {
    base::TableMemory memory;
    OrderSet set(memory);
    set.reserve_for(1);
    CHECK(set.insert({1, 1}));
    set.reserve_for(10'000);
    set.prefetch({1, 1});
    CHECK_FALSE(set.insert({1, 1}));
    const std::size_t in_use = memory.in_use();
    for (std::uint64_t i = 2; i < 10'000; ++i) CHECK(set.insert({i, i}));
    CHECK(memory.in_use() == in_use);
    CHECK(set.size() == 9'999);
}

}  // namespace
}  // namespace rfm::customers
