// Order rows set aside while they are read, so that those of any days can be added to a table of customers later, as
// often as wanted, without reading the input again. Each writer fills blocks of some ten thousand rows and sorts each
// by day; so the rows of a range of days are one run of each block. The first few MB of blocks stay in memory, the
// others go to one temporary file: memory grows by where the days of each block begin, and by nothing else.
// Thread-safety: writers of several threads may add at the same time; the rest when all have flushed, and then read()
// may be called by several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/temp_file.h"
#include "customers/order_amounts.h"
#include "customers/set_aside_row.h"
#include "orders/order_rows.h"

namespace rfm::customers {

// Where the rows of a day begin in a block.
struct DayBegin {
    DayNumber day = 0;
    std::uint32_t row = 0;
    std::uint32_t id_byte = 0;  // among those of the long ids
};

// A block on its way into the journal, its rows in the order of their days.
struct SortedRows {
    std::vector<SetAsideRow> rows;  // of a long id, the first word of `customer` is its place in id_bytes
    std::vector<OrderHash> orders;  // one for each row, zero where the row is an order of its own; or none
    std::vector<LinePlace> places;  // one for each row; or none
    std::vector<char> id_bytes;
    std::vector<DayBegin> days;  // rising
};

// The rows of some days of one block, ready to be added. Lifetime: until it is read into again.
struct JournalRun {
    std::vector<SetAsideRow> rows;  // long ids point into id_bytes
    std::vector<OrderHash> orders;  // as in SortedRows
    std::vector<LinePlace> places;
    std::vector<char> id_bytes;
};

class RowJournal {
public:
    // memory: how many bytes of rows may stay there.
    explicit RowJournal(std::size_t memory) : memory_(memory) {}

    // Takes a block. first_purchase: the earliest day of a purchase in it, if there is one.
    // Throws Error(io, cannot_create).
    void put(const SortedRows& sorted, std::optional<DayNumber> first_purchase);

    std::size_t blocks() const noexcept { return blocks_.size(); }
    // The earliest day of a purchase; nothing when there is none.
    std::optional<DayNumber> first_purchase() const noexcept { return first_purchase_; }
    // The latest day of a row; nothing when there is no row.
    std::optional<DayNumber> last_day() const noexcept { return last_day_; }

    // How many rows have a day from `first` to `last`.
    std::size_t count(DayNumber first, DayNumber last) const noexcept;
    // Those rows of a block, in the order of their days. Throws Error(io).
    void read(std::size_t block, DayNumber first, DayNumber last, JournalRun& run) const;

private:
    struct Block {
        std::vector<DayBegin> days;
        std::uint32_t rows = 0;
        std::uint32_t id_bytes = 0;
        bool has_orders = false;
        bool has_places = false;
        std::vector<char> bytes;   // the block itself where it stays in memory: its rows, orders, places and id bytes
        std::uint64_t offset = 0;  // else its place in the file
    };
    struct Range {
        DayBegin begin, end;
    };
    static Range range_of(const Block& block, DayNumber first, DayNumber last) noexcept;
    void fetch(const Block& block, std::uint64_t offset, std::span<char> into) const;

    std::size_t memory_;
    std::mutex mutex_;
    std::vector<Block> blocks_;
    std::size_t in_memory_ = 0;
    std::optional<base::TempFile> file_;  // made when memory has no room
    std::optional<DayNumber> first_purchase_;
    std::optional<DayNumber> last_day_;
};

// Thread-safety: one writer a thread. The journal outlives it.
class JournalWriter {
public:
    explicit JournalWriter(RowJournal& journal) : journal_(journal) {}

    // rows, places: as for CustomerFeeder::add. Throws Error(io, cannot_create).
    void add(std::span<const orders::OrderRow> rows, std::span<const LinePlace> places = {});

    // Hands over what is still here, and gives its memory back.
    void flush();

private:
    void end_block();
    void sort_by_day();

    RowJournal& journal_;
    SortedRows held_;  // not sorted yet
    SortedRows sorted_;
    std::optional<DayNumber> first_purchase_;  // of what is held
};

}  // namespace rfm::customers
