#include "support/nasty_orders.h"

#include <string_view>

#include <fmt/format.h>

#include "support/generated_orders.h"

namespace rfm::test {
namespace {

using namespace std::string_view_literals;

template <std::size_t count>
std::string one_of(Numbers& numbers, const std::string_view (&texts)[count]) {
    return std::string(texts[static_cast<std::size_t>(numbers.below(count))]);
}

constexpr std::string_view customers[] = {"C1"sv,
                                          "C2"sv,
                                          "\"C2\""sv,
                                          "客户"sv,
                                          "\"Miller, Ann\""sv,
                                          "\"two\nlines\""sv,
                                          "\"two\r\nlines\""sv,
                                          "\"\n\nthree\""sv,
                                          "\"say \"\"hi\"\"\""sv,
                                          "\"\"\"\""sv,
                                          "\"\"\"\n\"\"\""sv,
                                          "lone\rreturn"sv,
                                          "nul\0byte"sv,
                                          "an id that is longer than sixteen bytes"sv,
                                          "\"a quoted one of more than sixteen bytes,\r\nin lines\""sv,
                                          ""sv,
                                          "\"\""sv};
constexpr std::string_view stray_customers[] = {"5\" pipe"sv, "a\"b\"c"sv, "x\"\""sv, " \"blank\""sv};
constexpr std::string_view order_ids[] = {"A-1"sv,     "A-2"sv,        "\"A-2\""sv, "\"A\n3\""sv,
                                          "\"A,4\""sv, "\"A\"\"5\""sv, ""sv};
constexpr std::string_view amounts[] = {"12.50"sv, "\"7.25\""sv, "\"1,234.5\""sv, "0"sv,
                                        "-3.00"sv, "(4.10)"sv,   "19.999999"sv};
constexpr std::string_view notes[] = {""sv,           "\"\""sv,         "plain"sv,        "\"\n\""sv,
                                      "\"\r\n\""sv,   "\"\r\""sv,       "\"a\"\"b\""sv,   "\"\"\"\"\"\""sv,
                                      "\",\"\",\""sv, "\"\n\"\"\n\""sv, "\"\"\"\r\n\""sv, "\0"sv};
constexpr std::string_view stray_notes[] = {"6\""sv, "say \"hi\""sv, "x\"\"\"y"sv};
constexpr std::string_view bad_rows[] = {"X,A-1,2024-02-30,3.00,"sv,
                                         "X,A-1,2024-02-03,\"12,3,4\","sv,
                                         "X,A-1"sv,
                                         "X,A-1,2024-02-03,3.00,,more"sv,
                                         "\"X\ny\",A-1,soon,3.00,\"two\r\nlines\""sv,
                                         "X,A-1,2024-02-03,1.2345678,"sv,
                                         "X,A-1,,3.00,\"\"\"\""sv,
                                         "X,A-1,2024-02-03,3.00,\"a\" b"sv,
                                         "x\"\ny\",A-1,2024-02-03,3.00,"sv,
                                         "X,A-1,2024-02-03,3.00,a\",\"b\r\n\""sv,
                                         ",,"sv,
                                         "\"X\"y,A-1,2024-02-03,3.00,\"\n\""sv};
constexpr std::string_view blanks[] = {"\n"sv,     "\r\n"sv,     "\n\n"sv,      "\r\n\n"sv,
                                       ",,,,\n"sv, "\n\r\n\n"sv, "\"\",,,,\n"sv};

std::string date(Numbers& numbers, NastyDates dates, bool decides) {
    const int month = 1 + numbers.below(12);
    if (dates == NastyDates::iso) return fmt::format("2024-{:02}-{:02}", month, 1 + numbers.below(28));
    return fmt::format("{:02}/{:02}/2024", decides ? 13 + numbers.below(15) : 1 + numbers.below(12), month);
}

}  // namespace

std::string nasty_orders(const NastyOrders& wanted) {
    Numbers numbers(wanted.seed);
    std::string text = "customer_id,order_id,order_date,amount,note\r\n";
    std::string last_row;
    while (text.size() < wanted.size) {
        std::string row;
        if (wanted.bad_rows && numbers.below(7) == 0) {
            row = one_of(numbers, bad_rows);
        } else if (!last_row.empty() && numbers.below(9) == 0) {
            row = last_row;
        } else {
            const bool stray = wanted.stray_quotes && numbers.below(6) == 0;
            const std::string customer = stray ? one_of(numbers, stray_customers) : one_of(numbers, customers);
            const std::string order = one_of(numbers, order_ids);
            const std::string day = date(numbers, wanted.dates, 2 * text.size() > wanted.size);
            const std::string amount = one_of(numbers, amounts);
            const std::string note =
                wanted.stray_quotes && numbers.below(6) == 0 ? one_of(numbers, stray_notes) : one_of(numbers, notes);
            row = fmt::format("{},{},{},{},{}", customer, order, day, amount, note);
            if (numbers.below(10) == 0) row += ",,";  // more fields, all empty
            last_row = row;
        }
        text += row + (numbers.below(2) == 0 ? "\n" : "\r\n");
        if (numbers.below(6) == 0) text += one_of(numbers, blanks);
    }
    const std::string last = "C1,A-9," + date(numbers, wanted.dates, true) + ",1.00,\"the\nlast\"";
    return text + last + (wanted.last_line_end ? "\r\n" : "");
}

}  // namespace rfm::test
