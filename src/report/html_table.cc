#include "report/html_table.h"

#include <utility>

#include <fmt/format.h>

namespace rfm::report {

HtmlTable::HtmlTable(std::string_view caption, std::vector<HtmlColumn> columns) : columns_(std::move(columns)) {
    text_ = "<div class=\"table\"><table>";
    if (!caption.empty()) text_ += "<caption>" + words(caption).html + "</caption>";
    text_ += "<thead><tr>";
    for (const HtmlColumn& column : columns_) {
        text_ += fmt::format("<th scope=\"col\"{}>{}</th>", column.is_words ? " class=\"words\"" : "",
                             words(column.name).html);
    }
    text_ += "</tr></thead><tbody>\n";
}

void HtmlTable::add(const std::vector<Markup>& cells) {
    ++rows_;
    text_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const char* const kind = columns_[i].is_words ? " class=\"words\"" : "";
        text_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", kind, cells[i].html)
                        : fmt::format("<td{}>{}</td>", kind, cells[i].html);
    }
    text_ += "</tr>\n";
}

std::string HtmlTable::html() const {
    return text_ + "</tbody></table></div>\n";
}

}  // namespace rfm::report
