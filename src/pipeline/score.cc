#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/score.h>

#include "base/shown_text.h"
#include "output/summary_json.h"
#include "pipeline/check_plan.h"
#include "pipeline/input_size.h"
#include "pipeline/inspect.h"
#include "pipeline/order_run.h"
#include "pipeline/read_orders.h"
#include "pipeline/run_size.h"
#include "pipeline/score_table.h"
#include "pipeline/scored_data.h"
#include "pipeline/time_frame.h"

namespace rfm {

namespace {

// Which of the map's segments are written; none when all are.
std::vector<bool> selected_segments(const std::vector<std::string>& wanted,
                                    const std::optional<segments::SegmentMap>& map) {
    std::vector<bool> selected;
    for (const std::string& name : wanted) {
        if (!map) throw Error(ErrorKind::usage, "--only: there are no segments without a map; give one with --map");
        const auto names = map->names();
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            throw Error(ErrorKind::usage, fmt::format("--only {}: there is no such segment; there are {}",
                                                      base::shown(name), fmt::join(names, ", ")));
        }
        selected.resize(names.size());
        selected[static_cast<std::size_t>(at - names.begin())] = true;
    }
    return selected;
}

void set_counts(const pipeline::Lane& lane, RunSummary& summary) {
    const orders::RowTally& tally = lane.first_worker.tally;
    RowCounts& rows = summary.rows;
    rows.used = tally.used;
    rows.filtered = tally.filtered;
    rows.guest = tally.guest;
    rows.after_as_of = tally.after_as_of;
    rows.before_since = tally.before_since;
    rows.further_lines = tally.further_lines;
    rows.duplicates = tally.duplicates;
    rows.other_currency = tally.other_currency;
    rows.repeated_headers = tally.repeated_headers;
    rows.rejected = tally.bad;
    rows.read = rows.used + rows.filtered + rows.guest + rows.after_as_of + rows.before_since + rows.further_lines +
                rows.duplicates + rows.other_currency + rows.repeated_headers + rows.rejected;
    rows.refunds = tally.refunds;
    rows.zero_amounts = tally.zero_amounts;
    rows.without_order_id = tally.without_order_id;
}

void set_amount_words(const Plan& plan, const pipeline::Lane& lane, RunSummary& summary) {
    const auto name = [](char mark) { return mark == '.' ? "point" : "comma"; };
    if (plan.no_monetary) return;
    if (plan.decimal_mark) {
        summary.decimal_form = fmt::format("{} (given)", name(*plan.decimal_mark));
    } else if (const char mark = lane.decision.mark()) {
        summary.decimal_form = fmt::format("{} (from {})", name(mark), base::shown(lane.decision.evidence()));
    }
    if (!plan.only_currency.empty()) {
        summary.currency = orders::normalized_currency(plan.only_currency);
    } else if (plan.rates_path.empty()) {
        summary.currency = lane.first_worker.currencies.only();
    }
}

}  // namespace

void pipeline::refuse_nothing_to_score(const RunSummary& summary) {
    const RowCounts& rows = summary.rows;
    std::string inputs;
    for (const InputInfo& input : summary.inputs) inputs += (inputs.empty() ? "" : ", ") + input.name;
    if (rows.read == rows.repeated_headers) {
        throw Error(ErrorKind::data, fmt::format("{}: no row below the header; was the export finished?", inputs));
    }
    std::string kinds;
    const auto add = [&](std::uint64_t count, std::string_view words) {
        if (count > 0) kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, words);
    };
    add(rows.filtered, "filtered out");
    add(rows.guest, "without a customer");
    add(rows.after_as_of, "after the as-of date");
    add(rows.before_since, fmt::format("before {}", summary.since_reason));
    add(rows.other_currency, "in another currency");
    add(rows.further_lines, "further lines of orders");
    add(rows.duplicates, "equal to a record before");
    add(rows.rejected, "rejected");
    add(rows.refunds, "refunds");
    throw Error(ErrorKind::data,
                fmt::format("{}: no customer has a purchase, so there is nothing to score: of {} rows, {}", inputs,
                            rows.read - rows.repeated_headers, kinds));
}

