#include "pipeline/customer_scores.h"

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/shown_text.h"
#include "scoring/column_score.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;
using scoring::Direction;

// Visits the scored customers, always in the same order: as they stand in the table, which is the fastest, or by id.
class Visits {
public:
    Visits(customers::CustomerTable& table, const CustomerOrder* by_id) : table_(table), by_id_(by_id) {}

    template <class Visit>
    void operator()(Visit&& visit) const {
        if (by_id_ != nullptr) {
            // The records are the table's, which is the caller's to change.
            for (const CustomerRecord* record : *by_id_) visit(const_cast<CustomerRecord&>(*record));
            return;
        }
        for (std::size_t p = 0; p < customers::CustomerTable::partition_count; ++p) {
            table_.for_each_in(p, [&](CustomerRecord& record) {
                if (record.has_purchase()) visit(record);
            });
        }
    }

    std::size_t most() const noexcept { return table_.size(); }

private:
    customers::CustomerTable& table_;
    const CustomerOrder* by_id_;
};

// One metric of all customers: made, scored, put into the records, and forgotten. Returns its cut points.
template <class Value, class Put>
std::vector<std::int64_t> score_metric(const Visits& visits, Direction direction, const scoring::Rule& rule,
                                       Value value, Put put) {
    std::vector<std::int64_t> values;
    values.reserve(visits.most());
    visits([&](const CustomerRecord& record) { values.push_back(value(record)); });
    scoring::ColumnScore column = scoring::score_column(values, direction, rule);
    auto score = column.scores.begin();
    visits([&](CustomerRecord& record) {
        customers::Scores scores = record.scores();
        put(scores, *score++);
        record.set_scores(scores);
    });
    return std::move(column.cut_points);
}

}  // namespace

void check_totals(const customers::CustomerTable& table) {
    const CustomerRecord* worst = nullptr;
    table.for_each([&](const CustomerRecord& record) {
        if (!record.has_purchase() || record.sum().value()) return;
        if (worst == nullptr || record.id() < worst->id()) worst = &record;
    });
    if (worst == nullptr) return;
    throw Error(
        ErrorKind::data,
        fmt::format("customer {}: the amounts add up to {}, beyond 9,223,372,036,854.775807, the largest total; "
                    "is the column of amounts the right one?",
                    base::shown(worst->id()), base::format_scaled(worst->sum().wide_value(), 2)));
}

Cuts score_customers(const Plan& plan, DayNumber as_of, customers::CustomerTable& table, const CustomerOrder& by_id) {
    const Visits visits(table, plan.method == Method::ntile ? &by_id : nullptr);
    visits([](CustomerRecord& record) { record.set_scores({}); });
    const auto rule = [&](const std::vector<std::int64_t>& cuts, std::int64_t unit) {
        return scoring::Rule{plan.method, plan.bins, cuts, unit};
    };
    Cuts used;
    used.recency_days = score_metric(
        visits, Direction::smaller_is_better, rule(plan.cuts.recency_days, 1),
        [&](const CustomerRecord& record) { return std::int64_t{as_of} - record.last_day; },
        [](customers::Scores& scores, std::uint8_t score) { scores.r = score; });
    used.frequency = score_metric(
        visits, Direction::larger_is_better, rule(plan.cuts.frequency, 1),
        [](const CustomerRecord& record) { return static_cast<std::int64_t>(record.frequency); },
        [](customers::Scores& scores, std::uint8_t score) { scores.f = score; });
    if (plan.no_monetary) return used;
    used.monetary_scaled = score_metric(
        visits, Direction::larger_is_better, rule(plan.cuts.monetary_scaled, amount_unit),
        [](const CustomerRecord& record) { return record.monetary_scaled(); },
        [](customers::Scores& scores, std::uint8_t score) { scores.m = score; });
    return used;
}

}  // namespace rfm::pipeline
