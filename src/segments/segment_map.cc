#include "segments/segment_map.h"

#include <algorithm>
#include <embedded/labels_zh.h>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "segments/map_text.h"
#include "segments/score_range.h"

namespace rfm::segments {
namespace {

constexpr std::uint16_t no_segment = std::numeric_limits<std::uint16_t>::max();
constexpr std::size_t max_names = no_segment;
constexpr std::size_t listed_at_most = 10;

// Distinct names in order of first appearance.
class NameTable {
public:
    std::uint16_t index_of(const std::string& name, std::string_view source_name) {
        const auto [at, is_new] = indexes_.try_emplace(name, static_cast<std::uint16_t>(names_.size()));
        if (is_new) {
            if (names_.size() == max_names) {
                throw Error(ErrorKind::data,
                            fmt::format("{}: has more than {} segments; is it another file?", source_name, max_names));
            }
            names_.push_back(name);
        }
        return at->second;
    }

    std::vector<std::string> take() { return std::move(names_); }

private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint16_t> indexes_;
};

// `545`, or `10-4-5` where a score can have two digits.
std::string cell_name(int bins, std::initializer_list<int> scores) {
    return fmt::format("{}", fmt::join(scores, bins > 9 ? "-" : ""));
}

void refuse_monetary_rows(const std::vector<MapTextRow>& rows, std::string_view source_name, int bins) {
    for (const auto& [row, text] : rows) {
        if (is_any(row.m, bins)) continue;
        throw Error(ErrorKind::data,
                    fmt::format("{}:{}: column 'm': '{}' in {}: with --no-monetary there are no m scores; give a map "
                                "on r and f, with * in column m{}",
                                source_name, row.line, format_range(row.m, bins), base::shown(text),
                                bins == 5 ? ", such as --map value-rf" : ""));
    }
}

std::string list_cells(const std::vector<std::string>& cells, std::size_t of, bool with_monetary) {
    const std::size_t listed = std::min(cells.size(), listed_at_most);
    const std::size_t more = cells.size() - listed;
    return fmt::format(
        "{} of the {} {} cells {} no segment: {}{}; add rows for them, or a last row NAME,*,*,* for all "
        "that are left",
        cells.size(), of, with_monetary ? "rfm" : "rf", cells.size() == 1 ? "has" : "have",
        fmt::join(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(listed), " "),
        more == 0 ? "" : fmt::format(" and {} more", more));
}

std::string list_rows(const std::vector<const MapTextRow*>& rows) {
    std::string listed = fmt::format("{} never used, since the rows above take all cells; move {} up or delete {}:",
                                     rows.size() == 1 ? "1 row is" : fmt::format("{} rows are", rows.size()),
                                     rows.size() == 1 ? "it" : "them", rows.size() == 1 ? "it" : "them");
    for (std::size_t i = 0; i < std::min(rows.size(), listed_at_most); ++i) {
        listed += fmt::format("\n  line {}: {}", rows[i]->row.line, base::shown(rows[i]->text, 80));
    }
    if (rows.size() > listed_at_most) listed += fmt::format("\n  and {} more", rows.size() - listed_at_most);
    return listed;
}

}  // namespace

SegmentMap SegmentMap::parse(std::string_view csv_text, std::string_view source_name, int bins, bool with_monetary) {
    const std::vector<MapTextRow> rows = read_map_text(csv_text, source_name, bins);
    if (!with_monetary) refuse_monetary_rows(rows, source_name, bins);

    SegmentMap map;
    map.bins_ = bins;
    map.with_monetary_ = with_monetary;
    map.source_name_ = source_name;
    const auto b = static_cast<std::size_t>(bins);
    map.cells_.assign(with_monetary ? b * b * b : b * b, no_segment);

    NameTable names;
    std::vector<const MapTextRow*> never_used;
    for (const MapTextRow& text_row : rows) {
        const MapRow& row = text_row.row;
        const std::uint16_t name = names.index_of(row.segment, source_name);
        bool used = false;
        for (int r = row.r.low; r <= row.r.high; ++r) {
            for (int f = row.f.low; f <= row.f.high; ++f) {
                for (int m = row.m.low; m <= (with_monetary ? row.m.high : row.m.low); ++m) {
                    std::uint16_t& cell = map.cells_[map.cell_index(r, f, m)];
                    if (cell != no_segment) continue;
                    cell = name;
                    used = true;
                }
            }
        }
        if (!used) never_used.push_back(&text_row);
        map.rows_.push_back(row);
    }
    map.names_ = names.take();
    map.keys_ = map.names_;

    std::vector<std::string> uncovered;
    for (int r = 1; r <= bins; ++r) {
        for (int f = 1; f <= bins; ++f) {
            for (int m = 1; m <= (with_monetary ? bins : 1); ++m) {
                if (map.cells_[map.cell_index(r, f, m)] != no_segment) continue;
                uncovered.push_back(with_monetary ? cell_name(bins, {r, f, m}) : cell_name(bins, {r, f}));
            }
        }
    }
    std::string faults;
    if (!uncovered.empty()) {
        faults = fmt::format("{}: {}", source_name, list_cells(uncovered, map.cells_.size(), with_monetary));
    }
    if (!never_used.empty()) {
        faults += fmt::format("{}{}: {}", faults.empty() ? "" : "\n", source_name, list_rows(never_used));
    }
    if (!faults.empty()) throw Error(ErrorKind::data, faults);
    return map;
}

SegmentMap SegmentMap::with_labels(Labels labels) const {
    SegmentMap map = *this;
    if (labels == Labels::english) return map;

    std::unordered_map<std::string, std::string> label_of;
    for (auto& [segment, label] : read_labels_text(embedded::labels_zh(), "labels-zh.csv")) {
        label_of.emplace(std::move(segment), std::move(label));
    }
    const auto labelled = [&](const std::string& name) {
        const auto found = label_of.find(name);
        return found == label_of.end() ? name : found->second;
    };
    // A map may hold a label as a name already; the two become one segment.
    NameTable names;
    std::vector<std::uint16_t> new_index;
    map.keys_.clear();
    for (std::size_t i = 0; i < names_.size(); ++i) {
        new_index.push_back(names.index_of(labelled(names_[i]), source_name_));
        if (new_index.back() == map.keys_.size()) map.keys_.push_back(keys_[i]);
    }
    for (std::uint16_t& cell : map.cells_) cell = new_index[cell];
    for (MapRow& row : map.rows_) row.segment = labelled(row.segment);
    map.names_ = names.take();
    return map;
}

}  // namespace rfm::segments
