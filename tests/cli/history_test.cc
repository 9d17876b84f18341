// rfm history: every month of it is what `rfm score` says at that month's end, and what can be told from one month's
// scores to the next.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <rfm/day.h>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

using Words = std::vector<std::string>;

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// What score found at a month's end.
struct MonthEnd {
    nlohmann::json summary;
    std::set<std::string> customers, active;
    long long orders = 0;
    long long repeating = 0;
};

MonthEnd scored_at(const Words& flags, DayNumber first, DayNumber last) {
    const TemporaryFolder folder;
    const std::string summary = folder.file("summary.json");
    const Ran ran = rfm(with({"score", "--as-of", format_day(last), "--summary", summary, "--quiet"}, flags));
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    MonthEnd found;
    found.summary = nlohmann::json::parse(read_file(summary));
    const CsvTable table(ran.out);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::string& customer = table.field(i, "customer_id");
        found.customers.insert(customer);
        if (table.field(i, "last_order_date") >= format_day(first)) found.active.insert(customer);
        const long long orders = std::stoll(table.field(i, "frequency"));
        found.orders += orders;
        found.repeating += orders > 1 ? 1 : 0;
    }
    return found;
}

// With six decimals.
std::string rate(long long part, long long whole) {
    const long long millionths = (2'000'000 * part + whole) / (2 * whole);
    return fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000);
}

// An amount with so many decimals at least.
std::string padded(std::string amount, std::size_t decimals) {
    if (decimals == 0) return amount;
    if (amount.find('.') == std::string::npos) amount += '.';
    while (amount.size() - amount.find('.') - 1 < decimals) amount += '0';
    return amount;
}

std::string expected_month(const std::string& name, const MonthEnd& before, const MonthEnd& now, std::size_t decimals) {
    std::string text;
    const auto put = [&](const char* metric, const std::string& segment, const std::string& value) {
        text += csv_line({name, metric, segment, value});
    };
    put("customers", "all", now.summary["customers"].dump());
    for (const auto& segment : now.summary["segments"]) {
        put("customers", segment["segment"], segment["customers"].dump());
    }
    put("monetary", "all", padded(now.summary["monetary_total"], decimals));
    for (const auto& segment : now.summary["segments"]) {
        put("monetary", segment["segment"], padded(segment["monetary"], decimals));
    }
    const auto count_in = [](const std::set<std::string>& some, const std::set<std::string>& others) {
        return std::count_if(some.begin(), some.end(), [&](const std::string& one) { return others.contains(one); });
    };
    const auto size = [](const auto& set) { return static_cast<long long>(set.size()); };
    put("new_customers", "all", std::to_string(size(now.customers) - count_in(now.customers, before.customers)));
    put("active_customers", "all", std::to_string(now.active.size()));
    put("orders", "all", std::to_string(now.orders - before.orders));
    if (!now.active.empty()) put("purchase_frequency", "all", rate(now.orders - before.orders, size(now.active)));
    put("repeat_rate", "all", rate(now.repeating, size(now.customers)));
    if (before.active.empty()) return text;
    const long long retained = count_in(before.active, now.active);
    put("retention_rate", "all", rate(retained, size(before.active)));
    const long long millionths = 1'000'000 - (2'000'000 * retained + size(before.active)) / (2 * size(before.active));
    put("churn_rate", "all", fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000));
    return text;
}

