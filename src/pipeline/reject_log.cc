#include "pipeline/reject_log.h"

#include <fmt/format.h>

#include "base/csv_field.h"

namespace rfm::pipeline {

void RejectLog::note(const std::vector<orders::BadRow>& bad, csv::RecordBatch& batch, const InputWords& input,
                     const orders::RowReader& reader, const std::string& date_format) {
    std::string scratch;
    for (const orders::BadRow& row : bad) {
        ++count_;
        ++counts_[static_cast<std::size_t>(row.kind)];
        const bool show = first_.size() < shown_at_most;
        if (!show && !keep_records_) continue;
        const bool whole_record = row.kind <= orders::BadRowKind::text_after_quote;
        orders::BadRowFacts facts;
        facts.kind = row.kind;
        if (!whole_record) {
            facts.column = input.column_labels[row.slot];
            facts.value = batch.text(batch.field(row.slot, row.record), scratch);
        }
        facts.fields = batch.field_counts.empty() ? 0 : batch.field_counts[row.record];
        facts.expected_fields = input.field_count;
        facts.date_form = reader.dates().form();
        facts.date_format = date_format;
        const std::uint64_t line = batch.line(row.record);
        const std::string words = orders::bad_row_words(facts);
        if (show) first_.push_back(fmt::format("{}:{}: {}", input.file, line, words));
        if (!keep_records_) continue;
        base::append_field(records_, input.file);
        records_ += fmt::format(",{},", line);
        base::append_field(records_, facts.column);
        records_ += ',';
        base::append_field(records_, words);
        records_ += ',';
        base::append_field(records_, batch.record(row.record));
        records_ += '\n';
    }
}

void RejectLog::append(RejectLog& next) {
    count_ += next.count_;
    for (std::size_t kind = 0; kind < counts_.size(); ++kind) counts_[kind] += next.counts_[kind];
    for (std::string& line : next.first_) {
        if (first_.size() < shown_at_most) first_.push_back(std::move(line));
    }
    records_ += next.records_;
    next = RejectLog(keep_records_);
}

std::string RejectLog::words() const {
    std::string out;
    for (const std::string& line : first_) out += "\n  " + line;
    if (count_ > first_.size()) out += fmt::format("\n  and {} more", count_ - first_.size());
    std::string kinds;
    for (int kind = 0; kind < orders::bad_row_kinds; ++kind) {
        const std::uint64_t count = counts_[static_cast<std::size_t>(kind)];
        if (count == 0) continue;
        kinds +=
            (kinds.empty() ? "" : ", ") + orders::bad_row_count_words(static_cast<orders::BadRowKind>(kind), count);
    }
    return fmt::format("{} bad row{}: {}{}", count_, count_ == 1 ? "" : "s", kinds, out);
}

void RejectsFile::take(RejectLog& log) {
    constexpr std::size_t worth_a_write = 65536;
    if (log.records().size() > worth_a_write) write(log);
}

std::unique_ptr<base::AtomicFile> RejectsFile::finish(RejectLog& log) {
    if (path_.empty()) return nullptr;
    write(log);
    return std::move(file_);
}

void RejectsFile::write(RejectLog& log) {
    if (!file_) {
        file_ = std::make_unique<base::AtomicFile>(path_);
        file_->write("file,line,column,reason,record\n");
    }
    file_->write(log.records());
    log.records().clear();
}

}  // namespace rfm::pipeline
