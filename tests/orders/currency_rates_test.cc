#include "orders/currency_rates.h"

#include <limits>

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::orders {
namespace {

constexpr std::int64_t one = 1'000'000'000'000;

DayNumber day(const char* text) {
    return *parse_iso_day(text);
}

std::string refusal(std::string_view text) {
    try {
        CurrencyRates(text, "r.csv");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::data);
        return error.what();
    }
    return "";
}

TEST_CASE("rates: one for each currency, or from a day on") {
    const CurrencyRates plain(
        "\xEF\xBB\xBF"
        "currency,rate\neur,1\nUSD, 0.918234567891\n\"Yen\",0.0061",
        "r.csv");
    CHECK(plain.rate("EUR", min_day) == one);
    CHECK(plain.rate("USD", max_day) == 918'234'567'891);
    CHECK(plain.rate("YEN", 0) == 6'100'000'000);
    CHECK_FALSE(plain.rate("GBP", 0));
    const CurrencyRates dated("date,currency,rate\n2025-02-01,USD,0.9\n2025-01-01,USD,0.8\n2025-01-15,GBP,1.2\n",
                              "r.csv");
    CHECK_FALSE(dated.rate("USD", day("2024-12-31")));
    CHECK(dated.rate("USD", day("2025-01-01")) == one / 10 * 8);
    CHECK(dated.rate("USD", day("2025-01-31")) == one / 10 * 8);
    CHECK(dated.rate("USD", day("2025-02-01")) == one / 10 * 9);
    CHECK(dated.rate("USD", max_day) == one / 10 * 9);
    CHECK_FALSE(dated.rate("GBP", day("2025-01-14")));
    // The columns by name, in any order, and others beside them.
    CHECK(CurrencyRates("note,rate,currency\nx,2,EUR\n", "r.csv").rate("EUR", 0) == 2 * one);
}

TEST_CASE("rates: what can't be meant is refused with its line") {
    CHECK(refusal("currency,rate\nEUR,1\nUSD,-1\n") ==
          "r.csv:3: the rate '-1' must be a positive number below 9223372 with at most 12 decimals, as in 1.0837");
    for (const char* rate : {"", "0", "0.000", "1,5", "1e3", "x", "1.2.3", ".", "1.1234567890123", "9223373",
                             "99999999999999999999999999999999999999999999"}) {
        INFO(rate);
        CHECK(refusal("currency,rate\nUSD,\"" + std::string(rate) + "\"\n").starts_with("r.csv:2: the rate "));
    }
    CHECK(refusal("currency,rate\n,1\n") == "r.csv:2: there is no currency");
    CHECK(refusal("date,currency,rate\n1.1.2025,USD,1\n") == "r.csv:2: '1.1.2025' must be a date as in 2025-01-31");
    CHECK(refusal("currency,rate\nUSD,1\nusd,2\n") == "r.csv: there are two rates of 'USD'; keep one");
    CHECK(refusal("date,currency,rate\n2025-01-01,USD,1\n2025-01-01,USD,1\n") ==
          "r.csv: there are two rates of 'USD' for 2025-01-01; keep one");
    CHECK(refusal("currency,rate\n") == "r.csv: there is no rate in it");
    CHECK(refusal("a,b\n1,2\n") == "r.csv:1: the columns must be currency,rate or date,currency,rate");
    CHECK(refusal(std::string_view("currency,rate\nU\0D,1\n", 21)).starts_with("r.csv:1: there is a NUL byte"));
    CHECK(refusal("") != "");
}

TEST_CASE("rates: products are rounded half away from zero at the sixth decimal") {
    CHECK(convert(1'000'000, one) == 1'000'000);
    CHECK(convert(1, one / 2) == 1);  // 0.0000005
    CHECK(convert(-1, one / 2) == -1);
    CHECK(convert(1, one / 2 - 1) == 0);
    CHECK(convert(-1, one / 2 - 1) == 0);
    CHECK(convert(3, one / 2) == 2);
    CHECK(convert(10'990'000, 918'234'567'891) == 10'091'398);  // 10.09139790112209
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    CHECK(convert(most, one) == most);
    CHECK(convert(-most, one) == -most);
    CHECK_FALSE(convert(most, one + 1));
    CHECK_FALSE(convert(-most, 9'223'371 * one));
}

}  // namespace
}  // namespace rfm::orders
