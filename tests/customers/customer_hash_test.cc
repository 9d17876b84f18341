#include "customers/customer_hash.h"

#include <set>
#include <string>

#include "support/catch.h"

namespace rfm::customers {
namespace {

using base::PackedText;

TEST_CASE("ids that differ in one byte, or in trailing NULs only, have different hashes") {
    const auto hash = [](const std::string& id) { return hash_of(PackedText::of(id)); };
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string text(size, 'a');
        const std::string copy = text;
        INFO(size);
        CHECK(hash(text) == hash(copy));
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = text;
            other[at] = 'b';
            CHECK(hash(text) != hash(other));
        }
        CHECK(hash(text) != hash(text + '\0'));
    }
}

TEST_CASE("hashes of short ids spread over all their bits") {
    std::set<std::uint64_t> all;
    std::set<std::uint64_t> low, high;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const std::uint64_t hash = hash_of(PackedText::of(std::to_string(i)));
        all.insert(hash);
        low.insert(hash & 0xFFFF);
        high.insert(hash >> 48);
    }
    CHECK(all.size() == count);
    // 100,000 throws into 65,536 boxes leave about 22 % of them empty.
    CHECK(low.size() > 50'000);
    CHECK(high.size() > 50'000);
}

TEST_CASE("an order's hash depends on the customer, and is never all zero") {
    CHECK(hash_of_order("o1", 1) == hash_of_order("o1", 1));
    CHECK_FALSE(hash_of_order("o1", 1) == hash_of_order("o1", 2));
    CHECK_FALSE(hash_of_order("o1", 1) == hash_of_order("o2", 1));
    CHECK_FALSE(hash_of_order("", 0) == OrderHash{});
}

}  // namespace
}  // namespace rfm::customers
