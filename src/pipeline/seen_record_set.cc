#include "pipeline/seen_record_set.h"

#include <rfm/error.h>

#include "customers/customer_hash.h"

namespace rfm::pipeline {

SeenRecordSet::SeenRecordSet(std::size_t most_bytes) : most_bytes_(most_bytes) {
    for (std::size_t i = 0; i < parts; ++i) parts_.emplace_back(memory_);
}

bool SeenRecordSet::insert(std::string_view record, std::uint64_t layout) {
    const customers::OrderHash hash = customers::hash_of_order(record, layout);
    Part& part = parts_[hash.high >> 58];
    static_assert(parts == std::size_t{1} << (64 - 58));
    const std::lock_guard lock(part.mutex);
    part.records.reserve_for(1);
    if (memory_.in_use() > most_bytes_) {
        throw Error(ErrorKind::resource,
                    "--dedupe: there are more records than memory has room for (some 32 bytes each); give more with "
                    "--memory-limit, or drop the duplicates before: sort -u");
    }
    return part.records.insert(hash);
}

}  // namespace rfm::pipeline
