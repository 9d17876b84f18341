#include "pipeline/scored_data.h"

#include <limits>

namespace rfm {

using customers::CustomerRecord;
using pipeline::FinishedBlock;
using pipeline::FinishedCustomer;
using pipeline::FinishedFile;

ScoredCustomers::ScoredCustomers(std::unique_ptr<Data> data) : data_(std::move(data)) {}
ScoredCustomers::ScoredCustomers(ScoredCustomers&&) noexcept = default;
ScoredCustomers& ScoredCustomers::operator=(ScoredCustomers&&) noexcept = default;
ScoredCustomers::~ScoredCustomers() = default;

std::size_t ScoredCustomers::size() const noexcept {
    return data_->size();
}
const RunSummary& ScoredCustomers::summary() const noexcept {
    return data_->summary;
}
CustomerRow ScoredCustomers::row(std::size_t index) const {
    return data_->row(index);
}
void ScoredCustomers::commit_rejects() {
    if (!data_->rejects) return;
    data_->rejects->commit();
    data_->rejects.reset();
}

CustomerRow ScoredCustomers::Data::row(std::size_t index) const {
    if (!file) return row((*order)[index]);
    const std::lock_guard lock(mutex);
    const auto [at, is_new] = blocks.try_emplace(index / FinishedFile::block_size);
    if (is_new) file->read_block(at->first, at->second);
    return row(at->second.customers[index % FinishedFile::block_size]);
}

CustomerRow ScoredCustomers::Data::row(const pipeline::PlacedCustomer& customer) const noexcept {
    const CustomerRecord& record = table.record(customer.place);
    CustomerRow row;
    row.id = record.id();
    row.first_order_day = record.first_day();
    row.last_order_day = record.last_day();
    row.frequency = static_cast<std::int64_t>(record.frequency());
    row.monetary_scaled = record.monetary_scaled();
    set_scores(row, scores_of(customer));
    return row;
}

CustomerRow ScoredCustomers::Data::row(const FinishedCustomer& customer) const noexcept {
    CustomerRow row;
    row.id = customer.id.text();
    row.first_order_day = customer.first_day;
    row.last_order_day = customer.last_day;
    row.frequency = static_cast<std::int64_t>(customer.frequency);
    row.monetary_scaled = customer.monetary_scaled;
    set_scores(row, customer.scores);
    return row;
}

void ScoredCustomers::Data::set_scores(CustomerRow& row, pipeline::Scores scores) const noexcept {
    row.recency_days = summary.as_of - row.last_order_day;
    row.r = scores.r;
    row.f = scores.f;
    row.m = scores.m;
    if (map) row.segment = map->names()[static_cast<std::size_t>(segment_of(scores))];
}

std::int64_t ScoredCustomers::Data::sort_key(Column column, const CustomerRow& row) const noexcept {
    switch (column) {
        case Column::last_order_date:
            return row.last_order_day;
        case Column::first_order_date:
            return row.first_order_day;
        case Column::rfm_score:
            return std::int64_t{row.r} * 10'000 + row.f * 100 + row.m;
        case Column::segment:
            return map ? map->segment_of(row.r, row.f, row.m) : 0;
        // In the order of the metric, without counting who is worse.
        case Column::recency_percentile:
            return -std::int64_t{row.recency_days};
        case Column::frequency_percentile:
            return row.frequency;
        case Column::monetary_percentile:
        case Column::monetary_share:
            return row.monetary_scaled;
        default: {
            const auto value = values.value(column, row, {});
            return value ? static_cast<std::int64_t>(*value) : std::numeric_limits<std::int64_t>::min();
        }
    }
}

output::WorseCounts ScoredCustomers::Data::worse_counts(const CustomerRow& row) const noexcept {
    return {ranks[pipeline::recency].worse(row.recency_days), ranks[pipeline::frequency].worse(row.frequency),
            ranks[pipeline::monetary].worse(row.monetary_scaled)};
}

}  // namespace rfm
