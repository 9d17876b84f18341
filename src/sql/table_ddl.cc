#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/query.h"
#include "sql/table_name.h"

namespace rfm::sql {

std::string table_ddl(const Request& request, const Dialect& dialect) {
    check_request(request);
    return "";
}

}  // namespace rfm::sql
