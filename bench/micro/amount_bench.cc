// Text to exact amount.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "orders/amount_reader.h"
#include "sample_orders.h"

namespace {

using rfm::bench::Texts;
using rfm::orders::AmountReader;

constexpr std::size_t count = 4096;

// 0.50 … 650.00, one in fifty negative; with `front` before the digits.
Texts amounts(const std::string& front) {
    rfm::bench::Random random;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t cents = 50 + random.below(random.below(65'000) + 1);
        const std::string fraction = std::to_string(100 + cents % 100).substr(1);
        texts.push_back((random.below(50) == 0 ? "-" : "") + front + std::to_string(cents / 100) + '.' + fraction);
    }
    return Texts(texts);
}

template <class Read>
void read_amounts(benchmark::State& state, const Texts& texts, Read read) {
    for (auto _ : state) {
        std::int64_t sum = 0;
        for (const std::string_view text : texts.views) sum += read(text).scaled;
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * count));
}

void amount_common(benchmark::State& state) {
    const AmountReader reader('.');
    const Texts texts = amounts("");
    for (auto _ : state) {
        std::int64_t sum = 0;
        for (const std::string_view text : texts.views) {
            std::int64_t scaled = 0;
            if (reader.read_common(text, scaled)) sum += scaled;
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * count));
}

void amount_plain(benchmark::State& state) {
    const AmountReader reader('.');
    read_amounts(state, amounts(""), [&](std::string_view text) { return reader.read(text); });
}

void amount_currency(benchmark::State& state) {
    const AmountReader reader('.');
    read_amounts(state, amounts("EUR "), [&](std::string_view text) { return reader.read(text); });
}

BENCHMARK(amount_common);
BENCHMARK(amount_plain);
BENCHMARK(amount_currency);

}  // namespace
