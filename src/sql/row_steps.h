// The steps from the table to one row a customer: what score does in orders/ and customers/.
// Thread-safety: pure functions.
#pragma once

#include "sql/dialect.h"
#include "sql/request.h"
#include "sql/steps.h"

namespace rfm::sql {

// What becomes of the rows that filters leave out.
enum class Filtered {
    left_out,
    marked,  // column is_filtered
};

// source_rows: customer_id, order_id, raw_date, raw_amount, NULL where there is none. No step gives a column another
// meaning under its old name: where both are in sight, ClickHouse takes the new one for the old.
void add_source_rows(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps);

// time_frame: as_of, the day after the latest purchase; only where no as-of date is given.
void add_time_frame(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps);

// Conditions on source_rows (and time_frame), in the order in which score leaves a row out. Empty: no row is.
std::string is_after(const Request& request, const Dialect& dialect);
std::string is_before(const Request& request, const Dialect& dialect);
// Whether the as-of date decides which rows are left out, and is not given.
bool rows_need_frame(const Request& request) noexcept;

// Conditions on rows with a customer.
std::string is_cancelled(const Request& request, const Dialect& dialect);
std::string is_refund(const Request& request, const Dialect& dialect);

// used_rows: customer_id, order_id, order_date, amount, is_purchase. From source_rows, or, where filtered rows are
// marked, from row_fates.
void add_used_rows(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps);

// totals: customer_id, last_order_date (NULL: refunds only), frequency, monetary.
void add_totals(const Request& request, Steps& steps);

// customers: those who are scored, with recency_days, and monetary_units where scoring compares sums as whole numbers
// of their last decimal (Dialect::scaled).
void add_customers(const Request& request, const Dialect& dialect, Steps& steps);

}  // namespace rfm::sql
