// Files that tests read and make.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace rfm::test {

// A folder that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::string file(std::string_view name) const { return (path_ / name).string(); }
    // Writes the text to a file in the folder and returns its path.
    std::string write(std::string_view name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);

// A file of the project.
std::string project_file(std::string_view name);

// A real order file beside the checkout; empty, with a message, where there is none.
std::string shared_file(std::string_view name);

}  // namespace rfm::test
