#include "base/arena.h"

#include <string>
#include <utility>

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("copies stay where they are while the arena grows and moves") {
    Arena arena;
    std::vector<std::pair<std::string, std::string_view>> copies;
    for (std::size_t i = 0; i < 5'000; ++i) {
        // Also empty ones, and ones larger than a block of 64 KiB.
        std::string text(i % 1'000 == 999 ? 70'000 + i : i % 97, static_cast<char>('a' + i % 26));
        const std::string_view copy = arena.copy(text);
        copies.emplace_back(std::move(text), copy);
    }
    const Arena moved = std::move(arena);
    for (const auto& [text, copy] : copies) REQUIRE((text == copy));
}

TEST_CASE("a copy is no view of the original") {
    Arena arena;
    std::string text = "K1000";
    const std::string_view copy = arena.copy(text);
    text = "X9999";
    CHECK(copy == "K1000");
}

TEST_CASE("a cleared arena starts anew") {
    Arena arena;
    arena.clear();
    CHECK(arena.copy("").empty());
    for (int round = 0; round < 3; ++round) {
        std::vector<std::string_view> copies;
        for (int i = 0; i < 200; ++i) copies.push_back(arena.copy(std::string(1'000, static_cast<char>('a' + i % 26))));
        for (int i = 0; i < 200; ++i) {
            REQUIRE(copies[static_cast<std::size_t>(i)] == std::string(1'000, static_cast<char>('a' + i % 26)));
        }
        arena.clear();
    }
}

}  // namespace
}  // namespace rfm::base
