// -o: the file appears whole or not at all.
#include <string>
#include <sys/stat.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/kept_files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders = "customer,date,amount\na,2025-01-02,3.50\n";
const std::string scores =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n"
    "a,2025-01-02,1,1,3.50,1,1,1,111,sleeping\n";

TEST_CASE("output: a new file, with nothing on standard output and nothing else in the folder") {
    const TemporaryFolder folder;
    const Ran ran = rfm({"score", "-o", "scores.csv"}, orders, folder.path().string());
    CHECK(ran.status == 0);
    CHECK(ran.out == "");
    CHECK(ran.err == "");
    CHECK(read_file(folder.file("scores.csv")) == scores);
    const auto files = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    CHECK(files == 1);
    CHECK(rfm({"score", "-o", "-"}, orders).out == scores);
}

TEST_CASE("output: replaced with the permissions that it had") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "old\n");
    REQUIRE(::chmod(path.c_str(), 0640) == 0);
    CHECK(rfm({"score", "--output", path}, orders).status == 0);
    CHECK(read_file(path) == scores);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("output: through a symbolic link to the file behind it") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "old\n");
    std::filesystem::create_symlink("scores.csv", folder.path() / "latest.csv");
    CHECK(rfm({"score", "-o", folder.file("latest.csv")}, orders).status == 0);
    CHECK(std::filesystem::is_symlink(folder.path() / "latest.csv"));
    CHECK(read_file(path) == scores);
}

// A reader that opened the old file goes on reading the old bytes.
TEST_CASE("output: the old file is not written over") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "old\n");
    std::filesystem::create_hard_link(path, folder.path() / "yesterday.csv");
    CHECK(rfm({"score", "-o", path}, orders).status == 0);
    CHECK(read_file(folder.file("yesterday.csv")) == "old\n");
}

TEST_CASE("output: what can't be made is told before the input is read") {
    const TemporaryFolder folder;
    const KeptFiles kept(folder, {"scores.csv"});
    for (const std::string& path :
         {folder.path().string(), folder.file("none/scores.csv"), folder.file("scores.csv/x")}) {
        const Ran ran = rfm({"score", "/nonexistent.csv", "-o", path});
        CHECK(ran.status == 73);
        CHECK(ran.err.starts_with("rfm: " + path + ": can't be written: "));
        CHECK(rfm({"score", "/nonexistent.csv", "--summary", path}).status == 73);
        CHECK(rfm({"score", "/nonexistent.csv", "--rejects", path}).status == 73);
    }
    kept.check_untouched();
}

TEST_CASE("output: a full disk fails with 74") {
    const Ran to_file = rfm({"score", "-o", "/dev/full"}, orders);
    CHECK(to_file.status == 74);
    CHECK(to_file.err == "rfm: /dev/full: writing failed: No space left on device\n");
    const Ran to_stdout = run({"sh", "-c", RFM_PROGRAM " score > /dev/full"}, orders);
    CHECK(to_stdout.status == 74);
    CHECK(to_stdout.err == "rfm: standard output: writing failed: No space left on device\n");
    const TemporaryFolder folder;
    const KeptFiles kept(folder, {"scores.csv"});
    CHECK(rfm({"score", "-o", folder.file("scores.csv"), "--summary", "/dev/full"}, orders).status == 74);
    kept.check_untouched();
    CHECK(rfm({"score", "-o", folder.file("scores.csv"), "--rejects", "/dev/full"}, orders).status == 74);
    kept.check_untouched();
}

}  // namespace
}  // namespace rfm::test
