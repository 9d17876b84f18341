#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include <fmt/format.h>

#include <rfm/score.h>

#include "base/decimal.h"
#include "base/shown_text.h"
#include "output/score_rows.h"
#include "output/summary_json.h"
#include "pipeline/check_plan.h"
#include "pipeline/inspect.h"
#include "pipeline/order_run.h"
#include "pipeline/scored_data.h"
#include "scoring/column_score.h"

namespace rfm {
namespace {

using customers::CustomerRecord;

// Scored customers in byte order of their ids. Eight bytes of the id decide most comparisons without touching it.
std::vector<const CustomerRecord*> sorted_by_id(const customers::CustomerTable& table) {
    struct Entry {
        std::uint64_t prefix;  // the first bytes of the id, as a number that sorts like them
        const CustomerRecord* record;
    };
    std::vector<Entry> entries;
    entries.reserve(table.size());
    table.for_each([&](const CustomerRecord& record) {
        if (!record.has_purchase()) return;
        const std::string_view id = record.id();
        std::uint64_t prefix = 0;
        std::memcpy(&prefix, id.data(), std::min(id.size(), sizeof prefix));
        entries.push_back({__builtin_bswap64(prefix), &record});
    });
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.prefix != b.prefix ? a.prefix < b.prefix : a.record->id() < b.record->id();
    });
    std::vector<const CustomerRecord*> records(entries.size());
    std::transform(entries.begin(), entries.end(), records.begin(), [](const Entry& entry) { return entry.record; });
    return records;
}

std::int64_t monetary_of(const CustomerRecord& record) {
    if (const auto value = record.monetary().value()) return *value;
    throw Error(ErrorKind::data,
                fmt::format("customer {}: the amounts add up to {}, beyond 9,223,372,036,854.775807, the largest total",
                            base::shown(record.id()), base::format_scaled(record.monetary().wide_value(), 2)));
}

// One metric of all customers, made, scored and forgotten.
template <class Value>
scoring::ColumnScore score_metric(const std::vector<const CustomerRecord*>& records, scoring::Direction direction,
                                  const scoring::Rule& rule, Value value) {
    std::vector<std::int64_t> values(records.size());
    std::transform(records.begin(), records.end(), values.begin(),
                   [&](const CustomerRecord* record) { return value(*record); });
    return scoring::score_column(values, direction, rule);
}

void score_customers(const Plan& plan, ScoredCustomers::Data& data) {
    using scoring::Direction;
    RunSummary& summary = data.summary;
    const auto rule = [&](const std::vector<std::int64_t>& cuts, std::int64_t unit) {
        return scoring::Rule{plan.method, plan.bins, cuts, unit};
    };
    const DayNumber as_of = summary.as_of;
    auto r = score_metric(data.records, Direction::smaller_is_better, rule(plan.cuts.recency_days, 1),
                          [&](const CustomerRecord& record) { return std::int64_t{as_of} - record.last_day; });
    data.r = std::move(r.scores);
    summary.cuts.recency_days = std::move(r.cut_points);
    auto f = score_metric(data.records, Direction::larger_is_better, rule(plan.cuts.frequency, 1),
                          [](const CustomerRecord& record) { return static_cast<std::int64_t>(record.frequency); });
    data.f = std::move(f.scores);
    summary.cuts.frequency = std::move(f.cut_points);
    if (!summary.has_monetary) return;
    auto m = score_metric(data.records, Direction::larger_is_better, rule(plan.cuts.monetary_scaled, amount_unit),
                          monetary_of);
    data.m = std::move(m.scores);
    summary.cuts.monetary_scaled = std::move(m.cut_points);
}

int segment_index(const ScoredCustomers::Data& data, std::size_t customer) {
    return data.map->segment_of(data.r[customer], data.f[customer], data.m.empty() ? 0 : data.m[customer]);
}

void total_segments(ScoredCustomers::Data& data) {
    RunSummary& summary = data.summary;
    struct Sum {
        std::uint64_t customers = 0;
        base::Int128 monetary = 0;
    };
    std::vector<Sum> sums(data.map ? data.map->names().size() : 0);
    base::Int128 total = 0;
    for (std::size_t i = 0; i < data.records.size(); ++i) {
        const base::Int128 monetary = summary.has_monetary ? data.records[i]->monetary().wide_value() : 0;
        total += monetary;
        summary.orders += data.records[i]->frequency;
        if (!data.map) continue;
        Sum& sum = sums[static_cast<std::size_t>(segment_index(data, i))];
        ++sum.customers;
        sum.monetary += monetary;
    }
    const auto words = [&](base::Int128 monetary) {
        return summary.has_monetary ? base::format_scaled(monetary, summary.amount_decimals) : std::string();
    };
    summary.customers = data.records.size();
    summary.monetary_total = words(total);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        summary.segments.push_back({data.map->names()[i], sums[i].customers, words(sums[i].monetary)});
    }
}

