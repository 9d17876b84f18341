#include "pipeline/check_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

#include "sources/encoding.h"

namespace rfm::pipeline {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

void check_cuts(const Plan& plan) {
    const bool any =
        !plan.cuts.recency_days.empty() || !plan.cuts.frequency.empty() || !plan.cuts.monetary_scaled.empty();
    if (any && plan.method != Method::cuts && plan.method != Method::r_rfm) {
        refuse("--r-cuts, --f-cuts and --m-cuts need --method cuts (or r-rfm)");
    }
    if (plan.method != Method::cuts) return;
    const auto wanted = static_cast<std::size_t>(plan.bins) - 1;
    const auto check = [&](const char* flag, std::size_t count) {
        if (count != wanted) {
            refuse(fmt::format("--method cuts with {} scores needs {} cut points in {}, as in {} {}", plan.bins, wanted,
                               flag, flag, flag[2] == 'r' ? "30,90,180,365" : "1,2,5,10"));
        }
    };
    check("--r-cuts", plan.cuts.recency_days.size());
    check("--f-cuts", plan.cuts.frequency.size());
    if (!plan.no_monetary) check("--m-cuts", plan.cuts.monetary_scaled.size());
}

void check_columns(const Plan& plan) {
    if (plan.no_monetary && needs_amounts(plan.sort)) refuse("--no-monetary: there is no amount to sort by");
    bool weighted = plan.sort == Column::weighted_score;
    for (const Column column : plan.columns) {
        weighted = weighted || column == Column::weighted_score;
        // The usual ones are just empty then.
        const bool usual = static_cast<std::size_t>(column) < default_column_count;
        if (plan.no_monetary && needs_amounts(column) && !usual) {
            refuse(fmt::format("--columns {}: there are no amounts with --no-monetary", column_name(column)));
        }
    }
    const std::size_t metrics = plan.no_monetary ? 2 : 3;
    if (weighted && plan.weights_scaled.empty()) {
        refuse(fmt::format("weighted_score: needs --weights, as in --weights {}",
                           plan.no_monetary ? "0.4,0.6" : "0.2,0.3,0.5"));
    }
    if (!weighted && !plan.weights_scaled.empty()) {
        refuse("--weights: are for the column weighted_score; ask for it with --columns");
    }
    if (!plan.weights_scaled.empty() && plan.weights_scaled.size() != metrics) {
        refuse(fmt::format("--weights: must be {}, as in --weights {}",
                           plan.no_monetary ? "two with --no-monetary, of R and F" : "three, of R, F and M",
                           plan.no_monetary ? "0.4,0.6" : "0.2,0.3,0.5"));
    }
}

}  // namespace

void check_plan(const Plan& plan) {
    if (plan.bins < 2 || plan.bins > 10) refuse(fmt::format("--bins {}: must be 2 to 10", plan.bins));
    if (plan.chunk_size == 0) refuse("the chunk size must be at least 1 byte");
    if (plan.threads > 256) refuse(fmt::format("--threads {}: must be 1 to 256", plan.threads));
    if (plan.no_monetary && !plan.amount.empty()) refuse("--no-monetary and --amount contradict each other");
    if (plan.no_monetary && !plan.cuts.monetary_scaled.empty()) {
        refuse("--no-monetary and --m-cuts contradict each other");
    }
    check_columns(plan);
    if (plan.window && plan.window->count < 1) refuse("--window: must be at least one day");
    if (plan.as_of && plan.since && *plan.since > *plan.as_of) {
        refuse(fmt::format("--since {} is after --as-of {}", format_day(*plan.since), format_day(*plan.as_of)));
    }
    if (std::count(plan.inputs.begin(), plan.inputs.end(), "-") > 1) refuse("standard input (-) can be read only once");
    if (plan.delimiter && (*plan.delimiter == '"' || *plan.delimiter == '\n' || *plan.delimiter == '\r')) {
        refuse("--delimiter: a quote or a line end can't be the delimiter");
    }
    if (plan.decimal_mark && *plan.decimal_mark != '.' && *plan.decimal_mark != ',') {
        refuse("--decimal: must be . or , or auto");
    }
    const auto needs_amounts = [&](bool given, const char* flag) {
        if (given && plan.no_monetary) refuse(fmt::format("--no-monetary and {} contradict each other", flag));
    };
    needs_amounts(!plan.refund.empty(), "--refund");
    needs_amounts(!plan.currency.empty(), "--currency-column");
    needs_amounts(!plan.only_currency.empty(), "--currency");
    needs_amounts(!plan.rates_path.empty(), "--rates");
    needs_amounts(plan.amount_per == AmountPer::order, "--amount-per order");
    if (!plan.only_currency.empty() && !plan.rates_path.empty()) {
        refuse("--currency keeps the rows of one currency and --rates converts all: give one of them");
    }
    if (plan.whitespace_delimited && plan.delimiter != '\t') refuse("whitespace as the delimiter becomes a tab");
    if (!plan.encoding.empty()) sources::named_encoding(plan.encoding);
    if (plan.rejects_path == "-") refuse("--rejects -: bad rows go to a file; name one, as in --rejects rejects.csv");
    for (const RowFilter& filter : plan.filters) {
        if (filter.values.empty()) refuse(fmt::format("--{}: no value given", filter.keep ? "keep" : "drop"));
    }
    check_cuts(plan);
}

}  // namespace rfm::pipeline
