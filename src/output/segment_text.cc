#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/display_width.h"
#include "base/text_table.h"
#include "output/bar.h"
#include "output/fitted_text.h"
#include "output/number_text.h"
#include "output/overview_text.h"
#include "output/share.h"

namespace rfm::output {
namespace {

struct Line {
    std::string name, customers, customers_share, money, money_share;
    base::Int128 customers_part = 0, money_part = 0;  // tenths of a percent
};

int widest(const std::vector<Line>& lines, std::string Line::*text) {
    int width = 0;
    for (const Line& line : lines) width = std::max(width, base::display_width(line.*text));
    return width;
}

base::Int128 per_mille(base::Int128 part, base::Int128 whole) {
    return part > 0 && whole > 0 ? std::max<base::Int128>(part * 1000 / whole, 1) : 0;
}

std::vector<Line> lines_of(const RunSummary& summary, const Overview& overview, int name_width, bool unicode) {
    const base::Int128 money = amount_value(summary.monetary_total);
    std::vector<Line> lines = {{"segment", "customers", "share", "revenue", "share"}};
    for (const SegmentProfile& profile : overview.segments) {
        const CustomerGroup& group = profile.group;
        const base::Int128 own = amount_value(group.monetary);
        lines.push_back({fitted(profile.segment, name_width, unicode), base::grouped(fmt::to_string(group.customers)),
                         share(group.customers, summary.customers), base::grouped(group.monetary), share(own, money),
                         per_mille(group.customers, summary.customers), per_mille(own, money)});
    }
    lines.push_back(
        {"all", base::grouped(fmt::to_string(summary.customers)), "", base::grouped(summary.monetary_total), ""});
    return lines;
}

std::string without_blanks_behind(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace

// Both kinds of bars are of one scale, so that they can be compared: a segment that brings more than its share has the
// longer bar on the right.
std::string segment_text(const RunSummary& summary, const Overview& overview, const TextStyle& style) {
    if (overview.segments.empty()) return {};
    constexpr int widest_name = 28;
    constexpr int least_bar = 4;
    constexpr int longest_bar = 40;
    const bool money = summary.has_monetary;
    std::vector<Line> lines = lines_of(summary, overview, widest_name, style.unicode);
    const int customers = widest(lines, &Line::customers);
    const int customers_share = widest(lines, &Line::customers_share);
    const int revenue = widest(lines, &Line::money);
    const int money_share = widest(lines, &Line::money_share);
    const int numbers = 2 + customers + 2 + customers_share + (money ? 2 + revenue + 2 + money_share : 0);
    int name = widest(lines, &Line::name);
    if (name + numbers > style.width) {
        name = std::max(8, style.width - numbers);
        lines = lines_of(summary, overview, name, style.unicode);
    }
    const int left = style.width - name - numbers;
    // Where there is no room for both bars there may be for one.
    int bars = money ? 2 : 1;
    if (left / bars - 2 < least_bar) bars = 1;
    const int longest = std::min(left / bars - 2, longest_bar);
    if (longest < least_bar) bars = 0;

    base::Int128 most = 1;
    for (const Line& line : lines) most = std::max({most, line.customers_part, bars == 2 ? line.money_part : 0});
    const auto bar_of = [&](base::Int128 part, int padded_to) {
        const std::string plain = bar(part, most, longest, style.unicode);
        const int blanks = std::max(0, padded_to - base::display_width(plain));
        return "  " + inked(Ink::bar, plain, style) + std::string(static_cast<std::size_t>(blanks), ' ');
    };
    std::string out = "\n";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        std::string text = base::padded(line.name, name) + "  " + base::right_aligned(line.customers, customers) +
                           "  " + base::right_aligned(line.customers_share, customers_share);
        if (bars > 0) text += bar_of(line.customers_part, longest);
        if (money) {
            text += "  " + base::right_aligned(line.money, revenue) + "  " +
                    base::right_aligned(line.money_share, money_share);
            if (bars == 2) text += bar_of(line.money_part, 0);
        }
        text = without_blanks_behind(std::move(text));
        out += (i == 0 ? inked(Ink::heading, text, style) : text) + "\n";
    }
    return out;
}

}  // namespace rfm::output
