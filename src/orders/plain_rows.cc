#include "orders/plain_rows.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/white_space.h"
#include "orders/amount_reader.h"
#include "orders/iso_date.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "orders/plain_rows.cc"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

#if HWY_ARCH_X86
#include <immintrin.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace rfm::orders {
namespace HWY_NAMESPACE {

// Reading values with nothing but 64-bit words.
class WordValues {
public:
    explicit WordValues(char decimal_mark) : amounts_(decimal_mark) {}

    HWY_INLINE static bool read_date(const char* text, DayNumber& day) { return read_iso_date(text, day); }
    HWY_INLINE bool read_amount(std::string_view text, std::int64_t& scaled) const {
        return amounts_.read_common(text, scaled);
    }

private:
    AmountReader amounts_;
};

#if HWY_ARCH_X86 && HWY_TARGET <= HWY_SSSE3
// Reading them with bytes side by side: a third of the instructions. 16 bytes can be read from the start of each text.
class ByteValues {
public:
    explicit ByteValues(char decimal_mark) : decimal_mark_(decimal_mark) {}

    HWY_INLINE static bool read_date(const char* text, DayNumber& day) {
        // YYYY-MM-DD: each byte less '0' (less '-' for the two hyphens) must leave 0 to 9 (0); the rest may be
        // anything.
        const __m128i bias = _mm_setr_epi8('0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 0, 0, 0, 0, 0, 0);
        const __m128i most = _mm_setr_epi8(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, -1, -1, -1, -1, -1, -1);
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
        const __m128i digits = _mm_sub_epi8(bytes, bias);
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(digits, most), most)) != 0xFFFF) return false;
        // Pairs of digits to numbers of 16 bits: century, year, month, day.
        const __m128i places = _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, -1, -1, -1, -1, -1, -1, -1, -1);
        const __m128i tens = _mm_setr_epi8(10, 1, 10, 1, 10, 1, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        const __m128i pairs = _mm_maddubs_epi16(_mm_shuffle_epi8(digits, places), tens);
        // Months since the year 0, and the day, in one 32-bit number each.
        const __m128i weights = _mm_setr_epi16(1200, 12, 1, 0, 0, 0, 0, 0);
        const __m128i sums = _mm_madd_epi16(pairs, weights);
        std::uint64_t both = 0;
        _mm_storel_epi64(reinterpret_cast<__m128i*>(&both), sums);
        const auto pair_words = static_cast<std::uint64_t>(_mm_cvtsi128_si64(pairs));
        const auto month = static_cast<std::uint32_t>(pair_words >> 32) & 0xFFFF;
        const auto day_of_month = static_cast<std::uint32_t>(pair_words >> 48);
        const std::uint32_t index = static_cast<std::uint32_t>(both) + month - 12 * MonthTable::first_year - 1;
        if (month - 1 > 11 || index >= month_table.months.size()) return false;
        const std::int32_t entry = month_table.months[index];
        if (day_of_month - 1 >= static_cast<std::uint32_t>(entry & 31)) return false;
        day = (entry >> 5) + static_cast<std::int32_t>(day_of_month);
        return true;
    }

    // Up to 11 bytes without the sign.
    HWY_INLINE bool read_amount(std::string_view text, std::int64_t& scaled) const {
        const std::size_t negative = !text.empty() && text[0] == '-' ? 1 : 0;
        const char* const begin = text.data() + negative;
        const std::size_t size = text.size() - negative;
        if (size - 4 > 7 || begin[size - 3] != decimal_mark_) return false;
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin));
        // The digits without the mark, up against the end of twelve, and zeros before them.
        const __m128i places = _mm_loadu_si128(reinterpret_cast<const __m128i*>(digit_places[size - 4]));
        const __m128i digits = _mm_shuffle_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8('0')), places);
        const __m128i nine = _mm_set1_epi8(9);
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(digits, nine), nine)) != 0xFFFF) return false;
        // Pairs, then fours: three numbers of four digits, the highest first.
        const __m128i tens = _mm_set1_epi16(0x010A);
        const __m128i pairs = _mm_maddubs_epi16(digits, tens);
        const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064));
        const auto first_two = static_cast<std::uint64_t>(_mm_cvtsi128_si64(fours));
        const auto last = static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_unpackhi_epi64(fours, fours)));
        const std::uint64_t hundredths = (first_two & 0xFFFFFFFF) * 100'000'000 + (first_two >> 32) * 10'000 + last;
        const auto magnitude = static_cast<std::int64_t>(hundredths) * 10'000;
        const auto sign = -static_cast<std::int64_t>(negative);
        scaled = (magnitude ^ sign) - sign;
        return true;
    }

private:
    static constexpr signed char no = -1;
    static constexpr signed char digit_places[8][16] = {
        {no, no, no, no, no, no, no, no, no, 0, 2, 3, no, no, no, no},
        {no, no, no, no, no, no, no, no, 0, 1, 3, 4, no, no, no, no},
        {no, no, no, no, no, no, no, 0, 1, 2, 4, 5, no, no, no, no},
        {no, no, no, no, no, no, 0, 1, 2, 3, 5, 6, no, no, no, no},
        {no, no, no, no, no, 0, 1, 2, 3, 4, 6, 7, no, no, no, no},
        {no, no, no, no, 0, 1, 2, 3, 4, 5, 7, 8, no, no, no, no},
        {no, no, no, 0, 1, 2, 3, 4, 5, 6, 8, 9, no, no, no, no},
        {no, no, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, no, no, no, no},
    };

    char decimal_mark_;
};
using Values = ByteValues;
#else
using Values = WordValues;
#endif

