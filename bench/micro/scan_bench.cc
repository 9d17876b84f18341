// Bytes to separators: both passes of the scanner, with the machine's instructions and without.
#include <benchmark/benchmark.h>

#include "csv/block_scanner.h"
#include "csv/structure.h"
#include "sample_orders.h"

namespace {

using rfm::bench::PaddedText;

constexpr std::size_t chunk_size = std::size_t{1} << 20;
constexpr std::size_t window_size = std::size_t{32} << 10;  // as RecordReader scans

using Analyse = decltype(&rfm::csv::analyse_chunk);
using Scan = decltype(&rfm::csv::scan_regular);

void analyse(benchmark::State& state, const PaddedText& text, Analyse analyse_text) {
    const char before[4] = {'\n', '\n', '\n', '\n'};
    for (auto _ : state) benchmark::DoNotOptimize(analyse_text(text.data(), text.size(), before, ','));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void scan(benchmark::State& state, const PaddedText& text, Scan scan_text) {
    rfm::csv::Structure structure;
    for (auto _ : state) {
        bool inside_quotes = false;
        for (std::size_t begin = 0; begin < text.size(); begin += window_size) {
            const std::size_t end = begin + window_size < text.size() ? begin + window_size : text.size();
            structure.position_count = 0;
            structure.record_count = 0;
            scan_text(text.data(), begin, end, ',', inside_quotes, structure);
        }
        benchmark::DoNotOptimize(structure.positions.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

const PaddedText& narrow() {
    static const PaddedText text = rfm::bench::narrow_records(chunk_size);
    return text;
}

const PaddedText& wide() {
    static const PaddedText text = rfm::bench::wide_records(chunk_size);
    return text;
}

void analyse_narrow(benchmark::State& state) {
    analyse(state, narrow(), rfm::csv::analyse_chunk);
}
void analyse_wide(benchmark::State& state) {
    analyse(state, wide(), rfm::csv::analyse_chunk);
}
void analyse_wide_portable(benchmark::State& state) {
    analyse(state, wide(), rfm::csv::analyse_chunk_portable);
}
void scan_narrow(benchmark::State& state) {
    scan(state, narrow(), rfm::csv::scan_regular);
}
void scan_wide(benchmark::State& state) {
    scan(state, wide(), rfm::csv::scan_regular);
}
void scan_wide_portable(benchmark::State& state) {
    scan(state, wide(), rfm::csv::scan_regular_portable);
}

BENCHMARK(analyse_narrow);
BENCHMARK(analyse_wide);
BENCHMARK(analyse_wide_portable);
BENCHMARK(scan_narrow);
BENCHMARK(scan_wide);
BENCHMARK(scan_wide_portable);

}  // namespace
