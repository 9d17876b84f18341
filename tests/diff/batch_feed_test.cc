#include "diff/batch_feed.h"

#include <fmt/format.h>

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

std::string many_customers(int count) {
    std::string text = "customer_id,segment\n";
    for (int i = 0; i < count; ++i) text += fmt::format("{:06},s\n", i);
    return text;
}

TEST_CASE("batch feed: all customers, in order, then nothing, as often as asked") {
    const test::TemporaryFolder folder;
    BatchFeed feed(std::make_unique<ScoredFile>(folder.write("a.csv", many_customers(5000)), 100));
    int next = 0;
    while (const ScoredBatch* batch = feed.next()) {
        for (const ScoredCustomer& customer : batch->customers) REQUIRE(customer.id == fmt::format("{:06}", next++));
    }
    CHECK(next == 5000);
    CHECK(feed.next() == nullptr);
    CHECK(feed.file().warnings().empty());
}

TEST_CASE("batch feed: what the file throws comes behind the customers before it") {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a.csv", many_customers(5000) + "a\n");
    BatchFeed feed(std::make_unique<ScoredFile>(path, 100));
    int customers = 0;
    const auto read_all = [&] {
        while (const ScoredBatch* batch = feed.next()) customers += static_cast<int>(batch->customers.size());
    };
    CHECK_THAT(test::error_of(read_all), Catch::Contains("a.csv:5002: 1 field where"));
    CHECK(customers == 5000);
    CHECK_THAT(test::error_of(read_all), Catch::Contains("a.csv:5002: 1 field where"));
}

TEST_CASE("batch feed: may be left in the middle") {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a.csv", many_customers(5000));
    for (int taken = 0; taken < 8; ++taken) {
        BatchFeed feed(std::make_unique<ScoredFile>(path, 100));
        for (int i = 0; i < taken; ++i) REQUIRE(feed.next() != nullptr);
    }
}

}  // namespace
}  // namespace rfm::diff