// A field as it stands between two separators, if it needs no closer look: no quotes, nothing at its ends that might be
// white space, and no CR behind it.
struct PlainField {
    HWY_INLINE PlainField(const char* base, const std::uint32_t* separator)
        : begin(base + static_cast<std::uint32_t>(separator[0] + 1)), size(separator[1] - separator[0] - 1) {}
    // Of one that is not empty.
    HWY_INLINE bool needs_a_look() const {
        return base::may_be_space(*begin) || *begin == '"' || base::may_be_space(begin[size - 1]);
    }

    const char* begin;
    std::uint32_t size;
};

template <class Values, bool has_order_ids, bool has_currencies>
OrderRow* read_with(const csv::RecordBatch& batch, const PlainColumns& columns, const ReadOther& read_other,
                    RowTally& tally, OrderRow* next) {
    // Everything that the loop touches for each record, out of reach of what might alias it.
    const char* const base = batch.base;
    const std::uint32_t* before = batch.separators;  // the end of the record before
    const std::size_t fields = batch.field_count;
    const std::size_t customer_at = columns.customer;
    const std::size_t date_at = columns.date;
    const std::size_t amount_at = columns.amount;
    const std::size_t order_at = columns.order_id.value_or(0);
    const std::size_t currency_at = columns.currency.value_or(0);
    const std::string_view only_currency = columns.only_currency;
    const Values values(columns.decimal_mark);
    const bool days_as_written = columns.days_as_written;
    const DayNumber as_of = columns.as_of;
    const DayNumber since = columns.since;
    const std::int64_t least_purchase = columns.refunds_are_orders ? std::numeric_limits<std::int64_t>::min() : 0;
    DayNumber latest_purchase = min_day - 1;
    std::uint64_t refunds = 0;
    std::uint64_t zero_amounts = 0;
    bool any = false;
    for (std::size_t record = 0; record < batch.size; ++record, before += fields) {
        const PlainField customer(base, before + customer_at);
        const PlainField date(base, before + date_at);
        const PlainField amount(base, before + amount_at);
        DayNumber day = 0;
        std::int64_t amount_scaled = 0;
        bool plain = customer.size - 1 < base::PackedText::inline_size && !customer.needs_a_look() && date.size >= 10 &&
                     values.read_date(date.begin, day) &&
                     (date.size == 10 || is_common_time({date.begin + 10, date.size - 10}, days_as_written)) &&
                     values.read_amount({amount.begin, amount.size}, amount_scaled) && day <= as_of && day >= since;
        std::string_view order_id;
        if (has_order_ids && plain) {
            const PlainField order(base, before + order_at);
            plain = order.size > 0 && !order.needs_a_look();
            order_id = {order.begin, order.size};
        }
        if (has_currencies && plain) {
            const PlainField currency(base, before + currency_at);
            plain = std::string_view(currency.begin, currency.size) == only_currency;
        }
        if (!plain) {
            read_other(record, next);
            continue;
        }
        const bool purchase = amount_scaled >= least_purchase;
        latest_purchase = std::max(latest_purchase, purchase ? day : min_day - 1);
        refunds += static_cast<std::uint64_t>(amount_scaled) >> 63;
        zero_amounts += amount_scaled == 0 ? 1 : 0;
        any = true;
        next->customer = base::PackedText::of_short({customer.begin, customer.size});
        next->order_id = order_id;
        next->amount_scaled = amount_scaled;
        next->day = day;
        next->is_purchase = purchase;
        ++next;
    }
    tally.latest_purchase = std::max(tally.latest_purchase, latest_purchase);
    tally.refunds += refunds;
    tally.zero_amounts += zero_amounts;
    if (any) tally.amount_decimals = std::max(tally.amount_decimals, AmountReader::common_decimals);
    return next;
}

template <class Values>
OrderRow* read_with(const csv::RecordBatch& batch, const PlainColumns& columns, const ReadOther& read_other,
                    RowTally& tally, OrderRow* next) {
    if (columns.currency) {
        return columns.order_id ? read_with<Values, true, true>(batch, columns, read_other, tally, next)
                                : read_with<Values, false, true>(batch, columns, read_other, tally, next);
    }
    return columns.order_id ? read_with<Values, true, false>(batch, columns, read_other, tally, next)
                            : read_with<Values, false, false>(batch, columns, read_other, tally, next);
}

OrderRow* read_rows(const csv::RecordBatch& batch, const PlainColumns& columns, const ReadOther& read_other,
                    RowTally& tally, OrderRow* next) {
    return read_with<Values>(batch, columns, read_other, tally, next);
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::orders
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfm::orders {

HWY_EXPORT(read_rows);

OrderRow* read_plain_rows(const csv::RecordBatch& batch, const PlainColumns& columns, const ReadOther& read_other,
                          RowTally& tally, OrderRow* next) {
    return HWY_DYNAMIC_DISPATCH(read_rows)(batch, columns, read_other, tally, next);
}

OrderRow* read_plain_rows_portable(const csv::RecordBatch& batch, const PlainColumns& columns,
                                   const ReadOther& read_other, RowTally& tally, OrderRow* next) {
    return HWY_NAMESPACE::read_with<HWY_NAMESPACE::WordValues>(batch, columns, read_other, tally, next);
}

}  // namespace rfm::orders
#endif
