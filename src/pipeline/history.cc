#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rfm/history.h>

#include "base/decimal.h"
#include "base/rounded_ratio.h"
#include "output/history_rows.h"
#include "pipeline/calendar_period.h"
#include "pipeline/check_plan.h"
#include "pipeline/inspect.h"
#include "pipeline/period_activity.h"
#include "pipeline/period_scores.h"
#include "pipeline/read_orders.h"
#include "pipeline/run_size.h"
#include "pipeline/score_table.h"
#include "pipeline/table_pass.h"

namespace rfm {
namespace {

using customers::JournalReplay;
using pipeline::ActivityCounter;
using pipeline::CalendarPeriod;
using pipeline::PeriodActivity;

// dividend / divisor as decimal text; empty where there is nothing to divide by.
std::string quotient(base::Int128 dividend, std::uint64_t divisor, int decimals) {
    if (divisor == 0) return {};
    base::Int128 unit = amount_unit;  // of the last digit, in units of 10^-6
    for (int i = 0; i < decimals; ++i) unit /= 10;
    return base::format_scaled(base::rounded_ratio(dividend, divisor * unit) * unit, decimals);
}

std::string rate(std::uint64_t part, std::uint64_t whole) {
    return quotient(static_cast<base::Int128>(part) * amount_unit, whole, amount_decimals);
}

void put_activity(const PeriodActivity& activity, const RunSummary& summary, HistoryPeriod& period) {
    period.new_customers = activity.new_customers;
    period.active_customers = activity.active_customers;
    period.orders = activity.orders;
    if (summary.has_monetary) {
        period.revenue = base::format_scaled(activity.revenue_scaled, summary.amount_decimals);
        period.average_order_value =
            quotient(activity.revenue_scaled, activity.orders, std::max(summary.amount_decimals, 2));
    }
    period.purchase_frequency = rate(activity.orders, activity.active_customers);
    period.retention_rate = rate(activity.retained, activity.active_before);
    if (activity.active_before == 0) return;
    // Of the rounded rate, so that both add up to 1.
    const base::Int128 retained = base::rounded_ratio(static_cast<base::Int128>(activity.retained) * amount_unit,
                                                      static_cast<base::Int128>(activity.active_before));
    period.churn_rate = base::format_scaled(amount_unit - retained, amount_decimals);
}

// "--as-of 2025-06-30", or nothing where the calendar ends before the period does.
std::string as_of_advice(const CalendarPeriod& period) {
    return period.last > max_day ? std::string() : fmt::format("--as-of {}", format_day(period.last));
}

[[noreturn]] void refuse_no_period(DayNumber first_purchase, const CalendarPeriod& period, Every every,
                                   DayNumber as_of) {
    const std::string advice = as_of_advice(period);
    throw Error(ErrorKind::data, fmt::format("no {} is over at the as-of date, {}: the first purchase is of {}{}{}",
                                             pipeline::period_word(every), format_day(as_of),
                                             format_day(first_purchase), advice.empty() ? "" : "; give " + advice,
                                             every == Every::day ? "" : ", or shorter periods, as in --every day"));
}

// Rows that belong to a period which is not over.
void warn_of_open_periods(const CalendarPeriod& first, DayNumber last_row, Every every, History& history) {
    if (last_row < first.first) return;
    const CalendarPeriod last = pipeline::period_of(last_row, every);
    const bool one = last == first;
    const std::string advice = as_of_advice(last);
    history.warnings.push_back(fmt::format(
        "{}{} not over at the as-of date, {}: left out{}", pipeline::period_name(first, every),
        one ? " is" : fmt::format(" to {} are", pipeline::period_name(last, every)), format_day(history.as_of),
        advice.empty() ? "" : fmt::format("; {} includes {}", advice, one ? "it" : "them")));
}

class HistoryRun {
public:
    // rows: all that count. data: its table is empty, and its summary knows what is not about customers.
    HistoryRun(const Plan& plan, Every every, const JournalReplay& rows, ScoredCustomers::Data& data)
        : plan_(plan), every_(every), rows_(rows), data_(data) {}

    // first: a period that is over, with a purchase.
    void start(const CalendarPeriod& first) {
        // Nothing but refunds, which are in the totals, and in no period.
        rows_.add(min_day, first.first - 1, data_.table);
        activity_.count(data_.table, first.first, threads());
    }

