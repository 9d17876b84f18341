// One night's run, again and again: orders to read, yesterday's results in place, a run that something happens to, and
// a look at what is there afterwards.
// Thread-safety: one owner.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/files.h"
#include "support/started.h"

namespace rfm::faults {

enum class Input { plain, gzip, zip, workbook, standard_input };

struct Attempt {
    std::string rules;  // see faulty_io.cc; empty: nothing is preloaded
    std::uint64_t seed = 1;
    Input input = Input::plain;
    std::vector<std::string> words;        // more of the command line
    std::vector<std::string> environment;  // as in "TMPDIR=/mnt"
};

enum class Found { old, right, missing, partial };  // partial: neither yesterday's bytes nor exactly the right ones

struct Verdict {
    int status = 0;  // 128 + n when signal n ended it
    std::string err;
    std::vector<Found> files;  // scores, summary, rejects
    int leftovers = 0;         // anything else in their folder
    std::uint64_t faults = 0;  // that were made, of all rules

    bool all(Found found) const;
    bool any(Found found) const;
};

class Night {
public:
    // rows: of the order file, some 34 bytes each.
    explicit Night(int rows);

    const std::filesystem::path& in() const { return in_; }
    const std::filesystem::path& out() const { return out_; }
    void move_output_to(const std::filesystem::path& folder) { out_ = folder; }
    const std::string& orders() const { return orders_; }
    std::string input_path(Input input) const;
    void make_workbook() const;  // of the same orders, which takes long for many
    // A whole run without faults, in milliseconds.
    double usual_time();

    // Puts everything as it was yesterday and starts the run; fresh: false starts one more, with
    // nothing put back.
    std::unique_ptr<test::Started> start(const Attempt& attempt, bool fresh = true);
    // Waits for the end, and looks.
    Verdict look(test::Started& program);
    Verdict run(const Attempt& attempt);

    void put_yesterday() const;
    // Calls that a rule has looked at, and faults that it has made, in the last run that was looked at.
    std::uint64_t calls(std::size_t rule) const { return counts_[2 * rule]; }
    std::uint64_t faults(std::size_t rule) const { return counts_[2 * rule + 1]; }

private:
    using Files = std::vector<std::string>;  // their bytes

    std::unique_ptr<test::Started> launch(const Attempt& attempt) const;
    void find_expected(Input input);

    test::TemporaryFolder folder_;
    std::filesystem::path in_, out_;
    std::string orders_;
    Input last_input_ = Input::plain;
    std::array<std::uint64_t, 16> counts_{};
    std::map<Input, Files> expected_;
};

// Whether a library can be preloaded, and makes its faults.
bool faults_work(Night& night);

}  // namespace rfm::faults