// Compares all months with score, but for the revenue and what is worked out from it; returns how many there are.
// as_of: when the history ends; empty: by itself.
std::size_t check_months(const Words& flags, std::size_t decimals, const std::string& as_of = {}) {
    const Words until = as_of.empty() ? Words{} : Words{"--as-of", as_of};
    const Ran ran = rfm(with(with({"history", "--quiet"}, flags), until));
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const CsvTable table(ran.out);
    REQUIRE(table.header() == CsvRow{"period", "metric", "segment", "value"});
    std::vector<std::pair<std::string, std::string>> months;  // name and text
    for (const CsvRow& row : table.rows()) {
        if (months.empty() || months.back().first != row[0]) months.emplace_back(row[0], "");
        if (row[1] != "revenue" && row[1] != "average_order_value") months.back().second += csv_line(row);
    }
    MonthEnd before;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto& [name, text] = months[i];
        const DayNumber first = *parse_iso_day(name + "-01");
        DayNumber last = first + 27;
        while (format_day(last + 1).starts_with(name)) ++last;
        if (i + 1 < months.size()) CHECK(format_day(last + 1).starts_with(months[i + 1].first));  // no gap
        MonthEnd now = scored_at(flags, first, last);
        INFO(name);
        CHECK(text == expected_month(name, before, now, decimals));
        before = std::move(now);
    }
    return months.size();
}

std::string value_of(const std::string& history, const std::string& key) {
    const std::size_t at = ("\n" + history).find("\n" + key + ",");
    if (at == std::string::npos) return "none";
    const std::size_t begin = at + key.size() + 1;
    return history.substr(begin, history.find('\n', begin) - begin);
}

TEST_CASE("history: CDNOW, month by month as score has it") {
    const std::string master = shared_file("cdnow/CDNOW_master.txt");
    if (master.empty()) return;
    const Words flags = {master, "--delimiter", "whitespace", "--amount", "dollar_value"};
    CHECK(check_months(flags, 2, "1998-06-30") == 18);
    CHECK(check_months(with(flags, {"--method", "r-rfm", "--since", "1997-03-15"}), 2) == 16);
    // Nothing is taken back there, so that the revenues add up to the total that is known.
    const Ran ran = rfm(with({"history", "--every", "year", "--as-of", "1998-12-31"}, flags));
    const long long cents = 250'031'563;
    const auto cents_of = [&](const char* key) {
        std::string value = value_of(ran.out, key);
        std::erase(value, '.');
        return std::stoll(value);
    };
    CHECK(cents_of("1997,revenue,all") + cents_of("1998,revenue,all") == cents);
    CHECK(cents_of("1998,monetary,all") == cents);
    CHECK(value_of(ran.out, "1997,new_customers,all") == "23570");
    CHECK(value_of(ran.out, "1998,new_customers,all") == "0");
}

TEST_CASE("history: UCI Online Retail with cancellations, all methods") {
    const std::string orders = shared_file("uci-online-retail/orders_with_cancellations.csv");
    if (orders.empty()) return;
    const Words flags = {orders, "--order-id", "invoice", "--date", "order_datetime", "--cancel-prefix", "C"};
    CHECK(check_months(flags, 2, "2011-12-31") == 13);
    CHECK(check_months(with(flags, {"--method", "ntile", "--map", "rf10", "--threads", "3"}), 2) == 12);
    CHECK(check_months(with(flags, {"--method", "r-rfm", "--labels", "zh"}), 2) == 12);
    CHECK(check_months(with(flags, {"--method", "cuts", "--r-cuts", "20,50,100,200", "--f-cuts", "1,2,4,8", "--m-cuts",
                                    "100,300,700,2000", "--refunds", "as-orders"}),
                       2) == 12);
}

TEST_CASE("history: the whole of UCI Online Retail, packed") {
    const std::string packed = shared_file("uci-online-retail/online_retail.csv.xz");
    if (packed.empty()) return;
    CHECK(check_months({packed, "--preset", "uci-online-retail"}, 3) == 12);
}

TEST_CASE("history: the sample, with filters and maps whose names need quotes") {
    const TemporaryFolder folder;
    const std::string map = folder.write("map.csv", "segment,r,f,m\n\"good, \"\"best\"\"\",4-5,*,*\n=rest,*,*,*\n");
    CHECK(check_months({project_file("data/orders.csv"), "--drop", "status=cancelled", "--map", map}, 2) == 24);
}

const std::string header = "customer,date,amount\n";

