#include "customers/row_journal.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/radix_sort.h"
#include "customers/customer_hash.h"
#include "customers/customer_table.h"

namespace rfm::customers {
namespace {

// A block is one sort and one write; of 32 K rows it is 1 MB, which a cache holds.
constexpr std::size_t rows_in_block = std::size_t{1} << 15;
constexpr std::size_t id_bytes_in_block = std::size_t{4} << 20;  // an id above that is a block of its own, or its last

template <class Item>
std::span<const char> bytes_of(const std::vector<Item>& items) noexcept {
    return {reinterpret_cast<const char*>(items.data()), items.size() * sizeof(Item)};
}

template <class Item>
std::span<char> room_for(std::vector<Item>& items, std::size_t count) {
    items.resize(count);
    return {reinterpret_cast<char*>(items.data()), count * sizeof(Item)};
}

std::optional<DayNumber> earlier(std::optional<DayNumber> a, std::optional<DayNumber> b) noexcept {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

}  // namespace

void RowJournal::put(const SortedRows& sorted, std::optional<DayNumber> first_purchase) {
    if (sorted.rows.empty()) return;
    const std::span<const char> parts[] = {bytes_of(sorted.rows), bytes_of(sorted.orders), bytes_of(sorted.places),
                                           bytes_of(sorted.id_bytes)};
    std::size_t size = 0;
    for (const auto& part : parts) size += part.size();
    Block block;
    block.days = sorted.days;
    block.rows = static_cast<std::uint32_t>(sorted.rows.size());
    block.id_bytes = static_cast<std::uint32_t>(sorted.id_bytes.size());
    block.has_orders = !sorted.orders.empty();
    block.has_places = !sorted.places.empty();

    const std::lock_guard lock(mutex_);
    if (in_memory_ + size <= memory_) {
        in_memory_ += size;
        block.bytes.reserve(size);
        for (const auto& part : parts) block.bytes.insert(block.bytes.end(), part.begin(), part.end());
    } else {
        if (!file_) file_.emplace("");
        block.offset = file_->size();
        for (const auto& part : parts) file_->append(part);
    }
    first_purchase_ = earlier(first_purchase_, first_purchase);
    last_day_ = std::max(last_day_, std::optional(block.days.back().day));  // nothing is less than any day
    blocks_.push_back(std::move(block));
}

RowJournal::Range RowJournal::range_of(const Block& block, DayNumber first, DayNumber last) noexcept {
    const auto begin = std::lower_bound(block.days.begin(), block.days.end(), first,
                                        [](const DayBegin& entry, DayNumber day) { return entry.day < day; });
    const auto end = std::upper_bound(begin, block.days.end(), last,
                                      [](DayNumber day, const DayBegin& entry) { return day < entry.day; });
    const DayBegin behind{last, block.rows, block.id_bytes};
    return {begin == block.days.end() ? behind : *begin, end == block.days.end() ? behind : *end};
}

std::size_t RowJournal::count(DayNumber first, DayNumber last) const noexcept {
    std::size_t rows = 0;
    for (const Block& block : blocks_) {
        const Range range = range_of(block, first, last);
        rows += range.end.row - range.begin.row;
    }
    return rows;
}

void RowJournal::read(std::size_t number, DayNumber first, DayNumber last, JournalRun& run) const {
    const Block& block = blocks_[number];
    const Range range = range_of(block, first, last);
    const std::size_t rows = range.end.row - range.begin.row;
    const std::size_t id_bytes = range.end.id_byte - range.begin.id_byte;
    std::uint64_t at = 0;  // in the block
    const auto take = [&](auto& items, bool has_them, std::size_t all, std::size_t begin, std::size_t count) {
        const std::size_t size = sizeof items[0];
        const std::span<char> into = room_for(items, has_them ? count : 0);
        if (!into.empty()) fetch(block, at + begin * size, into);
        if (has_them) at += all * size;
    };
    take(run.rows, true, block.rows, range.begin.row, rows);
    take(run.orders, block.has_orders, block.rows, range.begin.row, rows);
    take(run.places, block.has_places, block.rows, range.begin.row, rows);
    take(run.id_bytes, true, block.id_bytes, range.begin.id_byte, id_bytes);
    if (id_bytes == 0) return;
    for (SetAsideRow& row : run.rows) {
        if (row.customer.is_inline()) continue;
        const char* const bytes = run.id_bytes.data() + (row.customer.words[0] - range.begin.id_byte);
        row.customer = base::PackedText::of_long({bytes, row.customer.size()});
    }
}

void RowJournal::fetch(const Block& block, std::uint64_t offset, std::span<char> into) const {
    if (block.bytes.empty()) return file_->read_at(block.offset + offset, into);
    std::memcpy(into.data(), block.bytes.data() + offset, into.size());
}

void JournalWriter::add(std::span<const orders::OrderRow> rows, std::span<const LinePlace> places) {
    const orders::OrderRow* before = nullptr;  // the row that became the last one held
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const orders::OrderRow& row = rows[i];
        std::int64_t sum = 0;
        if (before != nullptr && places.empty() && are_lines_of_one_order(*before, row) &&
            !__builtin_add_overflow(held_.rows.back().amount_scaled, row.amount_scaled, &sum)) {
            held_.rows.back().amount_scaled = sum;
            continue;
        }
        if (held_.rows.size() == rows_in_block || held_.id_bytes.size() >= id_bytes_in_block) end_block();
        SetAsideRow& kept =
            held_.rows.emplace_back(SetAsideRow{row.customer, row.amount_scaled, row.day, row.is_purchase ? 1U : 0U});
        if (!row.customer.is_inline()) {
            const std::string_view id = row.customer.text();
            kept.customer.words[0] = held_.id_bytes.size();
            held_.id_bytes.insert(held_.id_bytes.end(), id.begin(), id.end());
        }
        if (!row.order_id.empty()) {
            held_.orders.resize(held_.rows.size());  // zero for those before without one
            held_.orders.back() = hash_of_order(row.order_id, hash_of(row.customer));
        }
        if (!places.empty()) held_.places.push_back(places[i]);
        if (row.is_purchase) first_purchase_ = earlier(first_purchase_, row.day);
        before = &row;
    }
}

void JournalWriter::flush() {
    end_block();
    held_ = SortedRows{};
    sorted_ = SortedRows{};
}

void JournalWriter::end_block() {
    if (held_.rows.empty()) return;
    if (!held_.orders.empty()) held_.orders.resize(held_.rows.size());
    sort_by_day();
    journal_.put(sorted_, std::exchange(first_purchase_, std::nullopt));
    held_.rows.clear();
    held_.orders.clear();
    held_.places.clear();
    held_.id_bytes.clear();
}

// Rows of one day keep their order.
void JournalWriter::sort_by_day() {
    struct Keyed {
        std::uint64_t key = 0;
        std::uint32_t row = 0;
    };
    const std::vector<SetAsideRow>& rows = held_.rows;
    const auto [first, last] = std::minmax_element(
        rows.begin(), rows.end(), [](const SetAsideRow& a, const SetAsideRow& b) { return a.day < b.day; });
    const DayNumber first_day = first->day;
    std::vector<Keyed> order(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        order[i] = {static_cast<std::uint64_t>(rows[i].day - first_day), static_cast<std::uint32_t>(i)};
    }
    std::vector<Keyed> scratch;
    const auto days = static_cast<std::uint64_t>(last->day - first_day);
    base::radix_sort(std::span(order), static_cast<int>(std::bit_width(days)), scratch);

    sorted_.rows.clear();
    sorted_.orders.clear();
    sorted_.places.clear();
    sorted_.id_bytes.clear();
    sorted_.days.clear();
    for (const Keyed& entry : order) {
        SetAsideRow row = rows[entry.row];
        if (sorted_.days.empty() || sorted_.days.back().day != row.day) {
            sorted_.days.push_back({row.day, static_cast<std::uint32_t>(sorted_.rows.size()),
                                    static_cast<std::uint32_t>(sorted_.id_bytes.size())});
        }
        if (!row.customer.is_inline()) {
            const auto id = held_.id_bytes.begin() + static_cast<std::ptrdiff_t>(row.customer.words[0]);
            row.customer.words[0] = sorted_.id_bytes.size();
            sorted_.id_bytes.insert(sorted_.id_bytes.end(), id, id + static_cast<std::ptrdiff_t>(row.customer.size()));
        }
        sorted_.rows.push_back(row);
        if (!held_.orders.empty()) sorted_.orders.push_back(held_.orders[entry.row]);
        if (!held_.places.empty()) sorted_.places.push_back(held_.places[entry.row]);
    }
}

}  // namespace rfm::customers
