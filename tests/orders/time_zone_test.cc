// Instants to days of a zone. The expected days were worked out with Python's zoneinfo.
#include "orders/time_zone.h"

#include <fmt/format.h>

#include <rfm/error.h>

#include "orders/read_date.h"

namespace rfm::orders {
namespace {

struct Instant {
    std::string zone;
    std::int64_t seconds;
    std::string day;
};

const std::vector<Instant> instants = {
    {"Europe/Berlin", 1743289199, "2025-03-29"},
    {"Europe/Berlin", 1743289200, "2025-03-30"},
    {"Europe/Berlin", 1743296399, "2025-03-30"},
    {"Europe/Berlin", 1743296400, "2025-03-30"},
    {"Europe/Berlin", 1743371999, "2025-03-30"},
    {"Europe/Berlin", 1743372000, "2025-03-31"},
    {"Europe/Berlin", 1761429599, "2025-10-25"},
    {"Europe/Berlin", 1761429600, "2025-10-26"},
    {"Europe/Berlin", 1761519599, "2025-10-26"},
    {"Europe/Berlin", 1761519600, "2025-10-27"},
    {"Europe/Berlin", -3786742409, "1850-01-01"},
    {"Europe/Berlin", -3786742408, "1850-01-02"},
    {"America/New_York", 1741496399, "2025-03-08"},
    {"America/New_York", 1741496400, "2025-03-09"},
    {"America/New_York", 1741579199, "2025-03-09"},
    {"America/New_York", 1741579200, "2025-03-10"},
    {"America/New_York", 1762055999, "2025-11-01"},
    {"America/New_York", 1762056000, "2025-11-02"},
    {"America/New_York", 1762145999, "2025-11-02"},
    {"America/New_York", 1762146000, "2025-11-03"},
    {"Asia/Kolkata", 1735756199, "2025-01-01"},
    {"Asia/Kolkata", 1735756200, "2025-01-02"},
    {"Asia/Kathmandu", 1735755299, "2025-01-01"},
    {"Asia/Kathmandu", 1735755300, "2025-01-02"},
    {"Australia/Lord_Howe", 1743857999, "2025-04-05"},
    {"Australia/Lord_Howe", 1743858000, "2025-04-06"},
    {"Australia/Lord_Howe", 1743946199, "2025-04-06"},
    {"Australia/Lord_Howe", 1743946200, "2025-04-07"},
    {"Pacific/Kiritimati", 1735725599, "2025-01-01"},
    {"Pacific/Kiritimati", 1735725600, "2025-01-02"},
    {"Pacific/Apia", 1325239199, "2011-12-29"},
    {"Pacific/Apia", 1325239200, "2011-12-31"},
    {"America/St_Johns", 1751423399, "2025-07-01"},
    {"America/St_Johns", 1751423400, "2025-07-02"},
    {"Asia/Shanghai", 1735747199, "2025-01-01"},
    {"Asia/Shanghai", 1735747200, "2025-01-02"},
    {"Asia/Shanghai", 583772399, "1988-07-01"},
    {"Asia/Shanghai", 583772400, "1988-07-02"},
    {"UTC", 1735775999, "2025-01-01"},
    {"UTC", 1735776000, "2025-01-02"},
};

TEST_CASE("time zone: the seconds before and at midnight, on both sides of changes of the clocks") {
    for (const Instant& instant : instants) {
        INFO(instant.zone << " " << instant.seconds);
        DayNumber day = 0;
        REQUIRE(TimeZone(instant.zone).day_of(instant.seconds, day));
        CHECK(format_day(day) == instant.day);
        DateReader reader(std::string("unix"));
        reader.set_zone(TimeZone(instant.zone));
        CHECK(date_words(reader, std::to_string(instant.seconds)) == instant.day);
    }
}

// A zone remembers an interval; that must not leak into the next instant, in whatever order they come.
TEST_CASE("time zone: the order of the instants changes nothing") {
    for (const Instant& one : instants) {
        TimeZone zone(one.zone);
        for (int round = 0; round < 2; ++round) {
            for (const Instant& instant : instants) {
                if (instant.zone != one.zone) continue;
                DayNumber day = 0;
                CHECK((zone.day_of(instant.seconds, day) && format_day(day) == instant.day));
            }
        }
    }
}

std::string in_zone(const std::string& zone, DateReader reader, const std::string& text) {
    reader.set_zone(TimeZone(zone));
    return date_words(reader, text);
}

TEST_CASE("time zone: texts with an offset become its days, others stay as written") {
    const DateReader iso(DateForm::year_first);
    const DateReader names(DateForm::month_name);
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31T22:59:59Z") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31T23:00:00Z") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31 23:00:00Z") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", iso, "2025-07-31T22:00:00Z") == "2025-08-01");
    CHECK(in_zone("Europe/Berlin", iso, "2025-07-31T21:59:59.999Z") == "2025-07-31");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31T23:59:59") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31 11:30 PM UTC") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", iso, "2025-01-31 12:30 AM UTC") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", iso, "20250131T2330Z") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", iso, "2025年1月31日 下午 11:30 GMT") == "2025-02-01");
    CHECK(in_zone("UTC", iso, "2025-01-31T00:30:00+14:00") == "2025-01-30");
    CHECK(in_zone("UTC", iso, "2025-01-31T13:59:59+14:00") == "2025-01-30");
    CHECK(in_zone("UTC", iso, "2025-01-31T14:00:00+14:00") == "2025-01-31");
    CHECK(in_zone("UTC", iso, "2025-01-31T12:00:00-12:00") == "2025-02-01");
    CHECK(in_zone("UTC", iso, "2025-01-31T23:30:00-00:30") == "2025-02-01");
    CHECK(in_zone("Pacific/Kiritimati", iso, "2025-01-31T00:30:00+14:00") == "2025-01-31");
    CHECK(in_zone("Pacific/Kiritimati", iso, "2025-01-31T00:30:00-12:00") == "2025-02-01");
    CHECK(in_zone("America/New_York", names, "Wed, 01 Dec 2010 04:59:59 +0000") == "2010-11-30");
    CHECK(in_zone("America/New_York", names, "Wed, 01 Dec 2010 05:00:00 +0000") == "2010-12-01");
    CHECK(in_zone("UTC", names, "Dec 1, 2010 7:00:00 PM EST") == "2010-12-02");
    CHECK(in_zone("UTC", names, "Jul 1, 2010 4:59:59 PM PDT") == "2010-07-01");
    CHECK(in_zone("UTC", names, "Jul 1, 2010 5:00:00 PM PDT") == "2010-07-02");
    CHECK(in_zone("UTC", names, "Wed Dec 01 2010 00:30:00 GMT+0100 (CET)") == "2010-11-30");
    CHECK(in_zone("UTC", names, "Wed Dec 1 23:30:00 EST 2010") == "2010-12-02");
    // The day of the week belongs to the day as written.
    CHECK(in_zone("UTC", names, "Thu, 02 Dec 2010 00:30:00 +0100") == "2010-12-01");
    CHECK(in_zone("UTC", names, "Wed, 02 Dec 2010 00:30:00 +0100") == "impossible");
    CHECK(in_zone("UTC", DateReader(DateForm::day_first), "31/1/2025 23:30 -01:00") == "2025-02-01");
    CHECK(in_zone("UTC", DateReader(DateForm::month_first), "1/31/2025 23:30 -01:00") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", DateReader(DateForm::unix_milliseconds), "1738364400000") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", DateReader(DateForm::unix_milliseconds), "1738364399999") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", DateReader(std::string("excel")), "45688.99") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", DateReader("%d.%m.%Y %H:%M %z"), "31.01.2025 23:30 +0000") == "2025-02-01");
    CHECK(in_zone("Europe/Berlin", DateReader("%d.%m.%Y %H:%M %z"), "31.01.2025 23:30 +0100") == "2025-01-31");
    CHECK(in_zone("Europe/Berlin", DateReader("%d.%m.%Y %H:%M"), "31.01.2025 23:30") == "2025-01-31");
}

