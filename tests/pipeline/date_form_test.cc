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
    const std::string refused = DateForm().of({{"3 Jan 2025", "4 Feb 2025"}});
    CHECK(holds(refused, "2 bad rows: 2 with an unreadable date"));
    CHECK(holds(refused, "no date is in a form that is known, so give it, as in --date-format '%d-%b-%Y'"));
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
