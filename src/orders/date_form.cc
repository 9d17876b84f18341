#include "orders/date_form.h"

#include <fmt/format.h>

namespace rfm::orders {

std::string date_form_words(DateForm form, const std::string& format) {
    switch (form) {
        case DateForm::none:
            return "none that is known";
        case DateForm::year_first:
            return "year first (2025-01-31)";
        case DateForm::day_first:
            return "day first (31/01/2025)";
        case DateForm::month_first:
            return "month first (01/31/2025)";
        case DateForm::month_name:
            return "month by name (31 Jan 2025)";
        case DateForm::unix_seconds:
            return "Unix seconds (1738281600)";
        case DateForm::unix_milliseconds:
            return "Unix milliseconds (1738281600000)";
        case DateForm::excel:
            return "serial numbers of Excel (45688)";
        case DateForm::custom:
            return fmt::format("--date-format '{}'", format);
    }
    return "";
}

std::string known_date_words() {
    return "2025-01-31, 31/1/2025, 1/31/2025, 31 Jan 2025, 1738281600, 1738281600000, each of the first four also with "
           "a time of day";
}

}  // namespace rfm::orders
