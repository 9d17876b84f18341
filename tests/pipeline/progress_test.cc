// What a run tells of how far it has come.
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <thread>

#include "base/file.h"
#include "pipeline/input_size.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

std::string made_orders(std::uint64_t seed) {
    GeneratedOrders wanted;
    wanted.seed = seed;
    wanted.rows = 10'000;  // more than the first bytes that are read
    return orders_text(generate_orders(wanted));
}

TEST_CASE("progress: all bytes of all files are counted once, whatever the chunks and threads") {
    const TemporaryFolder folder;
    const std::string first = made_orders(1);
    const std::string second = made_orders(2);
    REQUIRE(first.size() > 300'000);
    Plan plan;
    plan.inputs = {folder.write("first.csv", first), folder.write("second.csv", second)};
    for (const unsigned threads : {1U, 4U}) {
        for (const std::size_t chunk_size : {1000UL, 65'536UL, 1UL << 20}) {
            plan.threads = threads;
            plan.chunk_size = chunk_size;
            Progress progress;
            CHECK(progress.bytes() == 0);
            CHECK_FALSE(progress.total());
            CHECK_FALSE(progress.all_read());
            const ScoredCustomers watched = score(plan, &progress);
            CHECK(progress.bytes() == first.size() + second.size());
            CHECK(progress.total() == first.size() + second.size());
            CHECK(progress.all_read());
            CHECK(csv_text(watched) == csv_text(score(plan)));
        }
    }
}

TEST_CASE("progress: a run that fails on the way has not read all") {
    const TemporaryFolder folder;
    const std::string text = made_orders(1);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text), folder.write("empty.csv", "")};
    Progress progress;
    CHECK_THROWS_AS(score(plan, &progress), Error);
    CHECK(progress.bytes() == text.size());
    CHECK(progress.total() == text.size());
    CHECK_FALSE(progress.all_read());
}

TEST_CASE("progress: the total is unknown as soon as one input is no regular file") {
    const TemporaryFolder folder;
    const std::string file = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,3.50\n");
    const std::string pipe = folder.file("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(pipeline::total_input_size({}) == 0U);
    CHECK(pipeline::total_input_size({file, file}) == 78U);
    CHECK_FALSE(pipeline::total_input_size({file, pipe}));
    CHECK_FALSE(pipeline::total_input_size({file, folder.file("missing.csv")}));

    const std::jthread writer([&] {
        const base::FileDescriptor end(::open(pipe.c_str(), O_WRONLY | O_CLOEXEC));
        base::write_fully(end.get(), "customer,date,amount\nb,2025-01-03,1\n", pipe);
    });
    Plan plan;
    plan.inputs = {file, pipe};
    Progress progress;
    CHECK(score(plan, &progress).size() == 2);
    CHECK(progress.bytes() == 39U + 36U);
    CHECK_FALSE(progress.total());
}

TEST_CASE("progress: of standard input counts what stands behind its position") {
    const TemporaryFolder folder;
    const std::string file = folder.write("orders.csv", "a first line\ncustomer,date,amount\na,2025-01-02,3.50\n");
    const base::FileDescriptor kept(::dup(STDIN_FILENO));
    const base::FileDescriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    ::dup2(opened.get(), STDIN_FILENO);
    CHECK(pipeline::total_input_size({"-"}) == 52U);
    ::lseek(STDIN_FILENO, 13, SEEK_SET);
    CHECK(pipeline::total_input_size({"-", file}) == 39U + 52U);
    if (kept.is_open()) {
        ::dup2(kept.get(), STDIN_FILENO);
    } else {
        ::close(STDIN_FILENO);
    }
}

}  // namespace
}  // namespace rfm::test
