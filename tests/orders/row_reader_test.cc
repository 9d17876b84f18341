#include "orders/row_reader.h"

#include <algorithm>
#include <array>
#include <functional>
#include <random>

#include <fmt/format.h>

#include "csv/block_scanner.h"
#include "csv/record_reader.h"
#include "csv/region.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// Columns: id, date, amount, order, status, factor.
ColumnMap all_columns() {
    ColumnMap map;
    map.customer = 0;
    map.date = 1;
    map.amount = 2;
    map.order_id = 3;
    return map;
}

struct ReadRow {
    std::string customer, order_id;
    std::int64_t amount_scaled;
    std::string day;
    bool is_purchase;
    bool operator==(const ReadRow&) const = default;
};

std::ostream& operator<<(std::ostream& out, const ReadRow& row) {
    return out << row.customer << '|' << row.order_id << '|' << row.amount_scaled << '|' << row.day << '|'
               << row.is_purchase;
}

struct ReadAll {
    std::vector<ReadRow> rows;
    std::vector<BadRow> bad;
    RowTally tally;
    std::vector<std::vector<bool>> filter_values_seen;
};

// The text's records, six fields each, through the real record reader. alter: what to do with each batch first.
using Alter = std::function<void(csv::RecordBatch&)>;
ReadAll read(std::string text, const Plan& plan = {}, const ColumnMap& map = all_columns(),
             DateForm form = DateForm::year_first, const Alter& alter = {},
             const std::vector<std::string>& header = {}) {
    const std::size_t size = text.size();
    text.resize(size + csv::scan_padding);
    const RowColumns columns(map, header);
    RowReader reader(plan, DateReader(form));
    csv::RecordReader records(',', 6, columns.positions);
    ReadAll all;
    OrderRows out;
    records.read(csv::Region{text.data(), size, 1, false}, [&](csv::RecordBatch& batch) {
        if (alter) alter(batch);
        reader.read(batch, columns, out);
        for (const OrderRow& row : out.rows) {
            all.rows.push_back({std::string(row.customer.text()), std::string(row.order_id), row.amount_scaled,
                                format_day(row.day), row.is_purchase});
        }
        all.bad.insert(all.bad.end(), out.bad.begin(), out.bad.end());
        all.tally.add(out.tally);
    });
    all.filter_values_seen = reader.filter_values_seen();
    return all;
}

std::vector<BadRowKind> kinds(const ReadAll& all) {
    std::vector<BadRowKind> found;
    for (const BadRow& row : all.bad) found.push_back(row.kind);
    return found;
}

std::uint64_t left_out(const RowTally& tally) {
    return tally.repeated_headers + tally.further_lines + tally.filtered + tally.guest + tally.after_as_of +
           tally.before_since + tally.bad;
}

DayNumber day(int year, int month, int of_month) {
    return *day_from_civil(year, month, of_month);
}

