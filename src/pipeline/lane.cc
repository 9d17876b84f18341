#include "pipeline/lane.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/shown_text.h"

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

std::vector<std::unique_ptr<Lane>> first_lanes(const Plan& plan, const orders::CurrencyRates* rates,
                                               std::uint64_t memory, KeepRows keep) {
    std::vector<std::unique_ptr<Lane>> lanes;
    const std::vector<orders::DateReader> forms = first_dates(plan);
    for (const orders::DateReader& dates : forms) {
        // Lanes that go on past the first rows are two at most.
        auto seen = plan.drop_duplicates ? std::make_unique<SeenRecordSet>(memory / 2) : nullptr;
        lanes.push_back(std::make_unique<Lane>(plan, dates, rates, std::move(seen), keep));
    }
    return lanes;
}

void Lane::add_unsettled(const std::vector<orders::OrderRow>& rows) {
    if (!unsettled) unsettled = std::make_unique<UnsettledAmounts>(new_journal());
    unsettled->sink.add(rows);
}

void Lane::settle_amounts(const Plan& plan) {
    orders::RowTally& tally = first_worker.tally;
    if (decision.is_open()) {
        const auto value = [&](char mark) {
            const std::int64_t scaled = orders::AmountReader(mark).read(decision.ambiguous()).scaled;
            return base::format_scaled(scaled, base::decimals_needed(scaled));
        };
        throw Error(ErrorKind::data,
                    fmt::format("{}{} is {} with a decimal point and {} with a decimal comma, and no row decides; say "
                                "which it is with --decimal . or --decimal ,",
                                decision.ambiguous_place(), base::shown(decision.ambiguous()), value('.'), value(',')));
    }
    const bool comma = plan.decimal_mark.value_or(decision.mark()) == ',';
    tally.amount_decimals = std::max(tally.amount_decimals, comma ? tally.decimals_if_comma : tally.decimals_if_point);
    if (!comma) unsettled.reset();
    if (!unsettled) return;
    unsettled->sink.flush();
    if (unsettled->journal) return;
    std::vector<orders::OrderRow> rows;
    for (std::size_t partition = 0; partition < customers::CustomerTable::partition_count; ++partition) {
        unsettled->table.bring_back(partition);
        rows.clear();
        unsettled->table.for_each_in(partition, [&](const customers::CustomerRecord& record) {
            const std::optional<std::int64_t> sum = record.sum().value();
            if (!sum) {
                throw Error(ErrorKind::data, fmt::format("customer {}: the sum of the amounts is beyond "
                                                         "9,223,372,036,854.775807, the largest there is",
                                                         base::shown(record.id())));
            }
            rows.push_back({record.packed_id(), {}, *sum, 0, false});
        });
        first_worker.sink.add(rows);
        first_worker.sink.flush();
        unsettled->table.forget(partition);
    }
    unsettled.reset();
}

std::vector<const customers::RowJournal*> Lane::journals() const {
    std::vector<const customers::RowJournal*> all;
    if (journal) all.push_back(journal.get());
    if (unsettled) all.push_back(unsettled->journal.get());
    return all;
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
