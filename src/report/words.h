// What the report says, in each of its languages. A text with {} is completed by fmt.
// Thread-safety: constants.
#pragma once

#include <string_view>

#include <rfm/plan.h>

namespace rfm::report {

struct MetricWords {
    std::string_view name;                 // "Recency"
    std::string_view values;               // the axis of its values
    std::string_view range;                // "{} to {} days"
    std::string_view one;                  // "{} days", of one value
    std::string_view single;               // "1 day"
    std::string_view from;                 // "{} days or more"
    std::string_view below;                // "fewer than {} days"
    std::string_view band, up_to;          // of a score: "{} to {} days", both among them; "{} days or fewer"
    std::string_view up_to_one, from_one;  // of 1
    std::string_view median, median_one;   // "Half of all customers bought within the last {} days."
    std::string_view high, middle, low;    // of scores: "recently"
};

struct Words {
    std::string_view language;  // of the page: "en"
    std::string_view locale;    // in what order names of languages and regions go: "zh-CN"

    std::string_view title, as_of, from_files, more_files;

    // Headline figures.
    std::string_view customers, orders, revenue, revenue_per_order, revenue_per_customer, orders_per_customer,
        best_fifth;
    std::string_view as_of_name, best_fifth_note, in_currency;

    // Sections and what they are about.
    std::string_view segments_title, segments_lead, heatmap_title, heatmap_lead;
    std::string_view spread_title, spread_lead, movement_lead;
    std::string_view top_title, top_lead, top_lead_plain, advice_title, advice_lead, quality_title, quality_lead;
    std::string_view settings_title, settings_lead;

    // Pictures.
    std::string_view segments_figure, segments_figure_plain, segments_finding, heatmap_figure, heatmap_finding;
    std::string_view pareto_figure, pareto_finding, pareto_none, flows_figure, flows_finding, no_map;
    std::string_view frequency_axis, recency_axis, share_of_customers, share_of_revenue, best_label;
    std::string_view before, now, table_summary;

    // Columns and cells of tables.
    std::string_view segment, share, mean_recency, mean_frequency, mean_revenue, range_of_values, score, cut_band,
        nobody;
    std::string_view best_customers, old_segment, new_segment, is_new, is_gone, other_segments, other_flows;
    std::string_view customer, first_order, last_order, days_since, scores, all, cell_tip, best_tip, flow_tip;
    std::string_view revenue_tip, mean_tip, any_customer, rule_joint, more_rules, bought, bought_one, list_joint;
    std::string_view cut_tip;

    // Advice.
    std::string_view what_they_are, what_to_do, what_not_to_do, who_belongs, size;

    // Data quality.
    std::string_view rows_read, rows_used, rows, count, refunds, zero_amounts, without_order_id, guest, filtered,
        after_as_of;
    std::string_view before_since, further_lines, duplicates, other_currency, repeated_headers, rejected, refund_only;
    std::string_view orders_differing, warnings, no_warnings, how_files_were_read, columns_word, date_form,
        decimal_form;
    std::string_view latest_purchase, given;

    // Settings.
    std::string_view setting, value, method, method_quintile, method_ntile, method_r_rfm, method_cuts, cut_flags, map;
    std::string_view no_map_name, since, currency, made_by, scores_word;

    MetricWords metrics[3];  // recency, frequency, monetary
};

const Words& words_of(Labels labels) noexcept;

}  // namespace rfm::report
