#include "pipeline/reject_log.h"

#include <fmt/format.h>

#include "csv/csv_field.h"

namespace rfm::pipeline {

void RejectLog::note(const std::vector<orders::BadRow>& bad, csv::RecordBatch& batch, const InputWords& input,
                     const orders::RowReader& reader, const std::string& date_format) {
    std::string scratch;
    for (const orders::BadRow& row : bad) {
        ++count_;
        ++counts_[static_cast<std::size_t>(row.kind)];
        const bool show = first_.size() < shown_at_most;
        if (!show && path_.empty()) continue;
        const bool whole_record = row.kind <= orders::BadRowKind::text_after_quote;
        orders::BadRowFacts facts;
        facts.kind = row.kind;
        if (!whole_record) {
            facts.column = input.column_labels[row.slot];
            facts.value = batch.text(batch.columns[row.slot][row.record], scratch);
        }
        facts.fields = batch.field_counts.empty() ? 0 : batch.field_counts[row.record];
        facts.expected_fields = input.field_count;
        facts.date_form = reader.dates().form();
        facts.date_format = date_format;
        facts.decimal_mark = reader.amounts().decimal_mark();
        const std::uint64_t line = batch.line(row.record);
        const std::string words = orders::bad_row_words(facts);
        if (show) first_.push_back(fmt::format("{}:{}: {}", input.file, line, words));
        if (path_.empty()) continue;
        if (!file_) open();
        csv::append_field(pending_, input.file);
        pending_ += fmt::format(",{},", line);
        csv::append_field(pending_, facts.column);
        pending_ += ',';
        csv::append_field(pending_, words);
        pending_ += ',';
        csv::append_field(pending_, batch.record(row.record));
        pending_ += '\n';
        if (pending_.size() > 65536) {
            file_->write(pending_);
            pending_.clear();
        }
    }
}

std::string RejectLog::words() const {
    std::string out;
    for (const std::string& line : first_) out += "\n  " + line;
    if (count_ > first_.size()) out += fmt::format("\n  and {} more", count_ - first_.size());
    std::string kinds;
    int different = 0;
    for (int kind = 0; kind < orders::bad_row_kinds; ++kind) {
        const std::uint64_t count = counts_[static_cast<std::size_t>(kind)];
        if (count == 0) continue;
        ++different;
        kinds +=
            (kinds.empty() ? "" : ", ") + orders::bad_row_count_words(static_cast<orders::BadRowKind>(kind), count);
    }
    return fmt::format("{} bad row{}: {}{}", count_, count_ == 1 ? "" : "s", kinds, out);
}

void RejectLog::open() {
    file_.emplace(path_);
    pending_ = "file,line,column,reason,record\n";
}

void RejectLog::commit() {
    if (path_.empty()) return;
    if (!file_) open();
    file_->write(pending_);
    pending_.clear();
    file_->commit();
}

}  // namespace rfm::pipeline
