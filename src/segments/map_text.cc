#include "segments/map_text.h"

#include <algorithm>

#include <fmt/format.h>

#define CSV_IO_NO_THREAD
#include <libfccp/csv.h>

#include <rfm/error.h>

#include "base/byte_order_mark.h"
#include "base/shown_text.h"
#include "segments/score_range.h"

namespace rfm::segments {
namespace {

// Spaces around a field do not count, "quoted, fields" do as one, and blank lines are passed over.
template <unsigned columns>
using Reader = io::CSVReader<columns, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>,
                             io::throw_on_overflow, io::empty_line_comment>;

[[noreturn]] void refuse(std::string_view source_name, std::size_t line, std::string_view what) {
    throw Error(ErrorKind::data, fmt::format("{}:{}: {}", source_name, line, what));
}

// The text as fast-cpp-csv-parser can take it, and its lines for messages. That library cuts a line at a NUL byte, and
// the packaged version returns stale rows from a long text that does not end in a newline.
class Lines {
public:
    Lines(std::string_view csv_text, std::string_view source_name) : source_name_(source_name) {
        if (csv_text.size() > max_map_bytes) {
            throw Error(ErrorKind::data, fmt::format("{}: {} bytes are too many for a segment map; is it another file?",
                                                     source_name, csv_text.size()));
        }
        text_ = base::without_byte_order_mark(csv_text);
        // Old spreadsheets on the Macintosh end lines with CR alone.
        if (text_.find('\n') == std::string::npos) std::replace(text_.begin(), text_.end(), '\r', '\n');
        if (!text_.ends_with('\n')) text_.push_back('\n');
        for (std::size_t begin = 0; begin < text_.size();) {
            const std::size_t end = text_.find('\n', begin);
            std::string_view line = std::string_view(text_).substr(begin, end - begin);
            if (line.ends_with('\r')) line.remove_suffix(1);
            lines_.push_back(line);
            check(line);
            begin = end + 1;
        }
    }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;

    const char* begin() const { return text_.data(); }
    const char* end() const { return text_.data() + text_.size(); }
    std::string_view line(std::size_t number) const {
        return number >= 1 && number <= lines_.size() ? lines_[number - 1] : std::string_view();
    }

    // The first line that is not blank, or 0.
    std::size_t header_line() const {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].find_first_not_of(" \t") != std::string_view::npos) return i + 1;
        }
        return 0;
    }

private:
    void check(std::string_view line) const {
        if (line.find('\0') != std::string_view::npos) {
            refuse(source_name_, lines_.size(), "a NUL byte: this is not plain text; save it as 'CSV UTF-8'");
        }
        if (!base::is_utf8(line)) {
            refuse(source_name_, lines_.size(),
                   fmt::format("{} is not UTF-8; save the file as 'CSV UTF-8'", base::shown(line)));
        }
    }

    std::string_view source_name_;
    std::string text_;
    std::vector<std::string_view> lines_;
};

std::string_view separator_hint(std::string_view header) {
    if (header.find(',') != std::string_view::npos) return "";
    if (header.find(';') != std::string_view::npos) return "; separate the columns with commas, not with ;";
    if (header.find('\t') != std::string_view::npos) return "; separate the columns with commas, not with tabs";
    return "";
}

[[noreturn]] void refuse_header(const Lines& lines, std::string_view source_name, std::string_view wanted) {
    const std::size_t line = lines.header_line();
    if (line == 0) {
        throw Error(ErrorKind::data, fmt::format("{}: is empty; the first line must be {}", source_name, wanted));
    }
    refuse(source_name, line,
           fmt::format("the header is {}, but must name the columns {}{}", base::shown(lines.line(line)), wanted,
                       separator_hint(lines.line(line))));
}

// Runs a read of the library's; its exceptions, whose texts are cut off at fixed lengths, become ours.
template <unsigned columns, class Read>
auto reading(const Reader<columns>& reader, const Lines& lines, std::string_view source_name, Read read) {
    const auto refuse_line = [&](std::string_view what) {
        const std::size_t line = reader.get_file_line();
        refuse(source_name, line, fmt::format("{} {}", base::shown(lines.line(line)), what));
    };
    try {
        return read();
    } catch (const io::error::too_few_columns&) {
        refuse_line(fmt::format("has fewer than {} columns; a column that may hold anything is written *", columns));
    } catch (const io::error::too_many_columns&) {
        refuse_line(fmt::format("has more than {} columns; put a name that holds a comma in double quotes", columns));
    } catch (const io::error::escaped_string_not_closed&) {
        refuse_line("opens a double quote and does not close it on the same line; close it, or take it out");
    } catch (const io::error::base&) {
        refuse_line("can't be read as CSV; open the file in a text editor and look at this line");
    }
    throw Error(ErrorKind::bug, "unreachable: a bad line of a segment map was let through");
}

template <unsigned columns, class... Names>
void read_header(Reader<columns>& reader, const Lines& lines, std::string_view source_name, std::string_view wanted,
                 Names... names) {
    try {
        reader.read_header(io::ignore_no_column, names...);
    } catch (const io::error::base&) {
        refuse_header(lines, source_name, wanted);
    }
}

}  // namespace

std::vector<MapTextRow> read_map_text(std::string_view csv_text, std::string_view source_name, int bins) {
    const Lines lines(csv_text, source_name);
    Reader<4> reader(std::string(source_name), lines.begin(), lines.end());
    read_header(reader, lines, source_name, "segment,r,f,m", "segment", "r", "f", "m");

    std::vector<MapTextRow> rows;
    std::string segment, r, f, m;
    while (reading(reader, lines, source_name, [&] { return reader.read_row(segment, r, f, m); })) {
        const std::size_t line = reader.get_file_line();
        // A blank row of a spreadsheet is saved as commas.
        if (segment.empty() && r.empty() && f.empty() && m.empty()) continue;
        if (segment.find_first_not_of(" \t") == std::string::npos) {
            refuse(source_name, line, "column 'segment': the name is empty; give the segment a name");
        }
        const auto range = [&](const char* column, const std::string& text) {
            const auto parsed = parse_range(text, bins);
            if (!parsed) {
                refuse(source_name, line,
                       fmt::format("column '{}': {} {}", column, base::shown(text), explain_bad_range(text, bins)));
            }
            return *parsed;
        };
        rows.push_back({{segment, range("r", r), range("f", f), range("m", m), static_cast<int>(line)},
                        std::string(lines.line(line))});
    }
    if (rows.empty()) {
        throw Error(ErrorKind::data, fmt::format("{}: has no rows; write one such as sleeping,*,*,*", source_name));
    }
    return rows;
}

std::vector<std::pair<std::string, std::string>> read_labels_text(std::string_view csv_text,
                                                                  std::string_view source_name) {
    const Lines lines(csv_text, source_name);
    Reader<2> reader(std::string(source_name), lines.begin(), lines.end());
    read_header(reader, lines, source_name, "segment,label", "segment", "label");

    std::vector<std::pair<std::string, std::string>> labels;
    std::string segment, label;
    while (reading(reader, lines, source_name, [&] { return reader.read_row(segment, label); })) {
        labels.emplace_back(segment, label);
    }
    return labels;
}

}  // namespace rfm::segments
