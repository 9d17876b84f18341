// For wikis, issues and chats: the tables of the text as pipe tables.
#include <fmt/format.h>

#include "diff/report.h"
#include "diff/report_tables.h"

namespace rfm::diff {
namespace {

// What would end a cell, or start something else in it, is escaped.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\|*_`<[").find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

std::string pipe_table(const std::vector<base::TableRow>& rows) {
    std::string out;
    for (const base::TableRow& row : rows) {
        for (const std::string& cell : row) out += "| " + escaped(cell) + (cell.empty() ? "" : " ");
        out += "|\n";
        if (&row != &rows.front()) continue;
        for (std::size_t i = 0; i < row.size(); ++i) out += i == 0 ? "| --- " : "| ---: ";
        out += "|\n";
    }
    return out;
}

}  // namespace

std::string report_markdown(const Comparison& comparison) {
    const ComparedFile& before = comparison.old_file;
    const ComparedFile& now = comparison.new_file;
    std::string out = fmt::format("{} ({}) → {} ({})\n\n", escaped(before.name), file_words(before), escaped(now.name),
                                  file_words(now));
    out += pipe_table(move_rows(comparison));
    out += "\n" + move_words(comparison.moves) + "\n\n";
    out += pipe_table(segment_rows(comparison));
    if (const auto scores = score_rows(comparison); !scores.empty()) out += "\n" + pipe_table(scores);
    return out;
}

}  // namespace rfm::diff