TEST_CASE("every kind of row in one batch, each with its count") {
    Plan plan;
    plan.as_of = day(2025, 6, 30);
    plan.since = day(2025, 1, 1);
    plan.filters = {{false, "status", {"test"}}};
    ColumnMap map = all_columns();
    map.filters = {4};
    const ReadAll all = read(
        "c1,2025-01-31,10.50,o1,paid,\n"
        "c2,2025-02-01,-3,o2,paid,\n"
        "c3,2025-02-02,0.00,o3,paid,\n"
        "c4,2025-02-03,1, ,paid,\n"
        "c5,2025-02-04,1,o5,test,\n"
        ",2025-02-05,1,o6,paid,\n"
        "c7,2025-07-01,1,o7,paid,\n"
        "c8,2024-12-31,1,o8,paid,\n"
        "c9,2025-02-09\n"
        "c10,2025-02-10,1,o10,paid,,x\n"
        "\"c11\"x,2025-02-11,1,o11,paid,\n"
        "c12,,1,o12,paid,\n"
        "c13,13.02.2025,1,o13,paid,\n"
        "c14,2025-02-30,1,o14,paid,\n"
        "c15,2025-02-15,,o15,paid,\n"
        "c16,2025-02-16,\"12,3,4\",o16,paid,\n"
        "c17,2025-02-17,0.0000001,o17,paid,\n"
        "c18,2025-02-18,9223372036854.775808,o18,paid,\n"
        ",,,,,\n"
        "\n"
        "c19,2025-06-30,1.125,o19,paid,\n"
        "c20,2025-01-01,1,o20,paid,\n",
        plan, map);
    CHECK(all.rows == std::vector<ReadRow>{{"c1", "o1", 10'500'000, "2025-01-31", true},
                                           {"c2", "o2", -3'000'000, "2025-02-01", false},
                                           {"c3", "o3", 0, "2025-02-02", true},
                                           {"c4", "", 1'000'000, "2025-02-03", true},
                                           {"c19", "o19", 1'125'000, "2025-06-30", true},
                                           {"c20", "o20", 1'000'000, "2025-01-01", true}});
    const RowTally& tally = all.tally;
    CHECK(tally.used == 6);
    CHECK(tally.filtered == 1);
    CHECK(tally.guest == 1);
    CHECK(tally.after_as_of == 1);
    CHECK(tally.before_since == 1);
    CHECK(tally.bad == 10);
    CHECK(tally.refunds == 1);
    CHECK(tally.zero_amounts == 1);
    CHECK(tally.without_order_id == 1);
    CHECK(tally.amount_decimals == 3);
    CHECK(tally.latest_purchase == day(2025, 6, 30));
    using enum BadRowKind;
    CHECK(kinds(all) == std::vector<BadRowKind>{too_few_fields, too_many_fields, text_after_quote, date_blank,
                                                date_unreadable, date_impossible, amount_blank, amount_not_a_number,
                                                amount_too_precise, amount_out_of_range});
    // A blank line is no record; one of nothing but delimiters is, and is skipped.
    CHECK(all.bad[0].record == 8);
    CHECK(all.bad[3].slot == 1);
    CHECK(all.bad[6].slot == 2);
    CHECK(tally.used + left_out(tally) == 20);
}

TEST_CASE(
    "of several things wrong with a row the first in this order decides: fault, filter, guest, date, amount, time") {
    Plan plan;
    plan.as_of = day(2025, 6, 30);
    plan.since = day(2025, 1, 1);
    plan.filters = {{false, "status", {"test"}}};
    ColumnMap map = all_columns();
    map.filters = {4};
    const auto outcome = [&](const std::string& record) {
        const ReadAll all = read(record + "\n", plan, map);
        const RowTally& tally = all.tally;
        CHECK(tally.used + left_out(tally) == 1);
        if (tally.filtered > 0) return std::string("filtered");
        if (tally.guest > 0) return std::string("guest");
        if (tally.after_as_of > 0) return std::string("after");
        if (tally.before_since > 0) return std::string("before");
        if (tally.used > 0) return std::string("used");
        return fmt::format("bad {}", static_cast<int>(all.bad.at(0).kind));
    };
    CHECK(outcome(",x,x,o,test") == "bad 0");
    CHECK(outcome(",x,x,o,test,,,x") == "bad 1");
    CHECK(outcome("\"\"c,x,x,o,test,") == "bad 2");
    CHECK(outcome(",x,x,o,test,") == "filtered");
    CHECK(outcome("c,x,x,o,test,") == "filtered");
    CHECK(outcome(" ,x,x,o,paid,") == "guest");
    CHECK(outcome("c,,x,o,paid,") == "bad 3");
    CHECK(outcome("c,x,x,o,paid,") == "bad 4");
    CHECK(outcome("c,2025-02-30,x,o,paid,") == "bad 5");
    CHECK(outcome("c,2030-01-01,x,o,paid,") == "bad 7");
    CHECK(outcome("c,2020-01-01,,o,paid,") == "bad 6");
    CHECK(outcome("c,2030-01-01,1,o,paid,") == "after");
    CHECK(outcome("c,2020-01-01,1,o,paid,") == "before");
    CHECK(outcome("c,2025-01-01,1,o,paid,") == "used");
    CHECK(outcome("c,2025-01-01,1,o,paid,,,,") == "used");  // the extra ones are empty
}

