#include "sources/file_source.h"

#include <fcntl.h>
#include <string_view>
#include <unistd.h>

#include "sources/memory_source.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sources {
namespace {

using test::error_of;
using test::TemporaryFolder;

TEST_CASE("what can't be opened is refused with what to try") {
    const TemporaryFolder folder;
    const std::string missing = folder.file("no such.csv");
    CHECK(error_of([&] { FileSource::open(missing); }) ==
          missing + ": can't be opened: No such file or directory; check the spelling and the folder");
    const std::string path = folder.path().string();
    CHECK(error_of([&] { FileSource::open(path); }) ==
          path + ": is a directory; name the files in it, as in " + path + "/*.csv");
    CHECK(error_of([] { FileSource::open("/"); }) == "/: is a directory; name the files in it, as in /*.csv");
    try {
        FileSource::open(missing);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::no_input);
    }
}

TEST_CASE("a read fills what it can until the end") {
    const TemporaryFolder folder;
    const auto source = FileSource::open(folder.write("seven", "abcdefg"));
    char bytes[5] = {};
    CHECK(source->read(bytes) == 5);
    CHECK(std::string_view(bytes, 5) == "abcde");
    CHECK(source->read(bytes) == 2);
    CHECK(std::string_view(bytes, 2) == "fg");
    CHECK(source->read(bytes) == 0);
}

TEST_CASE("a minus is standard input, which stays open for others") {
    const int saved = ::dup(STDIN_FILENO);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    {
        const auto source = FileSource::open("-");
        CHECK(source->name() == "standard input");
        // A pipe gives what is there; the read goes on until it is full.
        REQUIRE(::write(ends[1], "abc", 3) == 3);
        REQUIRE(::write(ends[1], "de", 2) == 2);
        ::close(ends[1]);
        char bytes[8] = {};
        CHECK(source->read(bytes) == 5);
        CHECK(std::string_view(bytes, 5) == "abcde");
    }
    CHECK(::fcntl(STDIN_FILENO, F_GETFD) >= 0);
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
    ::close(ends[0]);
}

}  // namespace
}  // namespace rfm::sources