TEST_CASE("history: a month that is not over is left out with a word, unless it has no rows") {
    const std::string rows = header + "a,2025-04-30,3.50\nb,2025-06-15,2.25\n";
    const Ran ran = rfm({"history", "-"}, rows);
    CHECK(ran.status == 0);
    CHECK(ran.err ==
          "rfm: 2025-06 is not over at the as-of date, 2025-06-16: left out; --as-of 2025-06-30 includes it\n");
    CHECK(ran.out ==
          "period,metric,segment,value\n"
          "2025-04,customers,all,1\n2025-04,customers,high-value,0\n2025-04,customers,potential,0\n"
          "2025-04,customers,at-risk,0\n2025-04,customers,sleeping,1\n"
          "2025-04,monetary,all,3.50\n2025-04,monetary,high-value,0.00\n2025-04,monetary,potential,0.00\n"
          "2025-04,monetary,at-risk,0.00\n2025-04,monetary,sleeping,3.50\n"
          "2025-04,new_customers,all,1\n2025-04,active_customers,all,1\n2025-04,orders,all,1\n"
          "2025-04,revenue,all,3.50\n2025-04,average_order_value,all,3.50\n"
          "2025-04,purchase_frequency,all,1.000000\n2025-04,repeat_rate,all,0.000000\n"
          "2025-05,customers,all,1\n2025-05,customers,high-value,0\n2025-05,customers,potential,0\n"
          "2025-05,customers,at-risk,0\n2025-05,customers,sleeping,1\n"
          "2025-05,monetary,all,3.50\n2025-05,monetary,high-value,0.00\n2025-05,monetary,potential,0.00\n"
          "2025-05,monetary,at-risk,0.00\n2025-05,monetary,sleeping,3.50\n"
          "2025-05,new_customers,all,0\n2025-05,active_customers,all,0\n2025-05,orders,all,0\n"
          "2025-05,revenue,all,0.00\n2025-05,repeat_rate,all,0.000000\n"
          "2025-05,retention_rate,all,0.000000\n2025-05,churn_rate,all,1.000000\n");
    CHECK(rfm({"history", "--quiet", "-"}, rows).err == "");
    CHECK(rfm({"history", "--as-of", "2025-06-30", "-"}, rows).err == "");
    CHECK(value_of(rfm({"history", "--as-of", "2025-06-30", "-"}, rows).out, "2025-06,retention_rate,all") == "none");
    CHECK(rfm({"history", "--as-of", "2025-08-30", "-"}, rows).err == "");
    CHECK(value_of(rfm({"history", "--as-of", "2025-08-30", "-"}, rows).out, "2025-07,customers,all") == "2");
    CHECK(value_of(rfm({"history", "--as-of", "2025-08-30", "-"}, rows).out, "2025-08,customers,all") == "none");
    // A refund may come after all purchases.
    CHECK(rfm({"history", "-"}, rows + "a,2025-08-02,-1.00\n").err ==
          "rfm: 2025-06 to 2025-08 are not over at the as-of date, 2025-06-16: left out; --as-of 2025-08-31 includes "
          "them\n");
}

TEST_CASE("history: no period that is over is refused, with what to do") {
    const Ran month = rfm({"history", "-"}, header + "a,2025-06-03,1\nb,2025-06-15,2\n");
    CHECK(month.status == 65);
    CHECK(month.out == "");
    CHECK(month.err ==
          "rfm: no month is over at the as-of date, 2025-06-16: the first purchase is of 2025-06-03; give --as-of "
          "2025-06-30, or shorter periods, as in --every day\n");
    CHECK(rfm({"history", "--every", "year", "-"}, header + "a,2025-06-03,1\n").err.find("no year is over") !=
          std::string::npos);
    CHECK(rfm({"history", "--every", "week", "--as-of", "9999-12-31", "-"}, header + "a,9999-12-30,1\n").err ==
          "rfm: no week is over at the as-of date, 9999-12-31: the first purchase is of 9999-12-30, or shorter "
          "periods, as in --every day\n");
    CHECK(rfm({"history", "--every", "day", "--as-of", "9999-12-31", "-"}, header + "a,9999-12-31,1\n").status == 0);
    const Ran refunds = rfm({"history", "-"}, header + "a,2025-06-03,-1\n");
    CHECK(refunds.status == 65);
    CHECK(refunds.err.find("no customer has a purchase, so there is nothing to score") != std::string::npos);
    const Ran guests = rfm({"history", "-"}, header + ",2025-06-03,1\n");
    CHECK(guests.status == 65);
    CHECK(guests.err.find("1 without a customer") != std::string::npos);
}

