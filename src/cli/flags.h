// The flags as they were typed, and how they become a Plan. No other room sees CLI11.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <rfm/plan.h>

namespace rfm::cli {

// What stands on the command line, unchecked.
struct ScoreFlags {
    std::vector<std::string> inputs;
    std::string encoding, sheet;
    std::string delimiter;
    bool no_header = false;
    std::string skip_lines;
    std::string customer, date, amount, order_id, status, refund, currency_column;
    bool no_monetary = false;
    std::vector<std::string> keep, drop;
    std::string date_format;
    std::string time_zone;
    std::string decimal = "auto";
    std::string currency, rates;
    std::string amount_per = "line";
    std::string cancel_prefix;
    bool dedupe = false;
    std::string customer_case = "keep";
    bool trim = true;
    std::string as_of, since, window;
    std::string refunds = "subtract";
    std::string method = "quintile";
    int bins = 5;
    std::string r_cuts, f_cuts, m_cuts;
    std::string map;
    std::string labels = "en";
    std::string sort;
    std::string columns, weights, only, top;
    std::string rejects;
    unsigned threads = 0;
    std::string memory_limit;
    std::string config, preset;
    std::vector<std::string> preset_keep, preset_drop;  // the filters of the preset
};

// Flags that say what is read and how it is scored: those of score and inspect.
void add_score_flags(CLI::App& app, ScoreFlags& flags);

// An empty value is mostly a shell variable that was never set: refused, for each flag that takes a value, rather than
// taken for a flag that was not given.
void refuse_empty_values(CLI::App& command);

// Throws Error(usage) that names the flag, the value and what to give instead.
Plan make_plan(const ScoreFlags& flags);

// Flags that say what is written of the scores: those of score.
void add_selection_flags(CLI::App& app, ScoreFlags& flags);

Labels parse_labels(const std::string& text);

}  // namespace rfm::cli
