// The main job: order files in, scored customers out. See Plan for what can be asked.
// Thread-safety: score() may run in several threads at once; a ScoredCustomers is read-only after it was made, but for
// commit_rejects().
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/error.h>
#include <rfm/plan.h>
#include <rfm/progress.h>

namespace rfm {

// One scored customer. The views live as long as the ScoredCustomers they came from.
struct CustomerRow {
    std::string_view id;
    DayNumber first_order_day = 0;
    DayNumber last_order_day = 0;
    std::int32_t recency_days = 0;
    std::int64_t frequency = 0;
    std::int64_t monetary_scaled = 0;  // in units of 10^-6
    int r = 0;                         // 1..bins
    int f = 0;
    int m = 0;                 // 0 when scored without monetary
    std::string_view segment;  // empty when no map applies
};

// What became of the records read: read = used + left out + rejected.
struct RowCounts {
    std::uint64_t read = 0;         // records below the header, blank lines not counted
    std::uint64_t used = 0;         // summed into some customer
    std::uint64_t filtered = 0;     // left out by --keep and --drop
    std::uint64_t guest = 0;        // left out: blank customer
    std::uint64_t after_as_of = 0;  // left out: later than the as-of date
    std::uint64_t before_since = 0;
    std::uint64_t further_lines = 0;     // left out: lines of an order above, without an amount of their own
    std::uint64_t duplicates = 0;        // left out: equal to a record before, byte for byte
    std::uint64_t other_currency = 0;    // left out: not in the currency that was asked for
    std::uint64_t repeated_headers = 0;  // left out: the header once more, as in files that were put together
    std::uint64_t rejected = 0;          // bad rows, written to the rejects file
    std::uint64_t refunds = 0;           // of the used rows: negative amounts
    std::uint64_t zero_amounts = 0;      // of the used rows: amount 0, which count as purchases
    std::uint64_t without_order_id = 0;  // of the used rows: blank order id, each an order of its own
};

struct SegmentTotal {
    std::string segment;
    std::uint64_t customers = 0;
    std::string monetary;  // exact decimal text
};

// What was found in one input before its rows were read.
struct InputInfo {
    std::string name;
    std::string dialect;               // as in "comma, header, LF, UTF-8"
    std::vector<std::string> columns;  // as in "customer: column 1 'customer_id'"
};

struct RunSummary {
    RowCounts rows;
    std::uint64_t customers = 0;              // scored
    std::uint64_t customers_refund_only = 0;  // not scored
    std::uint64_t orders = 0;                 // distinct orders of the scored customers
    std::string monetary_total;               // of the scored customers, exact decimal text
    int amount_decimals = 0;                  // with which amounts are written
    bool has_monetary = true;
    DayNumber as_of = 0;
    std::string as_of_reason;
    std::optional<DayNumber> since;  // rows before it are left out
    std::string since_reason;        // as in "--window 12m"
    std::string date_form;
    std::string decimal_form;            // as in "point (19.99)"; empty when no amount has decimals, nor thousands
    std::string currency;                // of the amounts; empty when none is named
    std::uint64_t orders_differing = 0;  // with AmountPer::order: orders whose lines have different amounts
    Method method = Method::quintile;
    int bins = 5;
    Cuts cuts;  // the cut points used, such that Method::cuts repeats the scores
    std::string map_name;
    std::vector<SegmentTotal> segments;  // in the order of the map
    std::vector<InputInfo> inputs;
    std::vector<std::string> warnings;  // things the user should know, one line each
};

class ScoredCustomers {
public:
    struct Data;
    explicit ScoredCustomers(std::unique_ptr<Data> data);
    ScoredCustomers(ScoredCustomers&&) noexcept;
    ScoredCustomers& operator=(ScoredCustomers&&) noexcept;
    ~ScoredCustomers();

    // Of those that the plan selected: summary().customers, unless it names segments or a number.
    std::size_t size() const noexcept;
    // In the order that the plan asked for. index < size(). Where the memory limit sent the customers to a file, it is
    // read here, what was looked at stays in memory, and Error(io) is possible.
    CustomerRow row(std::size_t index) const;
    const RunSummary& summary() const noexcept;

    // Puts the rejects file in place, where the plan names one and score() has left that to the caller. Once that is
    // done, or where there is none, it does nothing. Throws Error(cannot_create, io); the old file is still there then.
    void commit_rejects();

    // For the library itself.
    const Data& data() const noexcept { return *data_; }

private:
    std::unique_ptr<Data> data_;
};

// When the rejects file takes the place of the one of an earlier run. (A pipe or a device is written to on the way.)
enum class RejectsCommit {
    by_score,   // as the last thing that score() does
    by_caller,  // with commit_rejects(), so that it can wait until the caller's own outputs are complete; if that call
                // never comes, the rows that were set aside are lost, and the file of an earlier run stays as it was
};

// Reads the inputs of the plan once and scores every customer. progress, if there is any, is filled on the way: one
// for each call.
// Throws rfm::Error: usage (the plan contradicts itself or the files), data (the input was refused), no_input, io,
// resource, cannot_create (the rejects file).
ScoredCustomers score(const Plan& plan, Progress* progress = nullptr, RejectsCommit rejects = RejectsCommit::by_score);

// For programs that take text for something else (docs/output.md).
struct CsvStyle {
    bool for_spreadsheet = false;  // an apostrophe before text that a spreadsheet would take for a formula
    bool byte_order_mark = false;  // UTF-8's, first
};

// Takes consecutive pieces of a text; it throws to stop.
class TextSink {
public:
    virtual ~TextSink() = default;
    virtual void write(std::string_view text) = 0;
};

// The CSV of docs/output.md: header and one record for each customer selected, LF line ends.
void write_csv(const ScoredCustomers& customers, TextSink& sink, CsvStyle style = {});

// The same in parts: one CSV for each segment. sinks: as many as RunSummary::segments, in their order.
// Throws Error(usage) when there is no segment map, or another number of sinks.
void write_csv_by_segment(const ScoredCustomers& customers, std::span<TextSink* const> sinks, CsvStyle style = {});

enum class Format {
    csv,
    tsv,    // as CSV, with tabs
    jsonl,  // a JSON object a line
    xlsx,   // a workbook: sheets Customers, Segments, Settings
};

struct ScoreStyle {
    Format format = Format::csv;
    CsvStyle csv;         // of csv and tsv
    std::string command;  // of xlsx: what the sheet Settings tells about how the run is repeated
};

// Throws Error(resource) when this machine lacks what the format needs, so that it is known before the work.
void check_format(Format format);

// The scores in any format, the same bytes each time. Gives what the reader of the output should know, one line each:
// that a workbook can't hold an id as long as it is. Throws Error(io, resource, cannot_create), and what the sink
// throws.
std::vector<std::string> write_scores(const ScoredCustomers& customers, TextSink& sink, const ScoreStyle& style);
// sinks: as with write_csv_by_segment.
std::vector<std::string> write_scores_by_segment(const ScoredCustomers& customers, std::span<TextSink* const> sinks,
                                                 const ScoreStyle& style);

// The summary as a JSON document with a final newline.
std::string summary_json(const RunSummary& summary);

}  // namespace rfm