TEST_CASE("time zone: days that it moves out of the calendar don't exist") {
    const DateReader iso(DateForm::year_first);
    CHECK(in_zone("UTC", iso, "9999-12-31T23:30:00-00:29") == "9999-12-31");
    CHECK(in_zone("UTC", iso, "9999-12-31T23:30:00-01:00") == "impossible");
    CHECK(in_zone("UTC", iso, "0001-01-01T00:30:00+01:00") == "impossible");
    CHECK(in_zone("Asia/Tokyo", iso, "9999-12-31T15:00:00Z") == "impossible");
    CHECK(in_zone("Asia/Tokyo", iso, "9999-12-31T14:59:59Z") == "9999-12-31");
    CHECK(in_zone("America/New_York", iso, "0001-01-01T00:00:00Z") == "impossible");
    CHECK(in_zone("Asia/Tokyo", DateReader(std::string("unix")), "253402300799") == "impossible");
    CHECK(in_zone("Asia/Tokyo", DateReader(std::string("unix")), "999999999999999999") == "impossible");
    CHECK(in_zone("Asia/Tokyo", DateReader(std::string("unix")), "-999999999999999999") == "impossible");
}

TEST_CASE("time zone: unknown names are refused with what may be meant") {
    const auto message = [](const std::string& name) -> std::string {
        try {
            TimeZone zone(name);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            return error.what();
        }
        return "accepted";
    };
    CHECK(message("Europe/Berlin") == "accepted");
    CHECK(message("Etc/GMT+5") == "accepted");
    CHECK(message("europe/berlin") ==
          "--tz 'europe/berlin': must be a zone of /usr/share/zoneinfo; is it Europe/Berlin?");
    CHECK(message("new york") == "--tz 'new york': must be a zone of /usr/share/zoneinfo; is it America/New_York?");
    const std::string unknown = ": must be a zone of /usr/share/zoneinfo, as in Europe/Berlin or UTC";
    for (const std::string name : {"Mars/Olympus", "right/Europe/Berlin", "posix/Europe/Berlin", "../../../etc/passwd",
                                   "/etc/localtime", "+01:00", " "}) {
        CHECK(message(name) == "--tz '" + name + "'" + unknown);
    }
}

TEST_CASE("time zone: the form says whose days they are") {
    DateReader reader(DateForm::unix_seconds);
    CHECK(reader.form_words() == "Unix seconds (1738281600)");
    reader.set_zone(TimeZone("Europe/Berlin"));
    CHECK(reader.form_words() == "Unix seconds (1738281600), days of Europe/Berlin");
}

}  // namespace
}  // namespace rfm::orders
