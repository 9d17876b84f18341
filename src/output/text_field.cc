#include "output/text_field.h"

#include <algorithm>
#include <iterator>

#include "base/csv_field.h"
#include "base/white_space.h"

namespace rfm::output {
namespace {

// What spreadsheets take for the start of a formula, also behind white space, and as full-width signs, which some take
// for the plain ones. A tab or a line end can start one on its own: some drop it, others cut the cell there.
bool looks_like_formula(std::string_view text) {
    if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n')) return true;
    while (const std::size_t n = base::leading_space(text)) text.remove_prefix(n);
    constexpr std::string_view signs[] = {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::any_of(std::begin(signs), std::end(signs),
                       [&](std::string_view sign) { return text.starts_with(sign); });
}

}  // namespace

void append_text_field(std::string& out, std::string_view text, bool for_spreadsheet, char delimiter) {
    if (for_spreadsheet && looks_like_formula(text)) {
        std::string marked = "'";
        marked += text;
        base::append_field(out, marked, delimiter);
    } else {
        base::append_field(out, text, delimiter);
    }
}

}  // namespace rfm::output
