// Each form of dates, and --tz, through the real program.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

// A file with these dates, each of a customer of its own: c10, c11, ...
std::string orders(const std::vector<std::string>& dates) {
    std::string text = "customer,date,amount\n";
    int customer = 9;
    for (const std::string& date : dates) text += fmt::format("c{},\"{}\",1.50\n", ++customer, date);
    return text;
}

// The last order dates, one behind the other.
std::string days(std::vector<std::string> flags, const std::string& text) {
    flags.insert(flags.begin(), "score");
    const Ran ran = rfm(flags, text);
    INFO(ran.err);
    CHECK(ran.status == 0);
    std::string out;
    std::size_t at = ran.out.find('\n');
    while (at != std::string::npos && at + 1 < ran.out.size()) {
        out += (out.empty() ? "" : " ") + ran.out.substr(at + 5, 10);
        at = ran.out.find('\n', at + 1);
    }
    return out;
}

struct Form {
    std::vector<std::string> flags;
    std::vector<std::string> dates;  // 2025-01-31 and 2025-02-01
    std::string words;
};

const std::vector<Form> forms = {
    {{}, {"2025-01-31", "2025/2/1 10:30"}, "year first (2025-01-31)"},
    {{}, {"2025年1月31日", "2025年02月01日 下午 3:20"}, "year first (2025-01-31)"},
    {{}, {"２０２５-01-31", "2025-02-01"}, "year first (2025-01-31)"},
    {{}, {"31.1.2025", "01.02.2025 8:26"}, "day first (31/01/2025)"},
    {{}, {"1/31/2025 8:26PM", "2/1/2025, 8:26 a.m."}, "month first (01/31/2025)"},
    {{}, {"Friday, 1/31/2025", "2/1/2025 Sat"}, "month first (01/31/2025)"},
    {{}, {"31-Jan-25", "01-FEB-2025"}, "month by name (31 Jan 2025)"},
    {{}, {"Jan 31, 2025", "1st February 2025"}, "month by name (31 Jan 2025)"},
    {{}, {"Fri, 31 Jan 2025 08:26:00 +0000", "Sat Feb 01 08:26:00 2025"}, "month by name (31 Jan 2025)"},
    {{}, {"1738281600", "1738368000.75"}, "Unix seconds (1738281600)"},
    {{}, {"1738281600000", "1738368000750"}, "Unix milliseconds (1738281600000)"},
    {{"--date-format", "unix"}, {"1738281600", "01738368000"}, "Unix seconds (1738281600)"},
    {{"--date-format", "unix-ms"}, {"1738281600000", "1738368000000.5"}, "Unix milliseconds (1738281600000)"},
    {{"--date-format", "excel"}, {"45688", "45689,75"}, "serial numbers of Excel (45688)"},
    {{"--date-format", "%d.%m.%y"}, {"31.01.25", "1.2.25"}, "--date-format '%d.%m.%y'"},
};

TEST_CASE("date forms: right, and told by inspect") {
    for (const Form& form : forms) {
        INFO(form.dates[0]);
        CHECK(days(form.flags, orders(form.dates)) == "2025-01-31 2025-02-01");
        std::vector<std::string> flags = form.flags;
        flags.insert(flags.begin(), "inspect");
        const Ran ran = rfm(flags, orders(form.dates));
        CHECK(ran.status == 0);
        CHECK(ran.out.find("date form    " + form.words + "\n") != std::string::npos);
        CHECK(ran.out.find("sample row   customer 'c10', 2025-01-31, amount 1.5") != std::string::npos);
    }
}

TEST_CASE("date forms: one that contradicts the rows before it is a bad row, and can be set aside") {
    for (const Form& form : forms) {
        for (const Form& other : forms) {
            if (other.words == form.words || !form.flags.empty() || !other.flags.empty()) continue;
            INFO(form.dates[0] << ", then " << other.dates[0]);
            const TemporaryFolder folder;
            const std::string text = orders({form.dates[0], form.dates[1], other.dates[0]});
            const Ran refused = rfm({"score"}, text);
            CHECK(refused.status == 65);
            CHECK(refused.out == "");
            CHECK(refused.err.starts_with("rfm: 1 bad row: "));
            CHECK(refused.err.find("standard input:4: column 'date': '" + other.dates[0] + "' is n") !=
                  std::string::npos);
            CHECK(days({"--quiet", "--rejects", folder.file("bad.csv")}, text) == "2025-01-31 2025-02-01");
            CHECK(read_file(folder.file("bad.csv")).find(other.dates[0]) != std::string::npos);
        }
    }
}