    HistoryPeriod next(const CalendarPeriod& calendar) {
        rows_.add(calendar.first, calendar.last, data_.table);
        HistoryPeriod period;
        period.name = pipeline::period_name(calendar, every_);
        period.first_day = calendar.first;
        period.last_day = calendar.last;
        put_scores(period);
        const PeriodActivity activity = activity_.count(data_.table, calendar.first, threads());
        put_activity(activity, data_.summary, period);
        period.repeat_rate = rate(activity.repeat_customers, activity.customers);
        return period;
    }

private:
    unsigned threads() const { return pipeline::threads_for(data_.table.size(), data_.threads); }

    void put_scores(HistoryPeriod& period) {
        try {
            // Only the scores look through the window; what happens in a period is counted from all orders.
            const auto since =
                plan_.window ? std::optional(first_day_of(*plan_.window, period.last_day)) : std::nullopt;
            const RunSummary summary = pipeline::score_day(plan_, rows_, data_, period.last_day, since);
            period.customers = summary.customers;
            period.monetary = summary.monetary_total;
            period.segments = summary.segments;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::data) throw;
            throw Error(ErrorKind::data, fmt::format("{}: {}", period.name, error.what()));
        }
    }

    const Plan& plan_;
    Every every_;
    const JournalReplay& rows_;
    ScoredCustomers::Data& data_;
    ActivityCounter activity_;
};

// So that its rows can be told from those of all customers.
void refuse_segment_named_all(const segments::SegmentMap& map) {
    const auto names = map.names();
    if (std::find(names.begin(), names.end(), output::all_customers) == names.end()) return;
    throw Error(ErrorKind::data, fmt::format("{}: a segment is called '{}', which stands for all customers in a "
                                             "history; give it another name",
                                             map.source_name(), output::all_customers));
}

}  // namespace

History history(const Plan& plan, Every every, Progress* progress) {
    pipeline::Findings findings;
    return pipeline::history(plan, every, findings, progress);
}

History pipeline::history(const Plan& plan, Every every, Findings& findings, Progress* progress) {
    check_plan(plan);
    const std::uint64_t memory = memory_for_tables(plan);
    // Two lanes may be open at a time.
    constexpr std::uint64_t most_rows_in_memory = std::uint64_t{8} << 20;
    const KeepRows keep{true, std::min(memory / 16, most_rows_in_memory)};
    ScoredCustomers::Data data;
    const std::unique_ptr<Lane> lane = read_orders(plan, keep, findings, progress, data);
    if (data.map) refuse_segment_named_all(*data.map);
    // The rest is for rows that are kept, and for putting customers in order.
    const JournalReplay rows(lane->journals(), threads_of(plan), memory / 6 * 5 - 2 * keep.memory);
    const std::optional<DayNumber> first_purchase = rows.first_purchase();
    if (!first_purchase) refuse_nothing_to_score(data.summary);

    History history;
    history.every = every;
    history.has_monetary = data.summary.has_monetary;
    history.as_of = data.summary.as_of;
    history.as_of_reason = data.summary.as_of_reason;
    history.rows = data.summary.rows;
    CalendarPeriod period = period_of(*first_purchase, every);
    if (period.last > history.as_of) refuse_no_period(*first_purchase, period, every, history.as_of);
    HistoryRun run(plan, every, rows, data);
    run.start(period);
    while (period.last <= history.as_of) {
        history.periods.push_back(run.next(period));
        if (period.last == max_day) break;
        period = period_of(period.last + 1, every);
    }
    note_table_differing_orders(data);
    history.warnings = std::move(data.summary.warnings);
    if (period.last > history.as_of) warn_of_open_periods(period, *rows.last_day(), every, history);
    if (const auto rejects = lane->rejects_file.finish(lane->first_worker.ends.rejects)) rejects->commit();
    return history;
}

void write_csv(const History& history, TextSink& sink) {
    std::string text(output::history_header());
    for (const HistoryPeriod& period : history.periods) {
        output::append_history_rows(period, history.has_monetary, text);
        sink.write(text);
        text.clear();
    }
}

}  // namespace rfm
