#include "orders/time_zone.h"

#include <chrono>
#include <ctime>
#include <exception>
#include <vector>

#include <date/tz.h>
#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/civil_day.h"
#include "base/shown_text.h"

namespace rfm::orders {
namespace {

// The names of the files of leap-second clocks start with right/, and those of the same clocks again with posix/.
bool is_place(const std::string& name) {
    return !name.starts_with("right/") && !name.starts_with("posix/");
}

std::string lower(std::string text) {
    for (char& c : text) c = c == ' ' ? '_' : base::lower(c);
    return text;
}

// The zone that was probably meant: the same in another case, or the place alone.
std::string suggestion(const std::vector<date::time_zone>& zones, const std::string& name) {
    const std::string wanted = lower(name);
    for (const date::time_zone& zone : zones) {
        const std::string known = lower(zone.name());
        if (is_place(zone.name()) && (known == wanted || known.ends_with("/" + wanted))) {
            return fmt::format("; is it {}?", zone.name());
        }
    }
    return ", as in Europe/Berlin or UTC";
}

const date::time_zone* find_zone(const std::string& name) {
    const date::tzdb* known = nullptr;
    try {
        known = &date::get_tzdb();
    } catch (const std::exception&) {
        throw Error(ErrorKind::usage,
                    fmt::format("--tz {}: this system has no time zones in /usr/share/zoneinfo; install "
                                "its package tzdata, or give --tz UTC",
                                base::shown(name)));
    }
    for (const date::time_zone& zone : known->zones) {
        if (zone.name() == name && is_place(name)) return &zone;
    }
    throw Error(ErrorKind::usage, fmt::format("--tz {}: must be a zone of /usr/share/zoneinfo{}", base::shown(name),
                                              suggestion(known->zones, name)));
}

}  // namespace

TimeZone::TimeZone(const std::string& name) : name_(name) {
    if (name == "UTC") return;
    zone_ = find_zone(name);
    try {
        find_interval(0);
    } catch (const std::exception& error) {
        throw Error(ErrorKind::usage,
                    fmt::format("--tz {}: its file in /usr/share/zoneinfo can't be read ({}); install "
                                "the package tzdata again",
                                base::shown(name), error.what()));
    }
}

void TimeZone::find_interval(std::int64_t seconds) {
    const date::sys_info info = zone_->get_info(date::sys_seconds(std::chrono::seconds(seconds)));
    begin_ = info.begin.time_since_epoch().count();
    end_ = info.end.time_since_epoch().count();
    offset_ = info.offset.count();
}

bool TimeZone::day_of(std::int64_t seconds, DayNumber& day) {
    // A day more than any offset, so that nothing overflows.
    if (seconds < (min_day - std::int64_t{2}) * base::seconds_a_day ||
        seconds > (max_day + std::int64_t{2}) * base::seconds_a_day) {
        return false;
    }
    if (seconds < begin_ || seconds >= end_) find_interval(seconds);
    return base::day_of_seconds(seconds + offset_, day);
}

DayNumber today_in(const std::string& zone) {
    if (zone.empty()) return today();
    DayNumber day = 0;
    TimeZone(zone).day_of(std::time(nullptr), day);
    return day;
}

}  // namespace rfm::orders
