// Values of a metric and numbers of customers in words.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rfm/overview.h>

#include "report/words.h"

namespace rfm::report {

inline constexpr std::size_t recency = 0, frequency = 1, monetary = 2;

// As in "1 customer", "1,204 customers".
std::string customers_words(std::uint64_t count, const Words& words);

// A value in the metric's own unit as a number: days and orders, or money in units of 10^-6, with no fewer than
// `decimals`.
std::string value_text(std::size_t metric, std::int64_t value, int decimals = 0);

// What half of the customers have at most.
std::string median_words(const RunSummary& summary, std::size_t metric, const Histogram& histogram, const Words& words);

// The values of a bar, as in "31 to 60 days".
std::string bar_words(std::size_t metric, const HistogramBar& bar, const Words& words);

// The cut points of a metric in rising order, each the largest value of the band below it. One of an interpolated
// quantile is brought down to the decimals that amounts have, which no value lies between.
std::vector<std::int64_t> cut_points(const RunSummary& summary, std::size_t metric);

// The values between two cut points and the score that they get.
struct ScoreBand {
    int score = 0;
    std::optional<std::int64_t> from, up_to;  // both among them; open where there is none
    bool is_empty = false;                    // there are no such values
};

// In the order of rising values; one more than there are cut points.
std::vector<ScoreBand> score_bands(const RunSummary& summary, std::size_t metric);

// The values of a band, as in "2 to 3 orders" or "29.81 to 71.80".
std::string band_words(const RunSummary& summary, std::size_t metric, const ScoreBand& band, const Words& words);

}  // namespace rfm::report
