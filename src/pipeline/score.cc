#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <rfm/score.h>

#include "base/decimal.h"
#include "base/parallel.h"
#include "output/summary_json.h"
#include "pipeline/check_plan.h"
#include "pipeline/customer_facts.h"
#include "pipeline/customer_scales.h"
#include "pipeline/input_size.h"
#include "pipeline/inspect.h"
#include "pipeline/order_run.h"
#include "pipeline/scored_data.h"
#include "pipeline/table_pass.h"

namespace rfm {
namespace {

using customers::CustomerRecord;

// Every scored customer with its scores, side by side: visit(worker, record, scores).
template <class Visit>
void for_each_score(const ScoredCustomers::Data& data, unsigned threads, const Visit& visit) {
    if (!data.scales.splits_ties()) {
        pipeline::for_each_scored(data.table, threads, [&](unsigned worker, const CustomerRecord& record) {
            visit(worker, record, data.scales.score(record));
        });
        return;
    }
    for (const pipeline::PlacedCustomer& customer : data.order) visit(0, *customer.record, customer.scores());
}

void total_segments(ScoredCustomers::Data& data, const pipeline::CustomerFacts& facts, unsigned threads) {
    RunSummary& summary = data.summary;
    summary.orders = facts.orders;
    const auto words = [&](base::Int128 monetary) {
        return summary.has_monetary ? base::format_scaled(monetary, summary.amount_decimals) : std::string();
    };
    summary.monetary_total = words(facts.monetary_total);
    if (!data.map) return;
    struct Sum {
        std::uint64_t customers = 0;
        base::Int128 monetary = 0;
    };
    std::vector<std::vector<Sum>> sums(threads, std::vector<Sum>(data.map->names().size()));
    for_each_score(data, threads, [&](unsigned worker, const CustomerRecord& record, pipeline::Scores scores) {
        Sum& sum = sums[worker][static_cast<std::size_t>(data.segment_of(scores))];
        ++sum.customers;
        sum.monetary += record.monetary_scaled();
    });
    for (std::size_t i = 0; i < sums[0].size(); ++i) {
        for (std::size_t worker = 1; worker < sums.size(); ++worker) {
            sums[0][i].customers += sums[worker][i].customers;
            sums[0][i].monetary += sums[worker][i].monetary;
        }
        summary.segments.push_back({data.map->names()[i], sums[0][i].customers, words(sums[0][i].monetary)});
    }
}

// Into the order that the plan asks for; they stand in the order of their ids.
void sort_as_asked(const Plan& plan, ScoredCustomers::Data& data) {
    if (plan.sort == SortColumn::customer_id) {
        if (plan.sort_descending) std::reverse(data.order.begin(), data.order.end());
        return;
    }
    pipeline::sort_by_key(data.order, plan.sort_descending, [&](const pipeline::PlacedCustomer& customer) {
        const CustomerRecord& record = *customer.record;
        const pipeline::Scores scores = data.scores_of(customer);
        switch (plan.sort) {
            case SortColumn::last_order_date:
                return std::int64_t{record.last_day()};
            case SortColumn::recency_days:
                return -std::int64_t{record.last_day()};
            case SortColumn::frequency:
                return static_cast<std::int64_t>(record.frequency());
            case SortColumn::monetary:
                return record.monetary_scaled();
            case SortColumn::r_score:
                return std::int64_t{scores.r};
            case SortColumn::f_score:
                return std::int64_t{scores.f};
            case SortColumn::m_score:
                return std::int64_t{scores.m};
            case SortColumn::rfm_score:
                return std::int64_t{scores.r} * 10'000 + scores.f * 100 + scores.m;
            case SortColumn::segment:
                return std::int64_t{data.map ? data.segment_of(scores) : 0};
            case SortColumn::customer_id:
                break;
        }
        return std::int64_t{0};
    });
}

void set_as_of(const Plan& plan, const pipeline::Lane& lane, RunSummary& summary) {
    if (plan.as_of) {
        summary.as_of = *plan.as_of;
        summary.as_of_reason = "given";
        return;
    }
    const DayNumber latest = lane.first_worker.tally.latest_purchase;
    if (latest >= max_day) {
        throw Error(ErrorKind::data,
                    "the latest purchase is of 9999-12-31, so there is no day after it to count from; "
                    "correct the date, or give --as-of");
    }
    summary.as_of = latest + 1;
    summary.as_of_reason = "the day after the latest purchase";
}

void set_counts(const pipeline::Lane& lane, RunSummary& summary) {
    const orders::RowTally& tally = lane.first_worker.tally;
    RowCounts& rows = summary.rows;
    rows.used = tally.used;
    rows.filtered = tally.filtered;
    rows.guest = tally.guest;
    rows.after_as_of = tally.after_as_of;
    rows.before_since = tally.before_since;
    rows.rejected = tally.bad;
    rows.read = rows.used + rows.filtered + rows.guest + rows.after_as_of + rows.before_since + rows.rejected;
    rows.refunds = tally.refunds;
    rows.zero_amounts = tally.zero_amounts;
    rows.without_order_id = tally.without_order_id;
}

[[noreturn]] void refuse_nothing_to_score(const RunSummary& summary) {
    const RowCounts& rows = summary.rows;
    std::string inputs;
    for (const InputInfo& input : summary.inputs) inputs += (inputs.empty() ? "" : ", ") + input.name;
    if (rows.read == 0) {
        throw Error(ErrorKind::data, fmt::format("{}: no row below the header; was the export finished?", inputs));
    }
    throw Error(
        ErrorKind::data,
        fmt::format("{}: no customer has a purchase, so there is nothing to score: of {} rows, {} filtered out, {} "
                    "without a customer, {} after the as-of date, {} before --since, {} rejected, {} refunds",
                    inputs, rows.read, rows.filtered, rows.guest, rows.after_as_of, rows.before_since, rows.rejected,
                    rows.refunds));
}

}  // namespace

ScoredCustomers score(const Plan& plan, Progress* progress) {
    pipeline::Findings findings;
    return pipeline::score(plan, findings, progress);
}

ScoredCustomers pipeline::score(const Plan& plan, Findings& findings, Progress* progress) {
    check_plan(plan);
    auto data = std::make_unique<ScoredCustomers::Data>();
    RunSummary& summary = data->summary;
    data->threads = plan.threads == 0 ? base::available_threads() : plan.threads;
    summary.has_monetary = !plan.no_monetary;
    summary.method = plan.method;
    summary.bins = plan.bins;
    if (plan.bins == 5 || !plan.map.empty()) {
        const segments::SegmentMap map = segments::SegmentMap::load(plan.map, plan.bins, summary.has_monetary);
        summary.map_name = map.source_name();
        data->map = map.with_labels(plan.labels);
    }
    if (!plan.rejects_path.empty()) base::AtomicFile probe(plan.rejects_path);  // fails now rather than after the run

    const std::vector<std::string> inputs = input_paths(plan);
    if (progress != nullptr) {
        if (const auto total = total_input_size(inputs)) progress->set_total(*total);
    }
    OrderRun run(plan, data->threads, findings, progress);
    for (const std::string& path : inputs) run.read(path);
    if (progress != nullptr) progress->set_all_read();
    summary.inputs = findings.inputs;
    const std::unique_ptr<Lane> lane = run.finish();
    summary.warnings = std::move(run.warnings());
    set_counts(*lane, summary);
    if (lane->first_worker.rejects.count() > 0) summary.warnings.push_back(lane->first_worker.rejects.words());
    summary.date_form = orders::date_form_words(lane->first_worker.reader.dates().form(), plan.date_format);
    summary.amount_decimals = lane->first_worker.tally.amount_decimals;
    data->table = std::move(lane->table);
    if (lane->first_worker.tally.latest_purchase < min_day) refuse_nothing_to_score(summary);
    set_as_of(plan, *lane, summary);
    const unsigned threads = threads_for(data->table.size(), data->threads);
    const CustomerFacts facts = find_facts(data->table, summary.as_of, threads);
    if (facts.scored == 0) refuse_nothing_to_score(summary);
    data->scales = find_scales(plan, summary.as_of, facts, data->table, threads);
    summary.cuts = data->scales.cuts();
    data->order = order_by_id(data->table, facts, threads);
    if (data->scales.splits_ties()) {
        for (PlacedCustomer& customer : data->order) customer.set_scores(data->scales.score_next(*customer.record));
    }
    total_segments(*data, facts, threads);
    summary.customers = facts.scored;
    summary.customers_refund_only = data->table.size() - facts.scored;
    sort_as_asked(plan, *data);
    lane->rejects_file.commit(lane->first_worker.rejects);
    return ScoredCustomers(std::move(data));
}

ScoredCustomers::ScoredCustomers(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
ScoredCustomers::ScoredCustomers(ScoredCustomers&&) noexcept = default;
ScoredCustomers& ScoredCustomers::operator=(ScoredCustomers&&) noexcept = default;
ScoredCustomers::~ScoredCustomers() = default;

std::size_t ScoredCustomers::size() const noexcept {
    return data_->order.size();
}
const RunSummary& ScoredCustomers::summary() const noexcept {
    return data_->summary;
}
CustomerRow ScoredCustomers::row(std::size_t index) const noexcept {
    return data_->row(data_->order[index]);
}

CustomerRow ScoredCustomers::Data::row(const pipeline::PlacedCustomer& customer) const noexcept {
    const CustomerRecord& record = *customer.record;
    const pipeline::Scores scores = scores_of(customer);
    CustomerRow row;
    row.id = record.id();
    row.first_order_day = record.first_day();
    row.last_order_day = record.last_day();
    row.recency_days = summary.as_of - record.last_day();
    row.frequency = static_cast<std::int64_t>(record.frequency());
    row.monetary_scaled = record.monetary_scaled();
    row.r = scores.r;
    row.f = scores.f;
    row.m = scores.m;
    if (map) row.segment = map->names()[static_cast<std::size_t>(segment_of(scores))];
    return row;
}

std::string summary_json(const RunSummary& summary) {
    return output::summary_json(summary);
}

}  // namespace rfm
