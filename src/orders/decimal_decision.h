// Which decimal mark the amounts of a run have, when nobody says: the first amount that only one mark makes a number
// decides for all. An amount that both make the same number (1234) needs no decision; one that they read differently
// (1,234) is settled by the decision, whenever that comes.
// Thread-safety: mark() any time. The rest by one thread at a time, in the order of the input: a RowReader that meets
// an amount in need of a decision waits until all rows before are read.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

namespace rfm::orders {

class DecimalDecision {
public:
    // The mark decided on; 0 while there is none.
    char mark() const noexcept { return mark_.load(std::memory_order_acquire); }

    // text: the amount that decides.
    void decide(char mark, std::string_view text) {
        evidence_ = text;
        mark_.store(mark, std::memory_order_release);
    }
    const std::string& evidence() const noexcept { return evidence_; }

    // An amount that both marks read, differently.
    void note_ambiguous(std::string_view text) {
        if (ambiguous_.empty()) ambiguous_ = text;
    }
    bool is_open() const noexcept { return mark() == 0 && !ambiguous_.empty(); }
    // The first such amount, and where it stands (as in "orders.csv:2: column 'amount': ").
    const std::string& ambiguous() const noexcept { return ambiguous_; }
    const std::string& ambiguous_place() const noexcept { return ambiguous_place_; }
    bool needs_place() const noexcept { return !ambiguous_.empty() && ambiguous_place_.empty(); }
    void set_ambiguous_place(std::string place) { ambiguous_place_ = std::move(place); }

private:
    std::atomic<char> mark_ = 0;
    std::string evidence_;
    std::string ambiguous_;
    std::string ambiguous_place_;
};

}  // namespace rfm::orders