TEST_CASE("date forms: two-digit years and Excel's numbers are not guessed, and the advice works") {
    const Ran short_years = rfm({"score"}, orders({"31.12.24", "01.01.25"}));
    CHECK(short_years.status == 65);
    CHECK(short_years.err.find("say which it is with --date-format '%d.%m.%y', ") != std::string::npos);
    CHECK(days({"--date-format", "%d.%m.%y"}, orders({"31.12.24", "01.01.25"})) == "2024-12-31 2025-01-01");
    const Ran serials = rfm({"score"}, orders({"45657", "45658"}));
    CHECK(serials.status == 65);
    CHECK(serials.err.find("give --date-format excel") != std::string::npos);
    CHECK(days({"--date-format", "excel"}, orders({"45657", "45658"})) == "2024-12-31 2025-01-01");
}

TEST_CASE("date forms: a header that is a date of any form is an order") {
    for (const std::string name : {"31-Jan-25", "1738281600", "Fri 31 Jan 2025"}) {
        const Ran ran = rfm({"score", "--customer", "1", "--date", "2", "--amount", "3"}, "a," + name + ",1\n");
        CHECK(ran.status == 65);
        CHECK(ran.err.find("the first record is an order, not a header") != std::string::npos);
    }
}

// Thousands of plain rows go through the short loop: it must leave those with an offset to the general way.
TEST_CASE("tz: instants become days of the zone, in the short loop and in the general way") {
    for (const std::string end : {"Z", ".000Z", "+00:00"}) {
        std::string text = "customer,date,amount\n";
        for (int i = 0; i < 2000; ++i)
            text += fmt::format("c{},2025-01-31T22:{:02}:00{},1.50\n", 10 + i % 2, i % 60, end);
        text += "c10,2025-01-31T23:30:00" + end + ",1.50\n";
        text += "c11,2025-01-31T23:30:00,1.50\n";
        CHECK(days({}, text) == "2025-01-31 2025-01-31");
        CHECK(days({"--tz", "UTC"}, text) == "2025-01-31 2025-01-31");
        CHECK(days({"--tz", "Europe/Berlin"}, text) == "2025-02-01 2025-01-31");
        CHECK(days({"--tz", "Europe/Berlin", "--threads", "3"}, text) == "2025-02-01 2025-01-31");
        CHECK(days({"--tz", "Asia/Tokyo"}, text) == "2025-02-01 2025-02-01");
        CHECK(days({"--tz", "Asia/Tokyo", "--date-format", "ymd"}, text) == "2025-02-01 2025-02-01");
    }
    CHECK(days({"--tz", "America/New_York"}, orders({"1738281600", "1738299600"})) == "2025-01-30 2025-01-31");
    CHECK(days({"--tz", "Europe/Berlin", "--date-format", "%d.%m.%Y %H:%M %z"}, orders({"31.01.2025 23:30 +0000"})) ==
          "2025-02-01");
    const Ran ran = rfm({"inspect", "--tz", "Europe/Berlin"}, orders({"2025-01-31T23:30:00Z"}));
    CHECK(ran.out.find("date form    year first (2025-01-31), days of Europe/Berlin\n") != std::string::npos);
}

TEST_CASE("tz: a zone that is unknown is a mistake on the command line") {
    const Ran ran = rfm({"score", "--tz", "berlin"}, orders({"2025-01-31"}));
    CHECK(ran.status == 64);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: --tz 'berlin': must be a zone of /usr/share/zoneinfo; is it Europe/Berlin?\n");
    CHECK(rfm({"score", "--tz", ""}, orders({"2025-01-31"})).status == 64);
}

TEST_CASE("as-of and since are ISO days only") {
    for (const std::string text : {"31-Jan-25", "1738281600", "2025年1月31日", "Fri 2025-01-31", "31.1.2025"}) {
        for (const std::string flag : {"--as-of", "--since"}) {
            const Ran ran = rfm({"score", flag, text}, orders({"2025-01-31"}));
            CHECK(ran.status == 64);
            CHECK(ran.err == "rfm: " + flag + " '" + text + "': must be a date as in 2025-01-31, or today\n");
        }
    }
}

}  // namespace
}  // namespace rfm::test
