// Customers into the order of the output.
#include <vector>

#include <benchmark/benchmark.h>

#include "customers/customer_table.h"
#include "pipeline/customer_order.h"
#include "sample_orders.h"

namespace {

// One row a customer.
void fill(rfm::customers::CustomerTable& table, const rfm::bench::Texts& ids) {
    std::vector<rfm::orders::OrderRow> rows = rfm::bench::order_rows(ids.views.size(), ids, nullptr);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].customer = ids.views[i];
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
    for (auto _ : state) benchmark::DoNotOptimize(rfm::pipeline::order_by_id(table).data());
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sort_by_monetary(benchmark::State& state) {
    const auto ids = rfm::bench::customer_ids(static_cast<std::size_t>(state.range(0)), 8);
    rfm::customers::CustomerTable table;
    fill(table, ids);
    const rfm::pipeline::CustomerOrder by_id = rfm::pipeline::order_by_id(table);
    for (auto _ : state) {
        rfm::pipeline::CustomerOrder order = by_id;
        rfm::pipeline::sort_by_column(order, rfm::SortColumn::monetary, true,
                                      [](const rfm::customers::CustomerRecord&) { return 0; });
        benchmark::DoNotOptimize(order.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(sort_by_id)->Args({100'000, 8})->Args({100'000, 36})->Args({1'000'000, 8})->Unit(benchmark::kMillisecond);
BENCHMARK(sort_by_monetary)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
