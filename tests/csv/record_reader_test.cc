#include "csv/record_reader.h"

#include <fmt/format.h>

#include "csv/block_scanner.h"
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
                for (const auto& column : batch.columns) row.emplace_back(batch.text(column[i], scratch));
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

}  // namespace
}  // namespace rfm::csv
