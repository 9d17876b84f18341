// Order files made of everything that makes CSV hard to cut: quoted line feeds and CRLFs, doubled quotes, quotes inside
// unquoted fields, text behind closing quotes, lone CRs, NULs, blank lines, records of nothing but delimiters, both
// line ends mixed, too few and too many fields; and of what makes orders hard: bad dates and amounts, refunds, guests,
// orders without an id, orders in several rows and rows that stand there twice. Always the same for the same seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace rfm::test {

enum class NastyDates {
    iso,          // decided by the first row
    decided_late  // day first, which only a row in the middle shows
};

struct NastyOrders {
    std::uint64_t seed = 1;
    std::size_t size = 1500;  // bytes, about
    NastyDates dates = NastyDates::iso;
    bool stray_quotes = true;  // false: in good rows, every quote stands where RFC 4180 wants it
    bool bad_rows = true;
    bool last_line_end = true;
};

// With the header `customer_id,order_id,order_date,amount,note`.
std::string nasty_orders(const NastyOrders& wanted);

}  // namespace rfm::test
