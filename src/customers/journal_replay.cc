#include "customers/journal_replay.h"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/parallel.h"

namespace rfm::customers {
namespace {

// Starting threads takes longer than adding so few rows.
constexpr std::size_t rows_for_one_thread = 20'000;

void check_room(const CustomerTable& table, std::size_t in_use, std::size_t most) {
    if (in_use <= most && !table.is_spilled()) return;
    throw Error(ErrorKind::resource,
                fmt::format("the customers need more than the {} MB of memory that there are for them, and a history "
                            "has to keep them all in memory; give more with --memory-limit",
                            most >> 20));
}

}  // namespace

void JournalReplay::add(DayNumber first, DayNumber last, CustomerTable& table) const {
    struct Piece {
        const RowJournal* journal = nullptr;
        std::size_t block = 0;
    };
    std::vector<Piece> pieces;
    std::size_t rows = 0;
    for (const RowJournal* journal : journals_) {
        rows += journal->count(first, last);
        for (std::size_t block = 0; block < journal->blocks(); ++block) pieces.push_back({journal, block});
    }
    if (rows == 0) return;
    const auto threads = static_cast<unsigned>(std::clamp<std::size_t>(rows / rows_for_one_thread, 1, threads_));
    std::atomic<std::size_t> next = 0;
    base::run_parallel(threads, [&](unsigned) {
        CustomerFeeder feeder(table);
        JournalRun run;
        for (std::size_t i = next++; i < pieces.size(); i = next++) {
            pieces[i].journal->read(pieces[i].block, first, last, run);
            feeder.add(run.rows, run.orders, run.places);
            check_room(table, table.memory().in_use(), most_memory_);
        }
        feeder.flush();
    });
    check_room(table, table.memory().in_use(), most_memory_);
}

std::optional<DayNumber> JournalReplay::first_purchase() const noexcept {
    std::optional<DayNumber> first;
    for (const RowJournal* journal : journals_) {
        const std::optional<DayNumber> day = journal->first_purchase();
        if (day && (!first || *day < *first)) first = day;
    }
    return first;
}

std::optional<DayNumber> JournalReplay::last_day() const noexcept {
    std::optional<DayNumber> last;
    for (const RowJournal* journal : journals_) last = std::max(last, journal->last_day());
    return last;
}

}  // namespace rfm::customers
