// Customers into the order of the output.
#include <vector>

#include <benchmark/benchmark.h>

#include "customers/customer_table.h"
#include "pipeline/customer_order.h"
#include "sample_orders.h"

namespace {

constexpr rfm::DayNumber as_of = 20'089;  // 2025-01-01

// One row a customer.
void fill(rfm::customers::CustomerTable& table, const rfm::bench::Texts& ids) {
    std::vector<rfm::orders::OrderRow> rows = rfm::bench::order_rows(ids.views.size(), ids, nullptr);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].customer = rfm::base::PackedText::of(ids.views[i]);
    rfm::customers::CustomerFeeder feeder(table);
    feeder.add(rows);
    feeder.flush();
}

// Customers, and bytes of their ids.
void sort_by_id(benchmark::State& state) {
    const auto ids =
        rfm::bench::customer_ids(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    rfm::customers::CustomerTable table;
    fill(table, ids);
    // The bytes in which ids differ are found along with much else that every run needs.
    const rfm::pipeline::CustomerFacts facts = rfm::pipeline::find_facts(table, as_of, 1);
    rfm::pipeline::CustomerOrder order(table, facts.scored);
    for (auto _ : state) {
        rfm::pipeline::order_by_id(table, facts, 1, order);
        benchmark::DoNotOptimize(order[0]);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sort_by_monetary(benchmark::State& state) {
    const auto ids = rfm::bench::customer_ids(static_cast<std::size_t>(state.range(0)), 8);
    rfm::customers::CustomerTable table;
    fill(table, ids);
    const rfm::pipeline::CustomerFacts facts = rfm::pipeline::find_facts(table, as_of, 1);
    rfm::pipeline::CustomerOrder by_id(table, facts.scored);
    rfm::pipeline::order_by_id(table, facts, 1, by_id);
    rfm::pipeline::CustomerOrder order(table, facts.scored);
    for (auto _ : state) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = by_id[i];
        rfm::pipeline::sort_by_key(order, true, [&](const rfm::pipeline::PlacedCustomer& customer) {
            return table.record(customer.place).monetary_scaled();
        });
        benchmark::DoNotOptimize(order[0]);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(sort_by_id)->Args({100'000, 8})->Args({100'000, 36})->Args({1'000'000, 8})->Unit(benchmark::kMillisecond);
BENCHMARK(sort_by_monetary)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
