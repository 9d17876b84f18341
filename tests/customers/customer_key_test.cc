#include "customers/customer_key.h"

#include <memory>
#include <random>
#include <set>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include "customers/customer_hash.h"
#include "support/catch.h"

namespace rfm::customers {
namespace {

// A page with nothing readable behind it.
class LastPage {
public:
    LastPage() : size_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
        void* const pages = ::mmap(nullptr, 2 * size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        REQUIRE(pages != MAP_FAILED);
        pages_ = static_cast<char*>(pages);
        REQUIRE(::mprotect(pages_ + size_, size_, PROT_NONE) == 0);
    }
    ~LastPage() { ::munmap(pages_, 2 * size_); }
    LastPage(const LastPage&) = delete;
    LastPage& operator=(const LastPage&) = delete;

    // The text, copied so that it ends where the page does.
    std::string_view at_end(std::string_view text) const { return place(text, pages_ + size_ - text.size()); }
    // The text, copied so that it begins where the page does.
    std::string_view at_begin(std::string_view text) const { return place(text, pages_); }

private:
    static std::string_view place(std::string_view text, char* to) {
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }
    std::size_t size_;
    char* pages_ = nullptr;
};

std::string random_bytes(std::mt19937& random, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text.push_back(static_cast<char>(random()));
    return text;
}

TEST_CASE("short keys of every size give their text back, wherever they stand") {
    const LastPage page;
    std::mt19937 random(1);
    for (std::size_t size = 0; size <= 16; ++size) {
        for (int round = 0; round < 200; ++round) {
            const std::string text = random_bytes(random, size);
            INFO(size);
            const CustomerKey at_end = CustomerKey::of_short(page.at_end(text));
            const CustomerKey at_begin = CustomerKey::of_short(page.at_begin(text));
            // In a block of just its size, so that the address sanitizer sees a read on either side.
            const auto block = std::make_unique<char[]>(size);
            if (size > 0) std::memcpy(block.get(), text.data(), size);
            const CustomerKey alone = CustomerKey::of_short({block.get(), size});
            CHECK(at_end.is_inline());
            CHECK(at_end.size == size);
            CHECK(at_end.text() == text);
            CHECK(same_key(at_end, at_begin));
            CHECK(same_key(at_end, alone));
            CHECK(hash_of(at_end) == hash_of(alone));
            // What stands behind the text inside the key is zero: keys are compared whole.
            char expected[16] = {};
            if (size > 0) std::memcpy(expected, text.data(), size);
            CHECK(std::memcmp(at_end.words, expected, 16) == 0);
        }
    }
}

TEST_CASE("keys that differ in one byte, or in trailing NULs only, are different") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string text(size, 'a');
        const auto key = [](const std::string& of) {
            return of.size() <= CustomerKey::inline_size
                       ? CustomerKey::of_short(of)
                       : CustomerKey::of_long(of.data(), static_cast<std::uint32_t>(of.size()));
        };
        const std::string copy = text;
        INFO(size);
        CHECK(same_key(key(text), key(copy)));
        CHECK(hash_of(key(text)) == hash_of(key(copy)));
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = text;
            other[at] = 'b';
            CHECK_FALSE(same_key(key(text), key(other)));
            CHECK(hash_of(key(text)) != hash_of(key(other)));
        }
        const std::string longer = text + '\0';
        CHECK_FALSE(same_key(key(text), key(longer)));
        CHECK(hash_of(key(text)) != hash_of(key(longer)));
    }
}

TEST_CASE("hashes of short keys spread over all their bits") {
    std::set<std::uint64_t> all;
    std::set<std::uint64_t> low, high;
    constexpr int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const std::uint64_t hash = hash_of(CustomerKey::of_short(std::to_string(i)));
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
