#include "csv/record_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "csv/block_scanner.h"
#include "csv/random_text.h"
#include "support/catch.h"

namespace rfm::csv {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Read {
    Rows rows;
    std::vector<RecordFault> faults;
    std::vector<std::uint64_t> lines;
    std::size_t batches = 0;
};

Read read(std::string_view text, std::size_t field_count, std::vector<std::uint32_t> columns, bool regular = true,
          std::uint64_t first_line = 1) {
    std::string padded(text);
    padded.append(scan_padding, '"');
    Read result;
    std::string scratch;
    RecordReader(',', field_count, std::move(columns))
        .read(Region{padded.data(), text.size(), first_line, regular}, [&](RecordBatch& batch) {
            ++result.batches;
            for (std::size_t i = 0; i < batch.size; ++i) {
                Row row;
                for (std::size_t slot = 0; slot < batch.columns.size(); ++slot) {
                    row.emplace_back(batch.text(batch.field(slot, i), scratch));
                }
                result.rows.push_back(row);
                result.faults.push_back(batch.fault(i));
                result.lines.push_back(batch.line(i));
            }
        });
    return result;
}

TEST_CASE("only the columns asked for are cut out, in the order asked for") {
    const std::string_view text = "a,b,c,d\n\"e\",\"f\"\"g\",h,\"i\"\r\n";
    CHECK(read(text, 4, {2, 0}).rows == Rows{{"c", "a"}, {"h", "e"}});
    CHECK(read(text, 4, {3, 1, 1}).rows == Rows{{"d", "b", "b"}, {"i", "f\"g", "f\"g"}});
    CHECK(read(text, 4, {}).rows == Rows{{}, {}});
}

TEST_CASE("both scanners give the same fields") {
    const std::string_view text = "a,\"b\nb\",c\r\n\n\"\",\"\"\"\",\"d\"\r\n\r\ne,f\r,g\r\r\n";
    const Rows rows = {{"a", "b\nb", "c"}, {"", "\"", "d"}, {"e", "f\r", "g\r"}};
    CHECK(read(text, 3, {0, 1, 2}, true).rows == rows);
    CHECK(read(text, 3, {0, 1, 2}, false).rows == rows);
    CHECK(read(text, 3, {0, 1, 2}, true, 7).lines == std::vector<std::uint64_t>{7, 10, 12});
}

TEST_CASE("the number of fields is checked, and extra ones may be empty") {
    using F = RecordFault;
    CHECK(
        read("a,b\nc\nd,e,f\ng,h,\ni,j,,\r\nk,l,,m\nn,o,\"\"\np,q,\"\",\"\"\r\nr,s,\" \"\nt,u,\r,\nv,w, \n", 2, {0, 1})
            .faults == std::vector<F>{F::none, F::too_few_fields, F::too_many_fields, F::none, F::none,
                                      F::too_many_fields, F::none, F::none, F::too_many_fields, F::too_many_fields,
                                      F::too_many_fields});
    CHECK(read("a,b,\"\"\n", 2, {0, 1}).rows == Rows{{"a", "b"}});
}

TEST_CASE("in a single column a quoted nothing is a record, a blank line is none") {
    const Read one = read("a\n\n\"\"\n\r\nb\n", 1, {0});
    CHECK(one.rows == Rows{{"a"}, {""}, {"b"}});
    CHECK(one.lines == std::vector<std::uint64_t>{1, 3, 5});
}

TEST_CASE("faulty records keep their place, their bytes and their number of fields, but have no fields") {
    const std::string text = "a,b\n\"c\"x,d,e\nf\ng,h\r\n";
    std::string padded = text;
    padded.append(scan_padding, '\n');
    RecordReader(',', 2, {1, 0}).read(Region{padded.data(), text.size(), 4, false}, [&](RecordBatch& batch) {
        REQUIRE(batch.size == 4);
        CHECK(batch.fault(1) == RecordFault::text_after_quote);
        CHECK(batch.fault(2) == RecordFault::too_few_fields);
        CHECK(batch.field_counts == std::vector<std::uint32_t>{2, 3, 1, 2});
        CHECK(batch.record(1) == "\"c\"x,d,e");
        CHECK(batch.record(3) == "g,h");
        CHECK(batch.field(0, 1).size() == 0);
        CHECK(batch.field(1, 2).size() == 0);
        std::string scratch;
        CHECK(batch.text(batch.field(0, 3), scratch) == "h");
        // Lines may be asked for in any order, and twice.
        CHECK(batch.line(3) == 7);
        CHECK(batch.line(0) == 4);
        CHECK(batch.line(2) == 6);
        CHECK(batch.line(2) == 6);
        CHECK(batch.line(1) == 5);
    });
}

// The reader works in windows of 32 KiB: every way for one to end is met while the padding grows by a byte a round.
TEST_CASE("records across windows come out whole, once and in order") {
    for (std::size_t shift = 0; shift < 40; ++shift) {
        std::string text = std::string(32'768 - 20 + shift, 'x') + ",0,\"y\n\"\n";
        Rows rows = {{text.substr(0, 32'748 + shift), "0", "y\n"}};
        std::vector<std::uint64_t> lines = {1};
        for (std::uint64_t i = 1; text.size() < 120'000; ++i) {
            lines.push_back(3 * i);
            rows.push_back({fmt::format("k{}", i), fmt::format("{}", 3 * i), fmt::format("\"{}\"\r\n\r\n,", 7 * i)});
            text += fmt::format("{},{},\"\"\"{}\"\"\r\n\r\n,\"\r\n", rows.back()[0], rows.back()[1], 7 * i);
        }
        const Read all = read(text, 3, {0, 1, 2});
        REQUIRE(all.rows == rows);
        REQUIRE(all.lines == lines);
        REQUIRE(all.batches > 2);
    }
}

TEST_CASE("a field may span many windows") {
    const std::string big(1'000'000, 'z');
    const std::string text = "a,\"" + big + "\"\"\n\",b\nc," + big + ",d\n";
    for (const bool regular : {true, false}) {
        const Read all = read(text, 3, {0, 1, 2}, regular);
        REQUIRE(all.rows == Rows{{"a", big + "\"\n", "b"}, {"c", big, "d"}});
        REQUIRE(all.lines == std::vector<std::uint64_t>{1, 3});
    }
}

TEST_CASE("a reader may read region after region") {
    RecordReader reader(',', 2, {1});
    std::string seen;
    std::string scratch;
    const auto take = [&](RecordBatch& batch) {
        for (std::size_t i = 0; i < batch.size; ++i) {
            seen += fmt::format("{}:{} ", batch.line(i), batch.text(batch.field(0, i), scratch));
        }
    };
    for (const auto& [text, line, regular] : {std::tuple("a,b\nc,d\n", 1U, true), std::tuple("5\",e\n", 3U, false),
                                              std::tuple("f\n", 4U, true), std::tuple("g,h\n", 5U, true)}) {
        std::string padded(text);
        const std::size_t size = padded.size();
        padded.append(scan_padding, ',');
        reader.read(Region{padded.data(), size, line, regular}, take);
    }
    CHECK(seen == "1:b 2:d 3:e 4: 5:h ");
}

// What can be asked of each record, and whether each batch was alike.
struct Asked {
    Rows fields;
    std::vector<std::string> records;
    std::vector<std::uint64_t> lines;
    std::vector<bool> alike;
};

Asked ask(std::string_view text, std::size_t field_count, std::vector<std::uint32_t> columns, bool regular) {
    std::string padded(text);
    padded.append(scan_padding, '"');
    Asked asked;
    std::string scratch;
    RecordReader reader(',', field_count, std::move(columns));
    reader.read(Region{padded.data(), text.size(), 1, regular}, [&](RecordBatch& batch) {
        asked.alike.push_back(batch.alike);
        std::size_t next = batch.begin(0);
        for (std::size_t i = 0; i < batch.size; ++i) {
            Row row;
            for (std::size_t slot = 0; slot < batch.columns.size(); ++slot) {
                const FieldRef field = batch.field(slot, i);
                if (batch.fault(i) == RecordFault::none) {
                    const FieldRef of_column = batch.column(slot)[i];
                    REQUIRE(field.begin == of_column.begin);
                    REQUIRE(field.size_and_flag == of_column.size_and_flag);
                }
                row.emplace_back(batch.text(field, scratch));
            }
            if (batch.alike) {
                // Record behind record, each with its separators where they are expected.
                REQUIRE(batch.fault(i) == RecordFault::none);
                REQUIRE(batch.begin(i) == next);
                REQUIRE(batch.firsts[i] == 1 + i * field_count);
                REQUIRE(batch.lasts[i] == (i + 1) * field_count);
                next = batch.separators[batch.lasts[i]] + 1;
            }
            asked.fields.push_back(row);
            asked.records.emplace_back(batch.record(i));
            asked.lines.push_back(batch.line(i));
        }
    });
    return asked;
}

TEST_CASE("a batch is alike when each of its records has as many separators as it should, and else not") {
    const auto is_alike = [](std::string_view text, std::size_t field_count, bool regular = true) {
        const Asked asked = ask(text, field_count, {0}, regular);
        REQUIRE(asked.alike.size() == 1);
        return static_cast<bool>(asked.alike[0]);
    };
    for (const bool regular : {true, false}) {
        CHECK(is_alike("a,b\n", 2, regular));
        CHECK(is_alike("a,b\r\nc,\"d\n,\"\"\"\r\n,\n", 2, regular));
        CHECK_FALSE(is_alike("a,b\n\nc,d\n", 2, regular));    // a blank line
        CHECK_FALSE(is_alike("a,b\nc,d\n\r\n", 2, regular));  // the same at the end
        CHECK_FALSE(is_alike("a,b\nc\n", 2, regular));        // too few
        CHECK_FALSE(is_alike("a,b\nc,d,e\n", 2, regular));    // too many
        CHECK_FALSE(is_alike("a,b\nc,d,\n", 2, regular));     // an empty one too many
        CHECK_FALSE(is_alike("a,b,c\nd\n", 2, regular));      // as many in all
        CHECK_FALSE(is_alike("a\nb,c,d\n", 2, regular));
        CHECK_FALSE(is_alike("a\nb\n", 1, regular));  // could be blank
    }
    CHECK(is_alike("5\",b\nc,d\n", 2, false));           // a stray quote is no fault
    CHECK_FALSE(is_alike("\"a\"x,b\nc,d\n", 2, false));  // text behind a quote is
}

TEST_CASE("alike or not, records, fields and lines are the same") {
    test::RandomText random(17);
    for (int round = 0; round < 60; ++round) {
        const std::size_t field_count = 2 + random.below(4);
        std::string text;
        const std::size_t size = random.below(2) == 0 ? 400 : 100'000;
        while (text.size() < size) {
            for (std::size_t i = 0; i < field_count; ++i) {
                if (i > 0) text += ',';
                const std::string number = std::to_string(random.below(1'000'000));
                switch (random.below(6)) {
                    case 0:
                        break;
                    case 1:
                        text += "\"\"";
                        break;
                    case 2:
                        text += "\"" + number + "\"\",\n\"";
                        break;
                    default:
                        text += number;
                }
            }
            text += random.below(2) == 0 ? "\r\n" : "\n";
        }
        // The last one first, so that a column's fields come in no special order.
        std::vector<std::uint32_t> columns;
        for (auto i = static_cast<std::uint32_t>(field_count); i-- > 0;) columns.push_back(i);
        const Asked plain = ask(text, field_count, columns, true);
        REQUIRE(std::ranges::count(plain.alike, false) == 0);
        // A blank line before every hundredth record, at least before the first.
        std::string blanks;
        std::size_t at = 0;
        for (std::size_t i = 0; i < plain.records.size(); ++i) {
            if (i % 100 == 0) blanks += '\n';
            const std::size_t end = text.find('\n', at + plain.records[i].size());
            blanks += text.substr(at, end + 1 - at);
            at = end + 1;
        }
        REQUIRE(at == text.size());
        for (const bool regular : {true, false}) {
            const Asked same = ask(text, field_count, columns, regular);
            REQUIRE(same.fields == plain.fields);
            REQUIRE(same.records == plain.records);
            REQUIRE(same.lines == plain.lines);
            const Asked other = ask(blanks, field_count, columns, regular);
            REQUIRE_FALSE(other.alike[0]);
            REQUIRE(other.fields == plain.fields);
            REQUIRE(other.records == plain.records);
            for (std::size_t i = 0; i < plain.lines.size(); ++i) {
                REQUIRE(other.lines[i] == plain.lines[i] + i / 100 + 1);
            }
        }
    }
}

TEST_CASE("alike windows and others take turns") {
    std::string text;
    Rows rows;
    for (int part = 0; part < 12; ++part) {
        for (int i = 0; i < 6'000; ++i) {
            rows.push_back({std::to_string(part), std::to_string(i)});
            text += fmt::format("{},{}{}\n", part, i, part % 3 == 1 && i % 1000 == 0 ? "," : "");
        }
    }
    const Asked asked = ask(text, 2, {0, 1}, true);
    CHECK(asked.fields == rows);
    CHECK(std::ranges::count(asked.alike, true) > 5);
    CHECK(std::ranges::count(asked.alike, false) > 5);
}

}  // namespace
}  // namespace rfm::csv
