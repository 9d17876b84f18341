#include "diff/report_tables.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "diff/percent.h"

namespace rfm::diff {
namespace {

std::string counted(std::uint64_t count) {
    return base::grouped(fmt::to_string(count));
}

}  // namespace

std::string signed_grouped(std::string number) {
    const bool zero = number.find_first_of("123456789") == std::string::npos;
    return base::grouped(zero || number.starts_with('-') ? number : "+" + number);
}

std::string change_percent(base::Int128 before, base::Int128 now) {
    if (before == 0) return "";
    return percent_text(now - before, before < 0 ? -before : before, 2);
}

std::string file_words(const ComparedFile& file) {
    const std::string day = file.facts.as_of ? "as of " + format_day(*file.facts.as_of) + ", " : "";
    return fmt::format("{}{} customer{}", day, counted(file.facts.customers), file.facts.customers == 1 ? "" : "s");
}

std::string move_words(const MoveTable& moves) {
    return fmt::format("won {}, lost {}, rising {}, slipping {}, in the same segment {}", counted(moves.won()),
                       counted(moves.lost()), counted(moves.rising()), counted(moves.slipping()),
                       counted(moves.staying()));
}

std::vector<base::TableRow> move_rows(const Comparison& comparison) {
    const MoveTable& moves = comparison.moves;
    const std::vector<std::string>& names = comparison.order.names();
    std::vector<base::TableRow> rows(1, {"from / to"});
    rows[0].insert(rows[0].end(), names.begin(), names.end());
    rows[0].insert(rows[0].end(), {std::string(gone_word), "all"});
    for (std::size_t from = 0; from <= names.size(); ++from) {
        const bool is_new = from == names.size();
        base::TableRow& row = rows.emplace_back(1, is_new ? std::string(new_word) : names[from]);
        for (std::size_t to = 0; to <= names.size(); ++to) {
            row.push_back(is_new && to == names.size() ? "" : counted(moves.cell(from, to).customers));
        }
        row.push_back(counted(moves.from(from).customers));
    }
    base::TableRow& all = rows.emplace_back(1, "all");
    for (std::size_t to = 0; to <= names.size(); ++to) all.push_back(counted(moves.to(to).customers));
    all.push_back(counted(moves.all().customers));
    return rows;
}

std::vector<base::TableRow> segment_rows(const Comparison& comparison) {
    const bool money = comparison.has_monetary();
    std::vector<base::TableRow> rows(1, {"segment", "customers before", "now", "change", "%"});
    if (money) rows[0].insert(rows[0].end(), {"revenue before", "now", "change", "%"});
    const auto percent = [](base::Int128 before, base::Int128 now) {
        const std::string text = change_percent(before, now);
        return text.empty() ? std::string("-") : signed_grouped(text) + "%";
    };
    const auto amount = [&](base::Int128 value) { return base::format_scaled(value, comparison.decimals()); };
    const auto add = [&](const std::string& name, const MoveCell& before, const MoveCell& now) {
        base::TableRow& row = rows.emplace_back();
        const auto change = static_cast<std::int64_t>(now.customers - before.customers);
        row = {name, counted(before.customers), counted(now.customers), signed_grouped(fmt::to_string(change)),
               percent(before.customers, now.customers)};
        if (!money) return;
        row.push_back(base::grouped(amount(before.old_monetary)));
        row.push_back(base::grouped(amount(now.new_monetary)));
        row.push_back(signed_grouped(amount(now.new_monetary - before.old_monetary)));
        row.push_back(percent(before.old_monetary, now.new_monetary));
    };
    const std::vector<std::string>& names = comparison.order.names();
    for (std::size_t i = 0; i < names.size(); ++i) add(names[i], comparison.moves.from(i), comparison.moves.to(i));
    add("all", comparison.moves.all_old(), comparison.moves.all_new());
    return rows;
}

std::vector<base::TableRow> score_rows(const Comparison& comparison) {
    constexpr const char* names[3] = {"recency", "frequency", "monetary"};
    std::vector<base::TableRow> rows(1, {"score in both", "up", "same", "down"});
    for (std::size_t metric = 0; metric < 3; ++metric) {
        if (!comparison.has_score(metric)) continue;
        const ScoreMoves moves = comparison.moves.score_moves(metric);
        rows.push_back({names[metric], counted(moves.up), counted(moves.same), counted(moves.down)});
    }
    if (rows.size() == 1) rows.clear();
    return rows;
}

}  // namespace rfm::diff
