// Rows set aside and replayed by days, against the plain model of tests/customers/customer_oracle.h.
#include "customers/row_journal.h"

#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include <fmt/format.h>

#include <rfm/error.h>

#include "customers/customer_oracle.h"
#include "customers/journal_replay.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::customers {
namespace {

using test::Row;

constexpr std::size_t no_limit = ~std::size_t{0};
constexpr DayNumber first_day = 20'000;

// Ids of every kind: inline, just too long for that, longer than a feeder holds. Some rows have no order, some are the
// further line of the one above.
std::vector<Row> random_rows(std::size_t count, int days, std::uint64_t seed, bool long_ids = true) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    std::vector<Row> rows;
    while (rows.size() < count) {
        if (!rows.empty() && below(5) == 0) {
            Row line = rows.back();
            line.amount_scaled = static_cast<std::int64_t>(below(1'000'000));
            rows.push_back(line);
            continue;
        }
        const std::uint64_t customer = below(700);
        Row row;
        row.customer = fmt::format("c{}", customer);
        if (long_ids && customer % 7 == 0) row.customer += std::string(12 + customer % 40, 'x');
        if (long_ids && customer == 77) row.customer += std::string(5000, 'y');
        if (below(4) != 0) row.order_id = fmt::format("o{}", below(3000));
        row.is_purchase = customer % 19 != 0 && below(9) != 0;
        row.amount_scaled = static_cast<std::int64_t>(below(100'000'000)) - (row.is_purchase ? 0 : 100'000'000);
        row.day = first_day + static_cast<DayNumber>(below(static_cast<std::uint64_t>(days)));
        rows.push_back(std::move(row));
    }
    return rows;
}

// Adds the rows in pieces, each from memory that is overwritten afterwards.
void write(JournalWriter& writer, std::span<const Row> rows, std::size_t piece) {
    while (!rows.empty()) {
        std::vector<Row> now(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(piece, rows.size())));
        rows = rows.subspan(now.size());
        std::vector<orders::OrderRow> views;
        for (const Row& row : now) views.push_back(row.view());
        writer.add(views);
        for (Row& row : now) {
            std::fill(row.customer.begin(), row.customer.end(), '#');
            std::fill(row.order_id.begin(), row.order_id.end(), '#');
        }
    }
    writer.flush();
}

std::vector<Row> rows_of_days(const std::vector<Row>& rows, DayNumber first, DayNumber last) {
    std::vector<Row> found;
    for (const Row& row : rows) {
        if (row.day >= first && row.day <= last) found.push_back(row);
    }
    return found;
}

test::Customers replayed(const JournalReplay& replay, DayNumber first, DayNumber last) {
    CustomerTable table;
    replay.add(first, last, table);
    return test::held_by(table);
}

TEST_CASE("row journal: any range of days gives the customers of its rows, in memory and in a file") {
    const std::vector<Row> rows = random_rows(100'000, 50, 1);  // more than three blocks
    for (const std::size_t memory : {std::size_t{0}, std::size_t{2} << 20, no_limit}) {
        RowJournal journal(memory);
        JournalWriter writer(journal);
        write(writer, rows, 901);
        CHECK(journal.blocks() >= 3);
        CHECK(journal.last_day() == first_day + 49);
        for (const unsigned threads : {1U, 3U}) {
            const JournalReplay replay({&journal}, threads, no_limit);
            for (const auto& [first, last] :
                 {std::pair(min_day, max_day), std::pair(first_day, first_day),
                  std::pair(first_day + 7, first_day + 30), std::pair(first_day + 49, max_day),
                  std::pair(first_day - 9, first_day), std::pair(first_day + 12, first_day + 11),
                  std::pair(first_day + 50, max_day)}) {
                INFO(memory << " bytes, " << threads << " threads, days " << first << " to " << last);
                CHECK(replayed(replay, first, last) == test::expected(rows_of_days(rows, first, last)));
            }
        }
    }
}

TEST_CASE("row journal: ranges one after the other give what all of them at once do") {
    const std::vector<Row> rows = random_rows(80'000, 40, 2);
    RowJournal journal(std::size_t{1} << 20);
    JournalWriter writer(journal);
    write(writer, rows, 333);
    const JournalReplay replay({&journal}, 2, no_limit);
    CustomerTable table;
    for (DayNumber day = first_day; day < first_day + 40; day += 9) {
        replay.add(day, day + 8, table);
        CHECK(test::held_by(table) == test::expected(rows_of_days(rows, first_day, day + 8)));
    }
    CHECK(replayed(replay, min_day, max_day) == test::held_by(table));  // as often as wanted
}

TEST_CASE("row journal: several writers at once, and several journals") {
    const std::vector<Row> rows = random_rows(120'000, 30, 3);
    RowJournal first(std::size_t{3} << 20);
    RowJournal second(0);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            JournalWriter writer(i == 3 ? second : first);
            write(writer, std::span(rows).subspan(i * 30'000, 30'000), 77 + i);
        });
    }
    for (std::thread& thread : threads) thread.join();
    const JournalReplay replay({&first, &second}, 2, no_limit);
    CHECK(replayed(replay, first_day + 3, first_day + 20) ==
          test::expected(rows_of_days(rows, first_day + 3, first_day + 20)));
    CHECK(replayed(replay, min_day, max_day) == test::expected(rows));
}

