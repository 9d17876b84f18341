#include "base/temp_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <rfm/error.h>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::base {
namespace {

// Names a folder for temporary files.
class TemporaryFolderNamed {
public:
    explicit TemporaryFolderNamed(const std::string& path) { ::setenv("TMPDIR", path.c_str(), 1); }
    ~TemporaryFolderNamed() { ::unsetenv("TMPDIR"); }
    TemporaryFolderNamed(const TemporaryFolderNamed&) = delete;
    TemporaryFolderNamed& operator=(const TemporaryFolderNamed&) = delete;
};

TEST_CASE("a temporary file has no name, and gives back what it was given, from any place") {
    const test::TemporaryFolder folder;
    const TemporaryFolderNamed named(folder.path().string());
    TempFile file;
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += std::to_string(i) + ' ';
    file.append(std::span<const char>(text).first(1000));
    file.append({});
    file.append(std::span<const char>(text).subspan(1000));
    CHECK(file.size() == text.size());
    CHECK(std::filesystem::is_empty(folder.path()));
    for (const std::size_t at : {std::size_t{0}, std::size_t{999}, std::size_t{12'345}, text.size() - 10}) {
        std::vector<char> piece(10);
        file.read_at(at, piece);
        CHECK(std::string(piece.begin(), piece.end()) == text.substr(at, 10));
    }
    std::vector<char> too_long(11);
    CHECK_THROWS_AS(file.read_at(text.size() - 10, too_long), Error);
}

TEST_CASE("a library can open it by a name, and what it writes is read back") {
    TempFile file;
    std::ofstream(file.open_name()) << "written by name";
    std::vector<char> bytes(15);
    file.read_at(0, bytes);
    CHECK(std::string(bytes.begin(), bytes.end()) == "written by name");
}

TEST_CASE("a folder that is not there is named, with what to do") {
    const TemporaryFolderNamed named("/no/such/folder");
    try {
        const TempFile file;
        FAIL("made a file in a folder that is not there");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::cannot_create);
        CHECK(std::string(error.what()).find("/no/such/folder") != std::string::npos);
        CHECK(std::string(error.what()).find("set TMPDIR") != std::string::npos);
    }
}

}  // namespace
}  // namespace rfm::base
