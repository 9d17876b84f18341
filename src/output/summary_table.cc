#include "output/summary_table.h"

#include <vector>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/text_table.h"
#include "output/number_text.h"
#include "output/share.h"

namespace rfm::output {

std::string summary_table(const RunSummary& summary) {
    std::vector<base::TableRow> rows;
    const bool money = summary.has_monetary;
    rows.push_back({summary.segments.empty() ? "" : "segment", "customers", "share"});
    if (money) rows.back().insert(rows.back().end(), {"revenue", "share"});
    const base::Int128 revenue = amount_value(summary.monetary_total);
    for (const SegmentTotal& total : summary.segments) {
        rows.push_back(
            {total.segment, base::grouped(fmt::to_string(total.customers)), share(total.customers, summary.customers)});
        if (money) {
            rows.back().insert(rows.back().end(),
                               {base::grouped(total.monetary), share(amount_value(total.monetary), revenue)});
        }
    }
    rows.push_back({"all", base::grouped(fmt::to_string(summary.customers)), ""});
    if (money) rows.back().insert(rows.back().end(), {base::grouped(summary.monetary_total), ""});
    return base::aligned(rows) + rows_words(summary);
}

std::string rows_words(const RunSummary& summary) {
    const RowCounts& counts = summary.rows;
    std::string out =
        fmt::format("as of {} ({}); {} rows read, {} used", format_day(summary.as_of), summary.as_of_reason,
                    base::grouped(fmt::to_string(counts.read)), base::grouped(fmt::to_string(counts.used)));
    const auto note = [&](std::uint64_t count, std::string_view words) {
        if (count > 0) out += fmt::format("\n  {} {}", base::grouped(fmt::to_string(count)), words);
    };
    note(counts.refunds, "of the used rows are refunds");
    note(counts.zero_amounts, "of the used rows have an amount of 0 and count as purchases");
    note(counts.without_order_id, "of the used rows have no order id and count as an order each");
    note(counts.guest, "left out: no customer (guests)");
    note(counts.filtered, "left out by --keep and --drop");
    note(counts.after_as_of, "left out: after the as-of date");
    if (summary.since)
        note(counts.before_since,
             fmt::format("left out: before {} ({})", format_day(*summary.since), summary.since_reason));
    note(counts.further_lines, "left out: further lines of an order, without an amount of their own");
    note(counts.duplicates, "left out: equal to a record before (--dedupe)");
    note(counts.other_currency, "left out: in another currency");
    note(counts.repeated_headers, "left out: the header once more");
    note(counts.rejected, "rejected, see the rejects file");
    note(summary.customers_refund_only, "customers have refunds only and are not scored");
    return out + "\n";
}

std::string cuts_words(const RunSummary& summary) {
    const auto list = [](const std::vector<std::int64_t>& cuts, bool amounts) {
        std::string out;
        for (const std::int64_t cut : cuts) {
            if (!out.empty()) out += ',';
            out += amounts ? base::format_scaled(cut, base::decimals_needed(cut)) : fmt::to_string(cut);
        }
        return out;
    };
    std::string out = fmt::format("--r-cuts {} --f-cuts {}", list(summary.cuts.recency_days, false),
                                  list(summary.cuts.frequency, false));
    if (summary.has_monetary) out += fmt::format(" --m-cuts {}", list(summary.cuts.monetary_scaled, true));
    return out;
}

}  // namespace rfm::output
