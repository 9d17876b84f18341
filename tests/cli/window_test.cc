// --window, --as-of: a longer file gives what a shorter one would have given.
#include <ctime>
#include <string>

#include <nlohmann/json.hpp>

#include <rfm/day.h>

#include "cli/published_scores.h"
#include "cli/sql_scores.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

std::string generated(const TemporaryFolder& folder) {
    GeneratedOrders wanted;
    wanted.seed = 21;
    wanted.days = 400;
    return folder.write("orders.csv", orders_text(generate_orders(wanted)));
}

// The rows whose day (the third column) lies between, both ends counted.
std::string cut(const std::string& path, const std::string& from, const std::string& to) {
    const CsvTable table(read_file(path));
    std::string text = csv_line(table.header());
    for (const CsvRow& row : table.rows()) {
        if (row[2] >= from && row[2] <= to) text += csv_line(row);
    }
    return text;
}

TEST_CASE("as-of: over a longer file as a run on that day would have given") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    for (const char* day : {"2024-02-29", "2024-07-15", "2024-12-31"}) {
        CAPTURE(day);
        const std::string then = folder.write("then.csv", cut(orders, "0001-01-01", day));
        CHECK(scored({orders, "--as-of", day}) == scored({then, "--as-of", day}));
    }
}

TEST_CASE("window: the orders of the last so many days before the as-of date") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    const std::string all = scored({orders});
    for (const auto& [window, first] : {std::pair("90d", "2024-09-02"),
                                        {"2w", "2024-11-17"},
                                        {"1m", "2024-11-01"},
                                        {"6m", "2024-06-01"},
                                        {"1y", "2023-12-01"}}) {
        CAPTURE(window);
        const std::string in_window = folder.write("window.csv", cut(orders, first, "2024-12-01"));
        const std::string wanted = scored({in_window, "--as-of", "2024-12-01"});
        CHECK(scored({orders, "--as-of", "2024-12-01", "--window", window}) == wanted);
        CHECK(scored({orders, "--as-of", "2024-12-01", "--since", first}) == wanted);
    }
    CHECK(scored({orders, "--window", "20y"}) == all);
    // The later of two first days counts.
    CHECK(scored({orders, "--as-of", "2024-12-01", "--window", "6m", "--since", "2024-10-01"}) ==
          scored({orders, "--as-of", "2024-12-01", "--since", "2024-10-01"}));
    CHECK(scored({orders, "--as-of", "2024-12-01", "--window", "1m", "--since", "2024-10-01"}) ==
          scored({orders, "--as-of", "2024-12-01", "--window", "1m"}));
}

TEST_CASE("window: without an as-of date it counts back from the day after the latest purchase") {
    const TemporaryFolder folder;
    const std::string orders = generated(folder);
    const auto summary = nlohmann::json::parse(rfm({"score", orders, "--summary", "-", "-o", "/dev/null"}).out);
    const std::string as_of = summary["as_of"];
    CHECK(scored({orders, "--window", "3m"}) == scored({orders, "--window", "3m", "--as-of", as_of}));
    const auto window =
        nlohmann::json::parse(rfm({"score", orders, "--window", "3m", "--summary", "-", "-o", "/dev/null"}).out);
    CHECK(window["as_of"] == as_of);
    CHECK(window["as_of_reason"] == "the day after the latest purchase");
    CHECK(window["since_reason"] == "--window 3m");
    CHECK(window["rows"]["before_since"] > 100);
    const Ran words = rfm({"score", orders, "--window", "3m", "-v", "-o", "/dev/null"});
    CHECK_THAT(words.err, Catch::Contains("left out: before " + window["since"].get<std::string>() + " (--window 3m)"));
}

TEST_CASE("window: what is read once needs an as-of date") {
    const std::string orders = "customer,date,amount\na,2025-01-02,1\nb,2024-01-01,2\n";
    const Ran ran = rfm({"score", "--window", "365d"}, orders);
    CHECK(ran.status == 64);
    CHECK(ran.err ==
          "rfm: --window 365d: counts back from the as-of date, which is known only when all orders are read, and "
          "standard input can be read once only; give --as-of, or name a file\n");
    CHECK_THAT(scored({"--window", "365d", "--as-of", "2025-01-03"}, orders),
               Catch::EndsWith("\na,2025-01-02,1,1,1,1,1,1,111,sleeping\n"));
    for (const char* wrong : {"12", "0d", "-3m", "3q", "m", "1.5y", "99999999999d"}) {
        const Ran refused = rfm({"score", std::string("--window=") + wrong}, orders);
        CHECK(refused.status == 64);
        CHECK_THAT(refused.err, Catch::Contains(std::string("rfm: --window '") + wrong + "': must "));
    }
}

TEST_CASE("window: with nothing to count back from, the run says what there is") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,-1\n");
    const Ran ran = rfm({"score", orders, "--window", "1y"});
    CHECK(ran.status == 65);
    CHECK_THAT(ran.err, Catch::Contains("no customer has a purchase"));
}

TEST_CASE("as-of: today is that of the zone") {
    const std::string orders = "customer,date,amount\na,2025-01-02,1\n";
    const auto as_of = [&](const char* zone) {
        const Ran ran = rfm({"score", "--as-of", "today", "--tz", zone, "--summary", "-", "-o", "/dev/null"}, orders);
        REQUIRE(ran.status == 0);
        return nlohmann::json::parse(ran.out)["as_of"].get<std::string>();
    };
    const auto expected = [](std::int64_t hours) {
        return format_day(static_cast<DayNumber>((std::time(nullptr) + hours * 3600) / 86400));
    };
    // Of these two there is always one whose day is not that of UTC.
    for (const auto& [zone, hours] : {std::pair("Etc/GMT+12", -12), {"Pacific/Kiritimati", 14}, {"UTC", 0}}) {
        const std::string before = expected(hours);
        const std::string found = as_of(zone);
        const bool as_expected = found == before || found == expected(hours);  // midnight may pass meanwhile
        CHECK(as_expected);
    }
}

}  // namespace
}  // namespace rfm::test
