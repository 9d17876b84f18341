// Reads the inputs of a plan, one after the other, and adds their rows up by customer.
// Thread-safety: one owner. The plan outlives the run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <rfm/score.h>

#include "csv/chunk_fold.h"
#include "csv/csv_input.h"
#include "orders/column_map.h"
#include "pipeline/lane.h"
#include "sources/texts.h"

namespace rfm::pipeline {

// An input whose header was read and whose columns are known.
struct OpenInput {
    csv::CsvInput csv;
    orders::ColumnMap columns;
    InputInfo info;
};

// Throws Error(io, data).
OpenInput open_input(sources::Text text, const Plan& plan);

// The inputs of the plan: standard input where it names none.
std::vector<std::string> input_paths(const Plan& plan);

// One order row as it was read, for people.
struct SampleRow {
    std::string customer, day, amount, order_id;  // amount, order_id: empty where there is none
};

// What is known so far, also when the run is refused later.
struct Findings {
    std::vector<InputInfo> inputs;
    std::vector<SampleRow> sample;  // the first rows, once the form of the dates is known
    std::string date_form;          // empty while it is not known
};

class OrderRun {
public:
    // threads: how many to work with, at least 1. findings, and progress if there is any, outlive the run and are
    // filled as it goes.
    // memory: how many bytes the tables of customers may take.
    OrderRun(const Plan& plan, unsigned threads, std::uint64_t memory, Findings& findings,
             Progress* progress = nullptr);

    // Reads each text that the path holds. Throws Error(no_input, io, data).
    void read(const std::string& path);

    // When all inputs were read: the lane that holds the answer. Throws Error(data) when the data does not decide the
    // form of its dates, when rows are bad and not set aside, or when there is nothing to score.
    std::unique_ptr<Lane> finish();

    std::vector<std::string>& warnings() noexcept { return warnings_; }

private:
    struct Ambiguity {
        std::string place;  // as in "orders.csv:2: column 'date': "
        std::string text;
    };

    void read_text(sources::Text text);
    void read_undecided(OpenInput& input, csv::ChunkFold& fold, const orders::RowColumns& columns,
                        const InputWords& words);
    void read_decided(OpenInput& input, csv::ChunkFold& fold, const orders::RowColumns& columns,
                      const InputWords& words);
    void take_batch(LaneWorker& worker, csv::RecordBatch& batch, const orders::RowColumns& columns,
                    const InputWords& words);
    void take_batch(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words);
    void find_ambiguity(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words);
    void warn_of_unseen_filter_values(const Lane& lane);

    void share_memory();
    void add_rows(LaneWorker& worker, csv::RecordBatch& batch, const InputWords& words);
    void note_sample(const LaneWorker& worker);

    const Plan& plan_;
    Findings& findings_;
    Progress* progress_;
    unsigned threads_;
    std::uint64_t memory_;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<std::unique_ptr<LaneWorker>> more_workers_;  // of the one lane that is left, one a thread
    std::vector<std::string> warnings_;
    std::optional<Ambiguity> ambiguity_;
};

}  // namespace rfm::pipeline
