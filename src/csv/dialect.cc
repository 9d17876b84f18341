#include "csv/dialect.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "csv/exact_scanner.h"

namespace rfm::csv {
namespace {

constexpr std::size_t sample_size = std::size_t{64} << 10;
constexpr std::size_t sample_records = 1000;

struct Fit {
    char delimiter = ',';
    std::size_t fields = 0;    // of the first record
    std::size_t agreeing = 0;  // records with as many, and every quote where it should be
    std::size_t records = 0;
};

// Whether a quote stands inside an unquoted field of the record. A wrong delimiter leaves such quotes behind: to ';',
// the field in a,"b;c",d begins before the quote.
bool has_stray_quote(std::string_view text, const Structure& structure, std::size_t begin, std::size_t first,
                     std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) {
        const std::string_view field = text.substr(begin, structure.positions[i] - begin);
        if (!field.starts_with('"') && field.find('"') != std::string_view::npos) return true;
        begin = structure.positions[i] + std::size_t{1};
    }
    return false;
}

Fit measure(std::string_view sample, bool whole, char delimiter) {
    std::string text(sample);
    if (whole && !text.empty() && text.back() != '\n') text.push_back('\n');
    Structure structure;
    std::vector<std::uint32_t> faulty;
    scan_exactly(text.data(), text.size(), delimiter, structure, faulty);
    Fit fit{delimiter, 0, 0, 0};
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < structure.record_count && fit.records < sample_records; ++i) {
        const std::size_t fields = structure.record_ends[i] - first + std::size_t{1};
        const std::size_t begin = first == 0 ? 0 : structure.positions[first - 1] + std::size_t{1};
        const std::string_view record =
            std::string_view(text).substr(begin, structure.positions[structure.record_ends[i]] - begin);
        const std::uint32_t first_position = std::exchange(first, structure.record_ends[i] + 1);
        if (record.empty() || record == "\r") continue;
        if (fit.fields == 0) fit.fields = fields;
        ++fit.records;
        if (fields == fit.fields && !std::binary_search(faulty.begin(), faulty.end(), i) &&
            !has_stray_quote(text, structure, begin, first_position, structure.record_ends[i])) {
            ++fit.agreeing;
        }
    }
    return fit;
}

std::array<Fit, candidate_delimiters.size()> measure_all(std::string_view sample, bool whole) {
    std::array<Fit, candidate_delimiters.size()> fits;
    std::transform(candidate_delimiters.begin(), candidate_delimiters.end(), fits.begin(),
                   [&](char candidate) { return measure(sample, whole, candidate); });
    return fits;
}

}  // namespace

std::string delimiter_name(char delimiter) {
    switch (delimiter) {
        case ',':
            return "comma";
        case ';':
            return "semicolon";
        case '\t':
            return "tab";
        case '|':
            return "vertical bar";
        case ' ':
            return "space";
        default:
            return base::shown({&delimiter, 1});
    }
}

Dialect detect_dialect(std::string_view sample, bool whole, std::optional<char> delimiter, const std::string& name) {
    Dialect dialect;
    const std::size_t line_feed = sample.find('\n');
    dialect.crlf = line_feed != std::string_view::npos && line_feed > 0 && sample[line_feed - 1] == '\r';
    if (delimiter) {
        dialect.delimiter = *delimiter;
        return dialect;
    }
    auto fits =
        sample.size() <= sample_size ? measure_all(sample, whole) : measure_all(sample.substr(0, sample_size), false);
    // A first record that is longer than that needs all there is.
    if (sample.size() > sample_size &&
        std::all_of(fits.begin(), fits.end(), [](const Fit& fit) { return fit.records == 0; })) {
        fits = measure_all(sample, whole);
    }
    Fit best;
    bool tie = false;
    for (const Fit& fit : fits) {
        if (fit.fields < 2) continue;
        const auto share = [](const Fit& f) { return f.records == 0 ? 0 : 100 * f.agreeing / f.records; };
        if (best.fields == 0 || share(fit) > share(best) || (share(fit) == share(best) && fit.fields > best.fields)) {
            best = fit;
            tie = false;
        } else if (share(fit) == share(best) && fit.fields == best.fields) {
            tie = true;
        }
    }
    if (tie) {
        throw Error(
            ErrorKind::data,
            fmt::format("{}: can't tell the delimiter: more than one cuts every record into {} fields; give it, "
                        "as in --delimiter ';'",
                        name, best.fields));
    }
    if (best.fields > 0) dialect.delimiter = best.delimiter;
    return dialect;
}

}  // namespace rfm::csv
