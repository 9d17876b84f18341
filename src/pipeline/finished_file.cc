#include "pipeline/finished_file.h"

namespace rfm::pipeline {

void FinishedFile::append(const FinishedCustomer& customer) {
    open_.customers.push_back(customer);
    if (!customer.id.is_inline()) {
        const std::string_view text = customer.id.text();
        open_.id_bytes.insert(open_.id_bytes.end(), text.begin(), text.end());
    }
    ++size_;
    if (open_.customers.size() == block_size) end_block();
}

void FinishedFile::end_block() {
    if (open_.customers.empty()) return;
    places_.push_back({file_.size(), static_cast<std::uint32_t>(open_.customers.size()), open_.id_bytes.size()});
    file_.append(
        {reinterpret_cast<const char*>(open_.customers.data()), open_.customers.size() * sizeof(FinishedCustomer)});
    file_.append(open_.id_bytes);
    open_.customers.clear();
    open_.id_bytes.clear();
}

void FinishedFile::read_block(std::size_t index, FinishedBlock& block) const {
    const Place& place = places_[index];
    block.customers.resize(place.customers);
    block.id_bytes.resize(place.id_bytes);
    const std::size_t bytes = block.customers.size() * sizeof(FinishedCustomer);
    file_.read_at(place.offset, {reinterpret_cast<char*>(block.customers.data()), bytes});
    file_.read_at(place.offset + bytes, block.id_bytes);
    std::size_t at = 0;
    for (FinishedCustomer& customer : block.customers) {
        if (customer.id.is_inline()) continue;
        customer.id = base::PackedText::of_long({block.id_bytes.data() + at, customer.id.size()});
        at += customer.id.size();
    }
}

}  // namespace rfm::pipeline
