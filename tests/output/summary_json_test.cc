#include "output/summary_json.h"

#include <nlohmann/json.hpp>

#include "output/example_summary.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("a summary with everything, byte for byte") {
    CHECK(output::summary_json(test::example_summary()) == R"json({
  "as_of": "2025-07-01",
  "as_of_reason": "the day after the latest purchase",
  "since": "2024-07-01",
  "since_reason": "--window 12m",
  "date_form": "year first (2025-01-31)",
  "decimal_form": "comma (from '1.234,50')",
  "currency": "EUR",
  "method": "quintile",
  "bins": 5,
  "cuts": {
    "recency_days": [
      30,
      90,
      180,
      365
    ],
    "frequency": [
      1,
      2,
      5,
      10
    ],
    "monetary": [
      "10",
      "99.5",
      "1000.125",
      "123456789.000001"
    ]
  },
  "map": "value",
  "customers": 3000,
  "customers_refund_only": 2,
  "orders": 1000000,
  "orders_differing": 8,
  "monetary_total": "9876543.21",
  "segments": [
    {
      "segment": "高价值客户",
      "customers": 1000,
      "monetary": "9000000.00"
    },
    {
      "segment": "潜力客户",
      "customers": 1500,
      "monetary": "876543.21"
    },
    {
      "segment": "sleeping",
      "customers": 500,
      "monetary": "0.00"
    }
  ],
  "rows": {
    "read": 1234567,
    "used": 1234000,
    "filtered": 100,
    "guest": 200,
    "after_as_of": 50,
    "before_since": 17,
    "further_lines": 5,
    "duplicates": 6,
    "other_currency": 7,
    "repeated_headers": 4,
    "rejected": 200,
    "refunds": 12,
    "zero_amounts": 3,
    "without_order_id": 1
  },
  "inputs": [
    {
      "name": "a \"b\".csv",
      "dialect": "comma, header, LF, UTF-8",
      "columns": [
        "customer: column 1 'id'",
        "date: column 2 'd'"
      ]
    },
    {
      "name": "-",
      "dialect": "tab, no header, CRLF, UTF-8",
      "columns": []
    }
  ],
  "warnings": [
    "one",
    "two\nlines"
  ]
}
)json");
}

TEST_CASE("without a monetary part there is no amount") {
    RunSummary summary = test::example_summary();
    summary.has_monetary = false;
    summary.method = Method::r_rfm;
    summary.cuts.monetary_scaled.clear();
    const auto json = nlohmann::json::parse(output::summary_json(summary));
    CHECK(json["monetary_total"].is_null());
    CHECK(json["cuts"]["monetary"].empty());
    CHECK_FALSE(json["segments"][0].contains("monetary"));
    CHECK(json["method"] == "r-rfm");
}

TEST_CASE("names in another encoding still give JSON") {
    RunSummary summary = test::example_summary();
    summary.inputs[0].name = "\xB8\xDF.csv";
    summary.segments[0].segment = "a\xFF\"\x01";
    const auto json = nlohmann::json::parse(output::summary_json(summary));
    CHECK(json["inputs"][0]["name"] == "��.csv");
    CHECK(json["segments"][0]["segment"] == "a�\"\x01");
}

}  // namespace
}  // namespace rfm::output
