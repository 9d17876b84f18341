// The fast path of ISO dates against the general one, byte by byte.
#include "orders/iso_date.h"

#include <random>
#include <string>

#include <fmt/format.h>

#include "orders/date_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// What the fast path reads must be what the general path, which a trailing blank leads to, reads too.
void compare(const std::string& text, std::size_t& accepted) {
    DateReader reader(DateForm::year_first);
    DayNumber general = 0;
    const bool right = reader.read(text + " ", general) == DateStatus::ok;
    DayNumber fast = 0;
    if (!read_iso_date(text.data(), fast)) return;
    ++accepted;
    if (!right || fast != general) FAIL(text << " is read fast as " << fast << ", else as " << general);
}

TEST_CASE("any byte at any place of a date is taken for what it is") {
    std::size_t accepted = 0;
    for (const std::string date : {"2025-01-31", "1970-01-01", "2099-12-31", "2000-02-29", "1999-09-09"}) {
        for (std::size_t at = 0; at < date.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = date;
                text[at] = static_cast<char>(byte);
                compare(text, accepted);
            }
        }
    }
    CHECK(accepted > 100);
}

TEST_CASE("any two bytes near digits and hyphens, where a borrow or a carry could hide the other") {
    std::mt19937 random(3);
    const std::string suspicious("/0:9-,.\x00\xFF\x7F\x80 1\xAD\xB0\x5D\x60", 17);
    std::size_t accepted = 0;
    for (int i = 0; i < 300'000; ++i) {
        std::string text = fmt::format("2024-0{}-1{}", 1 + random() % 9, random() % 10);
        for (int change = 0; change < 2; ++change) text[random() % 10] = suspicious[random() % suspicious.size()];
        compare(text, accepted);
    }
    CHECK(accepted > 1000);
}

TEST_CASE("every day that it knows is read, and none beyond") {
    DayNumber day = 0;
    std::size_t read = 0;
    for (DayNumber number = *day_from_civil(1969, 1, 1); number <= *day_from_civil(2100, 12, 31); ++number) {
        if (!read_iso_date(format_day(number).c_str(), day)) continue;
        ++read;
        if (day != number) FAIL(format_day(number));
    }
    CHECK(read == static_cast<std::size_t>(*day_from_civil(2100, 1, 1)));
    for (const char* text : {"2025-02-29", "2025-02-30", "2025-00-10", "2025-13-10", "2025-01-00", "2025-01-32",
                             "0000-00-00", "1969-12-31", "2100-01-01", "9999-99-99"}) {
        INFO(text);
        CHECK_FALSE(read_iso_date(text, day));
    }
}

// The short way of a date and what stands behind it, against the general one, which a trailing blank leads to.
void compare_time(DateReader& reader, const std::string& behind, std::size_t& common) {
    const std::string text = "2024-02-29" + behind;
    DayNumber fast = 0;
    if (!reader.read_common(text, fast)) return;
    ++common;
    DayNumber general = 0;
    const DateStatus status = reader.read(text + " ", general);
    if (status != DateStatus::ok || general != fast) FAIL("'" << text << "' is read fast only");
}

TEST_CASE("every two digits of hours, minutes and seconds: the right times of a day, and no others") {
    std::size_t common = 0;
    for (int time = 0; time < 1'000'000; ++time) {
        const int hour = time / 10'000;
        const int minute = time / 100 % 100;
        const int second = time % 100;
        const char digits[] = {'T', static_cast<char>('0' + hour / 10),   static_cast<char>('0' + hour % 10),
                               ':', static_cast<char>('0' + minute / 10), static_cast<char>('0' + minute % 10),
                               ':', static_cast<char>('0' + second / 10), static_cast<char>('0' + second % 10)};
        const bool right = hour < 24 && minute < 60 && second < 60;
        if (is_common_time({digits, sizeof digits}) != right) FAIL(std::string(digits, sizeof digits));
        if (right) ++common;
    }
    CHECK(common == 86'400);
}

TEST_CASE("what is taken for a common time is one by the general way too") {
    DateReader reader(DateForm::year_first);
    std::size_t common = 0;
    for (int second = 0; second < 86'400; ++second) {
        const std::string time = fmt::format("{:02}:{:02}:{:02}", second / 3'600, second / 60 % 60, second % 60);
        compare_time(reader, (second % 2 == 0 ? "T" : " ") + time + (second % 3 == 0 ? "Z" : ""), common);
    }
    CHECK(common == 86'400);
    for (const char* front : {"", "T", " ", "t", "  ", "T "}) {
        for (const char* back : {"", "Z", "z", " ", "ZZ", "+", "+01:00", ".5", "\n", ":00"}) {
            const std::string front_text = front;
            const std::string back_text = back;
            const bool right = (front_text == "T" || front_text == " ") && (back_text.empty() || back_text == "Z");
            const std::string text = front_text + "12:30:05" + back_text;
            INFO("'" << text << "'");
            CHECK(is_common_time(text) == right);
            DayNumber day = 0;
            CHECK(reader.read_common("2024-02-29" + text, day) == right);
        }
    }
    common = 0;
    compare_time(reader, "", common);
    CHECK(common == 1);
}

TEST_CASE("any byte at any place of a time, and any few") {
    DateReader reader(DateForm::year_first);
    std::size_t common = 0;
    for (const std::string time : {"T00:00:00", " 23:59:59", "T19:09:50Z", " 20:30:40Z"}) {
        for (std::size_t at = 0; at < time.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = time;
                text[at] = static_cast<char>(byte);
                compare_time(reader, text, common);
            }
        }
    }
    CHECK(common > 100);
    common = 0;
    std::mt19937 random(9);
    const std::string suspicious("/0:9-.\x00\xFF\x7F\x80 1256;\xB0\xAFTZ", 21);
    for (int i = 0; i < 300'000; ++i) {
        std::string text = fmt::format("T{:02}:{:02}:{:02}", random() % 26, random() % 62, random() % 62);
        if (random() % 4 == 0) text += 'Z';
        for (unsigned change = random() % 4; change > 0; --change) {
            text[random() % text.size()] = suspicious[random() % suspicious.size()];
        }
        if (random() % 20 == 0) text.resize(random() % 12, '0');
        compare_time(reader, text, common);
    }
    CHECK(common > 50'000);
}

TEST_CASE("the other forms have no short way") {
    DayNumber day = 0;
    for (const DateForm form : {DateForm::day_first, DateForm::month_first}) {
        CHECK_FALSE(DateReader(form).read_common("2024-02-29", day));
    }
    CHECK_FALSE(DateReader(std::string("%Y-%m-%d")).read_common("2024-02-29", day));
    CHECK_FALSE(DateReader(DateForm::year_first).read_common("", day));
    CHECK_FALSE(DateReader(DateForm::year_first).read_common("2024-02-2", day));
}

}  // namespace
}  // namespace rfm::orders
