#include "pipeline/order_run.h"

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/decimal.h"
#include "base/shown_text.h"
#include "csv/block_scanner.h"
#include "csv/chunk_fold.h"
#include "csv/record_reader.h"

namespace rfm::pipeline {

OpenInput open_input(const std::string& path, const Plan& plan) {
    csv::CsvInput csv = csv::CsvInput::open(path, plan.delimiter, plan.has_header);
    orders::ColumnMap columns = orders::map_columns(csv.header(), csv.field_count(), plan, csv.name());
    InputInfo info;
    info.name = csv.name();
    info.dialect = fmt::format("{}, {}, {}, {}", csv::delimiter_name(csv.dialect().delimiter),
                               csv.has_header() ? "header" : "no header", csv.dialect().crlf ? "CRLF" : "LF",
                               !csv.sample_is_utf8()           ? "not UTF-8"
                               : csv.dialect().byte_order_mark ? "UTF-8 with byte-order mark"
                                                               : "UTF-8");
    info.columns = columns.words;
    return {std::move(csv), std::move(columns), std::move(info)};
}

std::vector<std::string> input_paths(const Plan& plan) {
    return plan.inputs.empty() ? std::vector<std::string>{"-"} : plan.inputs;
}

OrderRun::OrderRun(const Plan& plan, Findings& findings)
    : plan_(plan), findings_(findings), lanes_(first_lanes(plan)) {}

void OrderRun::read(const std::string& path) {
    OpenInput input = open_input(path, plan_);
    if (!input.csv.sample_is_utf8()) {
        warnings_.push_back(
            fmt::format("{}: is not UTF-8; its bytes are passed on as they are. To convert it: iconv -f "
                        "GB18030 -t UTF-8 (or the encoding that it has)",
                        input.info.name));
    }
    const orders::RowColumns columns(input.columns);
    InputWords words{input.info.name, {}, input.csv.field_count()};
    for (const std::uint32_t position : columns.positions) {
        words.column_labels.push_back(orders::column_label(input.csv.header(), position));
    }
    findings_.inputs.push_back(std::move(input.info));

    const char delimiter = input.csv.dialect().delimiter;
    csv::ChunkFold fold(delimiter, words.file, input.csv.first_line());
    csv::RecordReader reader(delimiter, input.csv.field_count(), columns.positions);
    const auto take = [&](csv::RecordBatch& batch) { take_batch(batch, columns, words); };
    const auto read_folded = [&](const csv::FoldedChunk& folded) {
        if (folded.crossing) reader.read(*folded.crossing, take);
        if (folded.body) reader.read(*folded.body, take);
    };
    csv::Chunk chunk;
    csv::FoldedChunk folded;
    while (input.csv.next_chunk(plan_.chunk_size, chunk)) {
        const csv::ChunkAnalysis analysis = csv::analyse_chunk(chunk.data(), chunk.size(), chunk.before(), delimiter);
        fold.take(chunk.data(), chunk.size(), analysis, folded);
        read_folded(folded);
    }
    fold.finish(folded);
    read_folded(folded);
}

void OrderRun::take_batch(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words) {
    for (const auto& lane : lanes_) lane->reader.read(batch, columns, lane->rows);
    if (lanes_.size() > 1) {
        close_lanes(lanes_);
        if (lanes_.size() > 1 && !ambiguity_) find_ambiguity(batch, columns, words);
    }
    if (lanes_.size() == 1) note_sample(*lanes_.front());
    for (const auto& lane : lanes_) {
        lane->feeder.add(lane->rows.rows);
        lane->tally.add(lane->rows.tally);
        if (!lane->rows.bad.empty()) {
            lane->rejects.note(lane->rows.bad, batch, words, lane->reader, plan_.date_format);
        }
    }
}

// Remembers the first date that two lanes read as different days, for the message if nothing decides.
void OrderRun::find_ambiguity(csv::RecordBatch& batch, const orders::RowColumns& columns, const InputWords& words) {
    if (!lanes_.back()->reader.dates().saw_ambiguous()) return;
    std::string scratch;
    for (std::size_t record = 0; record < batch.size; ++record) {
        const std::string_view text = batch.text(batch.columns[columns.date][record], scratch);
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

void OrderRun::note_sample(const Lane& lane) {
    constexpr std::size_t most = 5;
    if (findings_.date_form.empty()) {
        findings_.date_form = orders::date_form_words(lane.reader.dates().form(), plan_.date_format);
    }
    for (const orders::OrderRow& row : lane.rows.rows) {
        if (findings_.sample.size() == most) return;
        findings_.sample.push_back({std::string(row.customer), format_day(row.day),
                                    base::format_scaled(row.amount_scaled, base::decimals_needed(row.amount_scaled)),
                                    std::string(row.order_id)});
    }
}

std::unique_ptr<Lane> OrderRun::finish() {
    for (const auto& lane : lanes_) lane->feeder.flush();
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
    const bool no_date_read = lanes_.size() == 3;
    std::unique_ptr<Lane> lane = std::move(lanes_.front());
    lanes_.clear();
    const std::uint64_t bad = lane->rejects.count();
    if (bad > 0 && plan_.rejects_path.empty()) {
        std::string advice = "\nnothing was written; correct the rows, or set them aside with --rejects FILE";
        if (no_date_read && lane->rejects.count(orders::BadRowKind::date_unreadable) > 0) {
            advice =
                "\nnothing was written; no date is in a form that is known, so give it, as in --date-format "
                "'%d-%b-%Y'";
        }
        throw Error(ErrorKind::data, lane->rejects.words() + advice);
    }
    warn_of_unseen_filter_values(*lane);
    return lane;
}

void OrderRun::warn_of_unseen_filter_values(const Lane& lane) {
    const auto& seen = lane.reader.filter_values_seen();
    for (std::size_t i = 0; i < plan_.filters.size(); ++i) {
        const RowFilter& filter = plan_.filters[i];
        for (std::size_t j = 0; j < filter.values.size(); ++j) {
            if (seen[i][j]) continue;
            warnings_.push_back(fmt::format("--{} {}: no row has {} there", filter.keep ? "keep" : "drop",
                                            filter.column, base::shown(filter.values[j])));
        }
    }
}

}  // namespace rfm::pipeline
