#include "customers/customer_table.h"

#include <limits>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "customers/customer_oracle.h"
#include "support/catch.h"

namespace rfm::customers {
namespace {

using test::Row;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

// Ids of all sizes around the inline one; long ones with the same first bytes, so that only their ends differ.
std::string id_of(std::uint64_t number, std::mt19937_64& random) {
    const std::string digits = std::to_string(number);
    switch (number % 16) {
        case 0:
            return std::string(17 + number % 40, 'x') + digits;
        case 1:
            return std::string(100 + number % 3000, 'y') + digits;
        case 2:
            return digits + std::string(1 + number % 3, '\0');
        case 3:
            return digits + std::string(17, '\0');
        case 4:
            return std::string(16 - std::min<std::size_t>(digits.size(), 16), '0') + digits;
        default:
            return random() % 2 == 0 ? digits : fmt::format("customer-{}", digits);
    }
}

std::vector<Row> random_rows(std::size_t count, std::uint64_t customers, std::uint64_t orders, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Row> rows(count);
    for (Row& row : rows) {
        row.customer = id_of(random() % customers, random);
        if (random() % 8 != 0) row.order_id = fmt::format("o{}", random() % orders);
        row.amount_scaled = static_cast<std::int64_t>(random() % 2'000'000) - 500'000;
        row.day = static_cast<DayNumber>(random() % 700) - 350;
        row.is_purchase = row.amount_scaled >= 0;
    }
    return rows;
}

void check_same(const test::Customers& found, const test::Customers& expected) {
    CHECK(found.size() == expected.size());
    for (const auto& [id, customer] : expected) {
        const auto at = found.find(id);
        if (at == found.end()) FAIL("customer '" << id.substr(0, 40) << "' is missing");
        if (!(at->second == customer)) {
            FAIL("customer '" << id.substr(0, 40) << "': frequency " << at->second.frequency << " where "
                              << customer.frequency << " is right, or another value is wrong");
        }
    }
}

TEST_CASE("an empty table") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    feeder.flush();
    CHECK(table.size() == 0);
    CHECK(test::held_by(table).empty());
}

TEST_CASE("one customer: days, orders and the sum, a refund only moves the sum") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder,
               std::vector<Row>{{"c", "o1", 5, 10, true},
                                {"c", "o1", 6, 12, true},
                                {"c", "o2", -4, 99, false},
                                {"c", "", 1, 8, true},
                                {"c", "", 1, 8, true},
                                {"d", "o1", -7, 3, false}},
               6);
    CHECK(table.size() == 2);
    const test::Customers found = test::held_by(table);
    CHECK(found.at("c") == test::Customer{9, 3, 8, 12});
    CHECK(found.at("d") == test::Customer{-7, 0, test::no_day, test::no_day});
    table.for_each([](const CustomerRecord& record) { CHECK(record.has_purchase() == (record.id() == "c")); });
}

TEST_CASE("an order first seen as a refund is counted when it is bought") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder, std::vector<Row>{{"c", "o", -4, 1, false}, {"c", "o", 4, 2, true}, {"c", "o", -4, 3, false}}, 1);
    CHECK(test::held_by(table).at("c") == test::Customer{-4, 1, 2, 2});
}

TEST_CASE("the same order id of two customers is two orders") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder, std::vector<Row>{{"a", "o", 1, 1, true}, {"b", "o", 1, 1, true}, {"a", "o", 1, 1, true}}, 3);
    CHECK(test::held_by(table).at("a").frequency == 1);
    CHECK(test::held_by(table).at("b").frequency == 1);
}

TEST_CASE("days at both ends of the calendar, and before 1970") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder,
               std::vector<Row>{{"c", "", 1, max_day, true}, {"c", "", 1, min_day, true}, {"c", "", 1, 0, true}}, 1);
    CHECK(test::held_by(table).at("c") == test::Customer{3, 3, min_day, max_day});
}

