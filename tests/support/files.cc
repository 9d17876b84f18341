#include "support/files.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/catch.h"

namespace rfm::test {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "rfm-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
    std::ofstream out(path_ / name, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!out.flush()) throw std::runtime_error("can't write " + std::string(name));
    return file(name);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + path.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string project_file(std::string_view name) {
    return std::string(RFM_SOURCE_DIR "/") + std::string(name);
}

std::string shared_file(std::string_view name) {
    const std::string path = std::string(RFM_SOURCE_DIR "/../shared/data/") + std::string(name);
    if (std::filesystem::exists(path)) return path;
    WARN("skipped: " << name << " is not here");
    return {};
}

}  // namespace rfm::test
