// Made-up orders for the micro-benchmarks: the same on every machine.
// Lifetime: what is returned owns its bytes, except OrderRows, whose texts belong to the SampleIds they were made with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "orders/order_rows.h"

namespace rfm::bench {

// Some text with as many readable bytes behind it as the scanners and readers want.
class PaddedText {
public:
    explicit PaddedText(std::string text);
    const char* data() const noexcept { return bytes_.data(); }
    std::size_t size() const noexcept { return size_; }

private:
    std::string bytes_;
    std::size_t size_;
};

// splitmix64.
class Random {
public:
    std::uint64_t next() noexcept;
    std::uint64_t below(std::uint64_t limit) noexcept { return next() % limit; }

private:
    std::uint64_t state_ = 1;
};

// Whole records of about `size` bytes: four short fields without quotes, or 23 fields, some quoted, with newlines
// inside.
PaddedText narrow_records(std::size_t size);
PaddedText wide_records(std::size_t size);

// Many texts in one piece, each followed by a comma.
struct Texts {
    explicit Texts(const std::vector<std::string>& parts);
    PaddedText bytes;
    std::vector<std::string_view> views;
};

// Distinct ids: `length` bytes each, at least 8.
Texts customer_ids(std::size_t count, std::size_t length);

// Rows of customers drawn evenly from the ids; with order ids, three neighbours share one.
std::vector<orders::OrderRow> order_rows(std::size_t count, const Texts& ids, const Texts* order_ids);

}  // namespace rfm::bench
