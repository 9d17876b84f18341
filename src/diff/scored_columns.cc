#include "diff/scored_columns.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::diff {
namespace {

constexpr std::string_view names[scored_column_count] = {"customer_id",  "segment",  "last_order_date",
                                                         "recency_days", "monetary", "r_score",
                                                         "f_score",      "m_score",  "rfm_score"};

std::string header_words(const std::vector<std::string>& header) {
    constexpr std::size_t most = 12;
    std::string words;
    for (std::size_t i = 0; i < std::min(most, header.size()); ++i) {
        words += (i == 0 ? "" : ", ") + base::shown(header[i], 40);
    }
    if (header.size() > most) words += fmt::format(" and {} more", header.size() - most);
    return words;
}

}  // namespace

std::string_view column_name(ScoredColumn column) noexcept {
    return names[static_cast<std::size_t>(column)];
}

ScoredColumns::ScoredColumns(const std::vector<std::string>& header, const std::string& file) {
    for (std::size_t i = 0; i < scored_column_count; ++i) {
        const auto found = std::find(header.begin(), header.end(), names[i]);
        if (found == header.end()) continue;
        if (std::find(found + 1, header.end(), names[i]) != header.end()) {
            throw Error(ErrorKind::data,
                        fmt::format("{}: column {} stands there twice; which one is it?", file, base::shown(names[i])));
        }
        slots_[i] = positions_.size();
        positions_.push_back(static_cast<std::uint32_t>(found - header.begin()));
    }
    const bool has_id = has(ScoredColumn::customer_id);
    if (has_id && has(ScoredColumn::segment)) return;
    std::string missing = has_id ? "" : base::shown(names[0]);
    if (!has(ScoredColumn::segment)) missing += (has_id ? "" : " and no ") + base::shown(names[1]);
    throw Error(ErrorKind::data,
                fmt::format("{}: is no file that rfm score wrote: it has no column {}; its header is {}", file, missing,
                            header_words(header)));
}

}  // namespace rfm::diff
