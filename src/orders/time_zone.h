// Instants to the calendar days of a place, by the time zones that the system has in /usr/share/zoneinfo. Those say
// when the clocks change up to the year 2037; later ones are taken for standard time. Thread-safety: it remembers the
// zone's last interval; one a thread. Copies share nothing that changes.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include <rfm/day.h>

namespace date {
class time_zone;
}

namespace rfm::orders {

class TimeZone {
public:
    // name: as in Europe/Berlin, or UTC. Throws Error(usage) when the system does not know it.
    explicit TimeZone(const std::string& name);

    const std::string& name() const noexcept { return name_; }

    // The day on which `seconds` since 1970 in UTC fall here. False when it is beyond the years 1 to 9999.
    bool day_of(std::int64_t seconds, DayNumber& day);

private:
    void find_interval(std::int64_t seconds);

    std::string name_;
    const date::time_zone* zone_ = nullptr;  // none: UTC, which needs no data
    // Between changes of the clocks, the interval that was asked for last.
    std::int64_t begin_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t end_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t offset_ = 0;
};

// Today in that zone; an empty name is the machine's own. Throws as TimeZone does.
DayNumber today_in(const std::string& zone);

}  // namespace rfm::orders
