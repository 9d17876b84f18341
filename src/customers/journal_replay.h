// Adds the rows of a range of days, out of one or several journals, to a table of customers.
// Thread-safety: one owner; it works on several threads itself. The journals outlive it and do not change.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "customers/customer_table.h"
#include "customers/row_journal.h"

namespace rfm::customers {

class JournalReplay {
public:
    // most_memory: how many bytes a table may take.
    JournalReplay(std::vector<const RowJournal*> journals, unsigned threads, std::size_t most_memory)
        : journals_(std::move(journals)), threads_(threads), most_memory_(most_memory) {}

    // Adds the rows of the days from `first` to `last`. Throws Error(io), and Error(resource) when the table has no
    // room for them.
    void add(DayNumber first, DayNumber last, CustomerTable& table) const;

    // Of all journals; nothing when there is no purchase, or no row.
    std::optional<DayNumber> first_purchase() const noexcept;
    std::optional<DayNumber> last_day() const noexcept;

private:
    std::vector<const RowJournal*> journals_;
    unsigned threads_;
    std::size_t most_memory_;
};

}  // namespace rfm::customers
