#include "csv/sample_records.h"

#include <algorithm>
#include <numeric>

#include "csv/block_scanner.h"
#include "csv/exact_scanner.h"
#include "csv/record_reader.h"

namespace rfm::csv {

SampleRecords::SampleRecords(std::string_view text, std::size_t begin, bool whole, char delimiter, std::size_t most)
    : text_(text), delimiter_(delimiter), end_(begin) {
    std::string_view rest = text.substr(begin);
    std::string ended;
    if (whole && !rest.empty() && !rest.ends_with('\n')) rest = ended.append(rest).append("\n");
    Structure structure;
    std::vector<std::uint32_t> faulty;
    const OpenRecord open = scan_exactly(rest.data(), rest.size(), delimiter, structure, faulty);
    std::size_t first = 0;
    std::size_t record_begin = 0;
    for (std::size_t i = 0; i < structure.record_count && list_.size() < most; ++i) {
        const std::size_t last = structure.record_ends[i];
        const std::size_t record_end = structure.positions[last];
        std::string_view record = rest.substr(record_begin, record_end - record_begin);
        if (record.ends_with('\r')) record.remove_suffix(1);
        if (!record.empty()) {
            SampleRecord found{begin + record_begin, begin + record_end + 1, last - first + 1, last - first + 1,
                               std::binary_search(faulty.begin(), faulty.end(), i)};
            // A field is empty when the separator before it stands right before the end.
            std::size_t end = record_begin + record.size();
            for (std::size_t at = last; at > first && structure.positions[at - 1] + std::size_t{1} == end; --at) {
                --end;
                --found.fields_in_use;
            }
            list_.push_back(found);
        }
        first = last + 1;
        record_begin = record_end + 1;
        end_ = std::min(begin + record_begin, text.size());
    }
    if (open.inside_quotes) open_quote_ = begin + open.opened_at;
}

std::optional<std::vector<std::string>> SampleRecords::fields(const SampleRecord& record) const {
    std::string text(text_.substr(record.begin, record.end - record.begin));
    if (!text.ends_with('\n')) text.push_back('\n');
    const std::size_t size = text.size();
    text.resize(size + scan_padding);
    std::vector<std::uint32_t> columns(record.fields);
    std::iota(columns.begin(), columns.end(), 0U);
    std::optional<std::vector<std::string>> fields;
    std::string scratch;
    RecordReader(delimiter_, record.fields, columns).read(Region{text.data(), size, 1, false}, [&](RecordBatch& batch) {
        if (batch.fault(0) != RecordFault::none) return;
        fields.emplace();
        for (std::size_t slot = 0; slot < record.fields; ++slot) {
            fields->emplace_back(batch.text(batch.field(slot, 0), scratch));
        }
    });
    return fields;
}

}  // namespace rfm::csv
