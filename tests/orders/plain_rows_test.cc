// The short way of rows on every instruction set that this machine has, against the one without SIMD.
#include "orders/plain_rows.h"

#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "csv/block_scanner.h"
#include "csv/record_reader.h"
#include "support/catch.h"
#include "support/instruction_sets.h"

namespace rfm::orders {
namespace {

// What came of some records: a line for each row, in order, and of each that was left to the general way its number.
struct Read {
    std::string rows;
    std::size_t others = 0;
    RowTally tally;
};

template <class ReadRows>
Read read(const std::string& text, const PlainColumns& columns, ReadRows read_rows) {
    std::string padded = text + std::string(csv::scan_padding, '"');
    Read result;
    csv::RecordReader reader(',', 5, {0, 1, 2, 3, 4});
    reader.read(csv::Region{padded.data(), text.size(), 1, true}, [&](csv::RecordBatch& batch) {
        REQUIRE(batch.alike);
        std::vector<OrderRow> rows(batch.size);
        const auto other = [&](std::size_t record, OrderRow*& next) {
            ++result.others;
            *next++ = {base::PackedText::of("other"), {}, static_cast<std::int64_t>(record), 0, false};
        };
        const OrderRow* const end = read_rows(batch, columns, other, result.tally, rows.data());
        for (const OrderRow* row = rows.data(); row != end; ++row) {
            result.rows += fmt::format("{}|{}|{}|{}|{}\n", row->customer.text(), row->order_id, row->amount_scaled,
                                       row->day, row->is_purchase);
        }
    });
    return result;
}

// Mostly what the short way knows, each part now and then damaged in one byte.
std::string random_records(std::uint64_t seed, int count) {
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const auto maybe_damaged = [&](std::string text) {
        constexpr std::string_view bytes = "0123456789-.:TZ +x/\x80 ";
        if (!text.empty() && below(6) == 0) {
            text[random() % text.size()] = bytes[random() % bytes.size()];
        }
        return text;
    };
    std::string text;
    for (int i = 0; i < count; ++i) {
        const std::string customer =
            std::string(static_cast<std::size_t>(below(18)), static_cast<char>('a' + below(3)));
        std::string date = fmt::format("{:04}-{:02}-{:02}", 1965 + below(140), below(14), below(33));
        if (below(3) == 0)
            date += fmt::format("{}{:02}:{:02}:{:02}{}", "T "[below(2)], below(26), below(62), below(62),
                                below(2) == 0 ? "Z" : "");
        const int whole_digits = below(11);
        std::string amount = below(5) == 0 ? "-" : "";
        for (int digit = 0; digit < whole_digits; ++digit) amount += static_cast<char>('0' + below(10));
        amount += fmt::format(".{:02}", below(100));
        text += fmt::format("{},{},{},{},note\n", maybe_damaged(customer), maybe_damaged(date),
                            below(20) == 0 ? "0.00" : maybe_damaged(amount),
                            below(9) == 0 ? "" : fmt::format("O{}", below(1000)));
    }
    return text;
}

TEST_CASE("plain rows: every instruction set reads the same, and leaves no more to the general way") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const std::string text = random_records(seed, 700);
        PlainColumns columns;
        columns.customer = 0;
        columns.date = 1;
        columns.amount = 2;
        if (seed % 2 == 0) columns.order_id = 3;
        columns.refunds_are_orders = seed % 3 == 0;
        if (seed % 5 == 0) columns.as_of = 20'000;
        if (seed % 7 == 0) columns.since = 10'000;
        // The wide way knows amounts of up to eleven bytes, the words those of up to eight: rows are compared where
        // both read them, so longer ones are left out.
        std::string short_amounts;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find('\n', begin) + 1;
            const std::size_t second = text.find(',', text.find(',', begin) + 1) + 1;
            if (text.find(',', second) - second <= 8) short_amounts += text.substr(begin, end - begin);
            begin = end;
        }
        const Read words = read(short_amounts, columns, read_plain_rows_portable);
        REQUIRE(words.others > 10);
        REQUIRE(words.rows.size() > 1000);
        for (const std::int64_t target : test::targets()) {
            const test::OneTarget only(target);
            INFO(hwy::TargetName(target));
            const Read wide = read(short_amounts, columns, read_plain_rows);
            REQUIRE(wide.rows == words.rows);
            CHECK(wide.others == words.others);
            CHECK(wide.tally.refunds == words.tally.refunds);
            CHECK(wide.tally.zero_amounts == words.tally.zero_amounts);
            CHECK(wide.tally.latest_purchase == words.tally.latest_purchase);
            CHECK(wide.tally.amount_decimals == words.tally.amount_decimals);
        }
    }
}

// Amounts of every size, exactly, whichever way reads them.
TEST_CASE("plain rows: amounts of up to eleven bytes are exact") {
    PlainColumns columns;
    columns.customer = 0;
    columns.date = 1;
    columns.amount = 2;
    std::string text;
    std::string expected;
    std::mt19937_64 random(3);
    for (int digits = 1; digits <= 8; ++digits) {
        for (int i = 0; i < 200; ++i) {
            std::string whole;
            for (int d = 0; d < digits; ++d) whole += static_cast<char>('0' + random() % 10);
            const std::string sign = i % 3 == 0 ? "-" : "";
            const std::string hundredths = fmt::format("{:02}", random() % 100);
            text += fmt::format("c,2025-01-01,{}{}.{},,\n", sign, whole, hundredths);
            const std::int64_t scaled = std::stoll(sign + whole + hundredths) * 10'000;
            expected += fmt::format("c||{}|20089|{}\n", scaled, scaled >= 0);
        }
    }
    for (const std::int64_t target : test::targets()) {
        const test::OneTarget only(target);
        const Read wide = read(text, columns, read_plain_rows);
        if (wide.others == 0) CHECK(wide.rows == expected);
        CHECK(wide.others <= 3 * 200 + 200);  // without bytes side by side, those of more than eight
    }
}

}  // namespace
}  // namespace rfm::orders