TEST_CASE("a guest's purchase moves the latest purchase where it can be read and is in time") {
    const auto latest = [](const std::string& record, const Plan& plan = {}) {
        const ReadAll all = read(record + "\n", plan);
        CHECK(all.rows.empty());
        CHECK(all.tally.guest == 1);
        CHECK(all.tally.bad == 0);
        CHECK(all.tally.refunds + all.tally.zero_amounts + all.tally.without_order_id == 0);
        CHECK(all.tally.amount_decimals == 0);
        return all.tally.latest_purchase;
    };
    constexpr DayNumber none = min_day - 1;
    CHECK(latest(",2025-01-31,5.25,o,,") == day(2025, 1, 31));
    CHECK(latest("\xE3\x80\x80,2025-01-31,0,o,,") == day(2025, 1, 31));
    CHECK(latest(",2025-01-31,-5,o,,") == none);
    CHECK(latest(",2025-01-31,x,o,,") == none);
    CHECK(latest(",2025-02-30,5,o,,") == none);
    CHECK(latest(",x,5,o,,") == none);
    Plan plan;
    plan.as_of = day(2025, 1, 30);
    CHECK(latest(",2025-01-31,5,o,,", plan) == none);
    CHECK(latest(",2025-01-30,5,o,,", plan) == day(2025, 1, 30));
    plan = {};
    plan.since = day(2025, 2, 1);
    CHECK(latest(",2025-01-31,5,o,,", plan) == none);
    plan = {};
    plan.refunds = RefundRule::as_orders;
    CHECK(latest(",2025-01-31,-5,o,,", plan) == day(2025, 1, 31));
}

TEST_CASE("refunds subtract and are no purchase, or count as orders") {
    const std::string text = "a,2025-01-02,-5,o1,,\na,2025-01-01,5,o2,,\n";
    const ReadAll subtracted = read(text);
    CHECK_FALSE(subtracted.rows[0].is_purchase);
    CHECK(subtracted.rows[1].is_purchase);
    CHECK(subtracted.tally.latest_purchase == day(2025, 1, 1));
    CHECK(subtracted.tally.refunds == 1);
    Plan plan;
    plan.refunds = RefundRule::as_orders;
    const ReadAll ordered = read(text, plan);
    CHECK(ordered.rows[0].is_purchase);
    CHECK(ordered.rows[0].amount_scaled == -5'000'000);
    CHECK(ordered.tally.latest_purchase == day(2025, 1, 2));
    CHECK(ordered.tally.refunds == 1);
}

TEST_CASE("a zero is a purchase, however it is written") {
    const ReadAll all = read("a,2025-01-01,0,o1,,\na,2025-01-01,-0.00,o2,,\na,2025-01-01,($0.00),o3,,\n");
    CHECK(all.tally.zero_amounts == 3);
    CHECK(all.tally.refunds == 0);
    for (const ReadRow& row : all.rows) CHECK(row.is_purchase);
}

TEST_CASE("without an amount column every row is a purchase of nothing, and no zero is counted") {
    ColumnMap map = all_columns();
    map.amount.reset();
    const ReadAll all = read("a,2025-01-01,x,o1,,\n,2025-01-05,x,o1,,\n", {}, map);
    CHECK(all.rows == std::vector<ReadRow>{{"a", "o1", 0, "2025-01-01", true}});
    CHECK(all.tally.zero_amounts == 0);
    CHECK(all.tally.latest_purchase == day(2025, 1, 5));
}

