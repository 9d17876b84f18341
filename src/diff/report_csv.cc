// One record for each way from a segment to a segment, those that nobody went as well, so that two reports have the
// same rows.
#include <fmt/format.h>

#include "base/csv_field.h"
#include "base/decimal.h"
#include "diff/report.h"

namespace rfm::diff {

std::string report_csv(const Comparison& comparison) {
    const std::vector<std::string>& names = comparison.order.names();
    const bool old_money = comparison.old_file.facts.has_monetary;
    const bool new_money = comparison.new_file.facts.has_monetary;
    std::string out = "from,to,customers";
    if (old_money) out += ",old_monetary";
    if (new_money) out += ",new_monetary";
    out += '\n';
    const auto append_amount = [&](base::Int128 value) {
        out += ',';
        out += base::format_scaled(value, comparison.decimals());
    };
    for (std::size_t from = 0; from <= names.size(); ++from) {
        for (std::size_t to = 0; to <= names.size(); ++to) {
            if (from == names.size() && to == names.size()) continue;
            const MoveCell& cell = comparison.moves.cell(from, to);
            base::append_field(out, from == names.size() ? new_word : std::string_view(names[from]));
            out += ',';
            base::append_field(out, to == names.size() ? gone_word : std::string_view(names[to]));
            out += ',';
            out += fmt::to_string(cell.customers);
            if (old_money) append_amount(cell.old_monetary);
            if (new_money) append_amount(cell.new_monetary);
            out += '\n';
        }
    }
    return out;
}

}  // namespace rfm::diff
