// The form of the dates: decided by the first row that decides it, for all files, and never changed.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {
namespace {

class DateForm {
public:
    // The answer for files whose rows have these dates, each of a customer of its own: c1, c2, ...
    std::string of(const std::vector<std::vector<std::string>>& files) {
        Plan plan;
        plan.no_monetary = true;
        int customer = 0;
        for (const auto& dates : files) {
            std::string text = "customer,date\n";
            for (const std::string& date : dates) text += fmt::format("c{},{}\n", ++customer, date);
            plan.inputs.push_back(folder_.write(fmt::format("f{}.csv", plan.inputs.size() + 1), text));
        }
        try {
            const ScoredCustomers customers = score(plan);
            std::string days;
            for (std::size_t i = 0; i < customers.size(); ++i) {
                days += (i == 0 ? "" : " ") + format_day(customers.row(i).last_order_day);
            }
            return days;
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::data);
            return error.what();
        }
    }

private:
    TemporaryFolder folder_;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("dates: one row decides for those before and behind it") {
    CHECK(DateForm().of({{"03/04/2025", "13/04/2025", "05/06/2025"}}) == "2025-04-03 2025-04-13 2025-06-05");
    CHECK(DateForm().of({{"03/04/2025", "04/13/2025", "05/06/2025"}}) == "2025-03-04 2025-04-13 2025-05-06");
}

TEST_CASE("dates: a later contradiction is a bad row, also a million rows on") {
    const std::string refused = DateForm().of({{"03/04/2025", "13/04/2025", "04/13/2025"}});
    CHECK(holds(refused, "1 bad row"));
    CHECK(holds(refused, "f1.csv:4: column 'date': '04/13/2025'"));
    CHECK(holds(refused, "with the day first, as the other rows have it"));
}

TEST_CASE("dates: the same number for day and month is not ambiguous") {
    CHECK(DateForm().of({{"01/01/2025", "02/02/2025", "12/12/2024"}}) == "2025-01-01 2025-02-02 2024-12-12");
}

TEST_CASE("dates: ambiguous throughout is refused with both readings") {
    const std::string refused = DateForm().of({{"02/02/2025", "03/04/2025"}});
    CHECK(holds(refused,
                "f1.csv:3: column 'date': '03/04/2025' is 2025-04-03 with the day first and 2025-03-04 with "
                "the month first, and no row decides"));
    CHECK(holds(refused, "--date-format dmy or --date-format mdy"));
}

TEST_CASE("dates: the year first, then slashes: the slashes are bad rows, and the other way round") {
    const std::string slashes = DateForm().of({{"2025-01-02", "13/04/2025", "03/04/2025"}});
    CHECK(holds(slashes, "2 bad rows"));
    CHECK(holds(slashes, "f1.csv:3: column 'date': '13/04/2025' is not a date with the year first"));
    const std::string iso = DateForm().of({{"13/04/2025", "2025-01-02"}});
    CHECK(holds(iso, "1 bad row"));
    CHECK(holds(iso, "f1.csv:3: column 'date': '2025-01-02' is not a date with the day first"));
    // The first row leaves day or month first; the second can't be either.
    CHECK(holds(DateForm().of({{"03/04/2025", "2025-01-02", "13/04/2025"}}), "f1.csv:3: column 'date': '2025-01-02'"));
}

TEST_CASE("dates: a row that no form can read decides nothing") {
    const std::string refused = DateForm().of({{"soon", "13/04/2025", "03/04/2025", "45/45/2025"}});
    CHECK(holds(refused, "2 bad rows"));
    CHECK(holds(refused, "f1.csv:2: column 'date': 'soon' is not a date with the day first"));
    CHECK(holds(refused, "f1.csv:5: column 'date': '45/45/2025' is no day of the calendar"));
}

TEST_CASE("dates: when no form fits any row, the advice is to give one") {
    const std::string refused = DateForm().of({{"3 janvier 2025", "4 mars 2025"}});
    CHECK(holds(refused, "2 bad rows: 2 with an unreadable date"));
    CHECK(holds(refused,
                "f1.csv:2: column 'date': '3 janvier 2025' is no date in a form that is known; say how it is "
                "written with --date-format"));
    CHECK(holds(refused,
                "no date is in a form that is known (2025-01-31, 31/1/2025, 1/31/2025, 31 Jan 2025, 1738281600, "
                "1738281600000, each of the first four also with a time of day), so give it with --date-format, as in "
                "--date-format '%d-%b-%Y'"));
}

// The words for a row must not depend on how the rows are cut into batches.
TEST_CASE("dates: when no form fits any row, days that don't exist are told from texts that are no date") {
    const std::string refused = DateForm().of({{"2025-02-30", "31.12.24", "45688", ""}});
    CHECK(holds(refused, "4 bad rows: 1 without a date, 2 with an unreadable date, 1 with an impossible date"));
    CHECK(holds(refused, "f1.csv:2: column 'date': '2025-02-30' is no day of the calendar; correct it"));
    CHECK(holds(refused,
                "f1.csv:3: column 'date': '31.12.24' has a year of two digits and can be read in three ways; "
                "say which it is with --date-format '%d.%m.%y', '%m.%d.%y' or '%y.%m.%d'"));
    CHECK(holds(refused,
                "f1.csv:4: column 'date': '45688' is no date in a form that is known; if it is the serial "
                "number of a day as Excel stores it, give --date-format excel"));
    const std::string impossible = DateForm().of({{"2025-02-30", "31-Nov-2025"}});
    CHECK(holds(impossible, "2 bad rows: 2 with an impossible date"));
    CHECK(holds(impossible, "correct the rows, or set them aside"));
    CHECK(holds(DateForm().of({{"", " "}}), "2 bad rows: 2 without a date"));
}

struct Matrix {
    std::vector<std::string> right;  // all of them 2025-01-31 or 2025-12-01
    std::string days;
    std::string contradiction;  // a date of another form
    std::string says;
    std::string impossible;
};

TEST_CASE("dates: each form alone, contradicted later, with days that don't exist, with blanks") {
    const Matrix forms[] = {
        {{"2025-01-31", "2025年12月1日"}, "2025-01-31 2025-12-01", "31-Jan-25", "with the year first", "2025-02-30"},
        {{"31.01.2025", "01.12.2025"}, "2025-01-31 2025-12-01", "2025-01-31", "with the day first", "31.11.2025"},
        {{"01/31/2025", "12/1/2025"}, "2025-01-31 2025-12-01", "1738281600", "with the month first", "13/13/2025"},
        {{"31-Jan-25", "Dec 1, 2025"}, "2025-01-31 2025-12-01", "31/01/2025", "with the month by name", "30 Feb 2025"},
        {{"Fri, 31 Jan 2025 10:30:00 +0100", "Mon Dec 01 08:26:00 2025"},
         "2025-01-31 2025-12-01",
         "2025-01-31",
         "with the month by name",
         "Thu, 31 Jan 2025 10:30:00 +0100"},
        {{"1738281600", "1764547200.5"}, "2025-01-31 2025-12-01", "1738281600000", "Unix time in seconds", ""},
        {{"1738281600000", "1764547200000"}, "2025-01-31 2025-12-01", "1738281600", "Unix time in milliseconds", ""},
    };
    const auto quoted = [](std::vector<std::string> dates) {
        for (std::string& date : dates) date = '"' + date + '"';
        return std::vector<std::vector<std::string>>{dates};
    };
    for (const Matrix& form : forms) {
        INFO(form.right[0]);
        CHECK(DateForm().of(quoted(form.right)) == form.days);
        // A blank or unreadable row before decides nothing.
        const std::string blank = DateForm().of(quoted({"", form.right[0], "soon", form.right[1]}));
        CHECK(holds(blank, "2 bad rows: 1 without a date, 1 with an unreadable date"));
        CHECK(holds(blank, "'soon' is not a"));
        CHECK(holds(blank, form.says));
        const std::string contradicted = DateForm().of(quoted({form.right[0], form.contradiction, form.right[1]}));
        CHECK(holds(contradicted, "1 bad row: 1 with an unreadable date"));
        CHECK(holds(contradicted, "f1.csv:3: column 'date': '" + form.contradiction + "' is not a"));
        CHECK(holds(contradicted, form.says));
        if (form.impossible.empty()) continue;
        const std::string impossible = DateForm().of(quoted({form.impossible, form.right[0], form.impossible}));
        CHECK(holds(impossible, "2 bad rows: 2 with an impossible date"));
        CHECK(holds(impossible, "f1.csv:2: column 'date': '" + form.impossible + "' is no day of the calendar"));
    }
}

TEST_CASE("dates: the day of the week decides between day first and month first") {
    const auto of = [](const std::string& first, const std::string& second) {
        return DateForm().of({{'"' + first + '"', '"' + second + '"'}});
    };
    CHECK(of("Wed, 12/1/2010", "1/2/2010") == "2010-12-01 2010-01-02");
    CHECK(of("Tue, 12/1/2010", "1/2/2010") == "2010-01-12 2010-02-01");
    CHECK(
        holds(of("Sat, 2/3/2024", "Sat, 2/3/2024"), "is 2024-03-02 with the day first and 2024-02-03 with the month"));
    const std::string wrong = of("13/1/2025", "Mon, 14/1/2025");
    CHECK(holds(wrong, "'Mon, 14/1/2025' is no day of the calendar, or not that day of the week with the day first"));
    // As the day of a week that is none of both it can't decide.
    CHECK(holds(of("Thu, 12/1/2010", "Thu, 12/1/2010"), "2 bad rows: 2 with an impossible date"));
}

TEST_CASE("dates: two files decide together") {
    CHECK(DateForm().of({{"03/04/2025"}, {"13/04/2025"}}) == "2025-04-03 2025-04-13");
    CHECK(DateForm().of({{"04/13/2025"}, {"03/04/2025"}}) == "2025-04-13 2025-03-04");
    CHECK(holds(DateForm().of({{"02/02/2025"}, {"03/04/2025"}}), "f2.csv:2: column 'date': '03/04/2025' is"));
    const std::string contradicted = DateForm().of({{"13/04/2025"}, {"04/13/2025"}});
    CHECK(holds(contradicted, "f2.csv:2: column 'date': '04/13/2025'"));
}

TEST_CASE("dates: the deciding row may stand behind a hundred thousand others") {
    std::vector<std::string> dates(100'000, "03/04/2025");
    dates.push_back("04/13/2025");
    CHECK(holds(DateForm().of({dates}), "2025-03-04 2025-03-04"));
    dates.push_back("13/04/2025");
    CHECK(holds(DateForm().of({dates}), "f1.csv:100003: column 'date': '13/04/2025'"));
}

TEST_CASE("dates: rows that are filtered out decide nothing and are not held against the file") {
    const TemporaryFolder folder;
    Plan plan;
    plan.no_monetary = true;
    plan.inputs = {folder.write("f.csv",
                                "customer,date,status\na,01/02/2025,test\nb,13/02/2025,paid\nc,soon,test\n"
                                "d,02/13/2025,test\ne,01/02/2025,paid\n")};
    plan.filters = {{false, "status", {"test"}}};
    const ScoredCustomers customers = score(plan);
    REQUIRE(customers.size() == 2);
    CHECK(format_day(customers.row(1).last_order_day) == "2025-02-01");
    CHECK(customers.summary().rows.filtered == 3);
}

// The message must name a row that counts.
TEST_CASE("dates: the ambiguity that is shown is not one of a row that was filtered out") {
    const TemporaryFolder folder;
    Plan plan;
    plan.no_monetary = true;
    plan.inputs = {folder.write("f.csv", "customer,date,status\na,01/02/2025,test\nb,03/04/2025,paid\n")};
    plan.filters = {{false, "status", {"test"}}};
    CHECK(holds(whole_answer(plan), "f.csv:3: column 'date': '03/04/2025' is"));
}

}  // namespace
}  // namespace rfm::test
