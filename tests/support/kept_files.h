// The results of an earlier run, which a failed run must leave exactly as they were.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {

class KeptFiles {
public:
    KeptFiles(const TemporaryFolder& folder, std::initializer_list<const char*> names) : folder_(folder.path()) {
        for (const char* name : names) {
            const std::string path = folder.write(name, text);
            // A time that a rewrite could not hit by chance.
            std::filesystem::last_write_time(path,
                                             std::filesystem::file_time_type::clock::now() - std::chrono::hours(30));
        }
        times_ = times();
    }

    // Bytes and times are the same, and the folder holds no file more than before.
    void check_untouched() const {
        CHECK(times() == times_);
        for (const auto& [path, time] : times_) CHECK(read_file(path) == text);
    }

private:
    using Times = std::map<std::string, std::filesystem::file_time_type>;
    static constexpr const char* text = "yesterday's scores\n";

    Times times() const {
        Times found;
        for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
            found[entry.path().string()] = entry.last_write_time();
        }
        return found;
    }

    std::filesystem::path folder_;
    Times times_;
};

}  // namespace rfm::test
