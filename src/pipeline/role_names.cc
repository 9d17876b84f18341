#include "pipeline/role_names.h"

#include <fmt/format.h>

#include "base/shown_text.h"
#include "orders/header_table.h"

namespace rfm::pipeline {

RoleNames::Names RoleNames::names_of(const std::vector<std::string>& header, const orders::ColumnMap& columns) {
    const auto name = [&](std::optional<std::uint32_t> column) { return column ? header[*column] : std::string(); };
    Names names = {name(columns.customer), name(columns.date), name(columns.amount), name(columns.order_id)};
    if (columns.amount_factor) names[2] += "*" + name(columns.amount_factor);
    return names;
}

std::optional<std::string> RoleNames::compare(const std::string& file, const std::vector<std::string>& header,
                                              const orders::ColumnMap& columns) {
    if (header.empty()) return std::nullopt;
    Names names = names_of(header, columns);
    if (!first_) {
        first_file_ = file;
        first_ = std::move(names);
        return std::nullopt;
    }
    constexpr orders::Role roles[] = {orders::Role::customer, orders::Role::date, orders::Role::amount,
                                      orders::Role::order_id};
    std::string differences;
    std::string flags;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& before = (*first_)[i];
        if (names[i].empty() || before.empty()) continue;
        if (orders::normalized_name(names[i]) == orders::normalized_name(before)) continue;
        const std::string_view role = orders::role_name(roles[i]);
        differences += fmt::format("{}the {} is {} here and {} there", differences.empty() ? "" : ", ", role,
                                   base::shown(names[i], 40), base::shown(before, 40));
        flags += fmt::format("{}--{}", flags.empty() ? "" : ", ", role);
    }
    if (differences.empty()) return std::nullopt;
    return fmt::format("{}: other columns than in {}: {}; if they do not hold the same, choose with {}", file,
                       first_file_, differences, flags);
}

}  // namespace rfm::pipeline
