#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "output/summary_table.h"
#include "report/advice.h"
#include "report/chart_data.h"
#include "report/figures.h"
#include "report/html_table.h"
#include "report/page_parts.h"
#include "report/value_words.h"

namespace rfm::report {
namespace {

constexpr std::size_t most_rules_shown = 12;
// So many segments get a panel with advice; a map of hundreds is no reading matter.
constexpr std::size_t most_advised = 40;
constexpr std::size_t most_lines = 50;        // of warnings, files
constexpr std::size_t longest_warning = 400;  // characters

std::string figure(std::string_view name, const std::string& value, const std::string& note) {
    return fmt::format("<div><dt>{}</dt><dd>{}{}</dd></div>\n", words(name).html, value,
                       note.empty() ? "" : "<small>" + note + "</small>");
}

// Without the folders, which tell of the machine and not of the data.
std::string file_name(const std::string& path) {
    const std::string name = std::filesystem::path(path).filename().string();
    return name.empty() ? path : name;
}

template <class... Values>
std::string say(std::string_view text, const Values&... values) {
    return fmt::format(fmt::runtime(text), values...);
}

// Reasons are words of the program, which are English but for the best known.
Markup reason_words(const std::string& reason, const Words& w) {
    if (reason == "the day after the latest purchase") return words(w.latest_purchase);
    if (reason == "given") return words(w.given);
    return from_data(reason);
}

std::string method_words(const RunSummary& summary, const Words& w) {
    switch (summary.method) {
        case Method::quintile:
            return say(w.method_quintile, summary.bins);
        case Method::ntile:
            return say(w.method_ntile, summary.bins);
        case Method::r_rfm:
            return say(w.method_r_rfm, summary.bins);
        case Method::cuts:
            return say(w.method_cuts, summary.bins);
    }
    return {};
}

}  // namespace

std::string headline(const Contents& contents, const Words& w) {
    const RunSummary& summary = contents.summary;
    std::string files;
    for (const InputInfo& input : summary.inputs) {
        if (files.empty()) files = from_data(file_name(input.name)).html;
    }
    if (summary.inputs.size() > 1) files = say(w.more_files, files, summary.inputs.size() - 1);
    std::string html = fmt::format("<header class=\"top\"><h1>{}</h1>\n<p class=\"lead\">{}", words(w.title).html,
                                   say(w.as_of, format_day(summary.as_of)));
    if (!files.empty()) html += " · " + say(w.from_files, files);
    // The longest figure sets the size of all.
    const std::string total = money_text(summary.monetary_total);
    html += fmt::format("</p>\n<dl class=\"figures{}\">\n", total.size() > 11  ? " longer"
                                                            : total.size() > 7 ? " long"
                                                                               : "");
    html += figure(w.customers, count_text(summary.customers), "");
    html += figure(w.orders, count_text(summary.orders),
                   say(w.orders_per_customer,
                       quotient_text(static_cast<base::Int128>(summary.orders) * amount_unit, summary.customers, 1)));
    if (summary.has_monetary) {
        const base::Int128 money = scaled(summary.monetary_total);
        const int decimals = std::max(2, summary.amount_decimals);
        const std::string currency =
            summary.currency.empty() ? "" : say(w.in_currency, from_data(summary.currency).html);
        html += figure(w.revenue, total, currency);
        html += figure(w.revenue_per_order, quotient_text(money, summary.orders, decimals),
                       say(w.revenue_per_customer, quotient_text(money, summary.customers, decimals)));
        if (const ParetoPoint* const best = best_fifth(contents.overview)) {
            html += figure(w.best_fifth, best->monetary_percent + "%", words(w.best_fifth_note).html);
        }
    }
    html += figure(w.as_of_name, format_day(summary.as_of), reason_words(summary.as_of_reason, w).html);
    return html + "</dl></header>\n";
}

std::string top_section(const Contents& contents, const Words& w) {
    const Overview& overview = contents.overview;
    if (overview.top.empty()) return {};
    const bool has_money = contents.summary.has_monetary;
    std::vector<HtmlColumn> columns = {{w.customer, true}};
    if (has_money) columns.push_back({w.revenue});
    columns.insert(columns.end(), {{w.orders}, {w.first_order}, {w.last_order}, {w.days_since}, {w.scores}});
    const bool has_segments = !overview.segments.empty();
    if (has_segments) columns.push_back({w.segment, true});
    HtmlTable table({}, columns);
    for (const TopCustomer& customer : overview.top) {
        std::vector<Markup> cells = {from_data(customer.id)};
        if (has_money) cells.push_back(words(money_text(customer.monetary)));
        std::string scores = fmt::format("{}-{}", customer.r, customer.f);
        if (customer.m > 0) scores += fmt::format("-{}", customer.m);
        cells.insert(cells.end(),
                     {words(value_text(frequency, customer.frequency)), words(format_day(customer.first_order_day)),
                      words(format_day(customer.last_order_day)), words(value_text(recency, customer.recency_days)),
                      words(scores)});
        if (has_segments) cells.push_back(from_data(customer.segment));
        table.add(cells);
    }
    return "<section id=\"top\">" + section_heading(w.top_title, words(has_money ? w.top_lead : w.top_lead_plain)) +
           "<div class=\"panel long\">" + table.html() + "</div></section>\n";
}

std::string advice_section(const Contents& contents, const Words& w) {
    const Overview& overview = contents.overview;
    if (overview.segments.empty()) return {};
    std::string html = "<section id=\"advice\">" +
                       section_heading(w.advice_title, words(say(w.advice_lead, overview.bins, overview.bins))) +
                       "<div class=\"advice\">\n";
    for (std::size_t i = 0; i < std::min(overview.segments.size(), most_advised); ++i) {
        const SegmentProfile& segment = overview.segments[i];
        html += fmt::format("<article class=\"panel\"><h3>{}</h3><p class=\"size\">{}</p><dl>",
                            from_data(segment.segment).html,
                            words(say("{} ({})", customers_words(segment.group.customers, w),
                                      share_text(segment.group.customers, contents.summary.customers)))
                                .html);
        const auto entry = [&](std::string_view name, std::string_view text) {
            html += fmt::format("<dt>{}</dt><dd>{}</dd>", words(name).html, words(text).html);
        };
        const std::optional<Advice> advice = advice_on(segment, overview.bins, contents.labels);
        if (advice) {
            entry(w.what_they_are, advice->what);
            entry(w.what_to_do, advice->act);
            entry(w.what_not_to_do, advice->leave);
        }
        html += fmt::format("<dt>{}</dt>", words(w.who_belongs).html);
        for (std::size_t r = 0; r < std::min(segment.rules.size(), most_rules_shown); ++r) {
            html += "<dd>" + words(rule_words(segment.rules[r], overview.bins, w)).html + "</dd>";
        }
        if (segment.rules.size() > most_rules_shown) {
            html += "<dd>" + words(say(w.more_rules, segment.rules.size() - most_rules_shown)).html + "</dd>";
        }
        html += "</dl></article>\n";
    }
    if (overview.segments.size() > most_advised) {
        html += "<p>" + words(say(w.other_segments, overview.segments.size() - most_advised)).html + "</p>";
    }
    return html + "</div></section>\n";
}

std::string quality_section(const Contents& contents, const Words& w) {
    const RunSummary& summary = contents.summary;
    const RowCounts& rows = summary.rows;
    HtmlTable counts({}, {{w.rows, true}, {w.count}, {w.share}});
    const auto add = [&](std::string_view name, std::uint64_t count, bool is_share = true) {
        counts.add({words(name), words(count_text(count)), words(is_share ? share_text(count, rows.read) : "")});
    };
    const auto add_some = [&](std::string_view name, std::uint64_t count, bool is_share = true) {
        if (count > 0) add(name, count, is_share);
    };
    add(w.rows_read, rows.read);
    add(w.rows_used, rows.used);
    add_some(w.guest, rows.guest);
    add_some(w.filtered, rows.filtered);
    add_some(w.after_as_of, rows.after_as_of);
    if (summary.since) {
        add_some(say(w.before_since, format_day(*summary.since), plain(summary.since_reason)), rows.before_since);
    }
    add_some(w.further_lines, rows.further_lines);
    add_some(w.duplicates, rows.duplicates);
    add_some(w.other_currency, rows.other_currency);
    add_some(w.repeated_headers, rows.repeated_headers);
    add_some(w.rejected, rows.rejected);
    add_some(w.refunds, rows.refunds);
    add_some(w.zero_amounts, rows.zero_amounts);
    add_some(w.without_order_id, rows.without_order_id);
    add_some(w.refund_only, summary.customers_refund_only, false);
    add_some(w.orders_differing, summary.orders_differing, false);

    std::string html = "<section id=\"quality\">" + section_heading(w.quality_title, words(w.quality_lead)) +
                       "<div class=\"grid\"><div class=\"panel\">" + counts.html() +
                       "</div>\n<div class=\"panel\"><h3>" + words(w.how_files_were_read).html +
                       "</h3><ul class=\"notes\">\n";
    for (std::size_t i = 0; i < std::min(summary.inputs.size(), most_lines); ++i) {
        const InputInfo& input = summary.inputs[i];
        html += "<li>" + from_data(file_name(input.name)).html + ": " + from_data(input.dialect).html;
        for (const std::string& column : input.columns) html += "<br>" + from_data(column, 2 * shown_characters).html;
        html += "</li>\n";
    }
    if (summary.inputs.size() > most_lines) {
        html += "<li>" + words(say(w.more_rules, summary.inputs.size() - most_lines)).html + "</li>";
    }
    const auto note = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) html += fmt::format("<li>{}: {}</li>\n", words(name).html, from_data(text).html);
    };
    note(w.date_form, summary.date_form);
    note(w.decimal_form, summary.decimal_form);
    if (summary.warnings.empty()) html += "<li>" + words(w.no_warnings).html + "</li>\n";
    html += "</ul></div></div>\n";
    if (!summary.warnings.empty()) {
        html += "<div class=\"panel\"><h3>" + words(w.warnings).html + "</h3><ul class=\"notes\">\n";
        for (std::size_t i = 0; i < std::min(summary.warnings.size(), most_lines); ++i) {
            html += "<li>" + from_data(summary.warnings[i], longest_warning).html + "</li>\n";
        }
        if (summary.warnings.size() > most_lines) {
            html += "<li>" + words(say(w.more_rules, summary.warnings.size() - most_lines)).html + "</li>";
        }
        html += "</ul></div>";
    }
    return html + "</section>\n";
}

std::string settings_panel(const Contents& contents, const Words& w) {
    const RunSummary& summary = contents.summary;
    HtmlTable table({}, {{w.setting, true}, {w.value, true}});
    table.add({words(w.method), words(method_words(summary, w))});
    table.add({words(w.as_of_name),
               {words(format_day(summary.as_of)).html + " (" + reason_words(summary.as_of_reason, w).html + ")"}});
    if (summary.since) {
        table.add({words(w.since),
                   {words(format_day(*summary.since)).html + " (" + from_data(summary.since_reason).html + ")"}});
    }
    table.add({words(w.map), summary.map_name.empty() ? words(w.no_map_name) : from_data(summary.map_name)});
    if (!summary.currency.empty()) table.add({words(w.currency), from_data(summary.currency)});
    if (summary.method != Method::ntile) {  // which splits ties as no cut point can
        table.add({words(w.cut_flags),
                   {fmt::format("<code>{}</code>", escaped("--method cuts " + output::cuts_words(summary)))}});
    }
    return fmt::format("<div class=\"panel\" id=\"settings\"><h3>{}</h3><p class=\"size\">{}</p>{}</div>\n",
                       words(w.settings_title).html, words(w.settings_lead).html, table.html());
}

}  // namespace rfm::report
