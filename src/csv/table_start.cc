#include "csv/table_start.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/byte_order_mark.h"
#include "base/shown_text.h"
#include "base/white_space.h"
#include "csv/later_header.h"
#include "csv/sample_records.h"

namespace rfm::csv {
namespace {

std::uint64_t line_of(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

struct SeparatorLine {
    char delimiter;
    std::size_t end;  // behind its line end
};

// The line "sep=;" that spreadsheets take the delimiter from, also in quotes.
std::optional<SeparatorLine> separator_line(std::string_view text) {
    const std::size_t line_feed = text.find('\n');
    std::string_view line = text.substr(0, line_feed);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() == 7 && line.front() == '"' && line.back() == '"') line = line.substr(1, 5);
    if (line.size() != 5 || line[3] != '=' || line[4] == '"') return std::nullopt;
    const auto is_letter = [&](std::size_t at, char letter) { return base::lower(line[at]) == letter; };
    if (!is_letter(0, 's') || !is_letter(1, 'e') || !is_letter(2, 'p')) return std::nullopt;
    return SeparatorLine{line[4], line_feed == std::string_view::npos ? text.size() : line_feed + 1};
}

// Where the line behind `count` lines begins, which may be the end of the text; nothing when there are fewer.
std::optional<std::size_t> behind_lines(std::string_view text, std::uint64_t count) {
    std::size_t at = 0;
    for (; count > 0; --count) {
        const std::size_t line_feed = text.find('\n', at);
        if (line_feed == std::string_view::npos) return std::nullopt;
        at = line_feed + 1;
    }
    return at;
}

[[noreturn]] void refuse_unfinished(std::string_view text, std::size_t begin, SampleReach reach,
                                    std::optional<std::size_t> open_quote, const std::string& name) {
    constexpr std::string_view advice = "close it, or double it (\"\") where it is part of the text";
    if (reach == SampleReach::limit) {
        if (open_quote) {
            throw Error(ErrorKind::data, fmt::format("{}:{}: a quote opens here and is not closed within {} MiB; {}",
                                                     name, line_of(text, *open_quote), text.size() >> 20, advice));
        }
        throw Error(ErrorKind::data, fmt::format("{}: no record ends in the first {} MiB; is this a CSV file?", name,
                                                 text.size() >> 20));
    }
    if (text.find_first_not_of("\r\n", begin) == std::string_view::npos) {
        throw Error(ErrorKind::data,
                    begin == 0 ? fmt::format("{}: holds nothing but blank lines; was the export finished?", name)
                               : fmt::format("{}: holds nothing behind its first {} lines; was the export finished?",
                                             name, line_of(text, begin) - 1));
    }
    throw Error(ErrorKind::data, fmt::format("{}:{}: a quote opens here and is never closed; {}", name,
                                             line_of(text, open_quote.value_or(begin)), advice));
}

// The table that starts with the record at `begin`.
void set_start(TableStart& start, std::string_view text, const SampleRecord& record, bool has_header) {
    start.field_count = record.fields;
    start.header_line = line_of(text, record.begin);
    start.records_begin = has_header ? std::min(record.end, text.size()) : record.begin;
    start.first_line = line_of(text, start.records_begin);
}

// The first record from `begin` on, as the header when there is to be one. False when it is not complete and more of
// the file can be had.
bool start_at_first_record(std::string_view text, std::size_t begin, SampleReach reach, std::optional<char> delimiter,
                           bool has_header, const std::string& name, TableStart& start) {
    const bool whole = reach == SampleReach::whole;
    start.dialect = detect_dialect(text.substr(begin), whole, delimiter, name);
    const SampleRecords records(text, begin, whole, start.dialect.delimiter, 1);
    if (records.list().empty()) {
        if (reach == SampleReach::more) return false;
        refuse_unfinished(text, begin, reach, records.open_quote(), name);
    }
    const SampleRecord& first = records.list().front();
    set_start(start, text, first, has_header);
    if (!has_header) return true;
    auto names = records.fields(first);
    if (!names) {
        throw Error(ErrorKind::data,
                    fmt::format("{}:{}: text stands behind a closing quote in the header; double a quote (\"\") that "
                                "is part of the text",
                                name, start.header_line));
    }
    start.header = std::move(*names);
    return true;
}

}  // namespace

std::optional<TableStart> find_table_start(std::string_view text, SampleReach reach, std::optional<char> delimiter,
                                           bool has_header, const HeaderSearch& search, const std::string& name) {
    TableStart start;
    std::size_t begin = 0;
    // Files that went through several programs may have more than one.
    while (text.substr(begin).starts_with(base::byte_order_mark)) begin += base::byte_order_mark.size();
    if (const auto line = separator_line(text.substr(begin))) {
        start.separator_line = line->delimiter;
        begin += line->end;
        if (!delimiter) delimiter = line->delimiter;
    }
    if (search.skip_lines) {
        const auto behind = behind_lines(text, *search.skip_lines);
        if (!behind && reach == SampleReach::more) return std::nullopt;
        if (!behind) {
            const std::uint64_t lines = line_of(text, text.size()) - (text.ends_with('\n') ? 1 : 0);
            throw Error(
                ErrorKind::data,
                fmt::format("{}: --skip-lines {} leaves nothing to read: {} {} lines", name, *search.skip_lines,
                            reach == SampleReach::whole
                                ? "it has"
                                : fmt::format("the header must end in the first {} MiB, which have", text.size() >> 20),
                            lines));
        }
        begin = std::max(begin, *behind);
        start.skipped_lines = *search.skip_lines > 0;
    }
    const bool is_searched = has_header && search.needed_columns && !search.skip_lines;
    std::optional<Error> refusal;
    bool complete = false;
    try {
        complete = start_at_first_record(text, begin, reach, delimiter, has_header, name, start);
    } catch (const Error& error) {
        // Also a first line with an odd quote may be no part of the table.
        if (!is_searched || text.find_first_not_of("\r\n", begin) == std::string_view::npos) throw;
        refusal = error;
    }
    if (!is_searched) return complete ? std::optional(std::move(start)) : std::nullopt;
    if (complete && search.needed_columns(start.header, true)) return start;

    LaterHeader later = find_later_header(text, begin, reach == SampleReach::whole, delimiter, search.needed_columns);
    if (later.found) {
        const char* const first = text.data() + std::min(text.find_first_not_of("\r\n", begin), text.size());
        const std::string_view behind(first, static_cast<std::size_t>(text.data() + text.size() - first));
        start.dialect =
            detect_dialect(text.substr(later.record.begin), reach == SampleReach::whole, later.delimiter, name);
        set_start(start, text, later.record, true);
        start.header = std::move(later.names);
        start.skipped_lines = true;
        start.found_behind = base::trimmed(behind.substr(0, behind.find('\n')));
        return start;
    }
    if (!complete && !refusal) return std::nullopt;
    if (!later.names.empty()) {
        start.likely_header =
            LikelyHeader{line_of(text, later.record.begin), std::move(later.names), later.behind_rows};
    }
    if (refusal) {
        if (!start.likely_header) throw Error(*refusal);
        throw Error(refusal->kind(), refusal->what() + likely_header_words(*start.likely_header));
    }
    return start;
}

std::string likely_header_words(const LikelyHeader& header) {
    if (header.behind_rows) {
        return fmt::format(
            "\n  line {} names the columns, but lines before it could be orders; if they are none, give --skip-lines "
            "{}",
            header.line, header.line - 1);
    }
    std::string names;
    constexpr std::size_t most = 10;
    for (std::size_t i = 0; i < header.names.size() && i < most; ++i) {
        names += fmt::format("{}{} {}", i == 0 ? "" : ", ", i + 1, base::shown(header.names[i], 40));
    }
    if (header.names.size() > most) names += fmt::format(" and {} more", header.names.size() - most);
    return fmt::format("\n  line {} looks like the header: {}\n  if it is, give --skip-lines {}", header.line, names,
                       header.line - 1);
}

}  // namespace rfm::csv
