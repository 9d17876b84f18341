#include "csv/later_header.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "base/white_space.h"

namespace rfm::csv {
namespace {

constexpr std::size_t most_candidates = 50;
constexpr std::size_t sample_records = 1000;
constexpr std::size_t sample_size = std::size_t{256} << 10;

struct Candidate {
    SampleRecord record;
    std::vector<std::string> names;
};

// The one record that a line is by itself.
std::optional<SampleRecord> record_of_line(std::string_view text, std::size_t begin, bool whole, char delimiter) {
    const std::size_t line_feed = text.find('\n', begin);
    if (line_feed == std::string_view::npos && !whole) return std::nullopt;
    const std::size_t end = line_feed == std::string_view::npos ? text.size() : line_feed + 1;
    const SampleRecords line(text.substr(0, end), begin, true, delimiter, 1);
    if (line.list().empty()) return std::nullopt;
    return line.list().front();
}

std::vector<Candidate> candidates_of(std::string_view text, const SampleRecords& records, bool whole, char delimiter) {
    std::vector<Candidate> candidates;
    std::size_t looked_at = 0;
    const auto add = [&](const SampleRecord& record) {
        ++looked_at;
        if (record.fields < 2) return;
        if (auto names = records.fields(record)) candidates.push_back({record, std::move(*names)});
    };
    const auto add_lines = [&](std::size_t begin, std::size_t end) {
        while (looked_at < most_candidates) {
            const std::size_t line_feed = text.find('\n', begin);
            if (line_feed == std::string_view::npos || line_feed + 1 >= end) return;
            begin = line_feed + 1;
            if (const auto record = record_of_line(text, begin, whole, delimiter)) add(*record);
        }
    };
    for (const SampleRecord& record : records.list()) {
        if (looked_at >= most_candidates) break;
        if (&record != &records.list().front()) add(record);
        if (record.faulty) add_lines(record.begin, record.end);
    }
    if (records.open_quote()) add_lines(records.end(), text.size());
    return candidates;
}

// How many of the records from the candidate on have as many fields as it, or more that are empty; 0 when more of
// them have some other number.
std::size_t count_alike(std::string_view text, const SampleRecord& header, bool whole, char delimiter) {
    const SampleRecords records(text, header.begin, whole, delimiter, sample_records);
    std::size_t alike = 0;
    std::size_t most_others = 0;
    std::map<std::size_t, std::size_t> others;
    for (const SampleRecord& record : records.list()) {
        if (record.fields >= header.fields && record.fields_in_use <= header.fields) {
            ++alike;
        } else {
            most_others = std::max(most_others, ++others[record.fields]);
        }
    }
    return alike >= most_others ? alike : 0;
}

bool could_be_row(const SampleRecords& records, const SampleRecord& record, std::size_t fields,
                  const std::vector<std::uint32_t>& needed) {
    if (record.fields != fields) return false;
    const auto values = records.fields(record);
    return values && std::all_of(needed.begin(), needed.end(),
                                 [&](std::uint32_t column) { return !base::trimmed((*values)[column]).empty(); });
}

// Two records of the same width, one below the other, of which each could fill the columns needed: another table, with
// names that are not known.
bool could_be_rows(const SampleRecord& record, const SampleRecord& next, std::size_t needed) {
    const std::size_t least = std::max(needed, std::size_t{3});
    return record.fields == next.fields && record.fields_in_use >= least && next.fields_in_use >= least;
}

// Whether a record above the header could be a row, of its table or of another one.
bool is_behind_rows(const SampleRecords& records, const SampleRecord& header,
                    const std::vector<std::uint32_t>& needed) {
    const auto begin = records.list().begin();
    const auto end = std::find_if(begin, records.list().end(),
                                  [&](const SampleRecord& other) { return other.begin >= header.begin; });
    const auto is_row = [&](const SampleRecord& other) { return could_be_row(records, other, header.fields, needed); };
    const auto are_rows = [&](const SampleRecord& other, const SampleRecord& next) {
        return could_be_rows(other, next, needed.size());
    };
    return std::any_of(begin, end, is_row) || std::adjacent_find(begin, end, are_rows) != end;
}

bool is_text(std::string_view field) {
    field = base::trimmed(field);
    return !field.empty() && !base::is_digit(field.front()) &&
           std::any_of(field.begin(), field.end(), base::may_be_letter);
}

// Names for each column, no two of them the same.
bool looks_like_header(std::vector<std::string> names) {
    if (!std::all_of(names.begin(), names.end(), is_text)) return false;
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
}

}  // namespace

LaterHeader find_later_header(std::string_view text, std::size_t begin, bool whole, std::optional<char> delimiter,
                              const NeededColumns& needed_columns) {
    if (text.size() - begin > sample_size) {
        text = text.substr(0, begin + sample_size);
        whole = false;
    }
    LaterHeader likely;
    std::size_t likely_rows = 1;  // a header with nothing below it is not likely
    const std::string_view delimiters = delimiter ? std::string_view(&*delimiter, 1) : candidate_delimiters;
    for (const char cut_by : delimiters) {
        const SampleRecords records(text, begin, whole, cut_by, sample_records);
        for (Candidate& candidate : candidates_of(text, records, whole, cut_by)) {
            const SampleRecord& record = candidate.record;
            const auto needed = needed_columns(candidate.names, false);
            const bool is_likely = !likely.behind_rows && looks_like_header(candidate.names) &&
                                   !records.list().empty() && records.list().front().fields_in_use < record.fields;
            if (!needed && !is_likely) continue;
            const std::size_t alike = count_alike(text, record, whole, cut_by);
            if (needed && alike > 0) {
                const bool behind_rows = is_behind_rows(records, record, *needed);
                LaterHeader header{!behind_rows, behind_rows, cut_by, record, std::move(candidate.names)};
                if (header.found) return header;
                likely = std::move(header);
                break;
            }
            if (is_likely && alike > likely_rows) {
                likely_rows = alike;
                likely = {false, false, cut_by, record, std::move(candidate.names)};
            }
        }
    }
    return likely;
}

}  // namespace rfm::csv