TEST_CASE("history: periods of every length") {
    const std::string rows = header + "a,2024-12-30,1\nb,2025-01-04,2\na,2025-01-06,4\nb,2025-04-01,8\n";
    const auto orders = [&](const char* every, const char* period) {
        return value_of(rfm({"history", "--every", every, "--as-of", "2025-12-31", "-"}, rows).out,
                        std::string(period) + ",orders,all");
    };
    CHECK(orders("day", "2024-12-30") == "1");
    CHECK(orders("day", "2024-12-31") == "0");
    CHECK(orders("week", "2025-W01") == "2");
    CHECK(orders("week", "2025-W02") == "1");
    CHECK(orders("week", "2025-W52") == "0");
    CHECK(orders("week", "2026-W01") == "none");
    CHECK(orders("month", "2025-01") == "2");
    CHECK(orders("quarter", "2025-Q1") == "2");
    CHECK(orders("quarter", "2025-Q4") == "0");
    CHECK(orders("year", "2024") == "1");
    CHECK(orders("year", "2025") == "3");
    const Ran wrong = rfm({"history", "--every", "fortnight", "-"}, rows);
    CHECK(wrong.status == 64);
    CHECK(wrong.err == "rfm: --every 'fortnight': must be one of day, week, month, quarter, year\n");
}

TEST_CASE("history: guests are in no figure, but move the as-of date as they do for score") {
    const std::string rows = header + "a,2025-01-10,1.5\n,2025-01-05,70\n,2025-02-28,90\n";
    const Ran ran = rfm({"history", "-"}, rows);
    CHECK(ran.err == "");
    CHECK(value_of(ran.out, "2025-01,revenue,all") == "1.5");
    CHECK(value_of(ran.out, "2025-02,revenue,all") == "0.0");
    CHECK(value_of(ran.out, "2025-02,customers,all") == "1");
}

TEST_CASE("history: dates and amounts that are decided far down") {
    std::string rows = "customer;date;amount\n";
    for (int i = 0; i < 30'000; ++i) {
        rows += fmt::format("c{};0{}/0{}/2025;{},{:03}\n", i % 700, i % 9 + 1, i % 3 + 1, i % 7 + 1, i % 11 * 10);
    }
    const TemporaryFolder folder;
    const std::string day_first = folder.write("orders.csv", rows + "c1;31/03/2025;2,5\n");
    CHECK(check_months({day_first}, 3) == 3);
    const std::string month_first = folder.write("orders.csv", rows + "c1;09/30/2025;2.5\n");
    CHECK(check_months({month_first}, 1) == 9);
    const Ran open = rfm({"history", "-"}, rows + "c1;31/03/2025;2\n");
    CHECK(open.status == 65);
    CHECK(open.err.find("with a decimal point and") != std::string::npos);
    CHECK(rfm({"history", "-"}, rows + "c1;03/03/2025;2,5\n").err.find("--date-format dmy") != std::string::npos);
}

