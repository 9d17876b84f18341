// Dates by strptime terms.
// Thread-safety: pure functions of a pattern that does not change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "orders/date_form.h"
#include "orders/written_date.h"

namespace rfm::orders {

class DatePattern {
public:
    // Throws Error(usage) when it can't name a day, or has terms that say nothing exact.
    explicit DatePattern(const std::string& format);

    const std::string& format() const noexcept { return format_; }

    // False when the text does not fit, or has more than 200 bytes.
    bool read(std::string_view text, WrittenDate& date) const;

private:
    std::string format_;
    bool full_year_;                               // the format has %Y or %F
    bool packed_numbers_;                          // the format has numbers with nothing between them
    bool weekday_;                                 // the format has %a or %A
    bool offset_;                                  // the format has %z
    std::vector<std::string> before_short_years_;  // the format up to each %y
};

}  // namespace rfm::orders
