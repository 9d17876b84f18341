// The rules once more, field by field with plain searches, over a text that is whole in memory: what the scanners are
// compared with. RFC 4180, and: a quote inside an unquoted field is a literal character; text behind a closing quote
// makes the record faulty, and its field goes on to the next delimiter or line feed; a CR is part of the line end only
// before a line feed or at the end of the text; a blank line is no record; extra fields are allowed when all are empty.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>

#include "csv/text_records.h"

namespace rfm::test {

// field_count 0: as many as the first record has.
inline TextRecords parse_by_the_rules(std::string_view text, char delimiter, std::size_t field_count,
                                      std::uint64_t first_line = 1) {
    const char stops[] = {delimiter, '\n'};
    TextRecords result;
    std::uint64_t line = first_line;  // of counted_to
    std::size_t counted_to = 0;
    const auto line_of = [&](std::size_t position) {
        const std::string_view between = text.substr(counted_to, position - counted_to);
        line += static_cast<std::uint64_t>(std::count(between.begin(), between.end(), '\n'));
        counted_to = position;
        return line;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        std::size_t end = at;
        TextRecord record;
        bool text_after_quote = false;
        for (bool last = false; !last;) {
            std::string value;
            const bool quoted = at < text.size() && text[at] == '"';
            if (quoted) {
                const std::size_t opened = at++;
                for (bool closed = false; !closed;) {
                    const std::size_t quote = text.find('"', at);
                    if (quote == std::string_view::npos) {
                        result.unterminated_quote = line_of(opened);
                        return result;
                    }
                    value += text.substr(at, quote - at);
                    at = quote + 1;
                    closed = at == text.size() || text[at] != '"';
                    if (!closed) value += text[at++];
                }
            }
            end = std::min(text.find_first_of(std::string_view(stops, 2), at), text.size());
            last = end == text.size() || text[end] == '\n';
            std::string_view rest = text.substr(at, end - at);
            if (last && rest.ends_with('\r')) rest.remove_suffix(1);
            if (quoted && !rest.empty()) text_after_quote = true;
            record.fields.push_back(value.append(rest));
            at = std::min(end + 1, text.size());
        }
        std::string_view bytes = text.substr(begin, end - begin);
        if (bytes.ends_with('\r')) bytes.remove_suffix(1);
        if (bytes.empty()) continue;
        record.bytes = bytes;
        record.line = line_of(begin);
        if (field_count == 0) field_count = record.fields.size();
        const std::size_t count = record.fields.size();
        if (text_after_quote) {
            record.fault = csv::RecordFault::text_after_quote;
        } else if (count < field_count) {
            record.fault = csv::RecordFault::too_few_fields;
        } else if (std::any_of(record.fields.begin() + static_cast<std::ptrdiff_t>(field_count), record.fields.end(),
                               [](const std::string& extra) { return !extra.empty(); })) {
            record.fault = csv::RecordFault::too_many_fields;
        }
        if (record.fault == csv::RecordFault::none) {
            record.fields.resize(field_count);
        } else {
            record.fields.clear();
            record.field_count = count;
        }
        result.records.push_back(std::move(record));
    }
    return result;
}

}  // namespace rfm::test
