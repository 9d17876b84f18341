#include "cli/previous_scores.h"

#include <algorithm>
#include <optional>

#include <rfm/error.h>

#include "base/temp_file.h"
#include "diff/comparison.h"
#include "output/score_rows.h"
#include "segments/segment_map.h"

namespace rfm::cli {
namespace {

class TempSink : public TextSink {
public:
    explicit TempSink(base::TempFile& file) : file_(file) {}
    void write(std::string_view text) override { file_.append(text); }

private:
    base::TempFile& file_;
};

// The new scores have no file of their own that the user knows of.
std::string named(std::string text, const std::string& temporary) {
    for (std::size_t at = text.find(temporary); at != std::string::npos; at = text.find(temporary, at)) {
        text.replace(at, temporary.size(), "the new scores");
    }
    return text;
}

// Both lists are read side by side in the order of their ids, which takes no memory that grows with them.
diff::Comparison compare(const std::string& old_path, const base::TempFile& scores, const Plan& plan) {
    diff::ComparisonRequest request;
    request.old_path = old_path;
    request.new_path = scores.open_name();
    // Without a map of the run's own it is one of those whose names are the default's.
    request.map = plan.map.empty() ? "value" : plan.map;
    request.bins = plan.bins;
    try {
        diff::Comparison comparison = diff::compare_files(request);
        for (std::string& warning : comparison.warnings) warning = named(warning, request.new_path);
        return comparison;
    } catch (const Error& error) {
        throw Error(error.kind(), "--previous: " + named(error.what(), request.new_path));
    }
}

std::vector<std::string> names_of(const RunSummary& summary) {
    std::vector<std::string> names;
    for (const SegmentTotal& total : summary.segments) names.push_back(total.segment);
    return names;
}

std::vector<std::string> names_in_other_language(const ScoredCustomers& customers, const Plan& plan) {
    const segments::SegmentMap map =
        segments::SegmentMap::load(plan.map, plan.bins, customers.summary().has_monetary)
            .with_labels(plan.labels == Labels::chinese ? Labels::english : Labels::chinese);
    return {map.names().begin(), map.names().end()};
}

const std::string& translated(const std::vector<std::string>& from, const std::vector<std::string>& to,
                              const std::string& name) {
    const auto at = std::find(from.begin(), from.end(), name);
    return at == from.end() ? name : to[static_cast<std::size_t>(at - from.begin())];
}

// What write_csv() writes, with other names for the segments.
void write_renamed(const ScoredCustomers& customers, const std::vector<std::string>& to, TextSink& sink) {
    constexpr std::size_t piece = std::size_t{256} << 10;
    const RunSummary& summary = customers.summary();
    const std::vector<std::string> from = names_of(summary);
    output::ScoreRows rows(summary.amount_decimals, summary.bins, summary.has_monetary);
    std::string text(output::ScoreRows::header());
    for (std::size_t i = 0; i < customers.size(); ++i) {
        CustomerRow row = customers.row(i);
        const std::string name(row.segment);
        row.segment = translated(from, to, name);
        rows.append(row, text);
        if (text.size() < piece) continue;
        sink.write(text);
        text.clear();
    }
    sink.write(text);
}

}  // namespace

Movement movement_since(const std::string& path, const ScoredCustomers& customers, const Plan& plan,
                        std::vector<std::string>& warnings) {
    std::optional<diff::Comparison> comparison;
    const std::vector<std::string> names = names_of(customers.summary());
    std::vector<std::string> compared_names = names;
    try {
        base::TempFile scores("");
        TempSink sink(scores);
        write_csv(customers, sink);
        comparison = compare(path, scores, plan);
    } catch (const Error& error) {
        // The segments of the old list may be named in the other language.
        compared_names = names_in_other_language(customers, plan);
        if (error.kind() != ErrorKind::data || compared_names == names) throw;
        base::TempFile scores("");
        TempSink sink(scores);
        write_renamed(customers, compared_names, sink);
        const Error first = error;
        try {
            comparison = compare(path, scores, plan);
        } catch (const Error& second) {
            if (second.kind() == ErrorKind::data) throw first;
            throw;
        }
    }
    warnings.insert(warnings.end(), comparison->warnings.begin(), comparison->warnings.end());

    Movement movement;
    movement.old_name = path;
    if (const auto as_of = comparison->old_file.facts.as_of) movement.old_as_of = format_day(*as_of);
    for (const std::string& name : comparison->order.names()) {
        movement.segments.push_back(translated(compared_names, names, name));
    }
    const std::size_t count = movement.segments.size();
    for (std::size_t from = 0; from <= count; ++from) {
        movement.customers.emplace_back();
        for (std::size_t to = 0; to <= count; ++to) {
            movement.customers.back().push_back(comparison->moves.cell(from, to).customers);
        }
    }
    return movement;
}

}  // namespace rfm::cli
