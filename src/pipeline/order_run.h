// Reads the inputs of a plan, one after the other, and adds their rows up by customer.
// Thread-safety: one owner. The plan outlives the run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <rfm/score.h>

#include "csv/chunk_fold.h"
#include "pipeline/lane.h"
#include "pipeline/open_input.h"
#include "pipeline/role_names.h"
#include "sources/texts.h"

namespace rfm::pipeline {

// The inputs of the plan: standard input where it names none.
std::vector<std::string> input_paths(const Plan& plan);

// One order row as it was read, for people.
struct SampleRow {
    std::string customer, day, amount, order_id;  // amount, order_id: empty where there is none
};

// What is known so far, also when the run is refused later.
struct Findings {
    std::vector<std::vector<std::string>> headers;  // of each input that was opened
    std::vector<InputInfo> inputs;                  // of those of them whose columns are known
    std::vector<SampleRow> sample;                  // the first rows, once the form of the dates is known
    std::string date_form;                          // empty while it is not known
    bool all_read = false;  // what is wrong from here on is what the values mean, not how they are written down
};

class OrderRun {
public:
    // threads: how many to work with, at least 1. findings, and progress if there is any, outlive the run and are
    // filled as it goes.
    // memory: how many bytes the tables of customers may take.
    OrderRun(const Plan& plan, unsigned threads, std::uint64_t memory, KeepRows keep, Findings& findings,
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
    void take_batch(Lane& lane, LaneWorker& worker, csv::RecordBatch& batch, const orders::RowColumns& columns,
                    const InputWords& words);
    void take_batch(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words);
    void find_ambiguity(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words);
    void warn_of_unseen_filter_values(const Lane& lane);

    void share_memory();
    void add_rows(Lane& lane, LaneWorker& worker, csv::RecordBatch& batch, const InputWords& words);
    void add_unsettled(Lane& lane, const orders::OrderRows& rows, csv::RecordBatch& batch,
                       const InputWords& words) const;
    void end_chunk(LaneWorker& worker, std::uint64_t number, ChunkJoin& join);
    void note_sample(const LaneWorker& worker);

    const Plan& plan_;
    Findings& findings_;
    Progress* progress_;
    unsigned threads_;
    std::uint64_t memory_;
    std::optional<orders::CurrencyRates> rates_;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<std::unique_ptr<LaneWorker>> more_workers_;  // of the one lane that is left, one a thread
    std::vector<std::string> warnings_;
    RoleNames role_names_;
    std::optional<Ambiguity> ambiguity_;
};

}  // namespace rfm::pipeline
