// The statements that `rfm sql` prints. Each ends in a newline.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "sql/dialect.h"
#include "sql/request.h"

namespace rfm::sql {

// Throws Error(usage) for what a query can't do, or the dialect can't hold.
void check_request(const Request& request);

// One row a customer, with the columns and in the order of score.
std::string score_query(const Request& request, const Dialect& dialect);

// One row: the counts of score's summary, by their names there.
std::string counts_query(const Request& request, const Dialect& dialect);

// CREATE TABLE for orders with the columns that the request names.
std::string table_ddl(const Request& request, const Dialect& dialect);

}  // namespace rfm::sql
