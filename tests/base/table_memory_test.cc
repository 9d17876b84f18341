#include "base/table_memory.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "support/catch.h"

namespace rfm::base {
namespace {

std::size_t size_of(std::size_t number) {
    return TableMemory::smallest_piece << (number % 5);
}

TEST_CASE("pieces are aligned and apart, however many and of whatever size") {
    static_assert(TableMemory::smallest_piece << 4 == TableMemory::largest_piece);
    TableMemory memory;
    std::vector<std::pair<unsigned char*, std::size_t>> pieces;
    // Some 40 MiB: several small slabs, then large ones.
    for (std::size_t i = 0; i < 6'500; ++i) {
        const std::size_t size = size_of(i * 7 / 3);
        auto* piece = static_cast<unsigned char*>(memory.allocate(size));
        REQUIRE(reinterpret_cast<std::uintptr_t>(piece) % 64 == 0);
        std::memset(piece, static_cast<int>(i % 251), size);
        pieces.emplace_back(piece, size);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto [piece, bytes] = pieces[i];
        for (std::size_t at = 0; at < bytes; ++at) {
            if (piece[at] != i % 251) FAIL("piece " << i << " was written over at " << at);
        }
    }
}

TEST_CASE("a piece given back goes to the next who needs that size") {
    TableMemory memory;
    void* piece = memory.allocate(4'096);
    memory.give_back(piece, 4'096);
    CHECK(memory.allocate(8'192) != piece);
    CHECK(memory.allocate(4'096) == piece);
    CHECK(memory.allocate(4'096) != piece);
}

TEST_CASE("it knows how much is given out") {
    TableMemory memory;
    CHECK(memory.in_use() == 0);
    std::vector<void*> pieces;
    std::size_t total = 0;
    for (std::size_t i = 0; i < 2'000; ++i) {
        pieces.push_back(memory.allocate(size_of(i)));
        total += size_of(i);
        REQUIRE(memory.in_use() == total);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        memory.give_back(pieces[i], size_of(i));
        total -= size_of(i);
        REQUIRE(memory.in_use() == total);
    }
    CHECK(memory.in_use() == 0);
}

TEST_CASE("parts of a table may share it between threads") {
    TableMemory memory;
    run_parallel(4, [&](unsigned worker) {
        std::vector<std::pair<std::uint64_t*, std::size_t>> held;
        for (std::uint64_t i = 0; i < 20'000; ++i) {
            const std::size_t count = size_of(i + worker) / sizeof(std::uint64_t);
            auto* numbers = static_cast<std::uint64_t*>(memory.allocate(count * sizeof(std::uint64_t)));
            std::fill_n(numbers, count, i * (worker + 1));
            held.emplace_back(numbers, count);
            // Some hundred are held; an old one goes for each that comes.
            if (held.size() < 300) continue;
            const std::uint64_t oldest = i - 299;
            const auto [old, old_count] = held[oldest % 299];
            for (std::size_t at = 0; at < old_count; ++at) {
                if (old[at] != oldest * (worker + 1)) throw std::logic_error("a number changed");
            }
            memory.give_back(old, old_count * sizeof(std::uint64_t));
            held[oldest % 299] = held.back();
            held.pop_back();
        }
        for (const auto& [numbers, count] : held) memory.give_back(numbers, count * sizeof(std::uint64_t));
    });
    CHECK(memory.in_use() == 0);
}

}  // namespace
}  // namespace rfm::base
