#include "diff/comparison.h"

#include <map>

#include <fmt/format.h>

#include "diff/scored_text.h"
#include "support/generated_orders.h"

namespace rfm::diff {
namespace {

using test::compare_texts;
using test::error_of;
using test::example_comparison;
using test::scored_header;
using Lines = std::vector<std::string>;

TEST_CASE("comparison: every kind of move, whatever the chunk size") {
    for (const std::size_t chunk_size : {1, 30, 64, 131'072}) {
        Lines changes;
        const Comparison found = example_comparison({"", 5, chunk_size}, &changes);
        CHECK(changes == Lines{"b 0>2", "c 1>0", "d 4>1", "e 1>4", "h 3>1"});
        CHECK(found.moves.cell(0, 0).customers == 1);
        CHECK(found.moves.cell(2, 2).new_monetary == 50'000'000);
        CHECK(found.moves.won() == 1);
        CHECK(found.moves.lost() == 1);
        CHECK(found.moves.rising() == 2);
        CHECK(found.moves.slipping() == 1);
        CHECK(found.decimals() == 3);
        CHECK(found.old_file.name == "old.csv");
        CHECK(format_day(*found.new_file.facts.as_of) == "2025-02-01");
        CHECK(found.warnings.empty());
        CHECK(found.order.map_name() == "value");
    }
}

TEST_CASE("comparison: files that share no customer, or end at different places") {
    const std::string header = "customer_id,segment\n";
    Lines changes;
    compare_texts(header + "a,sleeping\nc,at-risk\n", header + "b,potential\nd,high-value\n", {}, &changes);
    CHECK(changes == Lines{"a 3>4", "b 4>1", "c 2>4", "d 4>0"});
    changes.clear();
    compare_texts(header + "a,sleeping\n", header + "b,sleeping\nc,sleeping\n", {}, &changes);
    CHECK(changes == Lines{"a 3>4", "b 4>3", "c 4>3"});
    changes.clear();
    compare_texts(header + "b,sleeping\nc,sleeping\n", header + "a,sleeping\nc,sleeping\n", {}, &changes);
    CHECK(changes == Lines{"a 4>3", "b 3>4"});
}

TEST_CASE("comparison: bytes are compared as bytes") {
    const std::string header = "customer_id,segment\n";
    Lines changes;
    compare_texts(header + "Z,sleeping\na,sleeping\né,sleeping\n",
                  header + "Z,sleeping\na,sleeping\nab,sleeping\né,sleeping\n", {}, &changes);
    CHECK(changes == Lines{"ab 4>3"});
}

TEST_CASE("comparison: which map it is, the first segment of OLD tells") {
    const std::string header = "customer_id,segment\n";
    CHECK(compare_texts(header + "a,Champions\n", header + "a,Hibernating\n").order.map_name() == "rf10");
    CHECK(compare_texts(header + "a,沉睡客户\n", header + "a,潜力客户\n").moves.rising() == 1);
    CHECK(
        error_of([&] { compare_texts(header + "a,gold\n", header + "a,Hibernating\n"); }) ==
        "65 old.csv:2: column 'segment': 'gold' is no segment of the built-in maps value and rf10; give --map, the map "
        "that the files were scored with, best segment first");
    CHECK(error_of([&] { compare_texts(header + "a,sleeping\n", header + "a,sleeping\nb,Hibernating\n"); }) ==
          "65 new.csv:3: column 'segment': 'Hibernating' is no segment of the map value, which has 'high-value', "
          "'potential', 'at-risk' and 'sleeping'; compare files that were scored with one map, and give --map when it "
          "is your own");
    const std::string map = "segment,r,f,m\ngold,1-2,*,*\ntin,3,*,*\n";
    CHECK(compare_texts(header + "a,tin\n", header + "a,gold\n", {map, 3}).moves.rising() == 1);
    CHECK_THAT(error_of([&] {
                   compare_texts(header + "a,tin\n", header + "a,sleeping\n", {map, 3});
               }),
               Catch::StartsWith("65 new.csv:2: column 'segment': 'sleeping' is no segment of the map ") &&
                   Catch::EndsWith("which has 'gold' and 'tin'; compare files that were scored with one map, and give "
                                   "that one"));
}

TEST_CASE("comparison: when both files are refused it is OLD's refusal, and in a file the first") {
    const std::string header = "customer_id,segment,monetary\n";
    std::string late = header;
    for (int i = 0; i < 5000; ++i) late += fmt::format("{:05},sleeping,1\n", i);
    const std::string broken = header + "00000,sleeping,x\n";
    for (const std::size_t chunk_size : {16, 131'072}) {
        const test::ComparedTexts how{"", 5, chunk_size};
        CHECK(
            error_of([&] { compare_texts(late + "99999,sleeping,y\n", broken, how); }).starts_with("65 old.csv:5002:"));
        CHECK(error_of([&] { compare_texts(late, broken, how); }).starts_with("65 new.csv:2:"));
        CHECK(error_of([&] {
                  compare_texts(header + "a,other,1\nb,sleeping,x\n", late, how);
              }).starts_with("65 old.csv:2:"));
        CHECK(error_of([&] {
                  compare_texts(header + "a,sleeping,x\nb,other,1\n", late, how);
              }).starts_with("65 old.csv:2:"));
    }
}

TEST_CASE("comparison: OLD of a later day than NEW is worth a warning") {
    const std::string now = scored_header + "a,2025-01-30,1,1,1,1,1,1,111,sleeping\n";
    const std::string before = scored_header + "a,2025-01-30,2,1,1,1,1,1,111,sleeping\n";
    CHECK(compare_texts(before, now).warnings ==
          Lines{"old.csv is as of 2025-02-01, after new.csv as of 2025-01-31: OLD comes first, then NEW"});
    CHECK(compare_texts(now, before).warnings.empty());
    CHECK(compare_texts(now, now).warnings.empty());
}

TEST_CASE("comparison: what is asked before the work is asked in order, and may refuse") {
    const test::TemporaryFolder folder;
    ComparisonRequest request;
    request.old_path = folder.write("old.csv", "customer_id,segment\na,sleeping\n");
    request.new_path = folder.write("new.csv", "customer_id,segment\na,sleeping\n");
    Lines asked;
    request.know_file = [&](const ScoredFile& file) { asked.push_back(file.name()); };
    request.know_order = [&](const SegmentOrder& order) { asked.push_back(order.map_name()); };
    compare_files(request);
    CHECK(asked == Lines{request.old_path, request.new_path, "value"});
    request.know_order = [](const SegmentOrder&) { throw Error(ErrorKind::usage, "no such segment"); };
    CHECK(error_of([&] { compare_files(request); }) == "64 no such segment");
}

// Far more than the batches that wait between the threads, compared with maps.
TEST_CASE("comparison: large files agree with a model") {
    struct Customer {
        int segment = 0;
        std::int64_t cents = 0;
    };
    constexpr const char* names[] = {"high-value", "potential", "at-risk", "sleeping"};
    test::Numbers numbers(11);
    std::map<std::string, Customer> models[2];
    std::string texts[2];
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < 60'000; ++i) {
            if (numbers.below(10) == 0) continue;
            const Customer customer{numbers.below(4), numbers.below(1'000'000) - 1000};
            models[side].emplace(fmt::format("c{:06}{}", i, i % 100 == 0 ? "\n," : ""), customer);
        }
        texts[side] = "customer_id,monetary,segment\n";
        for (const auto& [id, customer] : models[side]) {
            const bool negative = customer.cents < 0;
            texts[side] += test::csv_line({id,
                                           fmt::format("{}{}.{:02}", negative ? "-" : "",
                                                       std::abs(customer.cents) / 100, std::abs(customer.cents) % 100),
                                           names[customer.segment]});
        }
    }
    std::map<std::pair<int, int>, MoveCell> cells;
    Lines wanted;
    const auto count = [&](const std::string& id, const Customer* before, const Customer* now) {
        const int from = before == nullptr ? 4 : before->segment;
        const int to = now == nullptr ? 4 : now->segment;
        MoveCell& cell = cells[{from, to}];
        ++cell.customers;
        if (before != nullptr) cell.old_monetary += before->cents * 10'000;
        if (now != nullptr) cell.new_monetary += now->cents * 10'000;
        if (from != to) wanted.push_back(fmt::format("{} {}>{}", id, from, to));
    };
    std::map<std::string, Customer> either = models[0];
    either.insert(models[1].begin(), models[1].end());
    for (const auto& [id, unused] : either) {
        const auto before = models[0].find(id);
        const auto now = models[1].find(id);
        count(id, before == models[0].end() ? nullptr : &before->second,
              now == models[1].end() ? nullptr : &now->second);
    }
    for (const std::size_t chunk_size : {777, 20'000, 131'072}) {
        Lines changes;
        const Comparison found = compare_texts(texts[0], texts[1], {"", 5, chunk_size}, &changes);
        CHECK((changes == wanted));
        for (int from = 0; from <= 4; ++from) {
            for (int to = 0; to <= 4; ++to) {
                const MoveCell& cell = found.moves.cell(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
                const MoveCell& model = cells[{from, to}];
                CHECK(cell.customers == model.customers);
                CHECK((cell.old_monetary == model.old_monetary));
                CHECK((cell.new_monetary == model.new_monetary));
            }
        }
    }
}

}  // namespace
}  // namespace rfm::diff
