// The scores at the end of one day, from rows that are kept in a journal.
// Thread-safety: one owner; it works on several threads itself.
#pragma once

#include <optional>

#include <rfm/score.h>

#include "customers/journal_replay.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

// What `rfm score --as-of DAY` finds: of the summary, the part that is about customers, with the segments also when
// there is no customer to score.
// so_far: a table of all rows up to that day, and of the summary what is not about customers. since: only the rows from
// that day on count, and they are replayed into a table of their own; not given, so_far's is scored as it stands.
// Throws Error(data) when a total does not fit 64 bits, Error(resource) when there is no room for the second table.
RunSummary score_day(const Plan& plan, const customers::JournalReplay& rows, ScoredCustomers::Data& so_far,
                     DayNumber day, std::optional<DayNumber> since = std::nullopt);

}  // namespace rfm::pipeline
