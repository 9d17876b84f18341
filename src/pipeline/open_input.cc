#include "pipeline/open_input.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/shown_text.h"
#include "base/white_space.h"
#include "pipeline/lane.h"

namespace rfm::pipeline {
namespace {

// What is asked of a record to be the header: that it names the columns wanted.
csv::HeaderSearch header_search(const Plan& plan, const std::string& name) {
    csv::HeaderSearch search;
    search.skip_lines = plan.skip_lines;
    search.needed_columns = [&plan, name](const std::vector<std::string>& names,
                                          bool first) -> std::optional<std::vector<std::uint32_t>> {
        try {
            const orders::ColumnMap map = orders::map_columns(names, names.size(), plan, name, !first);
            std::vector<std::uint32_t> needed = {map.customer, map.date};
            if (map.amount) needed.push_back(*map.amount);
            return needed;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::data) throw;
            return std::nullopt;
        }
    };
    return search;
}

// As in "semicolon, header on line 5 (4 lines before it skipped), LF, UTF-8".
std::string dialect_words(const csv::CsvInput& csv, const Plan& plan, const std::string& encoding) {
    const csv::TableStart& table = csv.table();
    std::string header = csv.has_header() ? "header" : "no header";
    if (table.skipped_lines) {
        const std::uint64_t lines = table.header_line - 1;
        header += fmt::format("{} on line {} ({} {} before it skipped)", csv.has_header() ? "" : ", first record",
                              table.header_line, lines, lines == 1 ? "line" : "lines");
    }
    std::string said;
    if (table.separator_line) {
        said =
            *table.separator_line == csv.dialect().delimiter ? " (set by its line sep=)" : " (its line sep= skipped)";
    }
    const std::string delimiter =
        plan.whitespace_delimited ? "white space" : csv::delimiter_name(csv.dialect().delimiter);
    return fmt::format("{}{}, {}, {}, {}", delimiter, said, header, csv.dialect().crlf ? "CRLF" : "LF", encoding);
}

// The sign that stands there twice or more, if it is one that no name holds; 0 if there is none.
char likely_delimiter(std::string_view header) {
    for (const char sign : {'^', '~', ':', '#', '!', '*', '/', '&', '%', '@', '+', '=', ';', ',', '|'}) {
        if (std::count(header.begin(), header.end(), sign) >= 2) return sign;
    }
    return 0;
}

// What to try when the header names nothing that is known: mostly it is none, or was not cut into fields.
std::string header_hint(const csv::CsvInput& csv, const Plan& plan) {
    if (!csv.has_header()) return "";
    if (csv.field_count() == 1) {
        std::string_view rest = base::trimmed(csv.header()[0]);
        int words = 0;
        while (!rest.empty()) {
            ++words;
            rest.remove_prefix(std::min(rest.find_first_of(" \t"), rest.size()));
            rest = base::trimmed(rest);
        }
        if (const char sign = likely_delimiter(csv.header()[0])) {
            return fmt::format("\n  if its fields stand between {0}, give --delimiter '{0}'", sign);
        }
        if (words > 2) return "\n  if its fields stand between blanks, give --delimiter whitespace";
    }
    const bool no_names = std::none_of(csv.header().begin(), csv.header().end(), [&](const std::string& name) {
        return std::any_of(name.begin(), name.end(), base::may_be_letter);
    });
    std::vector<orders::DateReader> forms = first_dates(plan);
    const bool has_date = std::any_of(csv.header().begin(), csv.header().end(), [&](const std::string& name) {
        DayNumber day = 0;
        return std::any_of(forms.begin(), forms.end(),
                           [&](orders::DateReader& dates) { return dates.read(name, day) == orders::DateStatus::ok; });
    });
    if (!no_names && !has_date) return "";
    return "\n  if that is the first order, and no header, give --no-header, and the columns by number, as in "
           "--customer 1";
}

orders::ColumnMap map_columns(const csv::CsvInput& csv, const Plan& plan, const std::string& doubt) {
    try {
        return orders::map_columns(csv.header(), csv.field_count(), plan, csv.name());
    } catch (const Error& error) {
        std::string more;
        if (csv.table().separator_line && csv.field_count() == 1) {
            more += fmt::format("\n  its line sep= sets the delimiter to {}; if that is wrong, give --delimiter",
                                csv::delimiter_name(csv.dialect().delimiter));
        }
        if (csv.table().likely_header) {
            more += csv::likely_header_words(*csv.table().likely_header);
        } else if (more.empty()) {
            more += header_hint(csv, plan);
        }
        if (!doubt.empty()) more += "\n  " + doubt;
        throw Error(error.kind(), error.what() + more);
    }
}

// A header whose date column is named like a day is the first order of a file without a header: read as a header, that
// order would be lost without a word.
void refuse_order_as_header(const csv::CsvInput& csv, const orders::ColumnMap& columns, const Plan& plan) {
    if (!csv.has_header()) return;
    const std::string& name = csv.header()[columns.date];
    for (orders::DateReader& dates : first_dates(plan)) {
        DayNumber day = 0;
        if (dates.read(name, day) != orders::DateStatus::ok) continue;
        throw Error(ErrorKind::data,
                    fmt::format("{}: the first record is an order, not a header: where the date is to be it has {}; "
                                "give --no-header, and the columns by number",
                                csv.name(), base::shown(name)));
    }
}

}  // namespace

OpenInput open_input(sources::Text text, const Plan& plan, std::vector<std::vector<std::string>>& headers) {
    const std::string name = text.bytes.source->name();
    const std::optional<char> delimiter = text.delimiter ? text.delimiter : plan.delimiter;
    csv::CsvInput csv =
        csv::CsvInput::open(std::move(text.bytes), delimiter, plan.has_header, header_search(plan, name));
    headers.push_back(csv.header());
    orders::ColumnMap columns = map_columns(csv, plan, text.doubt);
    refuse_order_as_header(csv, columns, plan);
    InputInfo info;
    info.name = csv.name();
    info.dialect = dialect_words(csv, plan, text.encoding);
    info.columns = columns.words;
    return {std::move(csv), std::move(columns), std::move(info)};
}

}  // namespace rfm::pipeline
