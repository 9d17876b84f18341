#include "base/file.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

#include <rfm/error.h>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::base {
namespace {

using test::TemporaryFolder;

template <class Call>
std::pair<ErrorKind, std::string> error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return {error.kind(), error.what()};
    }
    FAIL("no error");
    return {};
}

TEST_CASE("a descriptor is closed with its owner, once") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    {
        FileDescriptor read(ends[0]);
        FileDescriptor moved(std::move(read));
        CHECK(moved.get() == ends[0]);
        CHECK(::fcntl(ends[0], F_GETFD) >= 0);
        FileDescriptor write(ends[1]);
        CHECK(write.release() == ends[1]);
        CHECK_FALSE(write.is_open());
    }
    CHECK(::fcntl(ends[0], F_GETFD) == -1);
    CHECK(::fcntl(ends[1], F_GETFD) >= 0);
    ::close(ends[1]);
}

TEST_CASE("a small file is read whole, up to the limit") {
    const TemporaryFolder folder;
    const std::string text("a\0b\r\nc", 6);
    const std::string path = folder.write("map.csv", text);
    CHECK(read_small_file(path, 6) == text);
    CHECK(read_small_file(path, 1'000) == text);
    CHECK(error_of([&] { read_small_file(path, 5); }) ==
          std::pair(ErrorKind::data, path + ": is longer than 5 bytes, too long for what it should be"));
    CHECK(read_small_file(folder.write("empty", ""), 10).empty());
    CHECK(read_small_file(folder.write("empty", ""), 0).empty());
    const std::string missing = folder.file("missing");
    CHECK(error_of([&] { read_small_file(missing, 5); }) ==
          std::pair(ErrorKind::no_input, missing + ": can't be opened: No such file or directory"));
    CHECK(error_of([&] { read_small_file(folder.path(), 5); }) ==
          std::pair(ErrorKind::io, folder.path().string() + ": reading failed: Is a directory"));
}

TEST_CASE("reads and writes go on until all is done, through a pipe as well") {
    std::string text;
    for (int i = 0; text.size() < 1'000'000; ++i) text += std::to_string(i) + ' ';
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const FileDescriptor read(ends[0]);
    std::thread writer([&] {
        const FileDescriptor write(ends[1]);
        write_fully(write.get(), text, "pipe");
    });
    std::string seen(text.size() + 10, '\0');
    const std::size_t got = read_fully(read.get(), seen, "pipe");
    writer.join();
    seen.resize(got);
    CHECK((seen == text));
}

TEST_CASE("failures name what was read or written") {
    CHECK(error_of([] { write_fully(-1, "x", "out.csv"); }) ==
          std::pair(ErrorKind::io, std::string("out.csv: writing failed: Bad file descriptor")));
    char bytes[4];
    CHECK(error_of([&] { read_fully(-1, bytes, "in.csv"); }) ==
          std::pair(ErrorKind::io, std::string("in.csv: reading failed: Bad file descriptor")));
    CHECK(system_message(ENOSPC) == "No space left on device");
}

TEST_CASE("a pipe that nobody reads any more is no error but the end") {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    const FileDescriptor write(ends[1]);
    CHECK_THROWS_AS(write_fully(write.get(), "x", "pipe"), ClosedPipe);
}

TEST_CASE("each kind of error has its exit status") {
    CHECK(exit_status(ErrorKind::usage) == 64);
    CHECK(exit_status(ErrorKind::data) == 65);
    CHECK(exit_status(ErrorKind::no_input) == 66);
    CHECK(exit_status(ErrorKind::bug) == 70);
    CHECK(exit_status(ErrorKind::resource) == 71);
    CHECK(exit_status(ErrorKind::cannot_create) == 73);
    CHECK(exit_status(ErrorKind::io) == 74);
}

}  // namespace
}  // namespace rfm::base
