#include "diff/alert_check.h"

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/shown_text.h"
#include "base/text_table.h"
#include "diff/percent.h"

namespace rfm::diff {
namespace {

using base::Int128;
using Kind = AlertSide::Kind;

constexpr Int128 unit = 1'000'000;  // limits are in units of 10^-6

// What a rule looks at: a number of customers, or an amount in units of 10^-6, and what a percentage is taken of.
struct Measured {
    Int128 value = 0;
    Int128 base = 0;  // not below 0
    bool is_amount = false;
    std::string words;  // without the percentage
    std::string of;     // words behind it
};

// left <=> limit * right, where limit * right may leave 128 bits.
int compare(Int128 left, Int128 limit, Int128 right) {
    Int128 product = 0;
    if (__builtin_mul_overflow(limit, right, &product)) return (limit < 0) == (right < 0) ? -1 : 1;
    return left < product ? -1 : left > product ? 1 : 0;
}

// The measured value against the limit: below 0, 0, above 0.
int compare_with_limit(const AlertRule& rule, const Measured& measured) {
    if (!rule.is_percent) {
        return measured.is_amount ? compare(measured.value, rule.limit_scaled, 1)
                                  : compare(measured.value * unit, rule.limit_scaled, 1);
    }
    // More than nothing of nothing is more than any percentage.
    if (measured.base == 0 && measured.value != 0) return measured.value > 0 ? 1 : -1;
    if (measured.base == 0) return compare(0, rule.limit_scaled, 1);
    return compare(measured.value * 100 * unit, rule.limit_scaled, measured.base);
}

bool holds(AlertRule::Comparison comparison, int order) {
    switch (comparison) {
        case AlertRule::Comparison::more:
            return order > 0;
        case AlertRule::Comparison::at_least:
            return order >= 0;
        case AlertRule::Comparison::less:
            return order < 0;
        case AlertRule::Comparison::at_most:
            return order <= 0;
    }
    return false;
}

std::string counted(std::uint64_t count) {
    return base::grouped(fmt::to_string(count));
}

Measured measure_moves(const AlertRule& rule, const MoveTable& moves) {
    const std::size_t outside = moves.segments();
    const auto range = [&](const AlertSide& side) {
        if (side.kind == Kind::any) return std::pair(std::size_t{0}, outside);
        const std::size_t at = side.kind == Kind::outside ? outside : side.number;
        return std::pair(at, at);
    };
    const auto [first_from, last_from] = range(rule.from);
    const auto [first_to, last_to] = range(rule.to);
    std::uint64_t count = 0;
    for (std::size_t from = first_from; from <= last_from; ++from) {
        for (std::size_t to = first_to; to <= last_to; ++to) {
            // Who stays has moved only where both sides are named.
            const bool named = rule.from.kind == Kind::segment && rule.to.kind == Kind::segment;
            if (from != to || named) count += moves.cell(from, to).customers;
        }
    }
    const bool of_segment = rule.from.kind == Kind::segment;
    const std::uint64_t of = of_segment ? moves.from(rule.from.number).customers : moves.all_old().customers;
    Measured measured{count, of, false, "", ""};
    if (of_segment || (rule.from.kind == Kind::any && rule.to.kind == Kind::outside)) {
        measured.words = fmt::format("{} of {} customer{}", counted(count), counted(of), of == 1 ? "" : "s");
    } else {  // some of them are new
        measured.words = fmt::format("{} customer{}", counted(count), count == 1 ? "" : "s");
        measured.of = fmt::format(" of {} in OLD", counted(of));
    }
    return measured;
}

std::string with_sign(std::string number) {
    return number.starts_with('-') || number.find_first_of("123456789") == std::string::npos ? number : "+" + number;
}

Measured measure_total(const AlertRule& rule, const Comparison& comparison) {
    const MoveTable& moves = comparison.moves;
    const bool all = rule.of.kind == Kind::any;
    const MoveCell before = all ? moves.all_old() : moves.from(rule.of.number);
    const MoveCell now = all ? moves.all_new() : moves.to(rule.of.number);
    Measured measured;
    if (rule.measure == AlertRule::Measure::customers) {
        measured.value = static_cast<Int128>(now.customers) - before.customers;
        measured.base = before.customers;
        measured.words = fmt::format(
            "from {} to {} customers, {}", counted(before.customers), counted(now.customers),
            with_sign(base::grouped(fmt::to_string(static_cast<std::int64_t>(now.customers - before.customers)))));
        return measured;
    }
    const auto amount = [&](Int128 value) { return base::grouped(base::format_scaled(value, comparison.decimals())); };
    measured.is_amount = true;
    measured.value = now.new_monetary - before.old_monetary;
    measured.base = before.old_monetary < 0 ? -before.old_monetary : before.old_monetary;
    measured.words = fmt::format("from {} to {}, {}", amount(before.old_monetary), amount(now.new_monetary),
                                 with_sign(amount(measured.value)));
    return measured;
}

// Two decimals, and more where these would look like the limit although the value is another.
std::string percent_words(const AlertRule& rule, const Measured& measured, int order) {
    if (measured.base == 0 && measured.value != 0) {
        return measured.value > 0 ? "more than any % of 0" : "less than any % of 0";
    }
    if (measured.base == 0) return "0.00%";
    for (int decimals = 2;; ++decimals) {
        const std::string text = percent_text(measured.value, measured.base, decimals);
        const bool like_limit = rule.is_percent && order != 0 && base::parse_scaled(text) == rule.limit_scaled;
        if (!like_limit || decimals == 6) return text + "%";
    }
}

[[noreturn]] void refuse_missing(const AlertRule& rule, const std::string& file, std::string_view words) {
    throw Error(ErrorKind::data, fmt::format("--alert {}: {} {}", base::shown(rule.canonical), file, words));
}

}  // namespace

void check_columns(const AlertRule& rule, const ScoredColumns& columns, const std::string& file) {
    if (rule.measure != AlertRule::Measure::revenue || columns.has(ScoredColumn::monetary)) return;
    refuse_missing(rule, file, "has no column 'monetary'");
}

std::optional<std::string> check_alert(const AlertRule& rule, const Comparison& comparison) {
    if (rule.measure == AlertRule::Measure::revenue) {
        for (const ComparedFile* file : {&comparison.old_file, &comparison.new_file}) {
            if (!file->facts.has_monetary) {
                refuse_missing(rule, file->name,
                               "has no amounts in its column 'monetary': it was scored with "
                               "--no-monetary");
            }
        }
    }
    const Measured measured = rule.measure == AlertRule::Measure::moves ? measure_moves(rule, comparison.moves)
                                                                        : measure_total(rule, comparison);
    const int order = compare_with_limit(rule, measured);
    if (!holds(rule.comparison, order)) return std::nullopt;
    return fmt::format("{}: {}, {}{}", rule.canonical, measured.words, percent_words(rule, measured, order),
                       measured.of);
}

}  // namespace rfm::diff
