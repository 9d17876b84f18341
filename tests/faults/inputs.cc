#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include "base/file.h"
#include "faults/faults.h"

namespace rfm::faults {
namespace {

namespace fs = std::filesystem;

struct Change {
    const char* words;
    std::function<void(const std::string& path)> make;
    int status;
};

const std::vector<Change>& changes() {
    static const std::vector<Change> all = {
        {"cut off", [](const std::string& path) { fs::resize_file(path, fs::file_size(path) / 2); }, 74},
        {"emptied", [](const std::string& path) { fs::resize_file(path, 0); }, 74},
        {"appended to", [](const std::string& path) { std::ofstream(path, std::ios::app) << "C1,9,2025-01-01,1.00\n"; },
         74},
        {"written over in place",
         [](const std::string& path) {
             const base::FileDescriptor file(::open(path.c_str(), O_RDWR));
             std::string bytes(20'000, '\0');
             const std::uint64_t at = fs::file_size(path) / 2;
             bytes.resize(base::read_fully_at(file.get(), at, bytes, path));
             for (char& byte : bytes) byte = byte == '1' ? '2' : byte;
             if (::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(at)) < 0) std::abort();
         },
         74},
        {"renamed over",
         [](const std::string& path) {
             std::ofstream(path + ".new") << "another,file\n";
             fs::rename(path + ".new", path);
         },
         0},
        {"deleted", [](const std::string& path) { fs::remove(path); }, 0},
    };
    return all;
}

// The run stops itself before a read, the input changes, the run goes on.
void change_while_read(Night& night, Table& table, const Change& change, Input input, const std::string& kind) {
    Row row{fmt::format("{} {} before each read", kind, change.words)};
    const std::string path = night.input_path(input);
    const fs::path original = night.in() / "original";
    fs::copy_file(path, original, fs::copy_options::overwrite_existing);
    for (int n = 1;; ++n) {
        Attempt attempt;
        attempt.input = input;
        attempt.rules = fmt::format("read:stop:{}:/in/", n);
        const auto program = night.start(attempt);
        if (!program->wait_until_stopped()) break;                   // there is no such read any more
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // more than a step of the file system's clock
        change.make(path);
        program->signal(SIGCONT);
        row.add(night.look(*program), {change.status});
        fs::copy_file(original, path, fs::copy_options::overwrite_existing);
    }
    if (row.tries == 0) row.wrong = 1;
    table.add(row);
}

void output_folder_goes(Night& night, Table& table) {
    Row removed{"the outputs' folder removed before each read"};
    Row moved{"the outputs' folder moved away before each read"};
    for (const bool is_moved : {false, true}) {
        for (int n = 1;; ++n) {
            Attempt attempt;
            attempt.rules = fmt::format("read:stop:{}:/in/", n);
            const auto program = night.start(attempt);
            if (!program->wait_until_stopped()) break;
            const fs::path away = night.in() / "away";
            if (is_moved) {
                fs::rename(night.out(), away);
            } else {
                fs::remove_all(night.out());
            }
            program->signal(SIGCONT);
            program->wait();
            const bool is_there = fs::exists(night.out());
            if (is_moved) {
                fs::rename(away, night.out());
            } else {
                night.put_yesterday();
            }
            Verdict verdict = night.look(*program);
            if (is_there || verdict.err.find(": can't be written: ") == std::string::npos) verdict.status = -1;
            (is_moved ? moved : removed).add(verdict, {73});
        }
    }
    table.add(removed);
    table.add(moved);
}

}  // namespace

void try_inputs(Nights& nights, Table& table) {
    Night& night = nights.all ? nights.middle : nights.small;
    night.make_workbook();
    for (const Change& change : changes()) {
        change_while_read(night, table, change, Input::plain, "input");
        change_while_read(night, table, change, Input::gzip, "packed input");
        change_while_read(night, table, change, Input::zip, "zip");
        change_while_read(night, table, change, Input::workbook, "workbook");
        change_while_read(night, table, change, Input::standard_input, "`< input`");
    }
    output_folder_goes(night, table);
}

}  // namespace rfm::faults
