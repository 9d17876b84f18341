#include "segments/score_range.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

namespace rfm::segments {
namespace {

std::string_view without_blanks(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<int> parse_number(std::string_view text) noexcept {
    text = without_blanks(text);
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || text[0] == '-' || error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

// Both ends of `4-5`, or of `4` twice; no look at their sizes yet.
std::optional<ScoreRange> parse_ends(std::string_view text) noexcept {
    const std::size_t dash = text.find('-');
    const auto low = parse_number(text.substr(0, dash));
    const auto high = dash == std::string_view::npos ? low : parse_number(text.substr(dash + 1));
    if (!low || !high) return {};
    return ScoreRange{*low, *high};
}

// Spreadsheets turn a typed 4-5 into a date and save it as 5-Apr, 4月5日, 4/5 or 2025-04-05.
bool looks_like_date(std::string_view text) {
    if (text.find("月") != std::string_view::npos || text.find("年") != std::string_view::npos) return true;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool joins_numbers = is_digit(text.front()) && is_digit(text.back());
    if (joins_numbers && (text.find('/') != std::string_view::npos || std::count(text.begin(), text.end(), '-') == 2)) {
        return true;
    }
    std::string lower;
    for (const char c : text) lower.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    constexpr std::array<std::string_view, 18> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
                                                         "oct", "nov", "dec", "mär", "mai", "okt", "dez", "avr", "ene"};
    return std::any_of(text.begin(), text.end(), is_digit) &&
           std::any_of(months.begin(), months.end(),
                       [&](std::string_view month) { return lower.find(month) != std::string::npos; });
}

}  // namespace

std::optional<ScoreRange> parse_range(std::string_view text, int bins) noexcept {
    text = without_blanks(text);
    if (text == "*") return ScoreRange{1, bins};
    const auto range = parse_ends(text);
    if (!range || range->low < 1 || range->high > bins || range->low > range->high) return {};
    return range;
}

std::string explain_bad_range(std::string_view text, int bins) {
    text = without_blanks(text);
    if (text.empty()) return fmt::format("is no score; write 1 to {}, a range such as 1-2, or * for any", bins);
    if (const auto range = parse_ends(text)) {
        if (range->low > range->high) {
            return fmt::format("is a range from high to low; write {}-{}", range->high, range->low);
        }
        if (range->low < 1 || range->high > bins) {
            return fmt::format("is outside the scores 1 to {}; change it, or the number of scores with --bins", bins);
        }
    }
    if (looks_like_date(text)) {
        return "is a date: a spreadsheet made it of a range such as 4-5; format the column as text, then type the "
               "range again";
    }
    return fmt::format("is not a score; write 1 to {}, a range such as 1-2, or * for any", bins);
}

std::string format_range(ScoreRange range, int bins) {
    if (is_any(range, bins)) return "*";
    if (range.low == range.high) return fmt::format("{}", range.low);
    return fmt::format("{}-{}", range.low, range.high);
}

}  // namespace rfm::segments
