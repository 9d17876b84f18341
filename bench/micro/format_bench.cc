// Scored customers to CSV text.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "output/score_rows.h"
#include "sample_orders.h"

namespace {

constexpr std::size_t count = 4096;

std::vector<rfm::CustomerRow> customer_rows(const rfm::bench::Texts& ids) {
    rfm::bench::Random random;
    std::vector<rfm::CustomerRow> rows(ids.views.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rfm::CustomerRow& row = rows[i];
        row.id = ids.views[i];
        row.recency_days = static_cast<std::int32_t>(1 + random.below(1096));
        row.last_order_day = 20'089 - row.recency_days;
        row.first_order_day = row.last_order_day;
        row.frequency = static_cast<std::int64_t>(1 + random.below(40));
        row.monetary_scaled = static_cast<std::int64_t>(random.below(1'000'000)) * 10'000;
        row.r = static_cast<int>(1 + random.below(5));
        row.f = static_cast<int>(1 + random.below(5));
        row.m = static_cast<int>(1 + random.below(5));
        row.segment = "high-value";
    }
    return rows;
}

void format_rows(benchmark::State& state) {
    const rfm::bench::Texts ids = rfm::bench::customer_ids(count, static_cast<std::size_t>(state.range(0)));
    const std::vector<rfm::CustomerRow> rows = customer_rows(ids);
    rfm::output::ScoreRows writer(2, 5, true);
    std::string out;
    std::size_t bytes = 0;
    for (auto _ : state) {
        out.clear();
        for (const rfm::CustomerRow& row : rows) writer.append(row, out);
        benchmark::DoNotOptimize(out.data());
        bytes = out.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * count));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

BENCHMARK(format_rows)->Arg(8)->Arg(36);

}  // namespace
