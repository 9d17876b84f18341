// What may stand beside the numbers of a date: days of the week, other times of day, Chinese signs, full-width digits.
#include "orders/read_date.h"

namespace rfm::orders {
namespace {

TEST_CASE("day of the week: before or behind a date, it must be that of the date") {
    check_dates(DateReader(DateForm::month_first),
                {"Wednesday, 12/1/2010", "Wed 12/1/2010", "WED., 12/1/2010", "Weds 12-1-2010", "12/1/2010 Wed",
                 "12/1/2010, wednesday", "Wed, 12/1/2010 8:26", "12/1/2010 Wed 8:26 PM", "12/1/2010 8:26 Wed",
                 "12/1/2010 08:26:00 +01:00 Wed"},
                "2010-12-01");
    check_dates(DateReader(DateForm::day_first), {"Wednesday, 12/1/2010", "12/1/2010 Wed", "Wed 1/13/2010"},
                "impossible");
    check_dates(DateReader(DateForm::day_first), {"Tuesday, 12/1/2010", "Tues 12.1.2010", "Tue, 12-01-2010 08:26"},
                "2010-01-12");
    check_dates(DateReader(DateForm::year_first),
                {"Wed 2010-12-01", "2010-12-01 Wed", "2010/12/1, Wednesday", "20101201 Wed", "2010-12-01 Wed 08:26:00",
                 "2010-12-01 08:26:00 Wed", "Wed, 2010-12-01T08:26:00Z", "Wed 20101201082600"},
                "2010-12-01");
    check_dates(DateReader(DateForm::year_first), {"Thu 2010-12-01", "2010-12-01 Thurs", "2010-12-01 08:26:00 Mon"},
                "impossible");
    check_dates(DateReader(DateForm::year_first),
                {"Wed2010-12-01", "2010-12-01Wed", "We 2010-12-01", "Wednes 2010-12-01", "Wed", "Wed 2010-12-01 Wed",
                 "2010-12-01 Wed Wed", "2010-12-01 Wed8:26", "2010-12-01 8:26Wed", "Dec 2010-12-01"},
                "unreadable");
}

TEST_CASE("day of the week: every day of a week, shortened and in full") {
    const char* names[7][2] = {{"Mon", "Monday"}, {"Tues", "Tuesday"}, {"Wed", "wednesday"}, {"Thurs", "THURSDAY"},
                               {"Fri", "Friday"}, {"Sat", "Saturday"}, {"Sun", "sunday"}};
    for (int day = 0; day < 7; ++day) {
        for (int named = 0; named < 7; ++named) {
            for (const char* name : names[named]) {
                const std::string date = format_day(*day_from_civil(1969, 12, 29) + day);  // a Monday
                CHECK(date_words(DateForm::year_first, std::string(name) + " " + date) ==
                      (day == named ? date : "impossible"));
            }
        }
    }
}

TEST_CASE("day of the week: decides which of two readings is possible") {
    DateReader reader(DateForm::month_first);
    CHECK(date_words(reader, "Wed 12/1/2010") == "2010-12-01");
    CHECK_FALSE(reader.saw_ambiguous());
    // 2024-01-08 and 2024-08-01 are a Monday and a Thursday, 2024-02-03 and 2024-03-02 both a Saturday.
    CHECK(date_words(reader, "Sat 2/3/2024") == "2024-02-03");
    CHECK(reader.saw_ambiguous());
}

TEST_CASE("times: am and pm in other ways, and commas") {
    for (const std::string time : {" 8:26PM", " 8:26 p.m.", " 8:26 P.M.", ", 8:26:00 PM", ",8:26", " 8:26:00.5 a.m.",
                                   " 12:00 am", " 8:26\xE2\x80\xAFPM"}) {
        INFO(time);
        CHECK(date_words(DateForm::month_first, "12/31/2010" + time) == "2010-12-31");
        CHECK(date_words(DateForm::year_first, "2010-12-31" + time) == "2010-12-31");
    }
    for (const std::string time : {" 8:26 p.m", " 8:26 pm.", " 8:26 p. m.", " 8:26 pmx", ",", ", ", " 8:26,",
                                   " 13:26PM", " 8:26 am pm", " 8:26 EST", " 8:26 PST", " 8:26 GMT+0100"}) {
        INFO(time);
        CHECK(date_words(DateForm::month_first, "12/31/2010" + time + "\t") == "unreadable");
    }
}

TEST_CASE("Chinese dates and times") {
    check_dates(DateReader(DateForm::year_first),
                {"2024年3月5日", "2024年03月05日", "2024年03月05日 12:30", "2024年3月5日12:30:05",
                 "2024年3月5日12时30分", "2024年3月5日12时30分05秒", "2024年3月5日 12時30分", "2024年3月5日 上午 3:20",
                 "2024年3月5日下午3:20", "2024/3/5 下午 03:20:05", "2024-03-05 上午12:20", "２０２４年３月５日",
                 "２０２４-０３-０５", "２０２４／３／５　１２：３０", "2024年3月5日 下午3时20分"},
                "2024-03-05");
    check_dates(DateReader(DateForm::year_first), {"2024年2月30日", "2024年13月1日", "２０２４年２月３０日"},
                "impossible");
    check_dates(DateReader(DateForm::year_first),
                {"24年3月5日", "2024年3月", "2024年3月5", "2024年3月5日12时", "2024年3月5日25时30分", "2024年3-5",
                 "2024年3月5日 下午", "2024年3月5日 下午 13:20", "2024年3月5日 下午 3:20 PM", "2024年3月5日12时30分05",
                 "2024年3月5日夜", "2024-03-05下午3:20"},
                "unreadable");
    check_dates(DateReader(DateForm::day_first), {"2024年3月5日", "5日3月2024年"}, "unreadable");
    check_dates(DateReader(DateForm::day_first), {"５．３．２０２４", "５/３/２０２４"}, "2024-03-05");
}

// Folding has a buffer of its own.
TEST_CASE("full-width texts of any length") {
    for (std::size_t blanks = 0; blanks < 200; ++blanks) {
        const std::string text = "２０２４-03-05" + std::string(blanks, ' ') + " 12:30";
        const std::string read = date_words(DateForm::year_first, text);
        if (read != (blanks <= 80 ? "2024-03-05" : "unreadable")) FAIL(blanks << " blanks: " << read);
    }
}

}  // namespace
}  // namespace rfm::orders