TEST_CASE("without an order column no row lacks an order id") {
    ColumnMap map = all_columns();
    map.order_id.reset();
    const ReadAll all = read("a,2025-01-01,1,o1,,\n", {}, map);
    CHECK(all.rows.at(0).order_id.empty());
    CHECK(all.tally.without_order_id == 0);
}

TEST_CASE("ids lose the white space around them and nothing else") {
    const auto id = [](const std::string& field) { return read(field + ",2025-01-01,1,o,,\n").rows.at(0).customer; };
    CHECK(id("  a b\t") == "a b");
    CHECK(id("\xC2\xA0"
             "a\xC2\xA0") == "a");
    CHECK(id("\xE3\x80\x80"
             "客户\xE3\x80\x80") == "客户");
    CHECK(id("\xE3\x80\x80 \xC2\xA0"
             "a") == "a");
    CHECK(id("\" a \"") == "a");
    CHECK(id("\"a\nb\"") == "a\nb");
    CHECK(id("\"a,b\"") == "a,b");
    CHECK(id("é") == "é");
    // Bytes that belong to white space but are none on their own.
    CHECK(id("\xA0"
             "a\xC2") ==
          "\xA0"
          "a\xC2");
    CHECK(id("\x80") == "\x80");
    CHECK(id("0012") == "0012");
    CHECK(id("A") != id("a"));
}

TEST_CASE("ids keep NUL bytes, in the middle and at both ends") {
    const std::string with_nul("\0a\0b\0", 5);
    CHECK(read(with_nul + ",2025-01-01,1," + with_nul + ",,\n").rows.at(0) ==
          ReadRow{with_nul, with_nul, 1'000'000, "2025-01-01", true});
    const ReadAll only_nul = read(std::string(1, '\0') + ",2025-01-01,1,o,,\n");
    CHECK(only_nul.tally.guest == 0);
    CHECK(only_nul.rows.at(0).customer == std::string(1, '\0'));
}

TEST_CASE("doubled quotes become single ones, in every column at once") {
    ColumnMap map = all_columns();
    map.filters = {4};
    Plan plan;
    plan.filters = {{true, "status", {"\"paid\""}}};
    const ReadAll all = read(
        "\"a \"\"b\"\" \",\" 2025-01-01\",\"1\",\"\"\"o\"\"\",\"\"\"paid\"\"\",\n"
        "\"c\"\"\",2025-01-02,2,\"\"\"\",\"\"\"paid\"\"\",\n",
        plan, map);
    CHECK(all.rows == std::vector<ReadRow>{{"a \"b\"", "\"o\"", 1'000'000, "2025-01-01", true},
                                           {"c\"", "\"", 2'000'000, "2025-01-02", true}});
}

TEST_CASE("records of nothing but delimiters, quotes and blanks are skipped, with filters and without") {
    const std::string text = ",,,,,\n\"\",\"\",\"\",\"\",\"\",\"\"\n , ,\t,,,\r\n";
    CHECK(read(text).tally.guest == 0);
    Plan plan;
    plan.filters = {{true, "status", {"paid"}}};
    ColumnMap map = all_columns();
    map.filters = {4};
    const RowTally tally = read(text + ",,,,unpaid,\n", plan, map).tally;
    CHECK(tally.filtered == 1);
    CHECK(tally.guest == 0);
    CHECK(read(",,,,,x\n").tally.guest == 1);
}

TEST_CASE("filters keep and drop by whole values, and note which values were seen") {
    Plan plan;
    plan.filters = {{true, "status", {"paid", "sent", "never"}}, {false, "5", {"test", ""}}};
    ColumnMap map = all_columns();
    map.filters = {4, 5};
    const ReadAll all = read(
        "a,2025-01-01,1,o,paid,x\n"
        "b,2025-01-01,1,o, sent ,x\n"
        "c,2025-01-01,1,o,Paid,x\n"
        "d,2025-01-01,1,o,paid,test\n"
        "e,2025-01-01,1,o,paid, \n"
        "f,2025-01-01,1,o,paid,testing\n"
        "g,2025-01-01,1,o,,x\n",
        plan, map);
    std::string used;
    for (const ReadRow& row : all.rows) used += row.customer;
    CHECK(used == "abf");
    CHECK(all.tally.filtered == 4);
    CHECK(all.filter_values_seen == std::vector<std::vector<bool>>{{true, true, false}, {true, true}});
}

