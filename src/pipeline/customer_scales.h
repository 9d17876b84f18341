// The scales of the three metrics, from the values of all scored customers.
// Thread-safety: the table does not change meanwhile.
#pragma once

#include <array>

#include <rfm/plan.h>

#include "customers/customer_record.h"
#include "pipeline/customer_facts.h"
#include "scoring/scale.h"

namespace rfm::pipeline {

// Scores of a customer; 0 where there is none.
struct Scores {
    std::uint8_t r = 0;
    std::uint8_t f = 0;
    std::uint8_t m = 0;
};

class Scales {
public:
    Scales() = default;
    Scales(DayNumber as_of, bool has_monetary) : as_of_(as_of), has_monetary_(has_monetary) {}

    scoring::Scale& operator[](std::size_t metric) noexcept { return scales_[metric]; }

    bool has_monetary() const noexcept { return has_monetary_; }
    // Whether customers must be scored in the order of their ids, by score_next.
    bool splits_ties() const noexcept { return scales_[recency].splits_ties(); }

    Scores score(const customers::CustomerRecord& record) const noexcept {
        const auto values = values_of(record, as_of_);
        return {static_cast<std::uint8_t>(scales_[recency].score(values[recency])),
                static_cast<std::uint8_t>(scales_[frequency].score(values[frequency])),
                static_cast<std::uint8_t>(has_monetary_ ? scales_[monetary].score(values[monetary]) : 0)};
    }
    Scores score_next(const customers::CustomerRecord& record) noexcept {
        const auto values = values_of(record, as_of_);
        return {static_cast<std::uint8_t>(scales_[recency].score_next(values[recency])),
                static_cast<std::uint8_t>(scales_[frequency].score_next(values[frequency])),
                static_cast<std::uint8_t>(has_monetary_ ? scales_[monetary].score_next(values[monetary]) : 0)};
    }

    Cuts cuts() const {
        return {scales_[recency].cut_points(), scales_[frequency].cut_points(), scales_[monetary].cut_points()};
    }

private:
    DayNumber as_of_ = 0;
    bool has_monetary_ = true;
    std::array<scoring::Scale, metric_count> scales_;
};

Scales find_scales(const Plan& plan, DayNumber as_of, const CustomerFacts& facts,
                   const customers::CustomerTable& table, unsigned threads);

}  // namespace rfm::pipeline
