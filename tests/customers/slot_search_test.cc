// The look-up of slots on every instruction set that this machine has, against the plain one.
#include "customers/slot_search.h"

#include <random>
#include <vector>

#include "support/catch.h"
#include "support/instruction_sets.h"

namespace rfm::customers {
namespace {

struct Table {
    explicit Table(std::size_t count) {
        while (slots.capacity() < count) slots.grow_twofold();
        slots.fill_zero();
        while (records.capacity() < count) records.grow_a_little();
    }
    base::TableMemory memory;
    Slots slots{memory};
    base::BlockArray<CustomerRecord> records{memory};
};

std::vector<PendingRow> rows_of(const std::vector<std::uint32_t>& hashes) {
    std::vector<PendingRow> rows(hashes.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].place_hash = hashes[i];
    return rows;
}

// What the header promises, slot by slot.
std::uint32_t first_in_line(const Slots& slots, std::uint32_t hash) {
    const auto index_mask = static_cast<std::uint32_t>(slots.capacity() - 1);
    const std::size_t line = (hash & index_mask) / slots_in_line * slots_in_line;
    for (std::size_t i = line; i < line + slots_in_line; ++i) {
        const std::uint32_t tags = ~index_mask & 0x7FFFFFFFU;  // the top bit tells something else
        if ((slots[i] & tags) == (hash & tags)) return slots[i] & index_mask;
    }
    return 0;
}

using Find = decltype(&find_candidates);

void check(Find find, const Table& table, const std::vector<std::uint32_t>& hashes) {
    const std::vector<PendingRow> rows = rows_of(hashes);
    std::vector<std::uint32_t> found(rows.size() + 1, 0xDEADBEEF);
    find(rows, table.slots, table.records, found.data());
    REQUIRE(found.back() == 0xDEADBEEF);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (found[i] != first_in_line(table.slots, hashes[i])) {
            FAIL("hash " << hashes[i] << " in " << table.slots.capacity() << " slots: " << found[i] << " for "
                         << first_in_line(table.slots, hashes[i]));
        }
    }
}

void check_random_slots(Find find, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (const std::size_t count : {256U, 512U, 4096U, 8192U, 65'536U}) {
        const auto index_mask = static_cast<std::uint32_t>(count - 1);
        for (const unsigned fill : {0U, 1U, 4U, 12U, 15U, 16U}) {
            Table table(count);
            REQUIRE(table.slots.capacity() == count);
            // Few different upper bits, so that many slots of a line have the same; zero is one of them.
            std::vector<std::uint32_t> tags = {0, ~std::uint32_t{0}};
            for (int i = 0; i < 5; ++i) tags.push_back(static_cast<std::uint32_t>(random()));
            const auto tag = [&] { return tags[random() % tags.size()] & ~index_mask; };
            for (std::size_t i = 0; i < count; ++i) {
                if (random() % 16 >= fill) continue;
                table.slots[i] = tag() | (1 + static_cast<std::uint32_t>(random() % (count * 3 / 4)));
            }
            std::vector<std::uint32_t> hashes;
            for (int i = 0; i < 2'000; ++i) {
                hashes.push_back((i % 3 == 0 ? static_cast<std::uint32_t>(random()) & ~index_mask : tag()) |
                                 (static_cast<std::uint32_t>(random()) & index_mask));
            }
            check(find, table, hashes);
        }
    }
}

void check_each_place(Find find) {
    constexpr std::size_t count = 512;
    constexpr std::uint32_t index_mask = count - 1;
    for (const std::uint32_t tag : {0x12345600U & ~index_mask, 0U, ~index_mask}) {
        for (std::size_t first = 0; first < 2 * slots_in_line; ++first) {
            for (std::size_t second = first; second < 2 * slots_in_line; ++second) {
                Table table(count);
                // Other customers everywhere, whose bits differ in one place.
                for (std::size_t i = 0; i < count; ++i) {
                    table.slots[i] = ((tag ^ (std::uint32_t{512} << (i % 23))) & ~index_mask) |
                                     static_cast<std::uint32_t>(1 + i % 300);
                }
                table.slots[first] = tag | 301;
                table.slots[second] = tag | 302;
                for (const std::uint32_t low : {0U, 5U, 15U, 16U, 31U, 32U, 511U}) check(find, table, {tag | low});
            }
        }
    }
}

TEST_CASE("the dispatched and the portable look-up find what is there") {
    for (const Find find : {&find_candidates, &find_candidates_portable}) {
        check_random_slots(find, 1);
        check_each_place(find);
    }
    SUCCEED();
}

TEST_CASE("every instruction set of this machine finds the same customers") {
    REQUIRE_FALSE(test::targets().empty());
    for (const std::int64_t target : test::targets()) {
        INFO("instruction set " << hwy::TargetName(target));
        const test::OneTarget only(target);
        REQUIRE((hwy::SupportedTargets() & HWY_TARGETS) == target);
        check_random_slots(find_candidates, static_cast<std::uint64_t>(target));
        check_each_place(find_candidates);
    }
}

TEST_CASE("no rows, no candidates") {
    const Table table(256);
    check(find_candidates, table, {});
    check(find_candidates_portable, table, {});
}

}  // namespace
}  // namespace rfm::customers
