// Bad rows: counted by kind, the first ten kept in words, and all of them written to the rejects file if there is one.
// Thread-safety: one owner; rows are noted in the order of the input.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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
    std::string file;
    std::vector<std::string> column_labels;  // one a column asked for
    std::size_t field_count = 0;
};

class RejectLog {
public:
    // path: of the rejects file; empty for none.
    explicit RejectLog(std::string path) : path_(std::move(path)) {}

    void note(const std::vector<orders::BadRow>& bad, csv::RecordBatch& batch, const InputWords& input,
              const orders::RowReader& reader, const std::string& date_format);

    std::uint64_t count() const noexcept { return count_; }
    std::uint64_t count(orders::BadRowKind kind) const noexcept { return counts_[static_cast<std::size_t>(kind)]; }

    // The counts and the first ten, for an error message or a report.
    std::string words() const;

    // Gives the rejects file its name, also when it holds no row.
    void commit();

private:
    void open();

    static constexpr std::size_t shown_at_most = 10;

    std::string path_;
    std::optional<base::AtomicFile> file_;
    std::string pending_;
    std::uint64_t count_ = 0;
    std::array<std::uint64_t, orders::bad_row_kinds> counts_{};
    std::vector<std::string> first_;
};

}  // namespace rfm::pipeline
