// A table's name as it was typed to its quoted parts.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.h"

namespace rfm::sql {

// shop.orders is two parts; quotes keep a point inside one: "my.shop".orders ("" is a quote in there). Throws
// Error(usage) when a part is empty or a quote stays open.
std::vector<std::string> split_name(std::string_view name);

std::string quoted_table(const Dialect& dialect, std::string_view name);

}  // namespace rfm::sql