TEST_CASE("two columns multiplied: each is blamed for its own fault, the product's on the first") {
    ColumnMap map = all_columns();
    map.amount_factor = 5;
    const ReadAll all = read(
        "a,2025-01-01,3,o,,2.50\n"
        "b,2025-01-01,x,o,,2.50\n"
        "c,2025-01-01,3,o,,x\n"
        "d,2025-01-01,3,o,,\n"
        "e,2025-01-01,0.0001,o,,0.0001\n"
        "f,2025-01-01,9000000000000,o,,2\n"
        "g,2025-01-01,-2,o,,1.125\n",
        {}, map);
    CHECK(all.rows ==
          std::vector<ReadRow>{{"a", "o", 7'500'000, "2025-01-01", true}, {"g", "o", -2'250'000, "2025-01-01", false}});
    using enum BadRowKind;
    CHECK(kinds(all) == std::vector<BadRowKind>{amount_not_a_number, amount_not_a_number, amount_blank,
                                                amount_too_precise, amount_out_of_range});
    const RowColumns columns(map);
    std::vector<std::uint32_t> slots;
    for (const BadRow& row : all.bad) slots.push_back(columns.positions[row.slot]);
    CHECK(slots == std::vector<std::uint32_t>{2, 5, 5, 2, 2});
    CHECK(all.tally.amount_decimals == 3);
}

TEST_CASE("decimals count only for rows that are used") {
    Plan plan;
    plan.as_of = day(2025, 1, 31);
    CHECK(read("a,2025-01-01,1.5,o,,\nb,2025-02-01,1.555,o,,\n,2025-01-01,1.5555,o,,\n", plan).tally.amount_decimals ==
          1);
    CHECK(read("a,2025-01-01,1,o,,\n").tally.amount_decimals == 0);
}

TEST_CASE("a column asked for twice is cut out once") {
    ColumnMap map;
    map.customer = 3;
    map.date = 1;
    map.amount = 1;
    map.order_id = 3;
    map.filters = {1, 0};
    const RowColumns columns(map);
    CHECK(columns.positions == std::vector<std::uint32_t>{3, 1, 0});
    CHECK(columns.customer == 0);
    CHECK(columns.order_id == 0U);
    CHECK(columns.amount == 1U);
    CHECK(columns.filters == std::vector<std::optional<std::uint32_t>>{1, 2});
}

TEST_CASE("what a batch leaves behind does not reach the next one") {
    // Some hundred rows a batch: enough for many batches, every third with text that has to be undoubled.
    std::string text;
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i) {
        const std::string id = std::to_string(i);
        text += (i % 3 == 0 ? "\"" + id + "\"\"\"" : id) + ",2025-01-01," + id + ",o" + id + ",,\n";
    }
    const ReadAll all = read(text);
    REQUIRE(all.rows.size() == count);
    int wrong = 0;
    for (int i = 0; i < count; ++i) {
        const std::string id = std::to_string(i);
        const ReadRow expected{i % 3 == 0 ? id + "\"" : id, "o" + id, std::int64_t{i} * 1'000'000, "2025-01-01", true};
        if (!(all.rows[static_cast<std::size_t>(i)] == expected)) ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(all.tally.used == count);
    CHECK(all.tally.zero_amounts == 1);
}

