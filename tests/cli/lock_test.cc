// --lock: one run at a time, the others leave at once and say who is at work.
#include <csignal>
#include <filesystem>
#include <regex>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"
#include "support/started.h"

namespace rfm::test {
namespace {

const std::string orders = "customer,date,amount\na,2025-01-02,3.50\n";

// More than a pipe holds: once it is given, the program reads, and so has the lock.
std::string enough_to_wait_for() {
    std::string text = "customer,date,amount\n";
    while (text.size() < 600'000) text += "b" + std::to_string(text.size()) + ",2025-01-02,2.25\n";
    return text;
}

TEST_CASE("lock: made, written by the holder, and no obstacle afterwards") {
    const TemporaryFolder folder;
    const std::string lock = folder.file("shop.lock");
    const mode_t mask = ::umask(0022);
    for (int i = 0; i < 2; ++i) {
        const Ran ran = rfm({"score", "--lock", lock, "--labels", "en"}, orders);
        CHECK(ran.status == 0);
        CHECK(ran.err == "");
    }
    ::umask(mask);
    struct stat status {};
    REQUIRE(::stat(lock.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0644);
    const std::regex form(
        "rfm lock: pid [0-9]+ on [^ ]+ since 20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z: [^\n]*/rfm "
        "score "
        "--lock [^\n]*shop\\.lock --labels en\n");
    CHECK(std::regex_match(read_file(lock), form));
}

TEST_CASE("lock: a second run leaves with 75 before it reads or makes anything") {
    const TemporaryFolder folder;
    const std::string lock = folder.file("shop.lock");
    Started first({RFM_PROGRAM, "score", "--lock", lock, "-q", "-o", folder.file("first.csv")});
    first.give(enough_to_wait_for());
    const std::string held = read_file(lock);
    const Ran second = rfm(
        {"score", "/nonexistent.csv", "--lock", lock, "-o", "/nonexistent/second.csv", "--rejects", "a\tb"}, orders);
    CHECK(second.status == 75);
    CHECK(second.out == "");
    CHECK(second.err == "rfm: " + lock + ": another run holds the lock: " + held.substr(held.find("pid ")));
    CHECK(second.err.find("pid " + std::to_string(first.pid()) + " on ") != std::string::npos);
    CHECK(read_file(lock) == held);
    CHECK(rfm({"score", "--lock", folder.file("other.lock")}, orders).status == 0);
    first.end_input();
    CHECK(first.wait() == 0);
    CHECK(rfm({"score", "--lock", lock}, orders).status == 0);
}

TEST_CASE("lock: it ends with a run that is killed") {
    const TemporaryFolder folder;
    const std::string lock = folder.file("shop.lock");
    Started first({RFM_PROGRAM, "score", "--lock", lock});
    first.give(enough_to_wait_for());
    CHECK(rfm({"score", "--lock", lock}, orders).status == 75);
    first.signal(SIGKILL);
    CHECK(first.wait() == 128 + SIGKILL);
    CHECK(read_file(lock).find("pid " + std::to_string(first.pid())) != std::string::npos);
    CHECK(rfm({"score", "--lock", lock}, orders).status == 0);
    CHECK(read_file(lock).find("pid " + std::to_string(first.pid())) == std::string::npos);
}

TEST_CASE("lock: a command line with line ends and quotes stays on one line") {
    const TemporaryFolder folder;
    const std::string lock = folder.file("a b.lock");
    CHECK(rfm({"score", "--lock", lock, "-o", folder.file("two\nlines.csv")}, orders).status == 0);
    const std::string text = read_file(lock);
    CHECK(text.find('\n') == text.size() - 1);
    CHECK(text.find("two\\nlines.csv'") != std::string::npos);
    CHECK(text.find("a b.lock' -o '") != std::string::npos);
    // Of a longer line the next run's is no mixture.
    CHECK(rfm({"score", "--lock", lock}, orders).status == 0);
    CHECK(read_file(lock).ends_with("a b.lock'\n"));
}

TEST_CASE("lock: files that are none stay as they are") {
    const TemporaryFolder folder;
    const std::string data = folder.write("orders.csv", orders);
    const std::string none = "is no lock file of rfm, and stays as it is";
    for (const std::string& text : {orders, std::string("\n"), std::string("rfm lock"), std::string("rfm: x\n")}) {
        const std::string path = folder.write("some.txt", text);
        const Ran ran = rfm({"score", "--lock", path}, orders);
        CHECK(ran.status == 64);
        CHECK(ran.err.find(none) != std::string::npos);
        CHECK(read_file(path) == text);
    }
    CHECK(rfm({"score", "--lock", "/dev/null"}, orders).status == 64);
    const std::string pipe = folder.file("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(rfm({"score", "--lock", pipe}, orders).status == 64);
    const std::string made = folder.write("empty", "");
    CHECK(rfm({"score", "--lock", made}, orders).status == 0);

    // What the run reads or writes, also when it is not there yet.
    const std::string map = folder.write("map.csv", "segment,r,f,m\nall,*,*,*\n");
    const std::vector<std::vector<std::string>> tries = {
        {data, "--lock", data},
        {data, "--lock", folder.path().string() + "/./orders.csv"},
        {data, "--lock", folder.file("new"), "-o", folder.file("new")},
        {data, "--lock", folder.file("new"), "-o", folder.path().string() + "/./new"},
        {data, "--lock", folder.file("new"), "--summary", folder.file("new")},
        {data, "--lock", folder.file("new"), "--rejects", folder.file("new")},
        {data, "--lock", map, "--map", map},
    };
    for (std::vector<std::string> words : tries) {
        words.insert(words.begin(), "score");
        const Ran ran = rfm(words);
        INFO(ran.err);
        CHECK(ran.status == 64);
        CHECK(ran.err.find("the run reads or writes that file; name one of its own") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(folder.file("new")));
    }
    CHECK(run({"sh", "-c", RFM_PROGRAM " score --lock '" + made + "' < '" + made + "'"}).status == 64);
    CHECK(read_file(data) == orders);
}

TEST_CASE("lock: one that can't be made") {
    const TemporaryFolder folder;
    const Ran ran = rfm({"score", "--lock", folder.file("none/shop.lock")}, orders);
    CHECK(ran.status == 73);
    CHECK(ran.err == "rfm: " + folder.file("none/shop.lock") + ": the lock can't be made: No such file or directory\n");
    CHECK(rfm({"score", "--lock", folder.path().string()}, orders).status == 73);
    CHECK(rfm({"score", "--lock", ""}, orders).status == 64);
}

TEST_CASE("lock: in a settings file it is as good as on the command line") {
    const TemporaryFolder folder;
    const std::string lock = folder.file("shop.lock");
    const std::string config = folder.write("shop.toml", "[score]\nlock = \"" + lock + "\"\n");
    Started first({RFM_PROGRAM, "score", "--config", config});
    first.give(enough_to_wait_for());
    CHECK(rfm({"score", "--lock", lock}, orders).status == 75);
    first.end_input();
    CHECK(first.wait() == 0);
}

}  // namespace
}  // namespace rfm::test
