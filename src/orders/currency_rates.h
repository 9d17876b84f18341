// What amounts of other currencies are worth: a small table that people keep.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/day.h>

namespace rfm::orders {

// How currencies are compared: without white space around them, and without the case of ASCII letters.
std::string normalized_currency(std::string_view text);

class CurrencyRates {
public:
    // A CSV text `currency,rate`, or `date,currency,rate` with ISO dates: then a rate holds from its day on until the
    // currency's next one. Rates are positive, with a point and at most 12 decimals. name: for messages.
    // Throws Error(data) that names the line.
    CurrencyRates(std::string_view text, const std::string& name);

    // Reads such a file. Throws Error(no_input, data, io).
    static CurrencyRates load(const std::string& path);

    // currency: normalized. In units of 10^-12; nothing where the table has none for that day.
    std::optional<std::int64_t> rate(std::string_view currency, DayNumber day) const;

private:
    struct Entry {
        DayNumber from = 0;
        std::int64_t rate = 0;
    };
    std::map<std::string, std::vector<Entry>, std::less<>> rates_;  // entries by day
};

// amount * rate in units of 10^-6, rounded half away from zero; nothing when it does not fit.
std::optional<std::int64_t> convert(std::int64_t amount_scaled, std::int64_t rate) noexcept;

}  // namespace rfm::orders
