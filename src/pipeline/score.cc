#include <fmt/format.h>

#include <rfm/score.h>

#include "base/decimal.h"
#include "base/parallel.h"
#include "output/summary_json.h"
#include "pipeline/check_plan.h"
#include "pipeline/customer_scores.h"
#include "pipeline/input_size.h"
#include "pipeline/inspect.h"
#include "pipeline/order_run.h"
#include "pipeline/scored_data.h"

namespace rfm {
namespace {

using customers::CustomerRecord;

void total_segments(ScoredCustomers::Data& data) {
    RunSummary& summary = data.summary;
    struct Sum {
        std::uint64_t customers = 0;
        base::Int128 monetary = 0;
    };
    std::vector<Sum> sums(data.map ? data.map->names().size() : 0);
    base::Int128 total = 0;
    data.table.for_each([&](const CustomerRecord& record) {
        if (!record.has_purchase()) return;
        total += record.monetary_scaled();
        summary.orders += record.frequency;
        if (!data.map) return;
        Sum& sum = sums[static_cast<std::size_t>(data.segment_of(record))];
        ++sum.customers;
        sum.monetary += record.monetary_scaled();
    });
    const auto words = [&](base::Int128 monetary) {
        return summary.has_monetary ? base::format_scaled(monetary, summary.amount_decimals) : std::string();
    };
    summary.monetary_total = words(total);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        summary.segments.push_back({data.map->names()[i], sums[i].customers, words(sums[i].monetary)});
    }
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
    check_totals(data->table);
    const auto put_in_order = [&] { data->order = order_by_id(data->table); };
    const auto score_all = [&] {
        summary.cuts = score_customers(plan, summary.as_of, data->table, data->order);
        total_segments(*data);
    };
    if (lane->first_worker.tally.latest_purchase < min_day) refuse_nothing_to_score(summary);
    set_as_of(plan, *lane, summary);
    if (plan.method == Method::ntile || data->threads == 1) {
        put_in_order();
        score_all();
    } else {
        // The two need nothing of each other: ids are never changed, scores never looked at.
        base::run_parallel(2, [&](unsigned worker) { worker == 0 ? put_in_order() : score_all(); });
    }
    if (data->order.empty()) refuse_nothing_to_score(summary);
    summary.customers = data->order.size();
    summary.customers_refund_only = data->table.size() - data->order.size();
    if (plan.sort != SortColumn::customer_id || plan.sort_descending) {
        sort_by_column(data->order, plan.sort, plan.sort_descending,
                       [&](const CustomerRecord& record) { return data->map ? data->segment_of(record) : 0; });
    }
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
    return data_->row(*data_->order[index]);
}

CustomerRow ScoredCustomers::Data::row(const CustomerRecord& record) const noexcept {
    const customers::Scores scores = record.scores();
    CustomerRow row;
    row.id = record.id();
    row.first_order_day = record.first_day;
    row.last_order_day = record.last_day;
    row.recency_days = summary.as_of - record.last_day;
    row.frequency = static_cast<std::int64_t>(record.frequency);
    row.monetary_scaled = record.monetary_scaled();
    row.r = scores.r;
    row.f = scores.f;
    row.m = scores.m;
    if (map) row.segment = map->names()[static_cast<std::size_t>(segment_of(record))];
    return row;
}

std::string summary_json(const RunSummary& summary) {
    return output::summary_json(summary);
}

}  // namespace rfm