TEST_CASE("row journal: the first purchase is no refund, the last day may be one") {
    RowJournal journal(no_limit);
    CHECK_FALSE(journal.first_purchase());
    CHECK_FALSE(journal.last_day());
    JournalWriter writer(journal);
    const std::vector<Row> refunds = {{"a", "", -5, 10, false}};
    write(writer, refunds, 1);
    CHECK_FALSE(journal.first_purchase());
    CHECK(journal.last_day() == 10);
    const std::vector<Row> rows = {
        {"a", "", 7, 14, true}, {"b", "", 3, 12, true}, {"b", "", -2, 11, false}, {"a", "", -1, 19, false}};
    write(writer, rows, 3);
    CHECK(journal.first_purchase() == 12);
    CHECK(journal.last_day() == 19);
    CHECK(journal.count(10, 12) == 3);
    CHECK(journal.count(13, 13) == 0);
    CHECK(journal.count(min_day, max_day) == 5);
    const JournalReplay replay({&journal}, 1, no_limit);
    CHECK(replay.first_purchase() == 12);
    CHECK(replay.last_day() == 19);
}

TEST_CASE("row journal: all days of the calendar, and long ids above what a block holds") {
    std::vector<Row> rows;
    for (int i = 0; i < 12; ++i) {
        // The first bytes are alike, so that only the ends tell them apart.
        rows.push_back({std::string(1'500'000, 'k') + std::to_string(i % 5), i % 2 == 0 ? "o" : "", 100 + i,
                        i % 3 == 0 ? max_day : min_day + i, true});
    }
    RowJournal journal(std::size_t{4} << 20);
    JournalWriter writer(journal);
    write(writer, rows, 5);
    CHECK(journal.blocks() > 2);
    const JournalReplay replay({&journal}, 2, no_limit);
    CHECK(replayed(replay, min_day, max_day) == test::expected(rows));
    CHECK(replayed(replay, max_day, max_day) == test::expected(rows_of_days(rows, max_day, max_day)));
    CHECK(replayed(replay, min_day, min_day + 5) == test::expected(rows_of_days(rows, min_day, min_day + 5)));
}

// Of two lines on different days the largest amount so far counts, once.
TEST_CASE("row journal: amounts of whole orders keep their places") {
    std::vector<Row> rows;
    std::vector<LinePlace> places;
    std::mt19937_64 random(4);
    for (std::size_t i = 0; i < 90'000; ++i) {
        const std::uint64_t customer = random() % 500;
        rows.push_back({fmt::format("c{}", customer), random() % 6 == 0 ? "" : fmt::format("o{}", random() % 40),
                        static_cast<std::int64_t>(random() % 50), first_day + static_cast<DayNumber>(random() % 20),
                        true});
        places.push_back(line_place(1, i + 2));
    }
    std::vector<orders::OrderRow> views;
    for (const Row& row : rows) views.push_back(row.view());
    RowJournal journal(std::size_t{1} << 20);
    JournalWriter writer(journal);
    for (std::size_t i = 0; i < views.size(); i += 1000) {
        writer.add(std::span(views).subspan(i, 1000), std::span(places).subspan(i, 1000));
    }
    writer.flush();
    const JournalReplay replay({&journal}, 2, no_limit);
    for (const DayNumber last : {first_day, first_day + 7, first_day + 19}) {
        CustomerTable direct;
        CustomerFeeder feeder(direct);
        for (std::size_t i = 0; i < views.size(); ++i) {
            if (views[i].day <= last) feeder.add(std::span(views).subspan(i, 1), std::span(places).subspan(i, 1));
        }
        feeder.flush();
        CustomerTable table;
        replay.add(first_day, last, table);
        CHECK(test::held_by(table) == test::held_by(direct));
        DifferingOrders differing;
        DifferingOrders expected;
        for (std::size_t p = 0; p < CustomerTable::partition_count; ++p) {
            table.collect_differing(p, differing);
            direct.collect_differing(p, expected);
        }
        CHECK(expected.count() > 0);
        CHECK(differing.count() == expected.count());
        CHECK(differing.first() == expected.first());
    }
}

TEST_CASE("row journal: sums beyond 64 bits on the way are kept") {
    constexpr std::int64_t large = std::numeric_limits<std::int64_t>::max();
    const std::vector<Row> rows = {{"a", "o", large, first_day, true},
                                   {"a", "o", large, first_day, true},  // can't be joined to the line above
                                   {"a", "", -large, first_day + 1, false}};
    RowJournal journal(0);
    JournalWriter writer(journal);
    write(writer, rows, 3);
    CHECK(replayed(JournalReplay({&journal}, 1, no_limit), min_day, max_day) == test::expected(rows));
}

TEST_CASE("row journal: a small one makes no file; a full disk says what to do") {
    ::setenv("TMPDIR", "/no/such/folder", 1);
    {
        RowJournal journal(std::size_t{1} << 20);
        JournalWriter writer(journal);
        write(writer, random_rows(1000, 10, 5, false), 100);
        CHECK(journal.blocks() == 1);
    }
    RowJournal journal(1000);
    JournalWriter writer(journal);
    try {
        write(writer, random_rows(1000, 10, 5, false), 100);
        FAIL("made a file in a folder that is not there");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::cannot_create);
        CHECK(std::string(error.what()) ==
              "temporary file in /no/such/folder: can't be made: No such file or "
              "directory; set TMPDIR to a folder with more room");
    }
    ::unsetenv("TMPDIR");
}

TEST_CASE("row journal: a table that outgrows its memory is refused") {
    const std::vector<Row> rows = random_rows(20'000, 10, 6);
    RowJournal journal(no_limit);
    JournalWriter writer(journal);
    write(writer, rows, 1000);
    CustomerTable table;
    try {
        JournalReplay({&journal}, 2, 3000).add(min_day, max_day, table);
        FAIL("there was room for all");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::resource);
        CHECK(std::string(error.what()).find("--memory-limit") != std::string::npos);
    }
}

}  // namespace
}  // namespace rfm::customers
