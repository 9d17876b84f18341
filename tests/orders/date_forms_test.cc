// The inferred forms together: every day of 46 years in every way of writing it, and texts of no sense at all.
#include <iterator>
#include <map>
#include <random>

#include <fmt/format.h>

#include "orders/read_date.h"

namespace rfm::orders {
namespace {

struct Way {
    DateForm form;
    const char* format;  // y, m, d; n, N: the month by name, short and in full; w, W: the day of the week; s: seconds
};

const Way ways[] = {
    {DateForm::year_first, "{y}-{m:02}-{d:02}"},
    {DateForm::year_first, "{y}/{m}/{d} 8:26"},
    {DateForm::year_first, "{y}{m:02}{d:02}"},
    {DateForm::year_first, "{y}年{m}月{d}日"},
    {DateForm::year_first, "{y}年{m:02}月{d:02}日12时30分"},
    {DateForm::year_first, "{w} {y}-{m:02}-{d:02} 8:26 p.m."},
    {DateForm::day_first, "{d}/{m}/{y}"},
    {DateForm::day_first, "{d:02}.{m:02}.{y} 8:26"},
    {DateForm::day_first, "{W}, {d}-{m}-{y}"},
    {DateForm::month_first, "{m}/{d}/{y}"},
    {DateForm::month_first, "{m:02}/{d:02}/{y}, 8:26:00 PM"},
    {DateForm::month_first, "{W}, {m}/{d}/{y}"},
    {DateForm::month_name, "{d}-{n}-{yy:02}"},
    {DateForm::month_name, "{d:02}-{n}-{y}"},
    {DateForm::month_name, "{d:02}{n}{y}"},
    {DateForm::month_name, "{d}. {N} {y}"},
    {DateForm::month_name, "{n} {d}, {y}"},
    {DateForm::month_name, "{N} {d} {y} 8:26 PM"},
    {DateForm::month_name, "{w}, {d:02} {n} {y} 08:26:00 +0000"},
    {DateForm::month_name, "{w} {n} {d:02} 08:26:00 {y}"},
    {DateForm::month_name, "{w} {n} {d} 08:26:00 UTC {y}"},
    {DateForm::month_name, "{y}-{n}-{d:02}"},
    {DateForm::unix_seconds, "{s:010}"},
    {DateForm::unix_milliseconds, "{s:010}999"},
};

std::string written(const char* format, DayNumber day) {
    const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                            "July",    "August",   "September", "October", "November", "December"};
    const char* weekdays[] = {"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
    const std::string iso = format_day(day);
    const int month = std::stoi(iso.substr(5, 2));
    const std::string name = months[month - 1];
    const std::string weekday = weekdays[day % 7];
    return fmt::format(fmt::runtime(format), fmt::arg("y", iso.substr(0, 4)), fmt::arg("yy", std::stoi(iso) % 100),
                       fmt::arg("m", month), fmt::arg("d", std::stoi(iso.substr(8))), fmt::arg("n", name.substr(0, 3)),
                       fmt::arg("N", name), fmt::arg("w", weekday.substr(0, 3)), fmt::arg("W", weekday),
                       fmt::arg("s", std::int64_t{day} * 86'400));
}

TEST_CASE("every day from 1990 to 2035 in every way of writing it is read back, and by no other form") {
    std::map<DateForm, DateReader> readers;
    for (const DateForm form : inferred_date_forms) readers.emplace(form, DateReader(form));
    DateReader none(DateForm::none);
    for (const Way& way : ways) {
        for (DayNumber day = *day_from_civil(1990, 1, 1); day <= *day_from_civil(2035, 12, 31); ++day) {
            const std::string text = written(way.format, day);
            const std::string expected = format_day(day);
            // Ten digits that also read as an hour, from 2032 on, are left to the user.
            if (way.form == DateForm::unix_seconds && looks_like_hour(text)) continue;
            if (date_words(none, text) != "unreadable") FAIL(text << " is read as " << date_words(none, text));
            for (auto& [form, reader] : readers) {
                const std::string read = date_words(reader, text);
                if (form == way.form ? read == expected : read == "unreadable") continue;
                const bool numbers = (way.form == DateForm::day_first && form == DateForm::month_first) ||
                                     (way.form == DateForm::month_first && form == DateForm::day_first);
                if (numbers && read == expected && expected.substr(5, 2) == expected.substr(8)) continue;
                if (numbers && read == "impossible") continue;
                // Day and month changed over.
                if (numbers && read == expected.substr(0, 5) + expected.substr(8) + expected.substr(4, 3)) continue;
                FAIL("'" << text << "' is read as " << read);
            }
        }
    }
}

// Pieces of dates in any order: nothing crashes, and what two forms read is a day whose numbers can be changed over.
TEST_CASE("garbage made of pieces of dates is read by at most one form, or with day and month changed over") {
    const std::string pieces[] = {
        "1",   "12",       "31", "2024", "24",    "20240305", "1738281600", "1738281600000", "-",
        "/",   ".",        ",",  " ",    "  ",    ":",        "Dec",        "March",         "may",
        "Wed", "Thursday", "T",  "Z",    "UTC",   "EST",      "+01:00",     "-0500",         "am",
        "PM",  "p.m.",     "年", "月",   "日",    "时",       "分",         "下午",          "２",
        "st",  "GMT+0100", "(",  ")",    "08:26", "08:26:00", "0.5",        "45688",         "\xC2\xA0"};
    std::mt19937 random(11);
    std::map<DateForm, DateReader> readers;
    for (const DateForm form : inferred_date_forms) readers.emplace(form, DateReader(form));
    DateReader none(DateForm::none);
    std::map<DateForm, int> read_by;
    for (int i = 0; i < 1'000'000; ++i) {
        std::string text;
        if (i % 2 == 0) {
            const std::size_t count = 1 + random() % 9;
            for (std::size_t j = 0; j < count; ++j) text += pieces[random() % std::size(pieces)];
        } else {
            // A date with one byte changed, left out, or put in.
            text = written(ways[random() % std::size(ways)].format, static_cast<DayNumber>(7'305 + random() % 16'000));
            const std::size_t at = random() % text.size();
            const std::string& piece = pieces[random() % std::size(pieces)];
            if (random() % 3 == 0) {
                text[at] = piece[0];
            } else if (random() % 2 == 0) {
                text.erase(at, 1);
            } else {
                text.insert(at, piece);
            }
        }
        std::vector<std::pair<DateForm, std::string>> reads;
        bool impossible = false;
        for (auto& [form, reader] : readers) {
            const std::string read = date_words(reader, text);
            impossible = impossible || read == "impossible";
            if (read[0] >= '0' && read[0] <= '9') reads.emplace_back(form, read);
        }
        const std::string by_none = date_words(none, text);
        if (by_none != (text.find_first_not_of(" \xC2\xA0") == std::string::npos ? "blank"
                        : reads.empty() && impossible                            ? "impossible"
                                                                                 : "unreadable")) {
            FAIL("'" << text << "' is " << by_none << " to the form that reads none");
        }
        for (const auto& [form, read] : reads) ++read_by[form];
        if (reads.size() < 2) continue;
        const std::string& read = reads[0].second;
        if (reads.size() == 2 && reads[0].first == DateForm::day_first && reads[1].first == DateForm::month_first &&
            reads[1].second == read.substr(0, 5) + read.substr(8) + read.substr(4, 3)) {
            continue;
        }
        FAIL("'" << text << "' is read by " << reads.size() << " forms, as " << read << " and " << reads[1].second);
    }
    for (const DateForm form : inferred_date_forms) CHECK(read_by[form] > 1000);
}

TEST_CASE("any bytes are read without a crash, by every form") {
    std::mt19937 random(12);
    std::vector<DateReader> readers;
    for (const DateForm form : inferred_date_forms) readers.emplace_back(form);
    readers.emplace_back(DateForm::none);
    readers.emplace_back(DateForm::excel);
    readers.emplace_back(std::string("%d.%m.%y"));
    for (int i = 0; i < 200'000; ++i) {
        // At the end of its own memory, so that a step beyond it would show under a sanitizer.
        std::vector<char> bytes(random() % 120);
        for (char& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() % 256 : '-' + random() % 14);
        for (DateReader& reader : readers) {
            DayNumber day = 0;
            if (reader.read({bytes.data(), bytes.size()}, day) != DateStatus::ok) continue;
            CHECK((day >= min_day && day <= max_day));
        }
    }
}

}  // namespace
}  // namespace rfm::orders
