#include "customers/order_amounts.h"

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "customers/customer_hash.h"
#include "support/catch.h"

namespace rfm::customers {
namespace {

OrderHash hash_of_number(int number) {
    return hash_of_order(std::to_string(number), 7);
}

TEST_CASE("order amounts: the largest line counts once, in any order of the lines") {
    base::TableMemory memory;
    std::mt19937 random(5);
    struct Line {
        int order;
        std::int64_t amount;
        LinePlace place;
    };
    std::vector<Line> lines;
    std::map<int, std::int64_t> expected;
    std::map<int, LinePlace> first;
    for (LinePlace place = 0; place < 20'000; ++place) {
        const int order = static_cast<int>(random() % 3000);
        // Most orders' lines agree, or are 0; some differ.
        const int more = order % 50 == 0 ? static_cast<int>(random() % 3) : 0;
        const std::int64_t amount = random() % 4 == 0 ? 0 : 1'000'000 + order + more;
        lines.push_back({order, amount, place});
        expected[order] = std::max(expected[order], amount);
        first.try_emplace(order, place);
    }
    std::int64_t total = 0;
    for (const auto& [order, amount] : expected) total += amount;
    std::vector<std::vector<LinePlace>> reports;
    for (int turn = 0; turn < 3; ++turn) {
        std::vector<Line> in_turn = lines;
        if (turn == 1) std::reverse(in_turn.begin(), in_turn.end());
        if (turn == 2) std::shuffle(in_turn.begin(), in_turn.end(), random);
        OrderAmounts orders(memory);
        std::int64_t sum = 0;
        for (const Line& line : in_turn) {
            orders.reserve_for(1);
            sum += orders.add(hash_of_number(line.order), line.amount, line.place);
        }
        CHECK(sum == total);
        DifferingOrders differing;
        orders.for_each([&](const OrderAmount& order) {
            if (order.lines_differ()) differing.add(order.first_place());
        });
        CHECK(differing.count() > 40);
        CHECK(differing.count() <= 60);
        CHECK(differing.first().size() == DifferingOrders::most_kept);
        CHECK(std::is_sorted(differing.first().begin(), differing.first().end()));
        CHECK(std::all_of(differing.first().begin(), differing.first().end(), [&](LinePlace place) {
            const int order = lines[place].order;
            return order % 50 == 0 && first[order] == place;
        }));
        reports.push_back(differing.first());
        // Put back into another one, nothing is lost.
        OrderAmounts copy(memory);
        orders.for_each([&](const OrderAmount& order) {
            copy.reserve_for(1);
            copy.put_back(order);
        });
        copy.reserve_for(1);
        for (const auto& [order, amount] : expected) CHECK(copy.add(hash_of_number(order), amount, 1) == 0);
    }
    CHECK(reports[1] == reports[0]);
    CHECK(reports[2] == reports[0]);
}

TEST_CASE("order amounts: what was taken back of an order is kept apart") {
    base::TableMemory memory;
    OrderAmounts orders(memory);
    orders.reserve_for(4);
    const OrderHash hash = hash_of_number(1);
    CHECK(orders.add(hash, 100, 1) == 100);
    CHECK(orders.add(hash, -30, 2) == -30);
    CHECK(orders.add(hash, 100, 3) == 0);
    CHECK(orders.add(hash, -30, 4) == 0);
    CHECK(orders.add(hash, -40, 5) == -10);
    CHECK(orders.add(hash, std::numeric_limits<std::int64_t>::min(), 6) ==
          std::numeric_limits<std::int64_t>::min() + 40);
    int differing = 0;
    orders.for_each([&](const OrderAmount& order) { differing += order.lines_differ() ? 1 : 0; });
    CHECK(differing == 1);
}

}  // namespace
}  // namespace rfm::customers
