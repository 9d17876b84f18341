#include "pipeline/customer_order.h"

#include <algorithm>
#include <cstring>

#include "base/radix_sort.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;

}  // namespace

CustomerOrder order_by_id(const customers::CustomerTable& table) {
    // Eight bytes of the id decide nearly always, and for them there is a way to sort without comparing.
    struct Entry {
        std::uint64_t key;  // the first bytes of the id, as a number that sorts like them
        const CustomerRecord* record;
    };
    std::vector<Entry> entries;
    entries.reserve(table.size());
    table.for_each([&](const CustomerRecord& record) {
        if (!record.has_purchase()) return;
        const std::string_view id = record.id();
        std::uint64_t prefix = 0;
        std::memcpy(&prefix, id.data(), std::min(id.size(), sizeof prefix));
        entries.push_back({__builtin_bswap64(prefix), &record});
    });
    base::radix_sort(entries);
    // Ids that agree in those bytes: among them the rest decides. (A short id is filled up with NUL bytes there, so it
    // can tie with a longer one that has them.)
    for (auto begin = entries.begin(); begin != entries.end();) {
        const auto end =
            std::find_if(begin, entries.end(), [&](const Entry& entry) { return entry.key != begin->key; });
        if (end - begin > 1) {
            std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.record->id() < b.record->id(); });
        }
        begin = end;
    }
    CustomerOrder order(entries.size());
    std::transform(entries.begin(), entries.end(), order.begin(), [](const Entry& entry) { return entry.record; });
    return order;
}

void sort_by_column(CustomerOrder& customers, SortColumn column, bool descending,
                    const std::function<int(const CustomerRecord&)>& segment_of) {
    const auto key = [&](const CustomerRecord& record, std::size_t place) -> std::int64_t {
        const customers::Scores scores = record.scores();
        switch (column) {
            case SortColumn::customer_id:
                return static_cast<std::int64_t>(place);
            case SortColumn::last_order_date:
                return record.last_day;
            case SortColumn::recency_days:
                return -std::int64_t{record.last_day};
            case SortColumn::frequency:
                return static_cast<std::int64_t>(record.frequency);
            case SortColumn::monetary:
                return record.monetary_scaled();
            case SortColumn::r_score:
                return scores.r;
            case SortColumn::f_score:
                return scores.f;
            case SortColumn::m_score:
                return scores.m;
            case SortColumn::rfm_score:
                return scores.r * 10'000 + scores.f * 100 + scores.m;
            case SortColumn::segment:
                return segment_of(record);
        }
        return 0;
    };
    struct Entry {
        std::int64_t key;
        const CustomerRecord* record;
    };
    std::vector<Entry> entries(customers.size());
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = {key(*customers[i], i), customers[i]};
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry& a, const Entry& b) { return descending ? a.key > b.key : a.key < b.key; });
    std::transform(entries.begin(), entries.end(), customers.begin(), [](const Entry& entry) { return entry.record; });
}

}  // namespace rfm::pipeline