void check_same(const ReadAll& plain, const ReadAll& general) {
    REQUIRE(plain.rows.size() == general.rows.size());
    for (std::size_t i = 0; i < plain.rows.size(); ++i) REQUIRE(plain.rows[i] == general.rows[i]);
    REQUIRE(plain.bad.size() == general.bad.size());
    for (std::size_t i = 0; i < plain.bad.size(); ++i) {
        REQUIRE(plain.bad[i].record == general.bad[i].record);
        REQUIRE(plain.bad[i].kind == general.bad[i].kind);
        REQUIRE(plain.bad[i].slot == general.bad[i].slot);
    }
    const RowTally& a = plain.tally;
    const RowTally& b = general.tally;
    REQUIRE(a.used == b.used);
    REQUIRE(a.filtered == b.filtered);
    REQUIRE(a.guest == b.guest);
    REQUIRE(a.after_as_of == b.after_as_of);
    REQUIRE(a.before_since == b.before_since);
    REQUIRE(a.bad == b.bad);
    REQUIRE(a.refunds == b.refunds);
    REQUIRE(a.zero_amounts == b.zero_amounts);
    REQUIRE(a.without_order_id == b.without_order_id);
    REQUIRE(a.latest_purchase == b.latest_purchase);
    REQUIRE(a.amount_decimals == b.amount_decimals);
}

// The plain way against the general one, which is taken when the batch does not say that its records are alike, and
// when there are filters.
void check_both_ways(const std::string& text, const Plan& plan, const ColumnMap& map, DateForm form) {
    std::size_t alike = 0;
    const ReadAll plain = read(text, plan, map, form, [&](csv::RecordBatch& batch) { alike += batch.alike ? 1 : 0; });
    REQUIRE(alike > 0);
    const ReadAll general = read(text, plan, map, form, [](csv::RecordBatch& batch) { batch.alike = false; });
    check_same(plain, general);
    // A filter that keeps every row, on a column of zeros.
    Plan filtered = plan;
    filtered.filters = {{true, "5", {"0"}}};
    ColumnMap with_filter = map;
    with_filter.filters = {5};
    check_same(plain, read(text, filtered, with_filter, form));
}

