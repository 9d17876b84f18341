#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "pipeline/customer_facts.h"
#include "pipeline/customer_ranks.h"
#include "pipeline/differing_orders.h"
#include "pipeline/merge_finished.h"
#include "pipeline/score_table.h"
#include "pipeline/segment_totals.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;

// The partitions' customers, each partition a run in the order of its ids.
struct FinishedRuns {
    FinishedFile file;
    std::vector<BlockRange> runs;
    CustomerFacts facts;
    std::size_t customers = 0;  // also those without a purchase
    customers::DifferingOrders differing;
};

FinishedRuns finish_partitions(customers::CustomerTable& table, DayNumber as_of) {
    FinishedRuns finished;
    TooLargeTotal too_large;
    std::vector<const CustomerRecord*> records;
    for (const std::size_t partition : table.partitions_in_memory_first()) {
        table.bring_back(partition);
        table.collect_differing(partition, finished.differing);
        records.clear();
        table.for_each_in(partition, [&](const CustomerRecord& record) {
            ++finished.customers;
            if (record.has_purchase() && too_large.check(record)) records.push_back(&record);
        });
        std::sort(records.begin(), records.end(),
                  [](const CustomerRecord* a, const CustomerRecord* b) { return a->id() < b->id(); });
        const std::size_t first_block = finished.file.blocks();
        for (const CustomerRecord* record : records) {
            FinishedCustomer customer;
            customer.id = record->packed_id();
            customer.monetary_scaled = record->monetary_scaled();
            customer.frequency = record->frequency();
            customer.first_day = record->first_day();
            customer.last_day = record->last_day();
            finished.file.append(customer);
            finished.facts.add(customer.values(as_of), 0);
        }
        finished.file.end_block();
        finished.runs.push_back({first_block, finished.file.blocks()});
        table.forget(partition);
    }
    too_large.refuse();
    return finished;
}

// Customers into the order of their keys, by runs as long as memory has room for.
class KeySorter {
public:
    KeySorter(std::uint64_t memory, bool descending)
        : most_(std::max<std::uint64_t>(memory / (2 * sizeof(FinishedCustomer)), FinishedFile::block_size)),
          descending_(descending) {}

    // In the order of the ids, which ties keep.
    void add(const FinishedCustomer& customer) {
        FinishedCustomer kept = customer;
        if (!kept.id.is_inline()) kept.id = base::PackedText::of_long(ids_.copy(kept.id.text()));
        held_.push_back(kept);
        if (held_.size() + ids_.allocated() / sizeof(FinishedCustomer) >= most_) end_run();
    }

    // The first so many.
    void finish(FinishedFile& out, std::uint64_t most) {
        end_run();
        merge_finished(
            file_, runs_, [&](const FinishedCustomer& a, const FinishedCustomer& b) { return before(a, b); },
            [&](const FinishedCustomer& customer) {
                if (out.size() < most) out.append(customer);
            });
        out.end_block();
    }

private:
    bool before(const FinishedCustomer& a, const FinishedCustomer& b) const noexcept {
        return descending_ ? a.key > b.key : a.key < b.key;
    }

    void end_run() {
        std::stable_sort(held_.begin(), held_.end(),
                         [&](const FinishedCustomer& a, const FinishedCustomer& b) { return before(a, b); });
        const std::size_t first_block = file_.blocks();
        for (const FinishedCustomer& customer : held_) file_.append(customer);
        file_.end_block();
        runs_.push_back({first_block, file_.blocks()});
        held_.clear();
        ids_ = base::Arena();
    }

    std::uint64_t most_;
    bool descending_;
    std::vector<FinishedCustomer> held_;
    base::Arena ids_;
    FinishedFile file_;
    std::vector<BlockRange> runs_;
};

}  // namespace

void score_spilled(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data) {
    const DayNumber as_of = data.summary.as_of;
    const FinishedRuns finished = finish_partitions(data.table, as_of);
    note_differing_orders(finished.differing, data.summary);
    data.summary.customers = finished.facts.scored;
    if (finished.facts.scored == 0) return;
    data.summary.customers_refund_only = finished.customers - finished.facts.scored;
    data.scales = find_scales(plan, finished.facts, 1, [&](const auto& visit) {
        FinishedReader reader(finished.file, 0, finished.file.blocks());
        while (const FinishedCustomer* customer = reader.next()) visit(0U, customer->values(as_of));
    });
    data.summary.cuts = data.scales.cuts();

    const bool by_id = plan.sort == Column::customer_id && !plan.sort_descending;
    FinishedFile sorted;
    KeySorter sorter(memory, plan.sort_descending);
    SegmentTotals totals(data);
    data.values = output::CustomerValues(data.summary, finished.facts.monetary_total, plan.weights_scaled);
    data.ranks = find_ranks(plan, finished.facts, memory, [&](const auto& visit) {
        FinishedReader reader(finished.file, 0, finished.file.blocks());
        while (const FinishedCustomer* customer = reader.next()) visit(customer->values(as_of));
    });
    const std::uint64_t most = plan.top == 0 ? ~std::uint64_t{0} : plan.top;
    std::int64_t place = 0;
    merge_finished(
        finished.file, finished.runs,
        [](const FinishedCustomer& a, const FinishedCustomer& b) { return a.id.text() < b.id.text(); },
        [&](const FinishedCustomer& customer) {
            FinishedCustomer scored = customer;
            const Values values = customer.values(as_of);
            scored.scores = data.scales.splits_ties() ? data.scales.score_next(values) : data.scales.score(values);
            totals.add(scored.scores, scored.monetary_scaled);
            if (!data.is_selected(scored.scores)) return;
            if (by_id) {
                if (sorted.size() < most) sorted.append(scored);
                return;
            }
            scored.key = plan.sort == Column::customer_id ? place++ : data.sort_key(plan.sort, data.row(scored));
            sorter.add(scored);
        });
    sorted.end_block();
    if (!by_id) sorter.finish(sorted, most);
    totals.put(finished.facts, data.summary);
    data.file = std::move(sorted);
}

}  // namespace rfm::pipeline
