#include "pipeline/period_scores.h"

#include <utility>

#include "pipeline/score_table.h"
#include "pipeline/segment_totals.h"

namespace rfm::pipeline {
namespace {

RunSummary score_table(const Plan& plan, ScoredCustomers::Data& data, DayNumber day) {
    data.summary.as_of = day;
    data.summary.segments.clear();
    const CustomerFacts facts = score_as_it_stands(plan, data);
    data.order.reset();  // it is made of the table's memory, and rows may still come
    if (facts.scored == 0) SegmentTotals(data).put(facts, data.summary);
    return data.summary;
}

}  // namespace

RunSummary score_day(const Plan& plan, const customers::JournalReplay& rows, ScoredCustomers::Data& so_far,
                     DayNumber day, std::optional<DayNumber> since) {
    if (!since) return score_table(plan, so_far, day);
    ScoredCustomers::Data own;
    own.map = so_far.map;
    own.summary = so_far.summary;
    own.threads = so_far.threads;
    rows.add(*since, day, own.table);
    return score_table(plan, own, day);
}

}  // namespace rfm::pipeline