TEST_CASE("the plain way and the general one come to the same on random records") {
    std::mt19937_64 random(31);
    const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
    const std::vector<std::string> odd_ids = {"",
                                              " ",
                                              " a",
                                              "a ",
                                              "\"a\"",
                                              "\"a\"\"b\"",
                                              "\"\"",
                                              "\" \"",
                                              "a\"b",
                                              "\xC2\xA0z",
                                              "\xC3\xA9",
                                              "x\xC2\xA0",
                                              "123456789012345",
                                              "1234567890123456",
                                              "12345678901234567890",
                                              "\"123456789012345\"",
                                              std::string("\0", 1),
                                              std::string("a\0", 2),
                                              "\t",
                                              "a b",
                                              "!",
                                              "\r",
                                              "a\r"};
    const std::vector<std::string> odd_dates = {"",
                                                " 2024-01-05",
                                                "2024-01-05 ",
                                                "\"2024-01-05\"",
                                                "2024-02-30",
                                                "2024/01/05",
                                                "2024-01-05T25:00:00",
                                                "2024-01-05T12:00:00",
                                                "1969-12-31",
                                                "2024-1-5",
                                                "20240105",
                                                "2024-01-05 10:10",
                                                "05.01.2024",
                                                "x",
                                                "2024-01-05 23:59:59Z",
                                                "2100-01-01",
                                                "2024-01-05\r"};
    const std::vector<std::string> odd_amounts = {
        "",          "0",        "0.00", "-0.00", " 1.50",     "1.50 ",    "1.5",          "1.500",
        "1",         "\"1.50\"", "-",    "-1.50", "+1.50",     "\"1,50\"", "12345.67",     "123456.78",
        "-12345.67", "1.x0",     ".50",  "-.50",  "0.1234567", "$1.50",    "\"1,234.50\"", "1.50\r"};
    for (int round = 0; round < 150; ++round) {
        // From every row odd to hardly any.
        const unsigned oddness = std::array{1U, 3U, 20U, 500U}[random() % 4];
        const auto odd = [&] { return random() % oddness == 0; };
        std::string text;
        // In some rounds an id or an amount stands last, before a CR or not.
        std::vector<std::size_t> places = {0, 1, 2, 3, 4};
        std::shuffle(places.begin(), places.end(), random);
        for (int i = 0; i < 300; ++i) {
            std::string fields[6];
            fields[places[0]] = odd() ? pick(odd_ids) : std::to_string(random() % 100'000);
            fields[places[1]] = odd() ? pick(odd_dates) : format_day(19'700 + static_cast<DayNumber>(random() % 800));
            fields[places[2]] =
                odd() ? pick(odd_amounts)
                      : fmt::format("{}{}.{:02}", random() % 9 == 0 ? "-" : "", random() % 3'000, random() % 100);
            fields[places[3]] = odd() ? pick(odd_ids) : fmt::format("order-{}", random() % 1'000'000);
            fields[places[4]] = odd() ? pick(odd_ids) : "paid";
            fields[5] = "0";
            for (std::size_t f = 0; f < 6; ++f) text += fields[f] + (f < 5 ? "," : random() % 2 == 0 ? "\n" : "\r\n");
        }
        ColumnMap map;
        map.customer = static_cast<std::uint32_t>(places[0]);
        map.date = static_cast<std::uint32_t>(places[1]);
        if (random() % 8 != 0) map.amount = static_cast<std::uint32_t>(places[2]);
        if (random() % 3 != 0) map.order_id = static_cast<std::uint32_t>(places[3]);
        if (random() % 8 == 0) map.order_id = map.customer;
        Plan plan;
        if (random() % 3 == 0) plan.as_of = day(2025, 3, 1);
        if (random() % 3 == 0) plan.since = day(2024, 2, 1);
        if (random() % 3 == 0) plan.refunds = RefundRule::as_orders;
        if (random() % 6 == 0) plan.decimal_mark = ',';
        check_both_ways(text, plan, map, random() % 6 == 0 ? DateForm::day_first : DateForm::year_first);
    }
}

// The same with each column last, where a CR may stand behind it.
TEST_CASE("the plain way and the general one come to the same where the column is the last") {
    std::mt19937_64 random(32);
    for (int last = 0; last < 4; ++last) {
        for (int round = 0; round < 10; ++round) {
            std::string text;
            for (int i = 0; i < 300; ++i) {
                std::string fields[4] = {
                    std::to_string(random() % 1'000'000), format_day(19'700 + static_cast<DayNumber>(random() % 800)),
                    fmt::format("{}.{:02}", random() % 3'000, random() % 100), fmt::format("o{}", random() % 1'000)};
                if (random() % 10 == 0) fields[random() % 4] = std::array{"", "\r", "\"\"", "x\r"}[random() % 4];
                std::swap(fields[last], fields[3]);
                text += fmt::format("a,b,{},{},{},{}{}\n", fields[0], fields[1], fields[2], fields[3],
                                    random() % 2 == 0 ? "\r" : "");
            }
            const auto place = [&](int column) {
                return static_cast<std::uint32_t>(2 + (column == last ? 3 : column == 3 ? last : column));
            };
            ColumnMap map;
            map.customer = place(0);
            map.date = place(1);
            map.amount = place(2);
            map.order_id = place(3);
            std::size_t alike = 0;
            const ReadAll plain = read(text, {}, map, DateForm::year_first,
                                       [&](csv::RecordBatch& batch) { alike += batch.alike ? 1 : 0; });
            REQUIRE(alike > 0);
            check_same(plain,
                       read(text, {}, map, DateForm::year_first, [](csv::RecordBatch& batch) { batch.alike = false; }));
        }
    }
}

TEST_CASE("rows of a plain batch that are left out leave no trace in the next ones") {
    const ReadAll all = read(
        "a,2025-01-01,1.00,o1,,\n"
        "b,2025-01-32,2.00,o2,,\n"
        ",2025-01-03,3.00,o3,,\n"
        "c,2025-01-04,-4.00,o4,,\n"
        "d,2025-01-05,0.00,,,\n"
        "eeeeeeeeeeeeeeee,2025-01-02T00:00:00,5,o5,,\r\n");
    CHECK(all.rows == std::vector<ReadRow>{{"a", "o1", 1'000'000, "2025-01-01", true},
                                           {"c", "o4", -4'000'000, "2025-01-04", false},
                                           {"d", "", 0, "2025-01-05", true},
                                           {"eeeeeeeeeeeeeeee", "o5", 5'000'000, "2025-01-02", true}});
    CHECK(all.bad.size() == 1);
    CHECK(all.tally.guest == 1);
    CHECK(all.tally.refunds == 1);
    CHECK(all.tally.zero_amounts == 1);
    CHECK(all.tally.without_order_id == 1);
    CHECK(all.tally.amount_decimals == 2);
    CHECK(all.tally.latest_purchase == day(2025, 1, 5));
}

TEST_CASE("the header once more is no bad row: every column that is read holds its own name") {
    const std::vector<std::string> header = {"id", " When\xC2\xA0", "sum", "no", "status", "x\"y"};
    const auto read_with_header = [&](const std::string& text, const Plan& plan = {}, ColumnMap map = all_columns()) {
        if (!plan.filters.empty()) map.filters = {4};
        return read(text, plan, map, DateForm::year_first, {}, header);
    };
    const std::string row = "a,2025-01-02,1,7,paid,\n";
    for (const char* again :
         {"id, When\xC2\xA0,sum,no,status,x\n", "id,When,sum,no,,\r\n", " id ,\"When\",sum ,no,x,y\n",
          "\xEF\xBB\xBFid,When,sum,no,x,y\n", "\xEF\xBB\xBF\"id\",\"When\",\"sum\",\"no\",x,y\n"}) {
        INFO(again);
        const ReadAll all = read_with_header(row + again + row + again);
        CHECK(all.rows.size() == 2);
        CHECK(all.bad.empty());
        CHECK(all.tally.repeated_headers == 2);
        CHECK(all.tally.used == 2);
        CHECK(left_out(all.tally) == 2);
        // Without a header it is a bad row like any other.
        CHECK(read(row + again).bad.size() == 1);
    }
    for (const char* other : {"Id,When,sum,no,x,y\n", "id,When,sum,,x,y\n", "id,When,1,no,x,y\n", "a,When,sum,no,x,y\n",
                              "id,when,sum,no,x,y\n", "id,When,sum,no,x\n"}) {
        INFO(other);
        const ReadAll all = read_with_header(row + other);
        CHECK(all.tally.repeated_headers == 0);
        CHECK(all.bad.size() == 1);
    }
}

TEST_CASE("the header once more is not counted as filtered out") {
    const std::vector<std::string> header = {"id", "when", "sum", "no", "status", "note"};
    Plan plan;
    plan.filters = {{true, "status", {"paid"}}};
    ColumnMap map = all_columns();
    map.filters = {4};
    const std::string text =
        "a,2025-01-02,1,7,paid,\nid,when,sum,no,status,note\nid,when,sum,no,open,note\nb,2025-01-02,1,7,open,\n";
    const ReadAll all = read(text, plan, map, DateForm::year_first, {}, header);
    CHECK(all.tally.used == 1);
    CHECK(all.tally.repeated_headers == 1);
    CHECK(all.tally.filtered == 2);
    // A filter that lets it through makes it no row either.
    plan.filters = {{false, "status", {"open"}}};
    const ReadAll dropped = read(text, plan, map, DateForm::year_first, {}, header);
    CHECK(dropped.tally.repeated_headers == 1);
    CHECK(dropped.tally.filtered == 2);
    CHECK(dropped.bad.empty());
}

}  // namespace
}  // namespace rfm::orders