ScoredCustomers score(const Plan& plan, Progress* progress, RejectsCommit rejects) {
    pipeline::Findings findings;
    return pipeline::score(plan, findings, progress, rejects);
}

std::unique_ptr<pipeline::Lane> pipeline::read_orders(const Plan& plan, KeepRows keep, Findings& findings,
                                                      Progress* progress, ScoredCustomers::Data& data) {
    RunSummary& summary = data.summary;
    data.threads = threads_of(plan);
    summary.since = plan.since;
    if (summary.as_of_reason.empty()) {
        summary.as_of_reason = plan.as_of ? "given" : "the day after the latest purchase";
    }
    if (plan.since && summary.since_reason.empty()) summary.since_reason = "--since";
    summary.has_monetary = !plan.no_monetary;
    summary.method = plan.method;
    summary.bins = plan.bins;
    if (plan.bins == 5 || !plan.map.empty()) {
        const segments::SegmentMap map = segments::SegmentMap::load(plan.map, plan.bins, summary.has_monetary);
        summary.map_name = map.source_name();
        data.map = map.with_labels(plan.labels);
    }
    data.columns = plan.columns;
    data.selected_segments = selected_segments(plan.only_segments, data.map);
    if (!plan.rejects_path.empty()) base::AtomicFile probe(plan.rejects_path);  // fails now rather than after the run

    const std::vector<std::string> inputs = input_paths(plan);
    if (progress != nullptr) {
        if (const auto total = total_input_size(inputs)) progress->set_total(progress->bytes() + *total);
    }
    OrderRun run(plan, data.threads, memory_for_tables(plan), keep, findings, progress);
    for (const std::string& path : inputs) run.read(path);
    if (progress != nullptr) progress->set_all_read();
    summary.inputs = findings.inputs;
    std::unique_ptr<Lane> lane = run.finish();
    summary.warnings = std::move(run.warnings());
    set_counts(*lane, summary);
    const RejectLog& rejects = lane->first_worker.ends.rejects;
    if (rejects.count() > 0) summary.warnings.push_back(rejects.words());
    set_amount_words(plan, *lane, summary);
    summary.date_form = lane->first_worker.reader.dates().form_words();
    summary.amount_decimals = lane->first_worker.tally.amount_decimals;
    if (lane->first_worker.tally.latest_purchase < min_day) refuse_nothing_to_score(summary);
    summary.as_of = plan.as_of ? *plan.as_of : day_after_latest_purchase(*lane);
    return lane;
}

ScoredCustomers pipeline::score(const Plan& asked, Findings& findings, Progress* progress, RejectsCommit commit) {
    check_plan(asked);
    const TimeFrame frame = find_time_frame(asked, progress);
    const Plan& plan = frame.plan;
    auto data = std::make_unique<ScoredCustomers::Data>();
    if (!asked.as_of) data->summary.as_of_reason = "the day after the latest purchase";
    data->summary.since_reason = frame.since_reason;
    const std::unique_ptr<Lane> lane = read_orders(plan, {}, findings, progress, *data);
    data->table = std::move(lane->table);
    const std::uint64_t memory = memory_for_tables(plan) / 4;  // besides the tables
    if (data->table.is_spilled()) {
        score_spilled(plan, memory, *data);
    } else {
        score_in_memory(plan, memory, *data);
    }
    if (data->summary.customers == 0) refuse_nothing_to_score(data->summary);
    data->rejects = lane->rejects_file.finish(lane->first_worker.ends.rejects);
    ScoredCustomers customers(std::move(data));
    if (commit == RejectsCommit::by_score) customers.commit_rejects();
    return customers;
}

std::string summary_json(const RunSummary& summary) {
    return output::summary_json(summary);
}

}  // namespace rfm
