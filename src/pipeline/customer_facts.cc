#include "pipeline/customer_facts.h"

#include <cstring>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/shown_text.h"
#include "pipeline/table_pass.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;

// What one thread finds.
struct alignas(128) Part {
    CustomerFacts facts;
    const CustomerRecord* too_large = nullptr;

    void add(const CustomerRecord& record, DayNumber as_of) {
        if (record.is_wide() && !record.sum().value()) {
            if (too_large == nullptr || record.id() < too_large->id()) too_large = &record;
            return;
        }
        const auto values = values_of(record, as_of);
        const IdPrefix prefix = id_prefix(record.packed_id());
        if (facts.scored == 0) {
            facts.lowest = facts.highest = values;
            facts.first_prefix = prefix;
        }
        ++facts.scored;
        facts.orders += static_cast<std::uint64_t>(values[frequency]);
        facts.monetary_total += values[monetary];
        for (std::size_t m = 0; m < metric_count; ++m) {
            facts.lowest[m] = std::min(facts.lowest[m], values[m]);
            facts.highest[m] = std::max(facts.highest[m], values[m]);
        }
        facts.differing_prefix |= prefix ^ facts.first_prefix;
    }

    void add(const Part& other) {
        if (other.too_large != nullptr && (too_large == nullptr || other.too_large->id() < too_large->id())) {
            too_large = other.too_large;
        }
        if (other.facts.scored == 0) return;
        if (facts.scored == 0) {
            facts = other.facts;
            return;
        }
        facts.scored += other.facts.scored;
        facts.orders += other.facts.orders;
        facts.monetary_total += other.facts.monetary_total;
        for (std::size_t m = 0; m < metric_count; ++m) {
            facts.lowest[m] = std::min(facts.lowest[m], other.facts.lowest[m]);
            facts.highest[m] = std::max(facts.highest[m], other.facts.highest[m]);
        }
        facts.differing_prefix |= other.facts.differing_prefix | (other.facts.first_prefix ^ facts.first_prefix);
    }
};

}  // namespace

IdPrefix id_prefix(const base::PackedText& id) noexcept {
    std::uint64_t words[2] = {id.words[0], id.words[1] & ~(std::uint64_t{0xFF} << 56)};
    if (!id.is_inline()) std::memcpy(words, id.text().data(), sizeof words);
    return static_cast<IdPrefix>(__builtin_bswap64(words[0])) << 64 | __builtin_bswap64(words[1]);
}

CustomerFacts find_facts(const customers::CustomerTable& table, DayNumber as_of, unsigned threads) {
    std::vector<Part> parts(threads);
    for_each_scored(table, threads,
                    [&](unsigned worker, const CustomerRecord& record) { parts[worker].add(record, as_of); });
    for (std::size_t i = 1; i < parts.size(); ++i) parts[0].add(parts[i]);
    if (const CustomerRecord* worst = parts[0].too_large) {
        throw Error(
            ErrorKind::data,
            fmt::format("customer {}: the amounts add up to {}, beyond 9,223,372,036,854.775807, the largest total; "
                        "is the column of amounts the right one?",
                        base::shown(worst->id()), base::format_scaled(worst->sum().wide_value(), 2)));
    }
    return parts[0].facts;
}

}  // namespace rfm::pipeline
