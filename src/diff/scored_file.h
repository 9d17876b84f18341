// One file that `rfm score` wrote, read as a stream of customers in the order of their ids. Memory does not grow with
// the file. Thread-safety: one owner; files share nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <rfm/day.h>

#include "csv/chunk_fold.h"
#include "csv/csv_input.h"
#include "csv/record_reader.h"
#include "diff/scored_columns.h"
#include "sources/texts.h"

namespace rfm::diff {

// One customer. The texts stand as in the file, and live as long as their batch; empty where the file has no such
// column.
struct ScoredCustomer {
    std::string_view id;
    std::int64_t monetary_scaled = 0;
    std::uint32_t segment = 0;           // of ScoredBatch's names: in the order in which the file shows them
    std::uint8_t scores[3] = {0, 0, 0};  // r, f, m; 0 where there is none
    std::string_view rfm_score, recency_days, monetary;
};

// What is known of a file from the customers so far.
struct ScoredFacts {
    std::optional<DayNumber> as_of;  // with last_order_date and recency_days
    bool has_monetary = false;       // the column is there, and not empty
    bool has_score[3] = {false, false, false};
    int decimals = 0;  // of the most precise amount
    std::uint64_t customers = 0;
};

// A segment when it is met for the first time.
struct NewSegment {
    std::string name;
    std::uint64_t line = 0;
};

// Some consecutive customers. Reuse it: the memory stays.
struct ScoredBatch {
    std::vector<ScoredCustomer> customers;
    std::vector<NewSegment> new_segments;  // of these customers; they get the next numbers
    ScoredFacts facts;                     // with these customers

    csv::Chunk chunk;  // what the texts point into
    csv::FoldedChunk folded;
    std::deque<std::string> undoubled;
};

class ScoredFile {
public:
    // As many as a map can tell apart: ten scores of three metrics.
    static constexpr std::size_t most_segments = 1000;
    static constexpr std::size_t usual_chunk = std::size_t{1} << 17;

    // path: "-" is standard input; packed files are unpacked. Throws Error(no_input, io), and Error(data) when it is
    // no scored file.
    explicit ScoredFile(const std::string& path, std::size_t chunk_size = usual_chunk);

    const std::string& name() const noexcept { return name_; }
    const ScoredColumns& columns() const noexcept { return columns_; }

    // The next customers, at least one; false when there are none left. Throws Error(data) with line and column where
    // a row is not what it should be, and Error(io): then the batch holds the customers before that.
    bool read(ScoredBatch& batch);

    // What the user should know, one line each. When all was read.
    std::vector<std::string> warnings();

private:
    std::unique_ptr<csv::CsvInput> open_text(const std::string& path);
    void read_records(const csv::Region& region, ScoredBatch& batch);
    void take(csv::RecordBatch& records, ScoredBatch& batch);
    void note_first(std::string_view monetary, std::string_view m_score);
    void check_as_of(std::string_view last_order, std::string_view recency_days, csv::RecordBatch& records,
                     std::size_t record);
    std::uint32_t segment_number(std::string_view name, csv::RecordBatch& records, std::size_t record,
                                 ScoredBatch& batch);
    void end();

    [[noreturn]] void refuse(csv::RecordBatch& records, std::size_t record, std::string_view words) const;
    [[noreturn]] void refuse_field(csv::RecordBatch& records, std::size_t record, ScoredColumn column,
                                   std::string_view words) const;
    [[noreturn]] void refuse_fault(csv::RecordBatch& records, std::size_t record) const;
    [[noreturn]] void refuse_order(csv::RecordBatch& records, std::size_t record, std::string_view before) const;

    std::size_t chunk_size_;
    sources::Texts texts_;
    std::vector<std::string> warnings_;
    std::unique_ptr<csv::CsvInput> csv_;  // gone when the text has ended
    std::string name_;
    ScoredColumns columns_;
    csv::ChunkFold fold_;
    csv::RecordReader reader_;
    ScoredFacts facts_;
    std::string last_id_;  // of the batch before
    // The number of each segment, and the ones met lately by a few of their bytes.
    std::unordered_map<std::string, std::uint32_t> segments_;
    struct Remembered {
        const std::string* name = nullptr;
        std::uint32_t number = 0;
    };
    static constexpr std::size_t remembered_segments = 256;
    std::vector<Remembered> remembered_;
    // The last_order_date that was found right for a number of days: calendar arithmetic took a quarter of the time.
    struct RightDate {
        std::int32_t days = -1;
        char text[10] = {};
    };
    static constexpr std::size_t right_dates = 2048;
    std::vector<RightDate> right_dates_;
};

}  // namespace rfm::diff
