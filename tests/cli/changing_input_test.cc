// An input that somebody writes to while it is read is refused, however the change looks.
#include <atomic>
#include <fcntl.h>
#include <functional>
#include <regex>
#include <string>
#include <thread>
#include <unistd.h>

#include "base/file.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/kept_files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

std::string many_orders() {
    std::string text = "customer,date,amount\n";
    while (text.size() < 12'000'000) text += "c" + std::to_string(text.size() % 90'000) + ",2025-01-02,3.50\n";
    return text;
}

// Somebody who does the same to a file again and again, from before the run to after it.
class Meddler {
public:
    Meddler(const std::string& path, int flags, std::function<void(int fd)> act)
        : file_(::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags)), thread_([this, act = std::move(act)] {
              while (!ended_) {
                  act(file_.get());
                  is_at_it_ = true;
              }
          }) {
        while (!is_at_it_) std::this_thread::yield();
    }
    ~Meddler() {
        ended_ = true;
        thread_.join();
    }
    Meddler(const Meddler&) = delete;
    Meddler& operator=(const Meddler&) = delete;

private:
    base::FileDescriptor file_;
    std::atomic<bool> ended_ = false;
    std::atomic<bool> is_at_it_ = false;
    std::thread thread_;
};

void append(int fd) {
    const std::string_view row = "late,2025-01-03,1.00\n";
    REQUIRE(::write(fd, row.data(), row.size()) > 0);
    ::usleep(50);
}

void rewrite_header(int fd) {
    REQUIRE(::pwrite(fd, "customer", 8, 0) == 8);
    ::usleep(50);
}

TEST_CASE("changing input: an export that goes on is refused, the old scores stay") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", many_orders());
    const KeptFiles kept(folder, {"scores.csv"});
    const std::string output = folder.file("scores.csv");
    for (const bool from_standard_input : {false, true}) {
        Ran ran;
        {
            const Meddler exporter(path, O_APPEND, append);
            ran = from_standard_input ? run({"sh", "-c", RFM_PROGRAM " score -o '" + output + "' < '" + path + "'"})
                                      : rfm({"score", path, "-o", output});
        }
        INFO(ran.err);
        CHECK(ran.status == 74);
        const std::string name = from_standard_input ? "standard input" : path;
        CHECK(
            std::regex_match(ran.err, std::regex("rfm: " + name +
                                                 ": has changed while it was read \\(was [0-9]+ bytes, is [0-9]+ now\\)"
                                                 "; try again when it is complete\n")));
        CHECK(read_file(output) == "yesterday's scores\n");
    }
}

TEST_CASE("changing input: one that is written over in place is refused") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", many_orders());
    const std::size_t size = read_file(path).size();
    Ran ran;
    {
        const Meddler other(path, 0, rewrite_header);
        ran = rfm({"score", path, "--threads", "1"});
    }
    CHECK(ran.status == 74);
    CHECK(ran.err == "rfm: " + path + ": has changed while it was read (its " + std::to_string(size) +
                         " bytes were written to); try again when it is complete\n");
}

TEST_CASE("changing input: packed") {
    const TemporaryFolder folder;
    folder.write("orders.csv", many_orders());
    REQUIRE(run({"gzip", folder.file("orders.csv")}).status == 0);
    const std::string path = folder.file("orders.csv.gz");
    Ran ran;
    {
        const Meddler other(path, 0, [](int fd) {
            REQUIRE(::pwrite(fd, "\x1f\x8b", 2, 0) == 2);
            ::usleep(50);
        });
        ran = rfm({"score", path});
    }
    CHECK(ran.status == 74);
    CHECK(ran.err.starts_with("rfm: " + path + ": has changed while it was read (its "));
    // What stands behind its end is damage when nobody changes it, and the change when somebody does.
    {
        const Meddler exporter(path, O_APPEND, append);
        ran = rfm({"score", path});
    }
    CHECK(ran.status == 74);
    CHECK(ran.err.find("has changed while it was read (was ") != std::string::npos);
    CHECK(rfm({"score", path}).status == 65);
}

// Nobody writes to what the run has open, so it is read whole.
TEST_CASE("changing input: a file that another is renamed over is read as it was") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", many_orders());
    const std::string expected = rfm({"score", path}).out;
    Ran ran;
    {
        const Meddler other(path, 0, [&](int /*fd*/) {
            std::filesystem::copy_file(path, folder.file("next.csv"),
                                       std::filesystem::copy_options::overwrite_existing);
            std::filesystem::rename(folder.file("next.csv"), path);
        });
        ran = rfm({"score", path});
    }
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out == expected);
}

}  // namespace
}  // namespace rfm::test
