// Text to calendar day.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <rfm/day.h>

#include "orders/date_reader.h"
#include "sample_orders.h"

namespace {

using rfm::DayNumber;
using rfm::bench::Texts;
using rfm::orders::DateForm;
using rfm::orders::DateReader;

constexpr DayNumber first_day = 18'993;  // 2022-01-01
constexpr std::size_t count = 4096;

enum class Written { iso, iso_with_time, iso_with_offset, german, american_with_time, month_name, unix_seconds };

Texts dates(Written written) {
    rfm::bench::Random random;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string day = rfm::format_day(first_day + static_cast<DayNumber>(random.below(1096)));
        if (written == Written::iso_with_time) day += "T12:30:05Z";
        if (written == Written::iso_with_offset) day += " 12:30:05 +0100";
        if (written == Written::german) day = day.substr(8) + '.' + day.substr(5, 2) + '.' + day.substr(0, 4);
        if (written == Written::month_name) {
            const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
            day = day.substr(8) + '-' + months[std::stoi(day.substr(5, 2)) - 1] + '-' + day.substr(0, 4);
        }
        if (written == Written::unix_seconds) day = std::to_string(1'640'995'200 + random.below(94'000'000));
        if (written == Written::american_with_time) {  // 3/15/2022 8:26
            day = std::to_string(std::stoi(day.substr(5, 2))) + '/' + std::to_string(std::stoi(day.substr(8))) + '/' +
                  day.substr(0, 4) + " 8:26";
        }
        texts.push_back(std::move(day));
    }
    return Texts(texts);
}

void read_dates(benchmark::State& state, DateReader reader, Written written) {
    const Texts texts = dates(written);
    for (auto _ : state) {
        DayNumber sum = 0;
        for (const std::string_view text : texts.views) {
            DayNumber day = 0;
            reader.read(text, day);
            sum += day;
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * count));
}

void date_iso(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::year_first), Written::iso);
}
void date_iso_time(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::year_first), Written::iso_with_time);
}
void date_day_first(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::day_first), Written::german);
}
void date_month_name(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::month_name), Written::month_name);
}
void date_unix(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::unix_seconds), Written::unix_seconds);
}
void in_berlin(benchmark::State& state, DateForm form, Written written) {
    DateReader reader(form);
    reader.set_zone(rfm::orders::TimeZone("Europe/Berlin"));
    read_dates(state, reader, written);
}
void date_unix_in_berlin(benchmark::State& state) {
    in_berlin(state, DateForm::unix_seconds, Written::unix_seconds);
}
void date_iso_time_in_berlin(benchmark::State& state) {
    in_berlin(state, DateForm::year_first, Written::iso_with_time);
}
void date_month_first_time(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::month_first), Written::american_with_time);
}
void date_iso_offset(benchmark::State& state) {
    read_dates(state, DateReader(DateForm::year_first), Written::iso_with_offset);
}
void date_strptime(benchmark::State& state) {
    read_dates(state, DateReader(std::string("%d.%m.%Y")), Written::german);
}

BENCHMARK(date_iso);
BENCHMARK(date_iso_time);
BENCHMARK(date_iso_offset);
BENCHMARK(date_day_first);
BENCHMARK(date_month_first_time);
BENCHMARK(date_month_name);
BENCHMARK(date_unix);
BENCHMARK(date_unix_in_berlin);
BENCHMARK(date_iso_time_in_berlin);
BENCHMARK(date_strptime);

}  // namespace
