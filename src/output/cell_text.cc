#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/display_width.h"
#include "base/text_table.h"
#include "output/overview_text.h"

namespace rfm::output {
namespace {

// At most four characters, as in 999, 1.2k, 34k, 567k, 8.9M; rounded down.
std::string short_count(std::uint64_t count) {
    constexpr std::array<char, 6> units = {'k', 'M', 'G', 'T', 'P', 'E'};
    if (count < 1000) return fmt::to_string(count);
    std::size_t unit = 0;
    while (count >= 1'000'000) {
        count /= 1000;
        ++unit;
    }
    if (count < 10'000) return fmt::format("{}.{}{}", count / 1000, count % 1000 / 100, units[unit]);
    return fmt::format("{}{}", count / 1000, units[unit]);
}

template <class Words>
std::vector<base::TableRow> table_of(const Overview& overview, const Words& words) {
    std::vector<base::TableRow> rows(1, {""});
    for (int f = 1; f <= overview.bins; ++f) rows[0].push_back(fmt::format("F {}", f));
    for (int r = overview.bins; r >= 1; --r) {
        rows.push_back({fmt::format("R {}", r)});
        for (int f = 1; f <= overview.bins; ++f) {
            const CustomerGroup& cell = overview.cells[static_cast<std::size_t>((r - 1) * overview.bins + f - 1)];
            rows.back().push_back(cell.customers == 0 ? "-" : words(cell.customers));
        }
    }
    return rows;
}

// The columns are of one width, `gap` blanks between them.
std::string even(const std::vector<base::TableRow>& rows, int gap, const TextStyle& style, int& width) {
    int widest = 0;
    for (const base::TableRow& row : rows) {
        for (std::size_t i = 1; i < row.size(); ++i) widest = std::max(widest, base::display_width(row[i]));
    }
    const int label = base::display_width(rows[1][0]);
    width = label + (gap + widest) * static_cast<int>(rows[0].size() - 1);
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line = base::padded(rows[r][0], label);
        for (std::size_t i = 1; i < rows[r].size(); ++i) {
            const std::string text = base::right_aligned(rows[r][i], gap + widest);
            line += rows[r][i] == "-" ? inked(Ink::faint, text, style) : text;
        }
        out += (r == 0 ? inked(Ink::heading, line, style) : line) + "\n";
    }
    return out;
}

}  // namespace

std::string cell_text(const Overview& overview, const TextStyle& style) {
    const std::string heading =
        "\n" + inked(Ink::heading, "customers by recency score (R, rows) and frequency score (F)", style) + "\n";
    int width = 0;
    std::string table = even(
        table_of(overview, [](std::uint64_t count) { return base::grouped(fmt::to_string(count)); }), 2, style, width);
    if (width > style.width) table = even(table_of(overview, short_count), 1, style, width);
    return heading + table;
}

}  // namespace rfm::output
