#include "orders/unread_date.h"

#include "orders/read_date.h"

namespace rfm::orders {
namespace {

TEST_CASE("years of two digits: the three readings, with the separator and the time of the value") {
    const std::string ask =
        "has a year of two digits and can be read in three ways; say which it is with --date-format ";
    CHECK(unread_date_words("31.12.24") == ask + "'%d.%m.%y', '%m.%d.%y' or '%y.%m.%d'");
    CHECK(unread_date_words("12/31/24") == ask + "'%d/%m/%y', '%m/%d/%y' or '%y/%m/%d'");
    CHECK(unread_date_words(" 24-1-3 ") == ask + "'%d-%m-%y', '%m-%d-%y' or '%y-%m-%d'");
    CHECK(unread_date_words("12/31/24 8:26") == ask + "'%d/%m/%y %H:%M', '%m/%d/%y %H:%M' or '%y/%m/%d %H:%M'");
    CHECK(unread_date_words("12/31/24 08:26:01").find("'%m/%d/%y %H:%M:%S'") != std::string::npos);
    CHECK(unread_date_words("12/31/24 8:26 PM").find("'%m/%d/%y %I:%M %p'") != std::string::npos);
    // What is advised reads the value.
    DateReader advised("%m/%d/%y %I:%M %p");
    CHECK(date_words(advised, "12/31/24 8:26 PM") == "2024-12-31");
    CHECK(unread_date_words("31.12.24 soon") == ask + "'%d.%m.%y', '%m.%d.%y' or '%y.%m.%d'");
}

TEST_CASE("numbers: what they may be") {
    for (const std::string value : {"45688", "20000", "60000", "45688.75", "45688,5"}) {
        INFO(value);
        CHECK(unread_date_words(value).ends_with("give --date-format excel"));
    }
    CHECK(unread_date_words("2025013110") ==
          "can be an hour or a Unix time; say which with --date-format '%Y%m%d%H' or --date-format unix");
    for (const std::string value : {"946684799", "17382816000", "1738281600000000", "946684799.5"}) {
        INFO(value);
        CHECK(unread_date_words(value) ==
              "is no date in a form that is known; if it is a Unix time, give --date-format unix, or unix-ms for "
              "milliseconds");
    }
}

TEST_CASE("anything else: say how it is written") {
    for (const std::string value : {"soon", "19999", "60001", "1234", "123456", "1.2.3", "31.12/24", "1.2.3.4", "",
                                    "31.12.-24", "31 12 24", "31.122.24", "45688x"}) {
        INFO(value);
        CHECK(unread_date_words(value) ==
              "is no date in a form that is known; say how it is written with --date-format");
    }
}

}  // namespace
}  // namespace rfm::orders