TEST_CASE("history: pipes, packed input, output files, rejects") {
    const std::string orders = project_file("data/orders.csv");
    const TemporaryFolder folder;
    const Ran direct = rfm({"history", orders});
    REQUIRE(direct.status == 0);
    CHECK(rfm({"history"}, read_file(orders)).out == direct.out);
    const std::string piped = "cat " + orders + " | gzip | " RFM_PROGRAM " history | cat";
    CHECK(run({"sh", "-c", piped}).out == direct.out);
    const Ran to_file = rfm({"history", orders, "-o", folder.file("history.csv")});
    CHECK(to_file.status == 0);
    CHECK(to_file.out == "");
    CHECK(read_file(folder.file("history.csv")) == direct.out);
    CHECK(run({"sh", "-c", RFM_PROGRAM " history --every day " + orders + " | head -n 1"}).out ==
          "period,metric,segment,value\n");

    const Ran bad = rfm({"history", "-o", folder.file("history.csv"), "-"}, header + "a,2025-01-31,1\nb,x,2\n");
    CHECK(bad.status == 65);
    CHECK(read_file(folder.file("history.csv")) == direct.out);
    const Ran aside = rfm({"history", "--rejects", folder.file("bad.csv"), "-"}, header + "a,2025-01-31,1\nb,x,2\n");
    CHECK(aside.status == 0);
    CHECK(aside.err.find("1 bad row") != std::string::npos);
    CHECK(read_file(folder.file("bad.csv")).find("b,x,2") != std::string::npos);
    CHECK(rfm({"history", orders, "-o", orders}).status == 64);
    CHECK(rfm({"history", orders, orders}).status == 64);
}

TEST_CASE("history: flags that make no sense are refused") {
    const std::string orders = project_file("data/orders.csv");
    for (const Words& words : {Words{"--sort", "frequency"}, {"--summary", "x.json"}, {"--bom"}, {"--bins", "11"}}) {
        const Ran ran = rfm(with({"history", orders}, words));
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
    }
    CHECK(rfm({"history", "--sort", "frequency", orders}).err ==
          "rfm: The following argument was not expected: --sort; see rfm history --help\n");
    CHECK(rfm({"history", "--every", "", orders}).status == 64);
}

TEST_CASE("history: settings of a file, its own section first") {
    const TemporaryFolder folder;
    const std::string config = folder.write(
        "shop.toml", "customer = 'who'\nsort = 'frequency'\n[score]\nbins = 4\n[history]\nevery = 'year'\nbins = 3\n");
    const std::string rows = "who,date,amount\na,2025-12-31,1\n";
    const Ran ran = rfm({"history", "--config", config, "-"}, rows);
    CHECK(ran.err == "");
    CHECK(value_of(ran.out, "2025,customers,all") == "1");
    CHECK(value_of(ran.out, "2025,customers,sleeping") == "none");  // no map for three scores
    CHECK(rfm({"history", "--config", config, "--every", "quarter", "-"}, rows).out.find("2025-Q4,") !=
          std::string::npos);
    CHECK(rfm({"score", "--config", config, "-"}, rows).status == 0);
    const std::string wrong = folder.write("wrong.toml", "[history]\nevry = 'year'\n");
    CHECK(rfm({"history", "--config", wrong, "-"}, rows).err ==
          "rfm: " + wrong + ":2: 'evry' is no flag of rfm history; did you mean every; see rfm history --help\n");
    const std::string sorted = folder.write("sorted.toml", "[history]\nsort = 'frequency'\n");
    CHECK(rfm({"history", "--config", sorted, "-"}, rows).status == 64);
}

TEST_CASE("history: customers beyond the memory limit are refused, with what to do") {
    std::string rows = header;
    for (int i = 0; i < 400'000; ++i) rows += fmt::format("a-customer-with-a-long-id-{},2025-01-31,{}\n", i, i % 97);
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", rows);
    const Ran ran = rfm({"history", orders, "--memory-limit", "32M", "--threads", "2"});
    CHECK(ran.status == 71);
    CHECK(ran.out == "");
    CHECK(ran.err.find("give more with --memory-limit") != std::string::npos);
    const Ran more = rfm({"history", orders, "--memory-limit", "128M", "--threads", "2"});
    CHECK(more.err == "");
    CHECK(value_of(more.out, "2025-01,customers,all") == "400000");
}

}  // namespace
}  // namespace rfm::test
