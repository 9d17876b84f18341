#include "orders/currency_rates.h"

#include <algorithm>
#include <limits>

#define CSV_IO_NO_THREAD
#include <fmt/format.h>
#include <libfccp/csv.h>

#include <rfm/error.h>

#include "base/byte_order_mark.h"
#include "base/file.h"
#include "base/int128.h"
#include "base/shown_text.h"
#include "base/white_space.h"

namespace rfm::orders {
namespace {

constexpr int rate_decimals = 12;
constexpr std::int64_t rate_unit = 1'000'000'000'000;
constexpr std::size_t largest_file = std::size_t{16} << 20;

// In units of 10^-12; nothing unless it is a positive plain decimal number that fits.
std::optional<std::int64_t> parse_rate(std::string_view text) noexcept {
    base::Int128 value = 0;
    int decimals = 0;
    bool behind_point = false;
    bool any = false;
    for (const char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9' || decimals == rate_decimals) return std::nullopt;
        value = value * 10 + (c - '0');
        if (behind_point) ++decimals;
        any = true;
        if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    }
    for (; decimals < rate_decimals; ++decimals) value *= 10;
    if (!any || value == 0 || value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

using Reader = io::CSVReader<3, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>>;

}  // namespace

std::string normalized_currency(std::string_view text) {
    std::string out(base::trimmed(text));
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

CurrencyRates::CurrencyRates(std::string_view text, const std::string& name) {
    std::string whole(base::without_byte_order_mark(text));
    if (!whole.ends_with('\n')) whole += '\n';  // the reader wants the last line ended
    const auto refuse = [&](unsigned line, const std::string& words) {
        throw Error(ErrorKind::data, fmt::format("{}:{}: {}", name, line, words));
    };
    if (whole.find('\0') != std::string::npos) refuse(1, "there is a NUL byte in it: this is no text");
    unsigned line = 1;
    try {
        Reader reader(name, whole.data(), whole.data() + whole.size());
        reader.read_header(io::ignore_extra_column | io::ignore_missing_column, "date", "currency", "rate");
        if (!reader.has_column("currency") || !reader.has_column("rate")) {
            refuse(1, "the columns must be currency,rate or date,currency,rate");
        }
        const bool dated = reader.has_column("date");
        std::string date, currency, rate;
        while (reader.read_row(date, currency, rate)) {
            line = reader.get_file_line();
            const std::string code = normalized_currency(currency);
            if (code.empty()) refuse(line, "there is no currency");
            const std::optional<std::int64_t> value = parse_rate(base::trimmed(rate));
            if (!value) {
                refuse(line,
                       fmt::format("the rate {} must be a positive number below 9223372 with at most 12 decimals, "
                                   "as in 1.0837",
                                   base::shown(rate)));
            }
            DayNumber from = min_day;
            if (dated) {
                const std::optional<DayNumber> day = parse_iso_day(base::trimmed(date));
                if (!day) refuse(line, fmt::format("{} must be a date as in 2025-01-31", base::shown(date)));
                from = *day;
            }
            rates_[code].push_back({from, *value});
        }
    } catch (const io::error::base& error) {
        throw Error(ErrorKind::data, fmt::format("{}: {}", name, error.what()));
    }
    if (rates_.empty()) throw Error(ErrorKind::data, fmt::format("{}: there is no rate in it", name));
    for (auto& [code, entries] : rates_) {
        std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.from < b.from; });
        const auto twice = std::adjacent_find(entries.begin(), entries.end(),
                                              [](const Entry& a, const Entry& b) { return a.from == b.from; });
        if (twice == entries.end()) continue;
        const std::string when = twice->from == min_day ? "" : " for " + format_day(twice->from);
        throw Error(ErrorKind::data,
                    fmt::format("{}: there are two rates of {}{}; keep one", name, base::shown(code), when));
    }
}

CurrencyRates CurrencyRates::load(const std::string& path) {
    return CurrencyRates(base::read_small_file(path, largest_file), path);
}

std::optional<std::int64_t> CurrencyRates::rate(std::string_view currency, DayNumber day) const {
    const auto found = rates_.find(currency);
    if (found == rates_.end()) return std::nullopt;
    const std::vector<Entry>& entries = found->second;
    const auto after = std::upper_bound(entries.begin(), entries.end(), day,
                                        [](DayNumber d, const Entry& entry) { return d < entry.from; });
    if (after == entries.begin()) return std::nullopt;
    return (after - 1)->rate;
}

std::optional<std::int64_t> convert(std::int64_t amount_scaled, std::int64_t rate) noexcept {
    const base::Int128 product = static_cast<base::Int128>(amount_scaled) * rate;  // below 2^126
    base::Int128 scaled = product / rate_unit;
    const base::Int128 rest = product % rate_unit;
    if (rest * 2 >= rate_unit) ++scaled;
    if (rest * 2 <= -rate_unit) --scaled;
    if (scaled > std::numeric_limits<std::int64_t>::max() || scaled < -std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(scaled);
}

}  // namespace rfm::orders
