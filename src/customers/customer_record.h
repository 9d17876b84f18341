// What is known of one customer: half a cache line. A row's customer is a miss of the caches nearly always, and what a
// table of millions costs is mostly the clearing and reading of its memory.
// Thread-safety: plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <rfm/day.h>

#include "base/decimal.h"
#include "base/packed_text.h"

namespace rfm::customers {

// A day in 22 bits, counted from 1 at the first day there is; 0 is no day.
using DayCode = std::uint32_t;
inline constexpr DayCode no_day_code = 0;
inline constexpr DayCode day_code(DayNumber day) noexcept {
    return static_cast<DayCode>(day - min_day + 1);
}
inline constexpr DayNumber day_of(DayCode code) noexcept {
    return static_cast<DayNumber>(code) + min_day - 1;
}

// Of a customer whose amounts or orders are beyond what a record holds.
struct WideTotals {
    base::WideSum sum;
    std::uint64_t frequency = 0;
};

class alignas(32) CustomerRecord {
public:
    // A customer of whom nothing but the id is known. A long id's bytes stay where they are.
    explicit CustomerRecord(const base::PackedText& id) noexcept : id_(id) {}

    const base::PackedText& packed_id() const noexcept { return id_; }
    // Points into the record when the id is short.
    std::string_view id() const noexcept { return id_.text(); }

    // The sum of all amounts.
    base::WideSum sum() const noexcept {
        return is_wide() ? wide().sum : base::WideSum{static_cast<std::uint64_t>(sum_), sum_ < 0 ? -1 : 0};
    }
    // The same where it fits, which is checked when all rows were added.
    std::int64_t monetary_scaled() const noexcept {
        return is_wide() ? static_cast<std::int64_t>(wide().sum.low) : sum_;
    }
    // Distinct orders with a purchase.
    std::uint64_t frequency() const noexcept { return is_wide() ? wide().frequency : packed_ >> frequency_shift; }
    // Whether there is a purchase, and so a first and a last day.
    bool has_purchase() const noexcept { return (packed_ & day_mask) != 0; }
    DayNumber last_day() const noexcept { return day_of(static_cast<DayCode>(packed_ & day_mask)); }
    DayNumber first_day() const noexcept {
        return day_of(static_cast<DayCode>(day_mask - (packed_ >> first_day_shift & day_mask)));
    }

    // Adds an amount; false when the record can't hold the sum: then nothing has changed.
    bool add_amount(std::int64_t amount) noexcept {
        std::int64_t sum = 0;
        if (is_wide() || __builtin_add_overflow(sum_, amount, &sum)) return false;
        sum_ = sum;
        return true;
    }

    // Adds a purchase of a day: orders is 1 when it is of an order not counted yet, else 0. False when the record can't
    // hold the count: then nothing has changed.
    bool add_purchase(DayCode day, std::uint64_t orders) noexcept {
        if (!add_orders(orders)) return false;
        set_days(day);
        return true;
    }

    // Counts orders; false when the record can't hold the count: then nothing has changed.
    bool add_orders(std::uint64_t orders) noexcept {
        if (orders >= wide_mark - (packed_ >> frequency_shift)) return false;
        packed_ += orders << frequency_shift;
        return true;
    }

    // Lets `totals`, which stays where it is, hold sum and frequency from now on.
    void widen(WideTotals& totals) noexcept {
        totals = {sum(), frequency()};
        sum_ = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(&totals));
        packed_ |= wide_mark << frequency_shift;
    }
    bool is_wide() const noexcept { return packed_ >> frequency_shift == wide_mark; }
    // Of a wide record.
    WideTotals& wide() const noexcept {
        return *reinterpret_cast<WideTotals*>(static_cast<std::uintptr_t>(sum_));  // NOLINT: what widen() put there
    }
    // Takes a purchase's day into account.
    void set_days(DayCode day) noexcept {
        const std::uint64_t last = std::max<std::uint64_t>(packed_ & day_mask, day);
        const std::uint64_t first = std::max<std::uint64_t>(packed_ >> first_day_shift & day_mask, day_mask - day);
        packed_ = (packed_ & ~((day_mask << first_day_shift) | day_mask)) | first << first_day_shift | last;
    }

private:
    static constexpr std::uint64_t day_mask = (std::uint64_t{1} << 22) - 1;
    static constexpr int first_day_shift = 22;
    static constexpr int frequency_shift = 44;
    static constexpr std::uint64_t wide_mark = (std::uint64_t{1} << 20) - 1;

    base::PackedText id_;
    std::int64_t sum_ = 0;  // or where the WideTotals are
    // The last day in the low 22 bits; the first, counted backwards so that later is smaller and none is 0, in the next
    // 22; the frequency, or the mark of a wide record, in the top 20.
    std::uint64_t packed_ = 0;
};
static_assert(sizeof(CustomerRecord) == 32);

}  // namespace rfm::customers
