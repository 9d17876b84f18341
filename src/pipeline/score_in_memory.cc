#include <vector>

#include "pipeline/customer_facts.h"
#include "pipeline/customer_ranks.h"
#include "pipeline/differing_orders.h"
#include "pipeline/score_table.h"
#include "pipeline/segment_totals.h"
#include "pipeline/table_pass.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;

void total_segments(ScoredCustomers::Data& data, const CustomerFacts& facts, unsigned threads) {
    std::vector<SegmentTotals> totals(threads, SegmentTotals(data));
    if (data.scales.splits_ties()) {
        for (std::size_t i = 0; i < data.order->size(); ++i) {
            const PlacedCustomer& customer = (*data.order)[i];
            totals[0].add(customer.scores(), data.table.record(customer.place).monetary_scaled());
        }
    } else {
        for_each_scored(data.table, threads, [&](unsigned worker, const CustomerRecord& record) {
            totals[worker].add(data.scales.score(values_of(record, data.summary.as_of)), record.monetary_scaled());
        });
    }
    for (std::size_t i = 1; i < totals.size(); ++i) totals[0].add(totals[i]);
    totals[0].put(facts, data.summary);
}

}  // namespace

CustomerFacts score_as_it_stands(const Plan& plan, ScoredCustomers::Data& data) {
    const DayNumber as_of = data.summary.as_of;
    const unsigned threads = threads_for(data.table.size(), data.threads);
    const CustomerFacts facts = find_facts(data.table, as_of, threads);
    data.summary.customers = facts.scored;
    if (facts.scored == 0) return facts;
    data.summary.customers_refund_only = data.table.size() - facts.scored;
    data.scales = find_scales(plan, facts, threads, [&](const auto& visit) {
        for_each_scored(data.table, threads, [&](unsigned worker, const CustomerRecord& record) {
            visit(worker, values_of(record, as_of));
        });
    });
    data.summary.cuts = data.scales.cuts();
    if (data.scales.splits_ties()) {
        CustomerOrder& order = data.order.emplace(data.table, facts.scored);
        order_by_id(data.table, facts, threads, order);
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i].set_scores(data.scales.score_next(values_of(data.table.record(order[i].place), as_of)));
        }
    }
    total_segments(data, facts, threads);
    return facts;
}

void score_in_memory(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data) {
    note_table_differing_orders(data);
    data.table.end_adding();
    const CustomerFacts facts = score_as_it_stands(plan, data);
    if (facts.scored == 0) return;
    data.values = output::CustomerValues(data.summary, facts.monetary_total, plan.weights_scaled);
    data.ranks = find_ranks(plan, facts, memory, [&](const auto& visit) {
        for_each_scored(data.table, 1,
                        [&](unsigned, const CustomerRecord& record) { visit(values_of(record, data.summary.as_of)); });
    });
    if (!data.order) {
        data.order.emplace(data.table, facts.scored);
        order_by_id(data.table, facts, threads_for(data.table.size(), data.threads), *data.order);
    }
    CustomerOrder& order = *data.order;
    order.keep_if([&](const PlacedCustomer& customer) { return data.is_selected(data.scores_of(customer)); });
    if (plan.sort != Column::customer_id) {
        sort_by_key(order, plan.sort_descending,
                    [&](const PlacedCustomer& customer) { return data.sort_key(plan.sort, data.row(customer)); });
    } else if (plan.sort_descending) {
        reverse(order);
    }
    if (plan.top != 0) order.keep_first(plan.top);
}

void note_table_differing_orders(ScoredCustomers::Data& data) {
    customers::DifferingOrders differing;
    for (std::size_t p = 0; p < customers::CustomerTable::partition_count; ++p) {
        data.table.collect_differing(p, differing);
    }
    note_differing_orders(differing, data.summary);
}

}  // namespace rfm::pipeline
