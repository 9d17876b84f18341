#include "pipeline/customer_order.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>

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

// Ids that agree in their keys: among them the rest decides. (A short id is filled up with NUL bytes there, so it can
// tie with a longer one that has them.)
void sort_ties(std::span<PlacedCustomer> customers) {
    for (auto begin = customers.begin(); begin != customers.end();) {
        const auto end =
            std::find_if(begin, customers.end(), [&](const PlacedCustomer& other) { return other.key != begin->key; });
        if (end - begin > 1) {
            std::sort(begin, end,
                      [](const PlacedCustomer& a, const PlacedCustomer& b) { return a.record->id() < b.record->id(); });
        }
        begin = end;
    }
}

}  // namespace

// First all are dealt out by the top bits of their keys, then each pile, which fits a cache, is sorted by the rest.
// Threads deal out partitions of the table and sort piles side by side.
CustomerOrder order_by_id(const customers::CustomerTable& table, const CustomerFacts& facts, unsigned threads) {
    const SortKeys key_of(facts);
    const int pile_bits = std::min(key_of.bits(), 11);
    const int rest_bits = key_of.bits() - pile_bits;
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
    CustomerOrder order(facts.scored);
    for_each_scored(table, threads, [&](unsigned worker, const CustomerRecord& record) {
        const std::uint64_t key = key_of(record);
        order[places[worker][pile_of(key)]++] = {key, &record};
    });

    std::atomic<std::size_t> next_pile = 0;
    base::run_parallel(threads, [&](unsigned) {
        std::vector<PlacedCustomer> scratch;
        for (std::size_t pile = next_pile++; pile < piles; pile = next_pile++) {
            const std::size_t begin = pile == 0 ? 0 : ends[pile - 1];
            const std::span<PlacedCustomer> own(order.data() + begin, ends[pile] - begin);
            base::radix_sort(own, rest_bits, scratch);
            sort_ties(own);
        }
    });
    return order;
}

void sort_by_key(CustomerOrder& customers, bool descending,
                 const std::function<std::int64_t(const PlacedCustomer&)>& key_of) {
    struct Keyed {
        std::uint64_t key = 0;
        PlacedCustomer customer;
    };
    std::vector<Keyed> keyed(customers.size());
    std::uint64_t differing = 0;
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        // Signed numbers sort as unsigned ones with the sign turned over; all bits turned over, they sort backwards.
        const std::uint64_t key = static_cast<std::uint64_t>(key_of(customers[i])) ^ std::uint64_t{1} << 63;
        keyed[i] = {descending ? ~key : key, customers[i]};
        if (i == 0) first = keyed[i].key;
        differing |= keyed[i].key ^ first;
    }
    const base::BitGatherer gather(differing);
    for (Keyed& entry : keyed) entry.key = gather(entry.key);
    std::vector<Keyed> scratch;
    base::radix_sort(std::span(keyed), gather.bits(), scratch);
    std::transform(keyed.begin(), keyed.end(), customers.begin(), [](const Keyed& entry) { return entry.customer; });
}

}  // namespace rfm::pipeline
