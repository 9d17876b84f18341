// Order rows to customers: the feeder and the table, one thread.
#include <algorithm>
#include <span>
#include <vector>

#include <benchmark/benchmark.h>

#include "customers/customer_table.h"
#include "orders/order_rows.h"
#include "sample_orders.h"

namespace {

using rfm::bench::Texts;
using rfm::orders::OrderRow;

constexpr std::size_t row_count = 1'000'000;
constexpr std::size_t batch_size = 512;  // about as many as one batch of records holds

void fold(benchmark::State& state, const std::vector<OrderRow>& rows) {
    std::size_t customers = 0;
    for (auto _ : state) {
        rfm::customers::CustomerTable table;
        rfm::customers::CustomerFeeder feeder(table);
        for (std::size_t at = 0; at < rows.size(); at += batch_size) {
            feeder.add(std::span(rows).subspan(at, std::min(batch_size, rows.size() - at)));
        }
        feeder.flush();
        customers = table.size();
        benchmark::DoNotOptimize(customers);
    }
    state.counters["customers"] = static_cast<double>(customers);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows.size()));
}

void fold_rows(benchmark::State& state) {
    const Texts ids =
        rfm::bench::customer_ids(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    fold(state, rfm::bench::order_rows(row_count, ids, nullptr));
}

void fold_orders(benchmark::State& state) {
    const Texts ids = rfm::bench::customer_ids(static_cast<std::size_t>(state.range(0)), 8);
    const Texts order_ids = rfm::bench::customer_ids(row_count / 3 + 1, 9);
    fold(state, rfm::bench::order_rows(row_count, ids, &order_ids));
}

// Customers, and bytes of their ids.
BENCHMARK(fold_rows)
    ->Args({1'000, 8})
    ->Args({100'000, 8})
    ->Args({1'000'000, 8})
    ->Args({100'000, 36})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(fold_orders)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
