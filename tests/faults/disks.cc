#include <filesystem>
#include <fstream>
#include <optional>
#include <sys/mount.h>

#include <fmt/format.h>

#include "faults/faults.h"

namespace rfm::faults {
namespace {

namespace fs = std::filesystem;

// A small file system, as long as the object lives.
class SmallDisk {
public:
    // Nothing where this process may not mount one.
    static std::unique_ptr<SmallDisk> make(std::uint64_t kib) {
        auto disk = std::make_unique<SmallDisk>();
        const std::string options = fmt::format("size={}k", kib);
        if (::mount("tmpfs", disk->path().c_str(), "tmpfs", 0, options.c_str()) != 0) return nullptr;
        disk->is_mounted_ = true;
        return disk;
    }
    ~SmallDisk() {
        if (is_mounted_) ::umount(path().c_str());
    }
    const fs::path& path() const { return folder_.path(); }

private:
    test::TemporaryFolder folder_;
    bool is_mounted_ = false;
};

std::uint64_t kib_of(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder)) bytes += entry.file_size() + 4095;
    return bytes / 1024;
}

}  // namespace

void try_disks(Nights& nights, Table& table) {
    Night& night = nights.middle;
    const int tries = nights.all ? 60 : 6;
    Row full{"the disk of the outputs is full after n KiB"};
    Row temporary{"the disk of temporary files is full after n KiB (--memory-limit 32M)"};
    if (!SmallDisk::make(64)) {
        table.skip(full.fault, "needs root, to mount a small file system");
        table.skip(temporary.fault, "needs root, to mount a small file system");
        return;
    }
    night.run({});
    const fs::path usual = night.out();
    const std::uint64_t needed = kib_of(usual) + 64;
    for (int i = 0; i <= tries; ++i) {
        // From just enough for yesterday's results up to more than enough for both.
        const auto disk =
            SmallDisk::make(32 + needed * static_cast<std::uint64_t>(i) / static_cast<std::uint64_t>(tries));
        night.move_output_to(disk->path());
        full.add(night.run({}), i == tries ? std::vector<int>{0} : std::vector<int>{0, 73, 74});
    }
    night.move_output_to(usual);
    for (int i = 0; i <= tries; ++i) {
        const auto disk = SmallDisk::make(i == tries ? 200 << 10 : 4 + 512 * static_cast<std::uint64_t>(i));
        Attempt attempt;
        attempt.words = {"--memory-limit", "32M"};
        attempt.environment = {"TMPDIR=" + disk->path().string()};
        temporary.add(nights.large.run(attempt), i == tries ? std::vector<int>{0} : std::vector<int>{0, 73, 74});
    }
    table.add(full);
    table.add(temporary);
}

}  // namespace rfm::faults
