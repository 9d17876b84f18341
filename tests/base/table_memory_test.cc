#include "base/table_memory.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "base/parallel.h"
#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("pieces are aligned and apart, however many and large") {
    TableMemory memory;
    std::vector<std::pair<unsigned char*, std::size_t>> pieces;
    std::size_t size = 1;
    for (int i = 0; i < 300; ++i) {
        size = size * 7 % 300'007 + 1;
        if (i == 150) size = 9'000'000;  // from here on in large pages
        auto* piece = static_cast<unsigned char*>(memory.allocate(size));
        REQUIRE(reinterpret_cast<std::uintptr_t>(piece) % 64 == 0);
        std::memset(piece, i % 251, size);
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
    void* piece = memory.allocate(5'000);
    memory.give_back(piece, 5'000);
    CHECK(memory.allocate(8'000) == piece);  // both take 8 KiB
    CHECK(memory.allocate(8'000) != piece);
}

TEST_CASE("parts of a table may share it between threads") {
    TableMemory memory;
    run_parallel(4, [&](unsigned worker) {
        std::vector<std::uint64_t, TableAllocator<std::uint64_t>> numbers{TableAllocator<std::uint64_t>(memory)};
        for (std::uint64_t i = 0; i < 100'000; ++i) numbers.push_back(i * (worker + 1));
        for (std::uint64_t i = 0; i < 100'000; ++i) {
            if (numbers[i] != i * (worker + 1)) throw std::logic_error("a number changed");
        }
    });
    SUCCEED();
}

}  // namespace
}  // namespace rfm::base
