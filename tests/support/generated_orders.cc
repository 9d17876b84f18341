#include "support/generated_orders.h"

#include <fmt/format.h>

#include <rfm/day.h>

namespace rfm::test {
namespace {

std::string customer_id(int number, bool long_ids) {
    switch (number % 11) {
        case 0:
            return fmt::format("Müller, {}", number);
        case 1:
            return fmt::format("\"{}\" & Sons", number);
        case 2:
            return fmt::format("line one\nline {}", number);
        case 3:
            return fmt::format("客户{}", number);
        case 4:
            return fmt::format("exactly-16-b{:04}", number);
        case 5:
            return fmt::format("of 17 bytes, {:04}", number);
        case 6:
            return long_ids ? fmt::format("{:0{}}", number, 18 + number * 1237 % 4983) : fmt::format("{:040}", number);
        case 7:
            return fmt::format("{}'s \"shop\",\r\nsecond floor", number);
        default:
            return fmt::format("C{}", number);
    }
}

}  // namespace

std::uint64_t Numbers::next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::vector<CsvRow> generate_orders(const GeneratedOrders& wanted) {
    Numbers numbers(wanted.seed);
    const DayNumber first_day = *parse_iso_day("2024-02-01");
    static const char* const notes[] = {"",         "gift", "a, b", "say \"hello\"", "first\nsecond",
                                        "5\" pipe", "\r\n", "\"\""};
    std::vector<CsvRow> rows;
    for (int i = 0; i < wanted.rows; ++i) {
        const int customer = numbers.below(wanted.customers);
        const bool guest = numbers.below(25) == 0;
        const bool refunds_only = customer % 17 == 0;
        const bool refund = refunds_only || numbers.below(12) == 0;
        const int amount = numbers.below(wanted.amounts);  // 0 among them: free orders
        std::string text = fmt::format("{}.{:02}", amount * 5, amount * 37 % 100);
        if (refund && amount > 0) text.insert(0, 1, '-');
        if (refunds_only && amount == 0) text = "-0.01";
        const int order = numbers.below(60);  // the same numbers for everybody
        rows.push_back({guest ? "" : customer_id(customer, wanted.long_ids),
                        numbers.below(20) == 0 ? "" : fmt::format("A-{}", order),
                        format_day(first_day + numbers.below(wanted.days)), text, notes[numbers.below(8)]});
    }
    return rows;
}

std::string orders_text(const std::vector<CsvRow>& rows) {
    std::string text = "customer_id,order_id,order_date,amount,note\n";
    for (const CsvRow& row : rows) text += csv_line(row);
    return text;
}

}  // namespace rfm::test
