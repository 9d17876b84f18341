#include "diff/scored_file.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "csv/block_scanner.h"
#include "diff/plain_number.h"

namespace rfm::diff {
namespace {

constexpr ScoredColumn score_columns[3] = {ScoredColumn::r_score, ScoredColumn::f_score, ScoredColumn::m_score};

// The fields of a column, or nothing of a column that the file has not.
class Fields {
public:
    Fields(const csv::RecordBatch& records, std::optional<std::size_t> slot) : records_(records) {
        if (slot) column_.emplace(records.column(*slot));
    }

    explicit operator bool() const noexcept { return column_.has_value(); }

    // The text of one record. Doubled quotes are taken apart into memory that lives as long as the batch.
    std::string_view text(std::size_t record, ScoredBatch& batch) const {
        if (!column_) return {};
        const csv::FieldRef field = (*column_)[record];
        if (!field.has_doubled_quotes()) return records_.raw(field);
        return records_.text(field, batch.undoubled.emplace_back());
    }

private:
    const csv::RecordBatch& records_;
    std::optional<csv::FieldColumn> column_;
};

}  // namespace

ScoredFile::ScoredFile(const std::string& path, std::size_t chunk_size)
    : chunk_size_(chunk_size),
      texts_(sources::Texts::open(path, {})),
      csv_(open_text(path)),
      name_(csv_->name()),
      columns_(csv_->header(), name_),
      fold_(csv_->dialect().delimiter, name_, csv_->first_line()),
      reader_(csv_->dialect().delimiter, csv_->field_count(), columns_.positions()),
      remembered_(remembered_segments),
      right_dates_(right_dates) {}

std::unique_ptr<csv::CsvInput> ScoredFile::open_text(const std::string& path) {
    std::optional<sources::Text> text = texts_.next();
    if (!text) throw Error(ErrorKind::data, fmt::format("{}: holds no file that can be read", path));
    if (text->is_of_workbook) {
        throw Error(
            ErrorKind::data,
            fmt::format("{}: is a workbook; scores are read from the CSV or TSV that rfm score writes: rfm score "
                        "ORDERS -o scores.csv",
                        path));
    }
    warnings_ = std::move(text->warnings);
    return std::make_unique<csv::CsvInput>(csv::CsvInput::open(std::move(text->bytes), text->delimiter, true));
}

bool ScoredFile::read(ScoredBatch& batch) {
    batch.customers.clear();
    batch.new_segments.clear();
    batch.undoubled.clear();
    while (batch.customers.empty()) {
        if (!csv_) return false;
        const char delimiter = csv_->dialect().delimiter;
        const bool more = csv_->next_chunk(chunk_size_, batch.chunk);
        if (more) {
            const csv::Chunk& chunk = batch.chunk;
            fold_.take(chunk.data(), chunk.size(),
                       csv::analyse_chunk(chunk.data(), chunk.size(), chunk.before(), delimiter), batch.folded);
        } else {
            fold_.finish(batch.folded);
        }
        if (batch.folded.crossing) read_records(*batch.folded.crossing, batch);
        if (batch.folded.body) read_records(*batch.folded.body, batch);
        if (!more) end();
    }
    return true;
}

void ScoredFile::end() {
    csv_.reset();  // the text has to be gone before the next is asked for
    if (const auto another = texts_.next()) {
        throw Error(ErrorKind::data, fmt::format("{}: there is more than one file in it, also {}; unpack it and name "
                                                 "one",
                                                 name_, another->bytes.source->name()));
    }
    for (std::string& warning : texts_.warnings()) warnings_.push_back(std::move(warning));
    if (facts_.customers == 0) {
        throw Error(ErrorKind::data, fmt::format("{}: holds no customers, only a header; was it finished?", name_));
    }
}

std::vector<std::string> ScoredFile::warnings() {
    return std::move(warnings_);
}

void ScoredFile::read_records(const csv::Region& region, ScoredBatch& batch) {
    reader_.read(region, [&](csv::RecordBatch& records) { take(records, batch); });
}

void ScoredFile::take(csv::RecordBatch& records, ScoredBatch& batch) {
    const auto fields = [&](ScoredColumn column) { return Fields(records, columns_.slot(column)); };
    const Fields ids = fields(ScoredColumn::customer_id);
    const Fields segments = fields(ScoredColumn::segment);
    const Fields last_orders = fields(ScoredColumn::last_order_date);
    const Fields recency = fields(ScoredColumn::recency_days);
    const Fields amounts = fields(ScoredColumn::monetary);
    const Fields scores[3] = {fields(score_columns[0]), fields(score_columns[1]), fields(score_columns[2])};
    const Fields rfm_scores = fields(ScoredColumn::rfm_score);
    const bool any_faulty = !records.faults.empty();

    for (std::size_t record = 0; record < records.size; ++record) {
        if (any_faulty && records.fault(record) != csv::RecordFault::none) refuse_fault(records, record);
        ScoredCustomer customer;
        customer.id = ids.text(record, batch);
        const std::string_view before = batch.customers.empty() ? last_id_ : batch.customers.back().id;
        // An empty id is never above the one before.
        if (customer.id <= before) refuse_order(records, record, before);
        customer.monetary = amounts.text(record, batch);
        if (facts_.customers == 0) note_first(customer.monetary, scores[2].text(record, batch));

        if (facts_.has_monetary) {
            int decimals = 0;
            if (!read_amount(customer.monetary, customer.monetary_scaled, decimals)) {
                refuse_field(records, record, ScoredColumn::monetary, "is no amount of at most six decimals");
            }
            facts_.decimals = std::max(facts_.decimals, decimals);
        } else if (!customer.monetary.empty()) {
            refuse_field(records, record, ScoredColumn::monetary,
                         "stands there, though the rows before have no amount");
        }
        for (int i = 0; i < 3; ++i) {
            if (!scores[i]) continue;
            const std::string_view score = scores[i].text(record, batch);
            if (facts_.has_score[i] ? !read_score(score, customer.scores[i]) : !score.empty()) {
                refuse_field(records, record, score_columns[i],
                             facts_.has_score[i] ? "is no score: those are 1 to 10"
                                                 : "stands there, though the rows before have no m_score");
            }
        }
        customer.recency_days = recency.text(record, batch);
        if (last_orders || recency) {
            check_as_of(last_orders.text(record, batch), customer.recency_days, records, record);
        }
        customer.rfm_score = rfm_scores.text(record, batch);
        customer.segment = segment_number(segments.text(record, batch), records, record, batch);
        batch.customers.push_back(customer);
        ++facts_.customers;
    }
    batch.facts = facts_;
    if (!batch.customers.empty()) last_id_ = batch.customers.back().id;
}

// The first row tells whether there are amounts: scored with --no-monetary, the columns are empty.
void ScoredFile::note_first(std::string_view monetary, std::string_view m_score) {
    facts_.has_monetary = !monetary.empty();
    for (int i = 0; i < 3; ++i) facts_.has_score[i] = columns_.has(score_columns[i]);
    facts_.has_score[2] &= !m_score.empty();
}

void ScoredFile::check_as_of(std::string_view last_order, std::string_view recency_days, csv::RecordBatch& records,
                             std::size_t record) {
    std::int32_t days = 0;
    if (columns_.has(ScoredColumn::recency_days) && !read_days(recency_days, days)) {
        refuse_field(records, record, ScoredColumn::recency_days, "is no number of days");
    }
    if (!columns_.has(ScoredColumn::last_order_date)) return;
    RightDate& right = right_dates_[static_cast<std::size_t>(days) % right_dates];
    constexpr std::size_t date_size = sizeof right.text;
    if (right.days == days && last_order.size() == date_size &&
        std::memcmp(right.text, last_order.data(), date_size) == 0) {
        return;
    }
    const std::optional<DayNumber> day = parse_iso_day(last_order);
    if (!day) {
        refuse_field(records, record, ScoredColumn::last_order_date, "is no date of the form YYYY-MM-DD");
    }
    if (!columns_.has(ScoredColumn::recency_days)) return;
    const DayNumber as_of = *day + days;
    if (facts_.as_of == as_of) {
        right.days = days;
        std::memcpy(right.text, last_order.data(), date_size);
        return;
    }
    if (as_of > max_day) {
        refuse_field(records, record, ScoredColumn::recency_days,
                     "leads beyond the year 9999: as-of dates are last_order_date plus recency_days");
    }
    if (facts_.as_of) {
        refuse(
            records, record,
            fmt::format("last_order_date {} and recency_days {} make {} the as-of date, and the rows before have {}; "
                        "a file has one: were two put together?",
                        last_order, recency_days, format_day(as_of), format_day(*facts_.as_of)));
    }
    facts_.as_of = as_of;
}

std::uint32_t ScoredFile::segment_number(std::string_view name, csv::RecordBatch& records, std::size_t record,
                                         ScoredBatch& batch) {
    if (name.empty()) {
        refuse_field(records, record, ScoredColumn::segment,
                     "names no segment: the file was scored without a map, as with --bins and no --map; score it with "
                     "one");
    }
    // A map of all names takes longer than all the numbers of a row; the first, the last and the number of bytes tell
    // nearly all names apart.
    const std::size_t place =
        (name.size() * 31 + static_cast<unsigned char>(name.front()) * 7 + static_cast<unsigned char>(name.back())) %
        remembered_segments;
    Remembered& remembered = remembered_[place];
    if (remembered.name != nullptr && *remembered.name == name) return remembered.number;
    const auto [at, is_new] = segments_.try_emplace(std::string(name), static_cast<std::uint32_t>(segments_.size()));
    if (is_new) {
        if (segments_.size() > most_segments) {
            refuse_field(records, record, ScoredColumn::segment,
                         fmt::format("is segment number {}: is this the column of the segments?", segments_.size()));
        }
        batch.new_segments.push_back({at->first, records.line(record)});
    }
    remembered = {&at->first, at->second};
    return at->second;
}

void ScoredFile::refuse(csv::RecordBatch& records, std::size_t record, std::string_view words) const {
    throw Error(ErrorKind::data, fmt::format("{}:{}: {}", name_, records.line(record), words));
}

void ScoredFile::refuse_field(csv::RecordBatch& records, std::size_t record, ScoredColumn column,
                              std::string_view words) const {
    std::string scratch;
    const std::string_view text = records.text(records.field(*columns_.slot(column), record), scratch);
    refuse(records, record,
           fmt::format("column {}: {} {}", base::shown(column_name(column)), base::shown(text), words));
}

void ScoredFile::refuse_fault(csv::RecordBatch& records, std::size_t record) const {
    if (records.fault(record) == csv::RecordFault::text_after_quote) {
        refuse(records, record,
               "text stands behind a closing quote; double the quote (\"\") where it is part of the text");
    }
    const std::uint32_t fields = records.field_counts[record];
    refuse(records, record,
           fmt::format("{} field{} where the header has {}; was the file written to its end?", fields,
                       fields == 1 ? "" : "s", records.field_count));
}

void ScoredFile::refuse_order(csv::RecordBatch& records, std::size_t record, std::string_view before) const {
    std::string scratch;
    const std::string_view id = records.text(records.field(*columns_.slot(ScoredColumn::customer_id), record), scratch);
    if (id.empty()) refuse_field(records, record, ScoredColumn::customer_id, "is empty");
    if (id == before) {
        refuse_field(records, record, ScoredColumn::customer_id, "stands there twice: in the row before as well");
    }
    refuse_field(records, record, ScoredColumn::customer_id,
                 fmt::format("stands below {}: the file is not in byte order of customer_id, as two files are "
                             "compared; score it without --sort{}",
                             base::shown(before),
                             id.starts_with('\'') || before.starts_with('\'') ? " and without --for-spreadsheet" : ""));
}

}  // namespace rfm::diff
