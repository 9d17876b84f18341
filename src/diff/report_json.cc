// For programs. Amounts and percentages are text, so that no reader rounds them.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/decimal.h"
#include "diff/report.h"
#include "diff/report_tables.h"

namespace rfm::diff {
namespace {

using Json = nlohmann::ordered_json;

Json file_json(const ComparedFile& file, base::Int128 monetary, int decimals) {
    Json json = {{"file", file.name}};
    if (file.facts.as_of) json["as_of"] = format_day(*file.facts.as_of);
    json["customers"] = file.facts.customers;
    if (file.facts.has_monetary) json["monetary"] = base::format_scaled(monetary, decimals);
    return json;
}

}  // namespace

std::string report_json(const Comparison& comparison) {
    const MoveTable& moves = comparison.moves;
    const std::vector<std::string>& names = comparison.order.names();
    const bool old_money = comparison.old_file.facts.has_monetary;
    const bool new_money = comparison.new_file.facts.has_monetary;
    const auto amount = [&](base::Int128 value) { return base::format_scaled(value, comparison.decimals()); };
    const auto percent = [](base::Int128 before, base::Int128 now) {
        const std::string text = change_percent(before, now);
        return text.empty() ? Json(nullptr) : Json(text);
    };
    const auto totals = [&](Json json, const MoveCell& before, const MoveCell& now) {
        json["customers_before"] = before.customers;
        json["customers_now"] = now.customers;
        json["customers_change"] = static_cast<std::int64_t>(now.customers - before.customers);
        json["customers_change_percent"] = percent(before.customers, now.customers);
        if (!comparison.has_monetary()) return json;
        json["monetary_before"] = amount(before.old_monetary);
        json["monetary_now"] = amount(now.new_monetary);
        json["monetary_change"] = amount(now.new_monetary - before.old_monetary);
        json["monetary_change_percent"] = percent(before.old_monetary, now.new_monetary);
        return json;
    };
    Json segments = Json::array();
    for (std::size_t i = 0; i < names.size(); ++i) {
        segments.push_back(totals({{"segment", names[i]}}, moves.from(i), moves.to(i)));
    }
    Json cells = Json::array();
    for (std::size_t from = 0; from <= names.size(); ++from) {
        for (std::size_t to = 0; to <= names.size(); ++to) {
            if (from == names.size() && to == names.size()) continue;
            const MoveCell& cell = moves.cell(from, to);
            Json json = {{"from", from == names.size() ? std::string(new_word) : names[from]},
                         {"to", to == names.size() ? std::string(gone_word) : names[to]},
                         {"customers", cell.customers}};
            if (old_money) json["old_monetary"] = amount(cell.old_monetary);
            if (new_money) json["new_monetary"] = amount(cell.new_monetary);
            cells.push_back(std::move(json));
        }
    }
    Json scores = Json::object();
    constexpr const char* score_names[3] = {"r_score", "f_score", "m_score"};
    for (std::size_t metric = 0; metric < 3; ++metric) {
        if (!comparison.has_score(metric)) continue;
        const ScoreMoves changed = moves.score_moves(metric);
        scores[score_names[metric]] = {{"up", changed.up}, {"same", changed.same}, {"down", changed.down}};
    }
    const Json json = {
        {"old", file_json(comparison.old_file, moves.all_old().old_monetary, comparison.decimals())},
        {"new", file_json(comparison.new_file, moves.all_new().new_monetary, comparison.decimals())},
        {"map", comparison.order.map_name()},
        {"cells", std::move(cells)},
        {"moves",
         {{"won", moves.won()},
          {"lost", moves.lost()},
          {"rising", moves.rising()},
          {"slipping", moves.slipping()},
          {"staying", moves.staying()}}},
        {"segments", std::move(segments)},
        {"all", totals(Json::object(), moves.all_old(), moves.all_new())},
        {"scores", std::move(scores)},
        {"warnings", comparison.warnings},
    };
    // Bytes that are no UTF-8 can only be in the names of the files.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rfm::diff
