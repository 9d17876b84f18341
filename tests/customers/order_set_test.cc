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
    std::vector<OrderHash> scratch;
    std::mt19937_64 random(9);
    std::set<std::pair<std::uint64_t, std::uint64_t>> oracle;
    for (int i = 0; i < 200'000; ++i) {
        // Few different values, so that most come again; some with the same low or the same high half.
        OrderHash hash{random() % 300 * 0x9E3779B97F4A7C15ULL, random() % 300};
        if (hash == OrderHash{}) hash.low = 1;
        const bool fresh = oracle.insert({hash.low, hash.high}).second;
        set.reserve_for(1, scratch);
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
    set.reserve_for(1, scratch);
    CHECK(set.insert({1, 2}));
}

TEST_CASE("hashes that all want the same place") {
    base::TableMemory memory;
    OrderSet set(memory);
    std::vector<OrderHash> scratch;
    set.reserve_for(2002, scratch);
    for (std::uint64_t i = 0; i < 2000; ++i) CHECK(set.insert({std::uint64_t{1} << 40, i}));
    for (std::uint64_t i = 0; i < 2000; ++i) CHECK_FALSE(set.insert({std::uint64_t{1} << 40, i}));
    // One half zero is not free.
    CHECK(set.insert({0, 7}));
    CHECK_FALSE(set.insert({0, 7}));
    CHECK(set.insert({7, 0}));
    CHECK(set.size() == 2002);
}

TEST_CASE("room asked for ahead changes nothing else") {
    base::TableMemory memory;
    OrderSet set(memory);
    std::vector<OrderHash> scratch;
    set.reserve_for(1, scratch);
    CHECK(set.insert({1, 1}));
    set.reserve_for(10'000, scratch);
    set.prefetch({1, 1});
    CHECK_FALSE(set.insert({1, 1}));
    const std::size_t in_use = memory.in_use();
    for (std::uint64_t i = 2; i < 10'000; ++i) CHECK(set.insert({i, i}));
    CHECK(memory.in_use() == in_use);
    CHECK(set.size() == 9'999);
}

}  // namespace
}  // namespace rfm::customers
