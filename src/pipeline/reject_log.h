// Bad rows: counted by kind, the first ten kept in words, and all of them in the form of the rejects file.
// A RejectLog holds those of one stretch of the input; logs are joined in the order of the input.
// Thread-safety: one owner each.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "csv/record_batch.h"
#include "orders/bad_row_words.h"
#include "orders/order_rows.h"
#include "orders/row_reader.h"

namespace rfm::pipeline {

// What a bad row of one input is described by.
struct InputWords {
    std::size_t number = 0;  // among the inputs
    std::string file;
    std::vector<std::string> column_labels;  // one a column asked for
    std::size_t field_count = 0;
};

class RejectLog {
public:
    // keep_records: the records are wanted for a rejects file.
    explicit RejectLog(bool keep_records) : keep_records_(keep_records) {}

    void note(const std::vector<orders::BadRow>& bad, csv::RecordBatch& batch, const InputWords& input,
              const orders::RowReader& reader, const std::string& date_format);

    // Adds the rows of the stretch that follows, and empties its log.
    void append(RejectLog& next);

    bool keeps_records() const noexcept { return keep_records_; }
    std::uint64_t count() const noexcept { return count_; }
    std::uint64_t count(orders::BadRowKind kind) const noexcept { return counts_[static_cast<std::size_t>(kind)]; }

    // The counts and the first ten, for an error message or a report.
    std::string words() const;

    // The records in the form of the rejects file; the caller may take them out to write them.
    std::string& records() noexcept { return records_; }

private:
    static constexpr std::size_t shown_at_most = 10;

    bool keep_records_;
    std::uint64_t count_ = 0;
    std::array<std::uint64_t, orders::bad_row_kinds> counts_{};
    std::vector<std::string> first_;
    std::string records_;
};

// The rejects file, made when the first row comes, so that readings of the data which are given up leave nothing
// behind. Thread-safety: one owner.
class RejectsFile {
public:
    // path: empty for none.
    explicit RejectsFile(std::string path) : path_(std::move(path)) {}

    // Writes what the log has gathered, once that is worth a write.
    void take(RejectLog& log);

    // Writes the rest and hands the file out, also when it holds no row; it is in place when it is committed.
    std::unique_ptr<base::AtomicFile> finish(RejectLog& log);

private:
    void write(RejectLog& log);

    std::string path_;
    std::unique_ptr<base::AtomicFile> file_;
};

}  // namespace rfm::pipeline
