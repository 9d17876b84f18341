// What scored customers look like as a whole: the figures behind tables, charts and pictures.
// Thread-safety: overview() may run in several threads at once; an Overview is a plain value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rfm/score.h>

namespace rfm {

// Some customers and their money: an exact decimal text, as in RunSummary; empty without monetary.
struct CustomerGroup {
    std::uint64_t customers = 0;
    std::string monetary;
};

// What a segment is made of. Means are decimal texts, rounded half away from zero: days and orders with one decimal,
// money with as many as amounts have, at least two; empty where there is no customer, or no monetary.
struct SegmentProfile {
    std::string segment;
    std::string key;                 // the segment's name in the map, before labels in another language
    std::vector<std::string> rules;  // the rows of the map that lead to it, as in "R 4-5, F 5, M 4-5"
    CustomerGroup group;
    std::string mean_recency_days, mean_frequency, mean_monetary;
};

// The customers whose value is at least `from` and less than `to`, in the metric's own unit: days, orders, or 10^-6 of
// the currency. No `from` or `to`: open at that end.
struct HistogramBar {
    std::optional<std::int64_t> from, to;
    std::uint64_t customers = 0;
};

struct Histogram {
    std::vector<HistogramBar> bars;  // of equal width but for open ends, at most some 40; none without monetary
    std::int64_t lowest = 0, highest = 0;
    std::int64_t median = 0;  // the lower one of two
};

// The customers with the most money, `customers` of them, have `monetary` together.
struct ParetoPoint {
    std::uint64_t customers = 0;
    std::string monetary;
    std::string monetary_percent;  // of all money, one decimal; empty where all money is not above 0
};

struct TopCustomer {
    std::string id;
    DayNumber first_order_day = 0, last_order_day = 0;
    std::int32_t recency_days = 0;
    std::int64_t frequency = 0;
    std::string monetary;  // empty without monetary
    int r = 0, f = 0, m = 0;
    std::string segment;
};

struct Overview {
    int bins = 5;
    // By r and f: the cell of r and f stands at (r - 1) * bins + (f - 1).
    std::vector<CustomerGroup> cells;
    std::vector<std::string> cell_means;   // mean monetary of each cell, as in SegmentProfile
    std::vector<SegmentProfile> segments;  // in the order of the map; none without a map
    std::array<Histogram, 3> histograms;   // of recency, frequency, monetary
    std::vector<ParetoPoint> pareto;  // at 1, 2, ... 100 percent of the customers, rounded up; none without monetary
    std::vector<TopCustomer> top;     // by money (without monetary by orders), then by id
};

struct OverviewRequest {
    std::size_t top = 10;
    std::size_t bars = 30;  // of equal width, in a histogram: not many more, and mostly half as many at least
};

// Of all the customers that the plan selected. Goes through them a few times, on as many threads as the plan had;
// needs no memory that grows with customers. Throws Error(io) where they stand in a file.
Overview overview(const ScoredCustomers& customers, const OverviewRequest& request = {});

}  // namespace rfm
