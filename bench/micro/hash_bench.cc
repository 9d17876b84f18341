// Customer ids to packed texts and hashes.
#include <benchmark/benchmark.h>

#include "base/packed_text.h"
#include "customers/customer_hash.h"
#include "sample_orders.h"

namespace {

using rfm::bench::Texts;

constexpr std::size_t count = 4096;

template <class Hash>
void hash_ids(benchmark::State& state, std::size_t length, Hash hash) {
    const Texts ids = rfm::bench::customer_ids(count, length);
    for (auto _ : state) {
        std::uint64_t all = 0;
        for (const std::string_view id : ids.views) all ^= hash(id);
        benchmark::DoNotOptimize(all);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * count));
}

void hash_short(benchmark::State& state) {
    hash_ids(state, static_cast<std::size_t>(state.range(0)),
             [](std::string_view id) { return rfm::customers::hash_short(rfm::base::PackedText::of_padded(id)); });
}

void hash_long(benchmark::State& state) {
    hash_ids(state, static_cast<std::size_t>(state.range(0)), rfm::customers::hash_long);
}

void hash_order(benchmark::State& state) {
    hash_ids(state, static_cast<std::size_t>(state.range(0)),
             [](std::string_view id) { return rfm::customers::hash_of_order(id, 1234567).low; });
}

BENCHMARK(hash_short)->Arg(8)->Arg(15);
BENCHMARK(hash_long)->Arg(17)->Arg(36);
BENCHMARK(hash_order)->Arg(9)->Arg(36);

}  // namespace
