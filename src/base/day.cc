#include <ctime>

#include <rfm/day.h>
#include <rfm/error.h>

#include "base/civil_day.h"

namespace rfm {

std::optional<DayNumber> day_from_civil(int year, int month, int day) noexcept {
    if (!base::is_civil_date(year, month, day)) return std::nullopt;
    return base::day_number(year, month, day);
}

std::string format_day(DayNumber day) {
    char text[10];
    base::write_day(text, day);
    return {text, sizeof text};
}

std::optional<DayNumber> parse_iso_day(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int parts[3] = {0, 0, 0};
    constexpr int begins[4] = {0, 5, 8, 11};
    for (int part = 0; part < 3; ++part) {
        for (int i = begins[part]; i < begins[part + 1] - 1; ++i) {
            const char c = text[static_cast<std::size_t>(i)];
            if (c < '0' || c > '9') return std::nullopt;
            parts[part] = parts[part] * 10 + (c - '0');
        }
    }
    return day_from_civil(parts[0], parts[1], parts[2]);
}

DayNumber today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    if (localtime_r(&now, &local) == nullptr) throw Error(ErrorKind::resource, "the machine's clock can't be read");
    return base::day_number(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

}  // namespace rfm
