// Order files that are hard to cut, scored with chunks from one byte up to the whole file and with 1 to 8 threads:
// every byte of the scores, the summary, the rejects file and the words of a refusal is the same.
#include <algorithm>
#include <string>
#include <vector>

#include "csv/random_text.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/nasty_orders.h"

namespace rfm::test {
namespace {

constexpr unsigned most_threads = 8;

// From one byte to the file as a whole, thick around the 64 bytes that the scanners look at and their multiples.
std::vector<std::size_t> sizes_up_to(std::size_t whole) {
    std::vector<std::size_t> sizes = {1, 2, 3, 5, 7, 13};
    for (std::size_t size = 16; size <= whole; size *= 2) {
        for (const std::size_t near : {size - 1, size, size + 1}) sizes.push_back(near);
    }
    for (const std::size_t near : {whole - 1, whole, whole + 1, 2 * whole}) sizes.push_back(near);
    return sizes;
}

std::string one_piece(Plan plan) {
    plan.threads = 1;
    plan.chunk_size = std::size_t{1} << 24;
    return whole_answer(plan);
}

void check_same(Plan plan, const std::string& whole, std::size_t chunk_size, unsigned threads) {
    plan.chunk_size = chunk_size;
    plan.threads = threads;
    if (whole_answer(plan) == whole) return;
    CAPTURE(chunk_size, threads);
    FAIL_CHECK("the answer differs");
}

void check_matrix(const Plan& plan, const std::vector<std::size_t>& sizes) {
    const std::string whole = one_piece(plan);
    for (unsigned threads = 1; threads <= most_threads; ++threads) {
        for (const std::size_t size : sizes) check_same(plan, whole, size, threads);
    }
}

// A plan for the text in a file, with a rejects file beside it.
Plan plan_for(const TemporaryFolder& folder, const std::string& text) {
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    plan.rejects_path = folder.file("rejects.csv");
    plan.delimiter = ',';
    return plan;
}

// The same without: a bad row would refuse the run.
Plan plan_without_rejects(const TemporaryFolder& folder, const std::string& text) {
    Plan plan = plan_for(folder, text);
    plan.rejects_path.clear();
    return plan;
}

TEST_CASE("matrix: the nasty orders hold what they are to hold") {
    const TemporaryFolder folder;
    const Plan plan = plan_for(folder, nasty_orders({1, 10'000}));
    const ScoredCustomers customers = score(plan);
    const RowCounts& rows = customers.summary().rows;
    CHECK(rows.used >= 100);
    CHECK(rows.rejected >= 20);
    CHECK(rows.guest >= 5);
    CHECK(rows.refunds >= 10);
    CHECK(rows.zero_amounts >= 5);
    CHECK(rows.without_order_id >= 5);
    CHECK(customers.summary().orders < rows.used - rows.refunds);  // orders of several rows
    CHECK(customers.size() >= 15);
    const std::string scores = csv_text(customers);
    for (const std::string held : {"\n\"two\nlines\",", "\r\n", "\"\"\"", "\n\"5\"\" pipe\","}) {
        INFO(held);
        CHECK(scores.find(held) != std::string::npos);
    }
    const std::string rejects = read_file(plan.rejects_path);
    for (const std::string held : {"\"\"two\r\nlines\"\"", "\"\"a\"\" b"}) {
        INFO(held);
        CHECK(rejects.find(held) != std::string::npos);
    }
}

TEST_CASE("matrix: stray quotes, bad rows set aside") {
    const TemporaryFolder folder;
    const std::string text = nasty_orders({2});
    const Plan plan = plan_for(folder, text);
    CHECK(score(plan).summary().rows.rejected >= 3);
    check_matrix(plan, sizes_up_to(text.size()));
}

TEST_CASE("matrix: no bad row, a byte-order mark, no line end at the end, quotes stray or not") {
    const TemporaryFolder folder;
    for (std::uint64_t seed = 20; seed < 26; ++seed) {
        INFO(seed);
        const std::string text =
            "\xEF\xBB\xBF" + nasty_orders({seed, 1500, NastyDates::iso, seed % 2 == 0, false, false});
        const Plan plan = plan_without_rejects(folder, text);
        CHECK(one_piece(plan).starts_with("customer_id,"));
        check_matrix(plan, sizes_up_to(text.size()));
    }
}

TEST_CASE("matrix: bad rows refuse the run in the same words") {
    const TemporaryFolder folder;
    const std::string text = nasty_orders({4});
    const Plan plan = plan_without_rejects(folder, text);
    CHECK(one_piece(plan).find("nothing was written; correct the rows") != std::string::npos);
    check_matrix(plan, sizes_up_to(text.size()));
}

TEST_CASE("matrix: the form of the dates is decided on the way, or given") {
    const TemporaryFolder folder;
    const std::string text = nasty_orders({5, 1500, NastyDates::decided_late, true, false});
    Plan plan = plan_without_rejects(folder, text);
    const std::string found = csv_text(score(plan));
    check_matrix(plan, sizes_up_to(text.size()));
    plan.date_format = "dmy";
    CHECK(csv_text(score(plan)) == found);
    check_matrix(plan, sizes_up_to(text.size()));
    const std::string with_bad_rows = nasty_orders({6, 600, NastyDates::decided_late});
    check_matrix(plan_for(folder, with_bad_rows), sizes_up_to(with_bad_rows.size()));
}

TEST_CASE("matrix: several files") {
    const TemporaryFolder folder;
    Plan plan = plan_for(folder, "");
    plan.inputs = {folder.write("a.csv", nasty_orders({6, 400, NastyDates::iso, true, true, false})),
                   folder.write("b.csv", nasty_orders({7, 400, NastyDates::iso, false})),
                   folder.write("c.csv", nasty_orders({8, 400}))};
    check_matrix(plan, sizes_up_to(450));
}

// So that the first boundary stands behind each byte of the file once.
TEST_CASE("matrix: chunks of every size from one byte to the whole file") {
    const TemporaryFolder folder;
    for (const bool stray_quotes : {false, true}) {
        const std::string text = nasty_orders({9, 600, NastyDates::iso, stray_quotes});
        const Plan plan = plan_for(folder, text);
        const std::string whole = one_piece(plan);
        for (std::size_t size = 1; size <= text.size(); ++size) {
            check_same(plan, whole, size, 1);
            check_same(plan, whole, size, 2 + static_cast<unsigned>(size % (most_threads - 1)));
        }
    }
}

// Beyond the first bytes, 256 KiB, the input is read in another way, and more threads are at work at once.
TEST_CASE("matrix: files longer than their first bytes") {
    const TemporaryFolder folder;
    for (const bool stray_quotes : {false, true}) {
        const std::string text = nasty_orders({10, 330'000, NastyDates::iso, stray_quotes});
        check_matrix(plan_for(folder, text), {997, 4096, 65'535, 262'143, 262'144, 262'145, text.size()});
    }
}

// A byte changed, gone or added here and there: mostly a quote that is open for long, or a record that is none.
TEST_CASE("matrix: damaged files") {
    const TemporaryFolder folder;
    RandomText random(11);
    int refused = 0;
    for (std::uint64_t seed = 100; seed < 140; ++seed) {
        INFO(seed);
        std::string text = nasty_orders({seed, 500, NastyDates::iso, seed % 2 == 0});
        const std::size_t header = text.find('\n') + 1;
        std::string rows = text.substr(header);
        random.change_bytes(rows, 1 + random.below(6));
        if (seed % 5 == 0) rows.resize(rows.rfind('"'));  // the last field is quoted, and now never closed
        const Plan plan = plan_for(folder, text.substr(0, header) + rows);
        const std::string whole = one_piece(plan);
        refused += whole.starts_with("customer_id,") ? 0 : 1;
        for (const unsigned threads : {1U, 2U, 5U, 8U}) {
            for (const std::size_t size : {1UL, 2UL, 3UL, 7UL, 64UL, 65UL, 200UL}) {
                check_same(plan, whole, size, threads);
            }
        }
    }
    CHECK(refused >= 5);
    CHECK(refused <= 35);
}

}  // namespace
}  // namespace rfm::test
