#include "pipeline/customer_facts.h"

#include <algorithm>
#include <cstring>
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
    TooLargeTotal too_large;
};

}  // namespace

IdPrefix id_prefix(const base::PackedText& id) noexcept {
    std::uint64_t words[2] = {id.words[0], id.words[1] & ~(std::uint64_t{0xFF} << 56)};
    if (!id.is_inline()) std::memcpy(words, id.text().data(), sizeof words);
    return static_cast<IdPrefix>(__builtin_bswap64(words[0])) << 64 | __builtin_bswap64(words[1]);
}

void CustomerFacts::add(const Values& values, IdPrefix prefix) noexcept {
    if (scored == 0) {
        lowest = highest = values;
        first_prefix = prefix;
    }
    ++scored;
    orders += static_cast<std::uint64_t>(values[frequency]);
    monetary_total += values[monetary];
    for (std::size_t m = 0; m < metric_count; ++m) {
        lowest[m] = std::min(lowest[m], values[m]);
        highest[m] = std::max(highest[m], values[m]);
    }
    differing_prefix |= prefix ^ first_prefix;
}

void CustomerFacts::add(const CustomerFacts& other) noexcept {
    if (other.scored == 0) return;
    if (scored == 0) {
        *this = other;
        return;
    }
    scored += other.scored;
    orders += other.orders;
    monetary_total += other.monetary_total;
    for (std::size_t m = 0; m < metric_count; ++m) {
        lowest[m] = std::min(lowest[m], other.lowest[m]);
        highest[m] = std::max(highest[m], other.highest[m]);
    }
    differing_prefix |= other.differing_prefix | (other.first_prefix ^ first_prefix);
}

bool TooLargeTotal::check(const CustomerRecord& record) {
    if (!record.is_wide() || record.sum().value()) return true;
    if (!id_ || record.id() < *id_) {
        id_ = record.id();
        total_ = record.sum().wide_value();
    }
    return false;
}

void TooLargeTotal::add(const TooLargeTotal& other) {
    if (other.id_ && (!id_ || *other.id_ < *id_)) *this = other;
}

void TooLargeTotal::refuse() const {
    if (!id_) return;
    throw Error(
        ErrorKind::data,
        fmt::format("customer {}: the amounts add up to {}, beyond 9,223,372,036,854.775807, the largest total; "
                    "is the column of amounts the right one?",
                    base::shown(*id_), base::format_scaled(total_, 2)));
}

CustomerFacts find_facts(const customers::CustomerTable& table, DayNumber as_of, unsigned threads) {
    std::vector<Part> parts(threads);
    for_each_scored(table, threads, [&](unsigned worker, const CustomerRecord& record) {
        if (!parts[worker].too_large.check(record)) return;
        parts[worker].facts.add(values_of(record, as_of), id_prefix(record.packed_id()));
    });
    for (std::size_t i = 1; i < parts.size(); ++i) {
        parts[0].facts.add(parts[i].facts);
        parts[0].too_large.add(parts[i].too_large);
    }
    parts[0].too_large.refuse();
    return parts[0].facts;
}

}  // namespace rfm::pipeline
