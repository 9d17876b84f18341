#include "base/block_array.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "support/catch.h"

namespace rfm::base {
namespace {

// As large as a customer's record.
struct Element {
    std::uint64_t words[4];
};

constexpr std::size_t per_block = TableMemory::largest_piece / sizeof(Element);
constexpr std::size_t smallest = TableMemory::smallest_piece / sizeof(Element);

// What element `index` holds, so that every byte of it counts.
Element element(std::size_t index) {
    return {{index, ~index, index * 0x9E3779B97F4A7C15ULL, index << 32}};
}

bool holds(const BlockArray<Element>& array, std::size_t index) {
    const Element expected = element(index);
    return std::equal(std::begin(expected.words), std::end(expected.words), std::begin(array[index].words));
}

template <class Grow>
void check_growth(Grow grow, const std::vector<std::size_t>& capacities) {
    TableMemory memory;
    {
        BlockArray<Element> array(memory);
        CHECK(array.capacity() == 0);
        CHECK(memory.in_use() == 0);
        std::size_t before = 0;
        for (const std::size_t capacity : capacities) {
            grow(array);
            REQUIRE(array.capacity() == capacity);
            // Nothing is left over from smaller ones.
            REQUIRE(memory.in_use() == capacity * sizeof(Element));
            for (std::size_t i = 0; i < before; ++i) REQUIRE(holds(array, i));
            for (std::size_t i = before; i < capacity; ++i) array[i] = element(i);
            before = capacity;
        }
        for (std::size_t i = 0; i < before; ++i) REQUIRE(holds(array, i));
    }
    CHECK(memory.in_use() == 0);
}

TEST_CASE("a block array grows from nothing over one block and keeps what it holds") {
    static_assert(smallest == 32 && per_block == 512);
    // Doubling up to one block, then block by block.
    check_growth([](BlockArray<Element>& array) { array.grow_a_little(); },
                 {32, 64, 128, 256, 512, 1024, 1536, 2048, 2560, 3072, 3584});
    check_growth([](BlockArray<Element>& array) { array.grow_twofold(); },
                 {32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384});
    // Both in turns, as nobody does it yet.
    bool little = false;
    check_growth(
        [&](BlockArray<Element>& array) {
            little = !little;
            if (little) {
                array.grow_a_little();
            } else {
                array.grow_twofold();
            }
        },
        {32, 64, 128, 256, 512, 1024, 1536, 3072, 3584, 7168});
}

TEST_CASE("elements stay where they are once there is more than one block") {
    TableMemory memory;
    BlockArray<Element> array(memory);
    while (array.capacity() < 2 * per_block) array.grow_a_little();
    std::vector<const Element*> places;
    for (std::size_t i = 0; i < array.capacity(); ++i) places.push_back(&array[i]);
    for (int i = 0; i < 5; ++i) array.grow_twofold();
    for (std::size_t i = 0; i < places.size(); ++i) REQUIRE(&array[i] == places[i]);
    // Within a block they stand one behind the other.
    for (std::size_t i = 1; i < array.capacity(); ++i) {
        if (i % per_block != 0) REQUIRE(&array[i] == &array[i - 1] + 1);
    }
}

TEST_CASE("zeros reach every element, and only those of the array") {
    TableMemory memory;
    BlockArray<std::uint32_t> other(memory);
    BlockArray<std::uint32_t> array(memory);
    array.fill_zero();  // of nothing
    for (int size = 0; size < 9; ++size) {
        array.grow_twofold();
        other.grow_twofold();
        for (std::size_t i = 0; i < array.capacity(); ++i) array[i] = other[i] = ~std::uint32_t{0};
        array.fill_zero();
        for (std::size_t i = 0; i < array.capacity(); ++i) {
            REQUIRE(array[i] == 0);
            REQUIRE(other[i] == ~std::uint32_t{0});
        }
    }
    CHECK(array.capacity() > 4 * TableMemory::largest_piece / sizeof(std::uint32_t));
}

TEST_CASE("a cleared block array gives all memory back and may grow again") {
    TableMemory memory;
    BlockArray<Element> array(memory);
    for (const int times : {1, 3, 6, 12}) {
        for (int i = 0; i < times; ++i) array.grow_a_little();
        CHECK(memory.in_use() == array.capacity() * sizeof(Element));
        array.clear();
        CHECK(array.capacity() == 0);
        CHECK(memory.in_use() == 0);
    }
    array.grow_twofold();
    CHECK(array.capacity() == smallest);
}

}  // namespace
}  // namespace rfm::base
