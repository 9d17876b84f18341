// A table of a page, for everybody who does not see the picture beside it.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/html_text.h"

namespace rfm::report {

struct HtmlColumn {
    std::string_view name;
    bool is_words = false;  // starts where words do, and not where numbers line up
};

class HtmlTable {
public:
    // caption: words of the page; empty: none. The first cell of each row is its heading.
    HtmlTable(std::string_view caption, std::vector<HtmlColumn> columns);

    // As many cells as columns.
    void add(const std::vector<Markup>& cells);

    bool is_empty() const noexcept { return rows_ == 0; }
    std::string html() const;

private:
    std::vector<HtmlColumn> columns_;
    std::string text_;
    std::size_t rows_ = 0;
};

}  // namespace rfm::report
