#include "pipeline/customer_order.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <span>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "pipeline/table_pass.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;

// Of an id, the eight bytes behind those that all ids have in common, without the bits that all have in common: a
// number that sorts as they do. Nearly always it decides.
class SortKeys {
public:
    explicit SortKeys(const CustomerFacts& facts)
        : common_(8 * common_bytes(facts.differing_prefix)), gather_(window(facts.differing_prefix)) {}

    int bits() const noexcept { return gather_.bits(); }
    std::uint64_t operator()(const CustomerRecord& record) const noexcept {
        return gather_(window(id_prefix(record.packed_id())));
    }

private:
    static int common_bytes(IdPrefix differing) noexcept {
        const auto high = static_cast<std::uint64_t>(differing >> 64);
        const auto low = static_cast<std::uint64_t>(differing);
        if (high != 0) return std::countl_zero(high) / 8;
        return std::min(8 + std::countl_zero(low) / 8, 15);
    }
    std::uint64_t window(IdPrefix prefix) const noexcept {
        return static_cast<std::uint64_t>((prefix << common_) >> 64);
    }

    int common_;
    base::BitGatherer gather_;
};

// Customers that agree in their keys: among them the rest of the id decides. (A short id is filled up with NUL bytes
// there, so it can tie with a longer one that has them.)
void sort_ties(const customers::CustomerTable& table, std::span<PlacedCustomer> customers) {
    for (auto begin = customers.begin(); begin != customers.end();) {
        const auto end =
            std::find_if(begin, customers.end(), [&](const PlacedCustomer& other) { return other.key != begin->key; });
        if (end - begin > 1) {
            std::sort(begin, end, [&](const PlacedCustomer& a, const PlacedCustomer& b) {
                return table.record(a.place).id() < table.record(b.place).id();
            });
        }
        begin = end;
    }
}

}  // namespace

// First all are dealt out by the top bits of their keys, then each pile, which fits a cache, is sorted by the next 32
// bits. Threads deal out partitions of the table and sort piles side by side.
void order_by_id(const customers::CustomerTable& table, const CustomerFacts& facts, unsigned threads,
                 CustomerOrder& order) {
    constexpr int most_pile_bits = 11;
    constexpr int most_key_bits = 32;
    const SortKeys key_of(facts);
    const int pile_bits = std::min(key_of.bits(), most_pile_bits);
    const int rest_bits = key_of.bits() - pile_bits;
    const int key_bits = std::min(rest_bits, most_key_bits);
    const std::size_t piles = std::size_t{1} << pile_bits;
    const auto pile_of = [&](std::uint64_t key) { return static_cast<std::size_t>(key >> rest_bits); };

    std::vector<std::vector<std::size_t>> places(threads, std::vector<std::size_t>(piles));
    for_each_scored(table, threads,
                    [&](unsigned worker, const CustomerRecord& record) { ++places[worker][pile_of(key_of(record))]; });
    std::vector<std::size_t> ends(piles);
    std::size_t end = 0;
    for (std::size_t pile = 0; pile < piles; ++pile) {
        for (auto& own : places) {
            const std::size_t count = own[pile];
            own[pile] = end;
            end += count;
        }
        ends[pile] = end;
    }
    for_each_scored_place(table, threads,
                          [&](unsigned worker, customers::CustomerPlace place, const CustomerRecord& record) {
                              const std::uint64_t key = key_of(record);
                              const auto next_bits = static_cast<std::uint32_t>(key >> (rest_bits - key_bits));
                              order[places[worker][pile_of(key)]++] = {next_bits, place};
                          });

    std::atomic<std::size_t> next_pile = 0;
    base::run_parallel(threads, [&](unsigned) {
        std::vector<PlacedCustomer> own;
        std::vector<PlacedCustomer> scratch;
        for (std::size_t pile = next_pile++; pile < piles; pile = next_pile++) {
            const std::size_t begin = pile == 0 ? 0 : ends[pile - 1];
            own.resize(ends[pile] - begin);
            for (std::size_t i = 0; i < own.size(); ++i) own[i] = order[begin + i];
            base::radix_sort(std::span(own), key_bits, scratch);
            sort_ties(table, own);
            for (std::size_t i = 0; i < own.size(); ++i) order[begin + i] = own[i];
        }
    });
}

void reverse(CustomerOrder& order) noexcept {
    for (std::size_t i = 0; i < order.size() / 2; ++i) std::swap(order[i], order[order.size() - 1 - i]);
}

void sort_by_key(CustomerOrder& order, bool descending,
                 const std::function<std::int64_t(const PlacedCustomer&)>& key_of) {
    struct Keyed {
        std::uint64_t key = 0;
        PlacedCustomer customer;
    };
    std::vector<Keyed> keyed(order.size());
    std::uint64_t differing = 0;
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        // Signed numbers sort as unsigned ones with the sign turned over; all bits turned over, they sort backwards.
        const std::uint64_t key = static_cast<std::uint64_t>(key_of(order[i])) ^ std::uint64_t{1} << 63;
        keyed[i] = {descending ? ~key : key, order[i]};
        if (i == 0) first = keyed[i].key;
        differing |= keyed[i].key ^ first;
    }
    const base::BitGatherer gather(differing);
    for (Keyed& entry : keyed) entry.key = gather(entry.key);
    std::vector<Keyed> scratch;
    base::radix_sort(std::span(keyed), gather.bits(), scratch);
    for (std::size_t i = 0; i < keyed.size(); ++i) order[i] = keyed[i].customer;
}

}  // namespace rfm::pipeline
