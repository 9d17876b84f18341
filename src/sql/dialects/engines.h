// The engines there are: one a file.
// Thread-safety: what they give lives as long as the program and never changes.
#pragma once

#include "sql/dialect.h"

namespace rfm::sql {

const Dialect& bigquery();
const Dialect& clickhouse();
const Dialect& duckdb();
const Dialect& postgres();
const Dialect& snowflake();
const Dialect& spark();
const Dialect& sqlite();
const Dialect& trino();

}  // namespace rfm::sql
