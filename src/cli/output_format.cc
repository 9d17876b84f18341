#include "cli/output_format.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/shown_text.h"

namespace rfm::cli {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 4> formats = {{
    {"csv", Format::csv},
    {"tsv", Format::tsv},
    {"jsonl", Format::jsonl},
    {"xlsx", Format::xlsx},
}};

std::optional<Format> format_named(std::string_view name) {
    for (const auto& [known, format] : formats) {
        if (name == known) return format;
    }
    return std::nullopt;
}

[[noreturn]] void refuse_parquet(const std::string& what) {
    throw Error(ErrorKind::usage,
                what +
                    ": Parquet is not written: Debian 12 has no library for it; write CSV and convert it, as with\n"
                    "  duckdb -c \"COPY (SELECT * FROM read_csv('scores.csv', types = {customer_id: 'VARCHAR', "
                    "rfm_score: 'VARCHAR'})) TO 'scores.parquet'\"");
}

}  // namespace

std::string ending_of(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const std::size_t point = name.rfind('.');
    if (point == std::string::npos || point == 0) return {};
    std::string ending = name.substr(point + 1);
    std::transform(ending.begin(), ending.end(), ending.begin(), base::lower);
    return ending;
}

Format choose_format(const std::string& format, const std::string& output) {
    if (!format.empty()) {
        if (const auto known = format_named(format)) return *known;
        if (format == "parquet") refuse_parquet("--format parquet");
        throw Error(ErrorKind::usage,
                    fmt::format("--format {}: must be one of csv, tsv, jsonl, xlsx", base::shown(format)));
    }
    const std::string ending = ending_of(output);
    if (ending == "parquet") refuse_parquet("--output " + base::shown(output));
    return ending == "ndjson" ? Format::jsonl : format_named(ending).value_or(Format::csv);
}

std::string_view format_ending(Format format) noexcept {
    for (const auto& [name, known] : formats) {
        if (known == format) return name;
    }
    return "";
}

std::string ending_doubt(const std::string& output, Format format) {
    constexpr std::array<std::string_view, 13> others = {"gz",  "zst", "xz",   "bz2",     "zip",    "xls", "xlsm",
                                                         "ods", "pdf", "json", "parquet", "ndjson", "html"};
    const std::string ending = ending_of(output);
    const bool is_other = std::find(others.begin(), others.end(), ending) != others.end() ||
                          format_named(ending).value_or(format) != format;
    if (!is_other || (format == Format::jsonl && (ending == "ndjson" || ending == "json"))) return {};
    return fmt::format("{}: is written as {}, whatever its name says", output, format_ending(format));
}

void refuse_style(Format format, const CsvStyle& style) {
    if (format == Format::csv || format == Format::tsv) return;
    const char* const flag = style.for_spreadsheet ? "--for-spreadsheet" : style.byte_order_mark ? "--bom" : nullptr;
    if (flag == nullptr) return;
    throw Error(ErrorKind::usage,
                fmt::format("{}: has no meaning in {}, where {}; leave it out", flag, format_ending(format),
                            format != Format::xlsx  ? "there is neither a mark nor a formula"
                            : style.for_spreadsheet ? "text is text and never runs as a formula"
                                                    : "programs know the encoding"));
}

}  // namespace rfm::cli
