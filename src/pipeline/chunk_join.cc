#include "pipeline/chunk_join.h"

#include <utility>

namespace rfm::pipeline {

void ChunkJoin::put(std::uint64_t number, ChunkEnds ends) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(ends));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; first = waiting_.begin()) {
        join(first->second);
        waiting_.erase(first);
        ++next_;
    }
    file_.take(all_);
}

void ChunkJoin::join(ChunkEnds& ends) {
    using State = orders::LastLine::State;
    // What the first lines asked, where they did.
    const bool asks = !ends.leading_order.order_id.empty();
    const bool goes_on = asks && last_.state == State::known &&
                         orders::goes_on(last_, ends.leading_order.customer, ends.leading_order.order_id);
    if (goes_on) {
        tally_.further_lines += ends.leading.count() + ends.leading_guests;
    } else {
        tally_.bad += ends.leading.count();
        tally_.guest += ends.leading_guests;
        all_.append(ends.leading);
    }
    all_.append(ends.rejects);
    if (ends.last.state == State::unknown && !asks) return;  // there was no record
    // Where the last line is of the order that the first one asked for, so is all of the chunk.
    if (ends.last.state == State::unknown) ends.last.state = goes_on ? State::known : State::none;
    last_ = std::move(ends.last);
}

}  // namespace rfm::pipeline