TEST_CASE("few customers with many rows, and many customers with few, as the oracle has them") {
    const auto check = [](std::size_t rows, std::uint64_t customers, std::uint64_t orders, std::size_t piece) {
        INFO(customers << " customers, " << orders << " orders, " << piece << " rows at a time");
        const std::vector<Row> input = random_rows(rows, customers, orders, customers + orders);
        CustomerTable table;
        CustomerFeeder feeder(table);
        test::feed(feeder, input, piece);
        const test::Customers expected = test::expected(input);
        CHECK(table.size() == expected.size());
        check_same(test::held_by(table), expected);
    };
    check(20'000, 1, 1, 500);
    check(20'000, 3, 10, 1);
    check(100'000, 50, 1'000'000, 700);
    check(300'000, 100'000, 5, 64);
    check(300'000, 200'000, 1'000'000, 511);
}

TEST_CASE("long ids of 17 to 5000 bytes, on their own and among short ones") {
    std::vector<Row> input;
    for (std::size_t size = 17; size <= 5000; size += size < 80 || (size > 1990 && size < 2110) ? 1 : 37) {
        const std::string id(size, 'k');
        for (int round = 0; round < 3; ++round) {
            input.push_back({id, fmt::format("o{}", round / 2), 100, 5, true});
            input.push_back({id.substr(0, size - 1) + "l", "", 1, 6, true});  // the last byte only
            input.push_back({id + std::string(1, '\0'), "", 1, 7, true});
            input.push_back({std::to_string(size), "", 1, 8, true});
        }
    }
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder, input, 97);
    check_same(test::held_by(table), test::expected(input));
}

TEST_CASE("several feeders in several threads come to the same as one") {
    const std::vector<Row> input = random_rows(200'000, 20'000, 30'000, 42);
    const test::Customers expected = test::expected(input);
    for (const std::size_t threads : {2U, 3U, 8U}) {
        CustomerTable table;
        std::vector<std::thread> running;
        for (std::size_t t = 0; t < threads; ++t) {
            running.emplace_back([&, t] {
                CustomerFeeder feeder(table);
                const std::size_t begin = input.size() * t / threads;
                const std::size_t end = input.size() * (t + 1) / threads;
                test::feed(feeder, std::span(input).subspan(begin, end - begin), 100 + t);
            });
        }
        for (std::thread& thread : running) thread.join();
        INFO(threads << " threads");
        check_same(test::held_by(table), expected);
    }
}

TEST_CASE("two tables of the same rows are visited in the same order only if it means nothing to the result") {
    // The order of rows must not change what is held.
    std::vector<Row> input = random_rows(50'000, 5'000, 2'000, 8);
    CustomerTable forwards;
    CustomerFeeder first(forwards);
    test::feed(first, input, 300);
    std::reverse(input.begin(), input.end());
    CustomerTable backwards;
    CustomerFeeder second(backwards);
    test::feed(second, input, 11);
    check_same(test::held_by(forwards), test::held_by(backwards));
}

TEST_CASE("a sum may leave 64 bits on the way when it comes back") {
    CustomerTable table;
    CustomerFeeder feeder(table);
    std::vector<Row> input;
    for (int i = 0; i < 1000; ++i) input.push_back({"c", "", largest, 1, true});
    for (int i = 0; i < 999; ++i) input.push_back({"c", "", -largest, 1, false});
    for (int i = 0; i < 1000; ++i) input.push_back({"d", "", -largest, 1, false});
    for (int i = 0; i < 1000; ++i) input.push_back({"d", "", largest - 1, 1, true});
    test::feed(feeder, input, 64);
    table.for_each([](const CustomerRecord& record) {
        const auto value = record.sum().value();
        REQUIRE(value);
        CHECK(*value == (record.id() == "c" ? largest : -1000));
    });
}

TEST_CASE("a sum that does not fit 64 bits in the end is known, on both sides") {
    const auto value = [](const std::vector<std::int64_t>& amounts) {
        CustomerTable table;
        CustomerFeeder feeder(table);
        std::vector<Row> input;
        for (const std::int64_t amount : amounts) input.push_back({"c", "", amount, 1, amount >= 0});
        test::feed(feeder, input, 10);
        std::optional<std::int64_t> sum;
        table.for_each([&](const CustomerRecord& record) { sum = record.sum().value(); });
        return sum;
    };
    CHECK(value({largest}) == largest);
    CHECK(value({largest, 1}) == std::nullopt);
    CHECK(value({largest, 1, -1}) == largest);
    CHECK(value({-largest, -1}) == std::numeric_limits<std::int64_t>::min());
    CHECK(value({-largest, -2}) == std::nullopt);
    CHECK(value({-largest, -2, 1}) == std::numeric_limits<std::int64_t>::min());
    CHECK(value({largest, largest, largest, 4}) == std::nullopt);  // wraps to a small number in 64 bits
    CHECK(value(std::vector<std::int64_t>(100'000, largest)) == std::nullopt);
}

// The rows as one feeder takes them, and as the oracle has them.
void check_as_expected(const std::vector<Row>& input, std::size_t piece) {
    CustomerTable table;
    CustomerFeeder feeder(table);
    test::feed(feeder, input, piece);
    check_same(test::held_by(table), test::expected(input));
}

TEST_CASE("sums that leave 64 bits among others that don't, with days and orders as ever") {
    std::mt19937_64 random(21);
    std::vector<Row> input;
    for (int i = 0; i < 40'000; ++i) {
        Row row{fmt::format("c{}", random() % 200), "", 0, 0, true};
        // Every fourth customer leaves 64 bits, to either side; most come back.
        const bool huge = (row.customer.back() - '0') % 4 == 0;
        row.amount_scaled = huge ? static_cast<std::int64_t>(random()) >> (random() % 2) : 1 + static_cast<int>(i % 9);
        if (random() % 2 == 0) row.order_id = fmt::format("o{}", random() % 5'000);
        row.day = static_cast<DayNumber>(random() % 9'000) - 4'000;
        row.is_purchase = random() % 5 != 0;
        input.push_back(row);
    }
    for (const std::size_t piece : {1U, 130U, 40'000U}) check_as_expected(input, piece);
}

TEST_CASE("days move both ways before and after a customer's record is wide") {
    for (const DayNumber first : {DayNumber{10}, min_day, max_day}) {
        for (const DayNumber then : {DayNumber{5}, DayNumber{10}, DayNumber{15}, min_day, max_day}) {
            INFO(first << " then " << then);
            // The row that overflows brings the day, or one behind it does, or it is a refund and brings none.
            check_as_expected({{"c", "", largest, first, true}, {"c", "", largest, then, true}}, 1);
            check_as_expected(
                {{"c", "", largest, first, true}, {"c", "", largest, first, true}, {"c", "", 1, then, true}}, 1);
            check_as_expected(
                {{"c", "", -largest, first, true}, {"c", "", -largest, then, false}, {"c", "", 1, then, true}}, 3);
            check_as_expected({{"c", "", -largest, 0, false}, {"c", "", -largest, 0, false}, {"c", "", 1, then, true}},
                              3);
            check_as_expected({{"c", "", -largest, 0, false}, {"c", "", -largest, 0, false}}, 2);
        }
    }
}

// Rows of one customer, each an order of its own, added without holding them all.
void add_orders(CustomerFeeder& feeder, std::uint64_t count, const std::string& id, DayNumber day,
                std::int64_t amount) {
    const Row row{id, "", amount, day, true};
    const std::vector<orders::OrderRow> views(1000, row.view());
    for (; count > 0; count -= std::min<std::uint64_t>(count, views.size())) {
        feeder.add(std::span(views).first(std::min<std::size_t>(count, views.size())));
    }
}

TEST_CASE("more orders of one customer than its record holds") {
    constexpr std::uint64_t most = (std::uint64_t{1} << 20) - 2;
    for (const std::uint64_t count : {most - 1, most, most + 1, most + 2, most + 3, 2 * most + 7}) {
        INFO(count);
        CustomerTable table;
        CustomerFeeder feeder(table);
        add_orders(feeder, 1, "c", -20, 5);
        add_orders(feeder, count - 2, "c", 100, 3);
        add_orders(feeder, 1, "d", 7, 2);
        add_orders(feeder, 1, "c", 3'000, -4);
        feeder.flush();
        const auto sum = static_cast<base::Int128>(3 * (count - 2) + 1);
        const test::Customers found = test::held_by(table);
        CHECK(found.at("c") == test::Customer{sum, count, -20, 3'000});
        CHECK(found.at("d") == test::Customer{2, 1, 7, 7});
        table.for_each([&](const CustomerRecord& record) {
            if (record.id() == "c") CHECK(record.is_wide() == (count > most));
            CHECK(record.monetary_scaled() == *record.sum().value());
        });
    }
}

TEST_CASE("more orders and a larger sum than the record holds, whichever comes first") {
    constexpr std::uint64_t many = (std::uint64_t{1} << 20) + 5;
    for (const bool sum_first : {true, false}) {
        CustomerTable table;
        CustomerFeeder feeder(table);
        if (!sum_first) add_orders(feeder, many, "c", 9, 1);
        add_orders(feeder, 3, "c", 5, largest);
        if (sum_first) add_orders(feeder, many, "c", 9, 1);
        feeder.flush();
        const base::Int128 sum = base::Int128{largest} * 3 + static_cast<base::Int128>(many);
        CHECK(test::held_by(table).at("c") == test::Customer{sum, many + 3, 5, 9});
        // Refunds move the sum back and nothing else.
        const Row refund{"c", "", -largest, 3'000, false};
        feeder.add(std::vector<orders::OrderRow>(3, refund.view()));
        feeder.flush();
        CHECK(test::held_by(table).at("c") == test::Customer{many, many + 3, 5, 9});
        table.for_each([&](const CustomerRecord& record) { CHECK(record.monetary_scaled() == many); });
    }
}

TEST_CASE("the last order that a record holds comes in the row whose amount leaves 64 bits") {
    constexpr std::uint64_t most = (std::uint64_t{1} << 20) - 2;
    for (const std::uint64_t before : {most - 1, most, most + 1}) {
        CustomerTable table;
        CustomerFeeder feeder(table);
        add_orders(feeder, before - 1, "c", 50, 0);
        add_orders(feeder, 1, "c", 50, largest);
        add_orders(feeder, 1, "c", 60, largest);
        feeder.flush();
        CHECK(test::held_by(table).at("c") == test::Customer{base::Int128{largest} * 2, before + 1, 50, 60});
    }
}

TEST_CASE("the lines of an order, one below the other, come to the same as apart") {
    const std::string long_id(30, 'x');
    const std::string huge_id(5'000, 'y');  // too long for the feeder to hold
    for (const std::string& c : {std::string("c"), long_id, huge_id}) {
        INFO(c.size() << " bytes");
        // Once for the order, all amounts.
        check_as_expected({{c, "o", 1, 5, true}, {c, "o", 2, 5, true}, {c, "o", 4, 5, true}}, 10);
        // Another day, order or customer between them, or none.
        check_as_expected({{c, "o", 1, 5, true}, {c, "o", 2, 6, true}, {c, "o", 4, 5, true}, {c, "o", 8, 4, true}}, 10);
        check_as_expected({{c, "o", 1, 5, true}, {c, "p", 2, 5, true}, {c, "o", 4, 5, true}}, 10);
        check_as_expected({{c, "o", 1, 5, true}, {c + "d", "o", 2, 5, true}, {c, "o", 4, 5, true}}, 10);
        check_as_expected({{c, "o", 1, 5, true}, {c, "", 2, 5, true}, {c, "", 4, 5, true}, {c, "o", 8, 5, true}}, 10);
        // A refund between them, before them, behind them: it brings no day and no order.
        check_as_expected({{c, "o", 1, 5, true}, {c, "o", -2, 5, false}, {c, "o", 4, 5, true}}, 10);
        check_as_expected({{c, "o", -2, 5, false}, {c, "o", -2, 5, false}, {c, "o", 4, 6, true}}, 10);
        check_as_expected({{c, "o", 4, 6, true}, {c, "o", -2, 7, false}, {c, "o", -2, 7, false}}, 10);
        check_as_expected({{c, "o", -2, 5, false}, {c, "o", -4, 5, false}}, 10);
        // Refunds that count as orders.
        check_as_expected({{c, "o", -2, 5, true}, {c, "o", 4, 5, true}, {c, "o", -4, 5, true}}, 10);
        // Amounts that overflow together, to both sides, and what comes behind.
        for (const std::int64_t amount : {largest, -largest}) {
            const std::vector<Row> lines(5, Row{c, "o", amount, 5, true});
            check_as_expected(lines, 10);
            std::vector<Row> back = lines;
            for (int i = 0; i < 5; ++i) back.push_back({c, "o", (amount > 0 ? 1 : -1) - amount, 5, true});
            check_as_expected(back, 10);
            back.push_back({c, "o", 7, 6, true});
            check_as_expected(back, 4);
        }
    }
}

TEST_CASE("lines of an order over the end of a batch and of a buffer") {
    std::vector<Row> input;
    for (int order = 0; order < 600; ++order) {
        for (int line = 0; line <= order % 7; ++line) {
            input.push_back({fmt::format("c{}", order % 3), fmt::format("o{}", order), line, order / 2, true});
        }
    }
    for (const std::size_t piece : {1U, 2U, 5U, 64U, 127U, 128U, 129U, 5'000U}) check_as_expected(input, piece);
}

TEST_CASE("random rows with many neighbours alike") {
    std::mt19937_64 random(77);
    std::vector<Row> input;
    Row row{"c", "o", 1, 1, true};
    for (int i = 0; i < 60'000; ++i) {
        const auto one_in = [&](unsigned n) { return random() % n == 0; };
        if (one_in(4)) row.customer = id_of(random() % 40, random);
        if (one_in(4)) row.order_id = one_in(5) ? "" : fmt::format("o{}", random() % 60);
        if (one_in(6)) row.day = static_cast<DayNumber>(random() % 10);
        if (one_in(6)) row.is_purchase = !one_in(3);
        row.amount_scaled = one_in(50) ? static_cast<std::int64_t>(random()) : static_cast<std::int64_t>(random() % 99);
        input.push_back(row);
    }
    for (const std::size_t piece : {3U, 500U, 60'000U}) check_as_expected(input, piece);
}

}  // namespace
}  // namespace rfm::customers
