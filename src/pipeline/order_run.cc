#include "pipeline/order_run.h"

#include <exception>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/parallel.h"
#include "base/shown_text.h"
#include "csv/block_scanner.h"
#include "csv/chunk_fold.h"
#include "csv/record_reader.h"

namespace rfm::pipeline {
namespace {

// The records that end in one chunk, in their order.
void read_folded(csv::RecordReader& reader, const csv::FoldedChunk& folded, const csv::RecordReader::Take& take) {
    if (folded.crossing) reader.read(*folded.crossing, take);
    if (folded.body) reader.read(*folded.body, take);
}

}  // namespace

std::vector<std::string> input_paths(const Plan& plan) {
    return plan.inputs.empty() ? std::vector<std::string>{"-"} : plan.inputs;
}

OrderRun::OrderRun(const Plan& plan, unsigned threads, std::uint64_t memory, KeepRows keep, Findings& findings,
                   Progress* progress)
    : plan_(plan),
      findings_(findings),
      progress_(progress),
      threads_(threads),
      memory_(memory),
      rates_(plan.rates_path.empty() ? std::nullopt : std::optional(orders::CurrencyRates::load(plan.rates_path))),
      lanes_(first_lanes(plan, rates_ ? &*rates_ : nullptr, memory / 3, keep)) {
    share_memory();
}

// Each lane has its part. Where the table takes 40 bytes a customer, putting them in order takes 8 more, and into the
// order of another column than the id 32 on top, for which room is left.
void OrderRun::share_memory() {
    const std::uint64_t sixths = plan_.sort == Column::customer_id ? 5 : 3;
    for (const auto& lane : lanes_) lane->table.set_budget(memory_ / 6 * sixths / lanes_.size());
}

void OrderRun::read(const std::string& path) {
    sources::Texts texts = sources::Texts::open(
        path, {plan_.encoding, plan_.delimiter, plan_.whitespace_delimited, plan_.sheet}, progress_);
    try {
        while (std::optional<sources::Text> text = texts.next()) {
            for (std::string& warning : text->warnings) warnings_.push_back(std::move(warning));
            read_text(std::move(*text));
        }
    } catch (const Error& error) {
        texts.blame_change(error);
        throw;
    }
    for (std::string& warning : texts.warnings()) warnings_.push_back(std::move(warning));
}

void OrderRun::read_text(sources::Text text) {
    OpenInput input = open_input(std::move(text), plan_, findings_.headers);
    if (const csv::TableStart& table = input.csv.table(); !table.found_behind.empty()) {
        const std::uint64_t lines = table.header_line - 1;
        warnings_.push_back(fmt::format("{}: the header was found on line {}; skipped: {} before it, {}{}",
                                        input.info.name, table.header_line,
                                        lines == 1 ? "1 line" : fmt::format("{} lines", lines),
                                        base::shown(table.found_behind), lines == 1 ? "" : " and so on"));
    }
    if (auto warning = role_names_.compare(input.info.name, input.csv.header(), input.columns)) {
        warnings_.push_back(std::move(*warning));
    }
    const orders::RowColumns columns(input.columns, input.csv.header());
    InputWords words{findings_.inputs.size(), input.info.name, {}, input.csv.field_count()};
    if (!input.columns.warning.empty()) warnings_.push_back(input.columns.warning);
    for (const auto& lane : lanes_) lane->first_worker.reader.lines().set_before({});
    for (const std::uint32_t position : columns.positions) {
        words.column_labels.push_back(orders::column_label(input.csv.header(), position));
    }
    findings_.inputs.push_back(std::move(input.info));

    csv::ChunkFold fold(input.csv.dialect().delimiter, words.file, input.csv.first_line());
    if (lanes_.size() > 1 || findings_.date_form.empty()) read_undecided(input, fold, columns, words);
    if (lanes_.size() == 1) read_decided(input, fold, columns, words);
    csv::FoldedChunk folded;
    fold.finish(folded);
    csv::RecordReader reader(input.csv.dialect().delimiter, input.csv.field_count(), columns.positions);
    read_folded(reader, folded, [&](csv::RecordBatch& batch) { take_batch(batch, columns, words); });
}

// Chunk by chunk, in order, until one lane is left that has shown rows, or the input ends.
void OrderRun::read_undecided(OpenInput& input, csv::ChunkFold& fold, const orders::RowColumns& columns,
                              const InputWords& words) {
    const char delimiter = input.csv.dialect().delimiter;
    csv::RecordReader reader(delimiter, input.csv.field_count(), columns.positions);
    const auto take = [&](csv::RecordBatch& batch) { take_batch(batch, columns, words); };
    csv::Chunk chunk;
    csv::FoldedChunk folded;
    const auto undecided = [&] { return lanes_.size() > 1 || findings_.date_form.empty(); };
    while (undecided() && input.csv.next_chunk(plan_.chunk_size, chunk)) {
        fold.take(chunk.data(), chunk.size(), csv::analyse_chunk(chunk.data(), chunk.size(), chunk.before(), delimiter),
                  folded);
        read_folded(reader, folded, take);
    }
}

// The rest of the input, on all threads: each takes the next chunk, waits its turn to fold it, and reads its records.
void OrderRun::read_decided(OpenInput& input, csv::ChunkFold& fold, const orders::RowColumns& columns,
                            const InputWords& words) {
    if (input.csv.at_end()) return;
    Lane& lane = *lanes_.front();
    while (more_workers_.size() < threads_) {
        more_workers_.push_back(std::make_unique<LaneWorker>(plan_, lane.first_worker.reader.dates(), lane.table,
                                                             lane.journal.get(), lane.shared));
    }
    const char delimiter = input.csv.dialect().delimiter;
    std::mutex reading;
    std::uint64_t next_number = 0;
    bool failed = false;
    std::uint64_t failed_number = ~std::uint64_t{0};
    std::exception_ptr failure;
    base::Turns folding;
    base::Completions completions;
    ChunkJoin join(lane.first_worker.ends.rejects, lane.rejects_file, lane.first_worker.reader.lines().last());

    base::run_parallel(threads_, [&](unsigned index) {
        LaneWorker& worker = *more_workers_[index];
        csv::RecordReader reader(delimiter, input.csv.field_count(), columns.positions);
        const auto take = [&](csv::RecordBatch& batch) { take_batch(lane, worker, batch, columns, words); };
        csv::Chunk chunk;
        csv::FoldedChunk folded;
        std::uint64_t number = 0;
        worker.reader.amounts().set_await_turn([&] {
            // A failure before this chunk is the one that counts; this one only ends the work on it.
            if (!completions.wait_for_all_below(number)) throw Error(ErrorKind::bug, "a chunk before has failed");
        });
        for (;;) {
            try {
                {
                    const std::lock_guard lock(reading);
                    if (failed) break;
                    number = next_number;
                    if (!input.csv.claim_chunk(plan_.chunk_size, chunk)) break;
                    ++next_number;
                }
                input.csv.fill_chunk(chunk);
                const csv::ChunkAnalysis analysis =
                    csv::analyse_chunk(chunk.data(), chunk.size(), chunk.before(), delimiter);
                if (!folding.wait(number)) break;
                input.csv.check_follows(chunk);
                fold.take(chunk.data(), chunk.size(), analysis, folded);
                folding.done();
                worker.reader.lines().set_before({orders::LastLine::State::unknown, {}, {}});
                read_folded(reader, folded, take);
                end_chunk(worker, number, join);
                completions.complete(number);
                if (chunk.size() == 0) break;  // of a file that ended before
            } catch (...) {
                folding.fail(number);
                completions.fail(number);
                const std::lock_guard lock(reading);
                failed = true;
                if (number < failed_number) {
                    failed_number = number;
                    failure = std::current_exception();
                }
                break;
            }
        }
    });
    if (failure) std::rethrow_exception(failure);
    lane.first_worker.tally.add(join.tally());
    lane.first_worker.reader.lines().set_before(join.last());
}

void OrderRun::end_chunk(LaneWorker& worker, std::uint64_t number, ChunkJoin& join) {
    worker.ends.leading_order = worker.reader.lines().asked();
    worker.ends.last = worker.reader.lines().last();
    join.put(number, std::exchange(worker.ends, ChunkEnds(!plan_.rejects_path.empty())));
}

// Into each lane that is left.
void OrderRun::take_batch(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words) {
    // Mostly the first records decide, and the others need not be read by each lane.
    constexpr std::size_t first_records = 4;
    if (lanes_.size() > 2 && batch.size > first_records) {
        const std::size_t size = std::exchange(batch.size, first_records);
        take_batch(batch, columns, words);
        batch.size = size;
        batch.drop_front(first_records);
    }
    for (const auto& lane : lanes_) lane->first_worker.reader.read(batch, columns, lane->first_worker.rows);
    if (lanes_.size() > 1) {
        close_lanes(lanes_);
        share_memory();
        if (lanes_.size() > 1 && !ambiguity_) find_ambiguity(batch, columns, words);
    }
    for (const auto& lane : lanes_) {
        LaneWorker& worker = lane->first_worker;
        if (lanes_.size() == 1) note_sample(worker);
        add_rows(*lane, worker, batch, words);
        lane->rejects_file.take(worker.ends.rejects);
    }
}

void OrderRun::take_batch(Lane& lane, LaneWorker& worker, csv::RecordBatch& batch, const orders::RowColumns& columns,
                          const InputWords& words) {
    worker.reader.read(batch, columns, worker.rows);
    add_rows(lane, worker, batch, words);
}

// What a lane has read of a batch goes where it belongs.
void OrderRun::add_rows(Lane& lane, LaneWorker& worker, csv::RecordBatch& batch, const InputWords& words) {
    const orders::OrderRows& rows = worker.rows;
    std::vector<customers::LinePlace> places;
    for (const std::uint32_t record : rows.records) {
        places.push_back(customers::line_place(words.number, batch.line(record)));
    }
    worker.sink.add(rows.rows, places);
    worker.tally.add(rows.tally);
    const auto note = [&](const std::vector<orders::BadRow>& bad, RejectLog& log) {
        if (!bad.empty()) log.note(bad, batch, words, worker.reader, plan_.date_format);
    };
    note(rows.bad, worker.ends.rejects);
    note(rows.leading, worker.ends.leading);
    worker.ends.leading_guests += rows.leading_guests;
    if (!rows.unsettled.empty()) add_unsettled(lane, rows, batch, words);
    const std::size_t known = worker.reader.currencies().size() - rows.currency_records.size();
    for (std::size_t i = 0; i < rows.currency_records.size(); ++i) {
        const std::uint64_t line = batch.line(rows.currency_records[i]);
        worker.currencies.note(worker.reader.currencies()[known + i], customers::line_place(words.number, line),
                               fmt::format("{}:{}", words.file, line));
    }
}

// The largest amount of an order's lines can't be told before the mark is known, so those need to be decided at once.
void OrderRun::add_unsettled(Lane& lane, const orders::OrderRows& rows, csv::RecordBatch& batch,
                             const InputWords& words) const {
    if (lane.decision.needs_place()) {
        lane.decision.set_ambiguous_place(fmt::format("{}:{}: ", words.file, batch.line(*rows.ambiguous_record)));
    }
    if (plan_.amount_per == AmountPer::order) {
        throw Error(ErrorKind::data,
                    fmt::format("{}{} could have a decimal point or a decimal comma; with --amount-per order say "
                                "which it is with --decimal . or --decimal ,",
                                lane.decision.ambiguous_place(), base::shown(lane.decision.ambiguous())));
    }
    lane.add_unsettled(rows.unsettled);
}

// Remembers the first date that two lanes read as different days, for the message if nothing decides.
void OrderRun::find_ambiguity(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words) {
    orders::RowReader& reader = lanes_.back()->first_worker.reader;
    if (!reader.dates().saw_ambiguous()) return;
    std::string scratch;
    for (std::size_t record = 0; record < batch.size; ++record) {
        if (batch.fault(record) != csv::RecordFault::none || !reader.passes_filters(batch, columns, record)) continue;
        const std::string_view text = batch.text(batch.field(columns.date, record), scratch);
        orders::DateReader dates(orders::DateForm::day_first);
        DayNumber day = 0;
        dates.read(text, day);
        if (!dates.saw_ambiguous()) continue;
        ambiguity_ = Ambiguity{fmt::format("{}:{}: column {}: ", words.file, batch.line(record),
                                           base::shown(words.column_labels[columns.date])),
                               std::string(text)};
        return;
    }
}

void OrderRun::note_sample(const LaneWorker& worker) {
    constexpr std::size_t most = 5;
    if (findings_.date_form.empty()) {
        findings_.date_form = worker.reader.dates().form_words();
    }
    for (const orders::OrderRow& row : worker.rows.rows) {
        if (findings_.sample.size() == most) return;
        std::string amount;
        if (!plan_.no_monetary) {
            amount = base::format_scaled(row.amount_scaled, base::decimals_needed(row.amount_scaled));
        }
        findings_.sample.push_back(
            {std::string(row.customer.text()), format_day(row.day), std::move(amount), std::string(row.order_id)});
    }
}

std::unique_ptr<Lane> OrderRun::finish() {
    findings_.all_read = true;
    for (const auto& lane : lanes_) lane->first_worker.sink.flush();
    for (const auto& worker : more_workers_) {
        LaneWorker& first = lanes_.front()->first_worker;
        worker->sink.flush();
        first.tally.add(worker->tally);
        first.currencies.merge(worker->currencies);
        first.reader.merge_seen(worker->reader);
    }
    more_workers_.clear();
    if (lanes_.size() == 2 && ambiguity_) {
        DayNumber day_first = 0;
        DayNumber month_first = 0;
        orders::DateReader(orders::DateForm::day_first).read(ambiguity_->text, day_first);
        orders::DateReader(orders::DateForm::month_first).read(ambiguity_->text, month_first);
        throw Error(ErrorKind::data,
                    fmt::format("{}{} is {} with the day first and {} with the month first, and no row decides; say "
                                "which it is with --date-format dmy or --date-format mdy",
                                ambiguity_->place, base::shown(ambiguity_->text), format_day(day_first),
                                format_day(month_first)));
    }
    std::unique_ptr<Lane> lane = std::move(lanes_.front());
    lanes_.clear();
    const RejectLog& rejects = lane->first_worker.ends.rejects;
    const std::uint64_t bad = rejects.count();
    if (bad > 0 && plan_.rejects_path.empty()) {
        std::string advice = "\nnothing was written; correct the rows, or set them aside with --rejects FILE";
        const bool no_date_read = lane->first_worker.reader.dates().form() == orders::DateForm::none;
        if (no_date_read && rejects.count(orders::BadRowKind::date_unreadable) > 0) {
            advice = fmt::format(
                "\nnothing was written; no date is in a form that is known ({}), so give it with --date-format, as in "
                "--date-format '%d-%b-%Y'",
                orders::known_date_words());
        }
        throw Error(ErrorKind::data, rejects.words() + advice);
    }
    if (plan_.only_currency.empty() && !rates_) lane->first_worker.currencies.refuse_several();
    lane->settle_amounts(plan_);
    warn_of_unseen_filter_values(*lane);
    return lane;
}

void OrderRun::warn_of_unseen_filter_values(const Lane& lane) {
    const auto& seen = lane.first_worker.reader.filter_values_seen();
    for (std::size_t i = 0; i < plan_.filters.size(); ++i) {
        const RowFilter& filter = plan_.filters[i];
        for (std::size_t j = 0; j < filter.values.size(); ++j) {
            if (seen[i][j] || filter.optional) continue;
            warnings_.push_back(fmt::format("--{} {}: no row has {} there", filter.keep ? "keep" : "drop",
                                            filter.column, base::shown(filter.values[j])));
        }
    }
}

}  // namespace rfm::pipeline
