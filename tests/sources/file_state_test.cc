// What is told of a file that changes between the first byte and the last, step by step.
#include "sources/file_state.h"

#include <fcntl.h>
#include <filesystem>
#include <string>
#include <unistd.h>

#include <rfm/error.h>

#include "sources/texts.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/workbook_files.h"

namespace rfm::sources {
namespace {

using test::TemporaryFolder;

std::string refusal(const FileState& state) {
    try {
        state.check_unchanged();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::io);
        return error.what();
    }
    return {};
}

TEST_CASE("file state: size and time of the last change count") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", "customer,date\n");
    const base::FileDescriptor file(::open(path.c_str(), O_RDWR));
    const FileState state(file.get(), "orders.csv");
    CHECK(refusal(state).empty());
    REQUIRE(::pwrite(file.get(), "x", 1, 14) == 1);
    CHECK(refusal(state) ==
          "orders.csv: has changed while it was read (was 14 bytes, is 15 now); try again when it is complete");
    REQUIRE(::ftruncate(file.get(), 3) == 0);
    CHECK(refusal(state) ==
          "orders.csv: has changed while it was read (was 14 bytes, is 3 now); try again when it is complete");
}

TEST_CASE("file state: the same size with other bytes") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", "customer,date\n");
    const base::FileDescriptor file(::open(path.c_str(), O_RDWR));
    const FileState state(file.get(), "orders.csv");
    ::usleep(20'000);  // more than a step of the file system's clock
    REQUIRE(::pwrite(file.get(), "C", 1, 0) == 1);
    CHECK(refusal(state) ==
          "orders.csv: has changed while it was read (its 14 bytes were written to); try again when it is complete");
}

TEST_CASE("file state: other names, other rights and no name at all are no change") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", "customer,date\n");
    const base::FileDescriptor file(::open(path.c_str(), O_RDONLY));
    const FileState state(file.get(), "orders.csv");
    std::filesystem::create_hard_link(path, folder.file("second"));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    folder.write("next.csv", "another file\n");
    std::filesystem::rename(folder.file("next.csv"), path);
    CHECK(refusal(state).empty());
    std::filesystem::remove(folder.file("second"));
    CHECK(refusal(state).empty());
}

// A text that is begun, its file changed, and read to the end.
std::string told_of(const std::string& path, bool before_the_text) {
    try {
        Texts texts = Texts::open(path, {});
        const auto change = [&] { std::filesystem::resize_file(path, std::filesystem::file_size(path) + 1); };
        if (before_the_text) change();
        while (std::optional<Text> text = texts.next()) {
            if (!before_the_text) change();
            before_the_text = true;
        }
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST_CASE("texts: behind the last one a change of the file is told, of whatever kind it is") {
    const TemporaryFolder folder;
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 40'000; ++i) text += "customer" + std::to_string(i) + ",2025-01-02,1\n";
    const std::string plain = folder.write("orders.csv", text);
    const std::string quiet = folder.write("quiet.csv", text);
    {
        Texts texts = Texts::open(quiet, {});
        CHECK(texts.next());
        CHECK_FALSE(texts.next());
        CHECK_FALSE(texts.next());
    }
    const std::string words = ": has changed while it was read (was ";
    CHECK(told_of(plain, false).find("orders.csv" + words) != std::string::npos);
    CHECK(told_of(plain, true).find("orders.csv" + words) != std::string::npos);
}

TEST_CASE("texts: an error that can come of a change is told as the change, others as they are") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", "customer,date,amount\n");
    const Texts texts = Texts::open(path, {});
    const Error data(ErrorKind::data, "3 fields where 4 are expected");
    const Error full(ErrorKind::cannot_create, "no room");
    CHECK_NOTHROW(texts.blame_change(data));
    std::filesystem::resize_file(path, 5);
    CHECK_THROWS_WITH(texts.blame_change(data),
                      Catch::Contains("has changed while it was read (was 21 bytes, is 5 now)"));
    CHECK_NOTHROW(texts.blame_change(full));
}

}  // namespace
}  // namespace rfm::sources
