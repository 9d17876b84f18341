// What a signal handler takes away, tried in processes of their own, since they end with it.
#include "base/unfinished_files.h"

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/atomic_file.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::base {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

UnfinishedName name_of_file(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return {path, status.st_dev, status.st_ino};
}

// Runs `work` in a child process, which must end with its status: 0 when it is not ended by something else.
int in_a_child(const std::function<void()>& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::alarm(20);
        work();
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_CASE("registered names are taken away, forgotten ones and those of other files stay") {
    const TemporaryFolder folder;
    const std::string unfinished = folder.write("unfinished", "1");
    const std::string finished = folder.write("finished", "2");
    const std::string replaced = folder.write("replaced", "3");
    const std::string moved = folder.write("moved", "4");
    const int status = in_a_child([&] {
        const UnfinishedName first = name_of_file(unfinished);
        UnfinishedName second = name_of_file(finished);
        const UnfinishedName third = name_of_file(replaced);
        UnfinishedName fourth = name_of_file(moved);
        const UnfinishedName fifth = std::move(fourth);
        if (!first.is_registered() || fourth.is_registered() || fifth.path() != moved) ::_exit(1);
        second.forget();
        second.forget();
        if (second.is_registered()) ::_exit(2);
        // Another file has the name by now.
        fs::rename(replaced, folder.file("elsewhere"));
        folder.write("replaced", "of another run");
        remove_unfinished_files();
        ::_exit(0);
    });
    CHECK(status == 0);
    CHECK_FALSE(fs::exists(unfinished));
    CHECK_FALSE(fs::exists(moved));
    CHECK(fs::exists(finished));
    CHECK(test::read_file(replaced) == "of another run");
    CHECK(fs::exists(folder.file("elsewhere")));
}

TEST_CASE("an assignment forgets the name that it replaces") {
    const TemporaryFolder folder;
    const std::string first = folder.write("first", "1");
    const std::string second = folder.write("second", "2");
    CHECK(in_a_child([&] {
              UnfinishedName name = name_of_file(first);
              name = name_of_file(second);
              remove_unfinished_files();
              ::_exit(0);
          }) == 0);
    CHECK(fs::exists(first));
    CHECK_FALSE(fs::exists(second));
}

TEST_CASE("more names than there is room for: the first are taken away, and nothing breaks") {
    const TemporaryFolder folder;
    CHECK(in_a_child([&] {
              std::vector<UnfinishedName> names;
              for (int i = 0; i < 1100; ++i) {
                  names.push_back(name_of_file(folder.write(std::to_string(i), "x")));
              }
              names.erase(names.begin() + 1050);  // one without a place
              remove_unfinished_files();
              ::_exit(0);
          }) == 0);
    CHECK_FALSE(fs::exists(folder.file("0")));
    CHECK_FALSE(fs::exists(folder.file("1023")));
    CHECK(fs::exists(folder.file("1024")));
}

// After the handler has looked, nothing may come that it has not seen.
TEST_CASE("who registers or forgets a name while the process ends waits for the end") {
    const TemporaryFolder folder;
    const std::string path = folder.write("unfinished", "1");
    for (const bool forgets : {true, false}) {
        folder.write("unfinished", "1");
        const int status = in_a_child([&] {
            UnfinishedName name;
            if (forgets) name = name_of_file(path);
            struct stat made {};
            ::stat(path.c_str(), &made);
            remove_unfinished_files();
            std::thread late([&] {
                if (forgets) {
                    name.forget();
                } else {
                    name = UnfinishedName(folder.file("late"), made.st_dev, made.st_ino);
                }
                ::_exit(1);
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            ::kill(::getpid(), SIGKILL);
        });
        CHECK(status == 128 + SIGKILL);
        CHECK(fs::exists(path) != forgets);
    }
}

TEST_CASE("an output that is prepared is taken away, the old one stays") {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", "yesterday");
    CHECK(in_a_child([&] {
              AtomicFile file(path);
              file.write("today");
              file.prepare();
              if (!fs::exists(folder.file(".scores.csv.rfm-1.tmp"))) ::_exit(1);
              remove_unfinished_files();
              ::_exit(0);
          }) == 0);
    CHECK(test::read_file(path) == "yesterday");
    CHECK_FALSE(fs::exists(folder.file(".scores.csv.rfm-1.tmp")));
}

}  // namespace
}  // namespace rfm::base
