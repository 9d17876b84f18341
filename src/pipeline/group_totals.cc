#include "pipeline/group_totals.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/rounded_ratio.h"
#include "segments/score_range.h"

namespace rfm::pipeline {
namespace {

using base::Int128;

constexpr Int128 power_of_ten(int exponent) noexcept {
    Int128 power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

// The mean of `count` numbers, `unit` of which are 1, with so many decimals.
std::string mean(Int128 sum, std::uint64_t count, int unit_decimals, int decimals) {
    if (count == 0) return {};
    const Int128 ratio = unit_decimals > decimals
                             ? base::rounded_ratio(sum, count * power_of_ten(unit_decimals - decimals))
                             : base::rounded_ratio(sum * power_of_ten(decimals - unit_decimals), count);
    return base::format_scaled(ratio * power_of_ten(rfm::amount_decimals - decimals), decimals);
}

std::string mean_monetary(const GroupSum& sum, const RunSummary& summary) {
    if (!summary.has_monetary) return {};
    return mean(sum.monetary, sum.customers, rfm::amount_decimals, std::max(summary.amount_decimals, 2));
}

CustomerGroup group_of(const GroupSum& sum, const RunSummary& summary) {
    return {sum.customers,
            summary.has_monetary ? base::format_scaled(sum.monetary, summary.amount_decimals) : std::string()};
}

// As in "R 4-5, F 5".
std::string rule_words(const segments::MapRow& row, int bins) {
    std::string words;
    const auto add = [&](char metric, segments::ScoreRange range) {
        if (segments::is_any(range, bins)) return;
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", metric, segments::format_range(range, bins));
    };
    add('R', row.r);
    add('F', row.f);
    add('M', row.m);
    return words.empty() ? "any" : words;
}

}  // namespace

void GroupSum::add(const GroupSum& other) noexcept {
    customers += other.customers;
    recency += other.recency;
    frequency += other.frequency;
    monetary += other.monetary;
}

GroupTotals::GroupTotals(const ScoredCustomers::Data& data)
    : data_(&data),
      bins_(data.summary.bins),
      cells_(static_cast<std::size_t>(bins_) * static_cast<std::size_t>(bins_)),
      segments_(data.map ? data.map->names().size() : 0) {}

void GroupTotals::add(const GroupTotals& other) noexcept {
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].add(other.cells_[i]);
    for (std::size_t i = 0; i < segments_.size(); ++i) segments_[i].add(other.segments_[i]);
}

Int128 GroupTotals::monetary() const noexcept {
    Int128 sum = 0;
    for (const GroupSum& cell : cells_) sum += cell.monetary;
    return sum;
}

void GroupTotals::put(Overview& overview) const {
    const RunSummary& summary = data_->summary;
    for (const GroupSum& cell : cells_) {
        overview.cells.push_back(group_of(cell, summary));
        overview.cell_means.push_back(mean_monetary(cell, summary));
    }
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const GroupSum& sum = segments_[i];
        SegmentProfile profile;
        profile.segment = data_->map->names()[i];
        profile.key = data_->map->keys()[i];
        for (const segments::MapRow& row : data_->map->rows()) {
            if (row.segment == profile.segment) profile.rules.push_back(rule_words(row, bins_));
        }
        profile.group = group_of(sum, summary);
        profile.mean_recency_days = mean(sum.recency, sum.customers, 0, 1);
        profile.mean_frequency = mean(sum.frequency, sum.customers, 0, 1);
        profile.mean_monetary = mean_monetary(sum, summary);
        overview.segments.push_back(std::move(profile));
    }
}

}  // namespace rfm::pipeline
