#include "base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("each number is worked on once, the first by the caller") {
    for (const unsigned threads : {1U, 2U, 7U}) {
        std::vector<std::atomic<int>> calls(threads);
        const std::thread::id caller = std::this_thread::get_id();
        std::atomic<bool> first_here = false;
        run_parallel(threads, [&](unsigned worker) {
            ++calls.at(worker);
            if (worker == 0) first_here = std::this_thread::get_id() == caller;
        });
        for (const auto& count : calls) REQUIRE(count == 1);
        CHECK(first_here);
    }
    CHECK(available_threads() >= 1);
}

TEST_CASE("of several failures the one of the lowest number is thrown, after all have ended") {
    std::atomic<int> ended = 0;
    try {
        run_parallel(5, [&](unsigned worker) {
            ++ended;
            if (worker >= 2) throw std::runtime_error("worker " + std::to_string(worker));
        });
        FAIL("nothing thrown");
    } catch (const std::runtime_error& error) {
        CHECK(std::string(error.what()) == "worker 2");
    }
    CHECK(ended == 5);
}

TEST_CASE("turns pass in order, whoever comes first") {
    Turns turns;
    std::vector<std::uint64_t> order;
    run_parallel(4, [&](unsigned worker) {
        for (std::uint64_t number = 3 - worker; number < 400; number += 4) {
            if (!turns.wait(number)) return;
            order.push_back(number);
            turns.done();
        }
    });
    REQUIRE(order.size() == 400);
    for (std::uint64_t i = 0; i < 400; ++i) REQUIRE(order[i] == i);
}

TEST_CASE("a failure lets those before it finish and those behind it go") {
    Turns turns;
    std::vector<std::uint64_t> order;
    std::atomic<int> gone = 0;
    run_parallel(4, [&](unsigned worker) {
        for (std::uint64_t number = worker; number < 40; number += 4) {
            if (number == 10) {
                turns.fail(10);  // before its turn: 0 to 9 still have theirs
                return;
            }
            if (!turns.wait(number)) {
                ++gone;
                return;
            }
            order.push_back(number);
            turns.done();
        }
    });
    REQUIRE(order.size() == 10);
    for (std::uint64_t i = 0; i < 10; ++i) CHECK(order[i] == i);
    CHECK(gone == 3);
}

// Workers come to their ends in any order; who waits sees all those below complete.
TEST_CASE("waiting for all below, whatever order they come to their end in") {
    Completions completions;
    constexpr std::uint64_t count = 400;
    std::vector<std::atomic<bool>> ended(count);
    std::atomic<int> early = 0;
    run_parallel(4, [&](unsigned worker) {
        for (std::uint64_t number = worker; number < count; number += 4) {
            if (number % 7 == 0) {
                if (!completions.wait_for_all_below(number)) ++early;
                for (std::uint64_t below = 0; below < number; ++below) early += ended[below] ? 0 : 1;
            }
            ended[number] = true;
            completions.complete(number);
        }
    });
    CHECK(early == 0);
    CHECK(completions.wait_for_all_below(count));
}

TEST_CASE("nobody waits for what will never be complete, but those below still do their work") {
    Completions completions;
    completions.complete(0);
    completions.complete(2);
    completions.fail(3);
    CHECK(completions.wait_for_all_below(1));
    CHECK_FALSE(completions.wait_for_all_below(4));  // though 1 is still under way
    completions.complete(1);
    CHECK(completions.wait_for_all_below(3));
    CHECK_FALSE(completions.wait_for_all_below(5));
}

}  // namespace
}  // namespace rfm::base
