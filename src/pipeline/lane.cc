#include "pipeline/lane.h"

#include <algorithm>
#include <limits>

namespace rfm::pipeline {
namespace {

bool is_bad_date(const orders::BadRow& row) noexcept {
    return row.kind == orders::BadRowKind::date_unreadable || row.kind == orders::BadRowKind::date_impossible;
}

bool has_bad_date(const Lane& lane, std::uint32_t record) {
    const auto at = std::lower_bound(lane.first_worker.rows.bad.begin(), lane.first_worker.rows.bad.end(), record,
                                     [](const orders::BadRow& row, std::uint32_t r) { return row.record < r; });
    return at != lane.first_worker.rows.bad.end() && at->record == record && is_bad_date(*at);
}

}  // namespace

std::vector<orders::DateReader> first_dates(const Plan& plan) {
    std::vector<orders::DateReader> readers;
    if (!plan.date_format.empty()) {
        readers.emplace_back(plan.date_format);
    } else {
        readers.emplace_back(orders::DateForm::none);
        for (const orders::DateForm form : orders::inferred_date_forms) readers.emplace_back(form);
    }
    if (!plan.time_zone.empty()) {
        const orders::TimeZone zone(plan.time_zone);
        for (orders::DateReader& reader : readers) reader.set_zone(zone);
    }
    return readers;
}

std::vector<std::unique_ptr<Lane>> first_lanes(const Plan& plan) {
    std::vector<std::unique_ptr<Lane>> lanes;
    for (const orders::DateReader& dates : first_dates(plan)) lanes.push_back(std::make_unique<Lane>(plan, dates));
    return lanes;
}

void close_lanes(std::vector<std::unique_ptr<Lane>>& lanes) {
    while (lanes.size() > 1) {
        // The first record whose date some lanes can read and others can't.
        constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
        std::uint32_t decider = none;
        for (const auto& lane : lanes) {
            for (const orders::BadRow& row : lane->first_worker.rows.bad) {
                if (row.record >= decider) break;
                if (!is_bad_date(row)) continue;
                const bool all = std::all_of(lanes.begin(), lanes.end(),
                                             [&](const auto& other) { return has_bad_date(*other, row.record); });
                if (!all) {
                    decider = row.record;
                    break;
                }
            }
        }
        if (decider == none) return;
        std::erase_if(lanes, [&](const auto& lane) { return has_bad_date(*lane, decider); });
    }
}

}  // namespace rfm::pipeline
