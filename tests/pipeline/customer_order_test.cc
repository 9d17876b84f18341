#include "pipeline/customer_order.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "support/catch.h"

namespace rfm::pipeline {
namespace {

constexpr DayNumber as_of = 20'000;

// A table with a purchase of each of the ids, and a customer who only has a refund.
void fill(customers::CustomerTable& table, const std::vector<std::string>& ids) {
    std::vector<orders::OrderRow> rows;
    std::int64_t amount = 0;
    for (const std::string& id : ids) {
        rows.push_back({base::PackedText::of(id), {}, (amount += 7) % 1'000, 19'000, true});
    }
    rows.push_back({base::PackedText::of("\xFE only a refund"), {}, -1, 19'000, false});
    customers::CustomerFeeder feeder(table);
    feeder.add(rows);
    feeder.flush();
}

// The ids of a set stand in their byte order, NUL bytes and bytes beyond ASCII as well.
void check_order(const std::set<std::string>& expected, std::uint64_t seed) {
    std::vector<std::string> ids(expected.begin(), expected.end());
    std::shuffle(ids.begin(), ids.end(), std::mt19937_64(seed));
    customers::CustomerTable table;
    fill(table, ids);
    std::sort(ids.begin(), ids.end());
    for (unsigned threads = 1; threads <= 4; ++threads) {
        INFO(threads << " threads");
        const CustomerFacts facts = find_facts(table, as_of, threads);
        REQUIRE(facts.scored == ids.size());
        CustomerOrder order(table, facts.scored);
        order_by_id(table, facts, threads, order);
        REQUIRE(order.size() == ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) REQUIRE(table.record(order[i].place).id() == ids[i]);
        reverse(order);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            REQUIRE(table.record(order[ids.size() - 1 - i].place).id() == ids[i]);
        }
    }
}

std::string random_text(std::mt19937_64& random, std::string_view bytes, std::size_t longest) {
    std::string text;
    for (std::size_t left = 1 + random() % longest; left > 0; --left) text += bytes[random() % bytes.size()];
    return text;
}

TEST_CASE("customers stand in the byte order of their ids") {
    using namespace std::string_view_literals;
    check_order({"a"}, 1);
    check_order({"b", "a"}, 1);
    check_order({"a", "B", "10", "9", "\xC3\xA9", "aa", "a a", "\x7F", "\x80", "\xFF"}, 1);
    std::mt19937_64 random(2);
    for (const std::string_view bytes : {"0123456789"sv, "ab"sv, "\0a"sv, "\0"sv, "\0\x01\x7F\x80\xFF"sv}) {
        for (const std::size_t longest : {3UL, 15UL, 17UL, 40UL}) {
            std::set<std::string> ids;
            for (int i = 0; i < 3'000; ++i) ids.insert(random_text(random, bytes, longest));
            INFO(bytes.size() << " different bytes, ids of up to " << longest);
            check_order(ids, longest);
        }
    }
}

TEST_CASE("ids with a long start in common") {
    std::mt19937_64 random(3);
    for (std::size_t common = 0; common <= 40; ++common) {
        const std::string start(common, 'k');
        std::set<std::string> ids;
        for (int i = 0; i < 400; ++i) ids.insert(start + random_text(random, "0123456789", 12));
        INFO(common << " bytes in common");
        check_order(ids, common);
        // One that has only the start, and one that has nothing of it.
        if (common > 0) ids.insert(start);
        check_order(ids, common);
        ids.insert("z");
        check_order(ids, common);
    }
}

TEST_CASE("ids that differ only behind the bytes that keys are made of") {
    std::mt19937_64 random(4);
    for (const std::size_t common : {15U, 16U, 17U, 60U}) {
        std::set<std::string> ids;
        for (int i = 0; i < 2'000; ++i) ids.insert(std::string(common, 'x') + std::to_string(random() % 100'000));
        check_order(ids, common);
        // Among others that differ at the first byte.
        for (int i = 0; i < 500; ++i) ids.insert(std::to_string(random() % 1'000'000));
        check_order(ids, common + 1);
    }
}

TEST_CASE("ids that differ only in the NUL bytes at their ends") {
    std::set<std::string> ids;
    for (const std::string start : {"", "a", "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"}) {
        for (std::size_t nuls = 0; nuls <= 20; ++nuls) {
            if (start.empty() && nuls == 0) continue;
            ids.insert(start + std::string(nuls, '\0'));
            ids.insert(start + std::string(nuls, '\0') + '\x01');
        }
    }
    check_order(ids, 5);
}

TEST_CASE("many ids, more than a pile sorts by comparing") {
    std::set<std::string> ids;
    std::mt19937_64 random(6);
    for (int i = 0; i < 60'000; ++i) ids.insert(fmt::format("C{:07}", random() % 2'000'000));
    check_order(ids, 6);
    // One bit fewer, and one more, than deals them out in one step.
    for (const int count : {1'024, 2'047, 2'048, 2'049, 4'096}) {
        std::set<std::string> few;
        for (int i = 0; i < count; ++i) {
            few.insert(std::string(1, static_cast<char>(i >> 8)) + static_cast<char>(i & 0xFF) + "!");
        }
        check_order(few, 7);
    }
}

TEST_CASE("an empty table has no order") {
    customers::CustomerTable table;
    for (unsigned threads = 1; threads <= 4; ++threads) {
        const CustomerFacts facts = find_facts(table, as_of, threads);
        CHECK(facts.scored == 0);
        CustomerOrder order(table, facts.scored);
        order_by_id(table, facts, threads, order);
        CHECK(order.size() == 0);
        sort_by_key(order, true, [](const PlacedCustomer&) { return 0; });
        reverse(order);
    }
}

TEST_CASE("facts do not depend on the number of threads") {
    customers::CustomerTable table;
    std::vector<std::string> ids;
    for (int i = 0; i < 1'000; ++i) ids.push_back(fmt::format("{:x}", i * i));
    fill(table, ids);
    const CustomerFacts one = find_facts(table, as_of, 1);
    CHECK(one.orders == 1'000);
    CHECK(one.lowest[recency] == 1'000);
    CHECK(one.highest[recency] == 1'000);
    CHECK(one.lowest[frequency] == 1);
    CHECK(one.highest[frequency] == 1);
    CHECK(one.lowest[monetary] == 0);
    CHECK(one.highest[monetary] == 999);
    CHECK(static_cast<bool>(one.monetary_total == 499'500));
    for (unsigned threads = 2; threads <= 70; threads += 17) {
        const CustomerFacts more = find_facts(table, as_of, threads);
        CHECK(more.scored == one.scored);
        CHECK(more.orders == one.orders);
        CHECK(static_cast<bool>(more.monetary_total == one.monetary_total));
        CHECK(more.lowest == one.lowest);
        CHECK(more.highest == one.highest);
        CHECK(static_cast<bool>(more.differing_prefix == one.differing_prefix));
    }
}

TEST_CASE("another column's order keeps the order by id among ties, both ways") {
    customers::CustomerTable table;
    std::vector<std::string> ids;
    for (int i = 0; i < 5'000; ++i) ids.push_back(fmt::format("customer {}", i));
    fill(table, ids);
    const CustomerFacts facts = find_facts(table, as_of, 2);
    CustomerOrder by_id(table, facts.scored);
    order_by_id(table, facts, 2, by_id);
    const std::int64_t extremes[] = {std::numeric_limits<std::int64_t>::min(), -1, 0, 1,
                                     std::numeric_limits<std::int64_t>::max()};
    const std::function<std::int64_t(const PlacedCustomer&)> keys[] = {
        [&](const PlacedCustomer& customer) { return table.record(customer.place).monetary_scaled(); },
        [](const PlacedCustomer&) { return 5; },
        [&](const PlacedCustomer& customer) {
            return extremes[static_cast<std::size_t>(table.record(customer.place).monetary_scaled()) % 5];
        },
        [&](const PlacedCustomer& customer) { return -table.record(customer.place).monetary_scaled() * 1'000'000'007; },
    };
    for (const auto& key : keys) {
        for (const bool descending : {false, true}) {
            std::vector<PlacedCustomer> expected;
            CustomerOrder order(table, by_id.size());
            for (std::size_t i = 0; i < by_id.size(); ++i) {
                expected.push_back(by_id[i]);
                order[i] = by_id[i];
            }
            std::stable_sort(expected.begin(), expected.end(), [&](const PlacedCustomer& a, const PlacedCustomer& b) {
                return descending ? key(a) > key(b) : key(a) < key(b);
            });
            sort_by_key(order, descending, key);
            REQUIRE(order.size() == expected.size());
            for (std::size_t i = 0; i < order.size(); ++i) REQUIRE(order[i].place == expected[i].place);
        }
    }
}

}  // namespace
}  // namespace rfm::pipeline