// The order that was asked for; ties keep the order by id.
void order_rows(const Plan& plan, ScoredCustomers::Data& data) {
    if (plan.sort == SortColumn::customer_id && !plan.sort_descending) return;
    const auto key = [&](std::size_t i) -> std::int64_t {
        const CustomerRecord& record = *data.records[i];
        const int r = data.r[i];
        const int f = data.f[i];
        const int m = data.m.empty() ? 0 : data.m[i];
        switch (plan.sort) {
            case SortColumn::customer_id:
                return static_cast<std::int64_t>(i);
            case SortColumn::last_order_date:
                return record.last_day;
            case SortColumn::recency_days:
                return -std::int64_t{record.last_day};
            case SortColumn::frequency:
                return static_cast<std::int64_t>(record.frequency);
            case SortColumn::monetary:
                return static_cast<std::int64_t>(record.monetary_low);
            case SortColumn::r_score:
                return r;
            case SortColumn::f_score:
                return f;
            case SortColumn::m_score:
                return m;
            case SortColumn::rfm_score:
                return r * 10'000 + f * 100 + m;
            case SortColumn::segment:
                return data.map ? segment_index(data, i) : 0;
        }
        return 0;
    };
    struct Entry {
        std::int64_t key;
        std::uint32_t index;
    };
    std::vector<Entry> entries(data.records.size());
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = {key(i), static_cast<std::uint32_t>(i)};
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        if (a.key != b.key) return plan.sort_descending ? a.key > b.key : a.key < b.key;
        return a.index < b.index;
    });
    data.order.resize(entries.size());
    std::transform(entries.begin(), entries.end(), data.order.begin(), [](const Entry& entry) { return entry.index; });
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

ScoredCustomers score(const Plan& plan) {
    pipeline::Findings findings;
    return pipeline::score(plan, findings);
}

ScoredCustomers pipeline::score(const Plan& plan, Findings& findings) {
    check_plan(plan);
    auto data = std::make_unique<ScoredCustomers::Data>();
    RunSummary& summary = data->summary;
    summary.has_monetary = !plan.no_monetary;
    summary.method = plan.method;
    summary.bins = plan.bins;
    if (plan.bins == 5 || !plan.map.empty()) {
        const segments::SegmentMap map = segments::SegmentMap::load(plan.map, plan.bins, summary.has_monetary);
        summary.map_name = map.source_name();
        data->map = map.with_labels(plan.labels);
    }
    if (!plan.rejects_path.empty()) base::AtomicFile probe(plan.rejects_path);  // fails now rather than after the run

    OrderRun run(plan, findings);
    for (const std::string& path : input_paths(plan)) run.read(path);
    summary.inputs = findings.inputs;
    const std::unique_ptr<Lane> lane = run.finish();
    summary.warnings = std::move(run.warnings());
    set_counts(*lane, summary);
    if (lane->first_worker.rejects.count() > 0) summary.warnings.push_back(lane->first_worker.rejects.words());
    summary.date_form = orders::date_form_words(lane->first_worker.reader.dates().form(), plan.date_format);
    summary.amount_decimals = lane->first_worker.tally.amount_decimals;
    data->table = std::move(lane->table);
    data->records = sorted_by_id(data->table);
    if (data->records.empty()) refuse_nothing_to_score(summary);
    summary.customers_refund_only = data->table.size() - data->records.size();
    set_as_of(plan, *lane, summary);
    score_customers(plan, *data);
    total_segments(*data);
    order_rows(plan, *data);
    lane->rejects_file.commit(lane->first_worker.rejects);
    return ScoredCustomers(std::move(data));
}

ScoredCustomers::ScoredCustomers(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
ScoredCustomers::ScoredCustomers(ScoredCustomers&&) noexcept = default;
ScoredCustomers& ScoredCustomers::operator=(ScoredCustomers&&) noexcept = default;
ScoredCustomers::~ScoredCustomers() = default;

std::size_t ScoredCustomers::size() const noexcept {
    return data_->records.size();
}
const RunSummary& ScoredCustomers::summary() const noexcept {
    return data_->summary;
}

CustomerRow ScoredCustomers::row(std::size_t index) const noexcept {
    const std::size_t customer = data_->order.empty() ? index : data_->order[index];
    const CustomerRecord& record = *data_->records[customer];
    CustomerRow row;
    row.id = record.id();
    row.first_order_day = record.first_day;
    row.last_order_day = record.last_day;
    row.recency_days = data_->summary.as_of - record.last_day;
    row.frequency = static_cast<std::int64_t>(record.frequency);
    row.monetary_scaled = static_cast<std::int64_t>(record.monetary_low);
    row.r = data_->r[customer];
    row.f = data_->f[customer];
    row.m = data_->m.empty() ? 0 : data_->m[customer];
    if (data_->map) row.segment = data_->map->names()[static_cast<std::size_t>(segment_index(*data_, customer))];
    return row;
}

void write_csv(const ScoredCustomers& customers, TextSink& sink) {
    const RunSummary& summary = customers.summary();
    const output::ScoreRows rows(summary.amount_decimals, summary.bins, summary.has_monetary);
    constexpr std::size_t piece = std::size_t{256} << 10;
    std::string text(output::ScoreRows::header());
    for (std::size_t i = 0; i < customers.size(); ++i) {
        rows.append(customers.row(i), text);
        if (text.size() < piece) continue;
        sink.write(text);
        text.clear();
    }
    sink.write(text);
}

std::string summary_json(const RunSummary& summary) {
    return output::summary_json(summary);
}

}  // namespace rfm
