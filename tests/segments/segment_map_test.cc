#include "segments/segment_map.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::segments {
namespace {

// The message of the error that a map is refused with.
std::string refusal(std::string_view text, int bins = 5, bool with_monetary = true) {
    try {
        SegmentMap::parse(text, "my.csv", bins, with_monetary);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::data);
        return error.what();
    }
    return "accepted";
}

std::string_view name_of(const SegmentMap& map, int r, int f, int m) {
    return map.names()[static_cast<std::size_t>(map.segment_of(r, f, m))];
}

const std::string rest = "rest,*,*,*\n";

TEST_CASE("the default map names the cells as its rows say") {
    const SegmentMap map = SegmentMap::load("", 5, true);
    CHECK(map.source_name() == "value");
    CHECK(map.bins() == 5);
    CHECK(map.with_monetary());
    REQUIRE(map.names().size() == 4);
    CHECK(map.names()[0] == "high-value");
    CHECK(map.names()[3] == "sleeping");
    CHECK(map.rows().size() == 8);
    CHECK(map.rows()[0].line == 2);
    CHECK(map.rows()[7].line == 9);

    CHECK(name_of(map, 5, 5, 5) == "high-value");
    CHECK(name_of(map, 4, 5, 4) == "high-value");
    CHECK(name_of(map, 4, 4, 5) == "high-value");
    CHECK(name_of(map, 4, 4, 4) == "potential");
    CHECK(name_of(map, 5, 5, 3) == "potential");
    CHECK(name_of(map, 5, 1, 1) == "potential");
    CHECK(name_of(map, 3, 3, 1) == "potential");
    CHECK(name_of(map, 3, 1, 3) == "potential");
    CHECK(name_of(map, 3, 2, 2) == "sleeping");
    CHECK(name_of(map, 2, 5, 5) == "at-risk");
    CHECK(name_of(map, 1, 1, 3) == "at-risk");
    CHECK(name_of(map, 2, 2, 2) == "sleeping");
    CHECK(name_of(map, 1, 1, 1) == "sleeping");

    std::map<std::string_view, int> counts;
    for (int r = 1; r <= 5; ++r) {
        for (int f = 1; f <= 5; ++f) {
            for (int m = 1; m <= 5; ++m) ++counts[name_of(map, r, f, m)];
        }
    }
    // The rows counted by hand: 2*(2+1); 50-6 + 15 + 2*3; 2*(15 + 2*3); what is left.
    CHECK(counts["high-value"] == 6);
    CHECK(counts["potential"] == 65);
    CHECK(counts["at-risk"] == 42);
    CHECK(counts["sleeping"] == 12);
}

TEST_CASE("the default without monetary is the map on r and f") {
    const SegmentMap map = SegmentMap::load("", 5, false);
    CHECK(map.source_name() == "value-rf");
    CHECK_FALSE(map.with_monetary());
    CHECK(name_of(map, 5, 4, 0) == "high-value");
    CHECK(name_of(map, 5, 3, 1) == "potential");
    CHECK(name_of(map, 3, 3, 5) == "potential");
    CHECK(name_of(map, 2, 3, 5) == "at-risk");
    CHECK(name_of(map, 3, 2, 5) == "sleeping");
    CHECK(name_of(map, 1, 2, 5) == "sleeping");
}

TEST_CASE("rf10 is the ten-segment map, with monetary and without") {
    // r from 5 down to 1, f from 1 to 5.
    const std::vector<std::vector<std::string>> expected = {
        {"New Customers", "Potential Loyalists", "Potential Loyalists", "Champions", "Champions"},
        {"Promising", "Potential Loyalists", "Potential Loyalists", "Loyal Customers", "Loyal Customers"},
        {"About to Sleep", "About to Sleep", "Need Attention", "Loyal Customers", "Loyal Customers"},
        {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"},
        {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"},
    };
    for (const bool with_monetary : {true, false}) {
        const SegmentMap map = SegmentMap::load("rf10", 5, with_monetary);
        CHECK(map.names().size() == 10);
        for (int r = 1; r <= 5; ++r) {
            for (int f = 1; f <= 5; ++f) {
                for (int m = 1; m <= 5; ++m) {
                    CHECK(name_of(map, r, f, m) ==
                          expected[static_cast<std::size_t>(5 - r)][static_cast<std::size_t>(f - 1)]);
                }
            }
        }
    }
}

TEST_CASE("built-in maps are named, and made for 5 scores") {
    CHECK(SegmentMap::is_builtin("value"));
    CHECK(SegmentMap::is_builtin("value-rf"));
    CHECK(SegmentMap::is_builtin("rf10"));
    CHECK_FALSE(SegmentMap::is_builtin(""));
    CHECK_FALSE(SegmentMap::is_builtin("value.csv"));
    CHECK(SegmentMap::builtin_text("value").starts_with("segment,r,f,m\nhigh-value,4-5,5,4-5\n"));
    CHECK_THROWS_WITH(SegmentMap::builtin_text("rf11"),
                      "no built-in map is called 'rf11'; there are value, value-rf and rf10");
    CHECK_THROWS_WITH(SegmentMap::load("", 4, true),
                      "the built-in map 'value' is made for scores 1 to 5, and this run has 1 to 4; give a map of your "
                      "own with --map FILE");
}

TEST_CASE("a map is read from a file, one that can't be opened says so") {
    const std::string path = (std::filesystem::temp_directory_path() / "rfm_segment_map_test.csv").string();
    std::ofstream(path, std::ios::binary) << "segment,r,f,m\nbest,3,3,3\n" << rest;
    const SegmentMap map = SegmentMap::load(path, 3, true);
    CHECK(map.source_name() == path);
    CHECK(name_of(map, 3, 3, 3) == "best");
    CHECK(name_of(map, 3, 3, 2) == "rest");
    std::remove(path.c_str());
    try {
        SegmentMap::load(path, 3, true);
        FAIL("a file that is not there was read");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::no_input);
        CHECK_THAT(error.what(), Catch::Contains(path) && Catch::Contains("built-in value, value-rf and rf10"));
    }
}

TEST_CASE("what spreadsheets and people do to a map file is taken as meant") {
    const std::vector<std::string> texts = {
        "segment,r,f,m\na,1-2,*,3\nb,*,*,*\n",
        "segment,r,f,m\na,1-2,*,3\nb,*,*,*",                                           // no newline at the end
        "\xEF\xBB\xBFsegment,r,f,m\r\na,1-2,*,3\r\nb,*,*,*\r\n",                       // Excel's 'CSV UTF-8'
        "segment,r,f,m\ra,1-2,*,3\rb,*,*,*\r",                                         // CR alone
        "\n  \nsegment , r,f,m\n\n a ,  1 - 2 , * ,\t3\n\n , , , \n,,,\nb,*,*,*\n\n",  // blanks
        "m,f,r,segment\n3,*,1-2,a\n*,*,*,b\n",                                         // another order
        "\"segment\",\"r\",\"f\",\"m\"\n\"a\",\" 1-2\",\"*\",\"3\"\n\"b\",*,*,1-5\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        const SegmentMap map = SegmentMap::parse(text, "my.csv", 5, true);
        REQUIRE(map.names().size() == 2);
        CHECK(map.names()[0] == "a");
        for (int r = 1; r <= 5; ++r) {
            for (int m = 1; m <= 5; ++m) CHECK(name_of(map, r, 4, m) == (r <= 2 && m == 3 ? "a" : "b"));
        }
    }
}

TEST_CASE("names may hold commas, quotes and any script, and may come twice") {
    const SegmentMap map = SegmentMap::parse(
        "segment,r,f,m\n\"best, \"\"gold\"\"\",5,*,*\n重要价值客户,4,*,*\n\"best, \"\"gold\"\"\",3,*,*\nrest,*,*,*\n",
        "my.csv", 5, true);
    REQUIRE(map.names().size() == 3);
    CHECK(map.names()[0] == "best, \"gold\"");
    CHECK(map.names()[1] == "重要价值客户");
    CHECK(name_of(map, 3, 1, 1) == "best, \"gold\"");
    CHECK(map.rows()[2].segment == "best, \"gold\"");
}

TEST_CASE("the line of a row is counted with blank lines and the header") {
    const SegmentMap map = SegmentMap::parse("\n\nsegment,r,f,m\n\na,1,*,*\n\n\n" + rest, "my.csv", 5, true);
    CHECK(map.rows()[0].line == 5);
    CHECK(map.rows()[1].line == 8);
}

TEST_CASE("a header that is not segment,r,f,m is refused") {
    CHECK(refusal("") == "my.csv: is empty; the first line must be segment,r,f,m");
    CHECK(refusal("\n \n") == "my.csv: is empty; the first line must be segment,r,f,m");
    const std::string must = ", but must name the columns segment,r,f,m";
    CHECK(refusal("segment,r,f\n") == "my.csv:1: the header is 'segment,r,f'" + must);
    CHECK(refusal("\nname,r,f,m\n") == "my.csv:2: the header is 'name,r,f,m'" + must);
    CHECK(refusal("segment,r,f,m,x\n") == "my.csv:1: the header is 'segment,r,f,m,x'" + must);
    CHECK(refusal("segment,r,r,f,m\n") == "my.csv:1: the header is 'segment,r,r,f,m'" + must);
    CHECK(refusal("segment,r,f,\"m\n") == "my.csv:1: the header is 'segment,r,f,\"m'" + must);
    CHECK(refusal("segment;r;f;m\na;1;1;1\n") ==
          "my.csv:1: the header is 'segment;r;f;m'" + must + "; separate the columns with commas, not with ;");
    CHECK(refusal("segment\tr\tf\tm\n") ==
          "my.csv:1: the header is 'segment\\tr\\tf\\tm'" + must + "; separate the columns with commas, not with tabs");
}

TEST_CASE("a header alone is no map") {
    CHECK(refusal("segment,r,f,m\n") == "my.csv: has no rows; write one such as sleeping,*,*,*");
    CHECK(refusal("segment,r,f,m\n,,,\n\n") == "my.csv: has no rows; write one such as sleeping,*,*,*");
}

TEST_CASE("a line with too few or too many columns or an open quote is refused with its number") {
    const std::string header = "segment,r,f,m\n" + rest;
    CHECK(refusal(header + "\na,1,2\n") ==
          "my.csv:4: 'a,1,2' has fewer than 4 columns; a column that may hold anything is written *");
    CHECK(refusal(header + "best, gold,1,2,3\n") ==
          "my.csv:3: 'best, gold,1,2,3' has more than 4 columns; put a name that holds a comma in double quotes");
    CHECK(refusal(header + "\"best,1,2,3\n") ==
          "my.csv:3: '\"best,1,2,3' opens a double quote and does not close it on the same line; close it, or take it "
          "out");
    CHECK_THAT(refusal("segment,r,f,m\n\"two\nlines\",*,*,*\n"), Catch::StartsWith("my.csv:2: '\"two' opens a"));
}

TEST_CASE("a bad score is refused with its line, column and value") {
    const auto refusal_of = [](const std::string& score, int bins = 5) {
        return refusal("segment,r,f,m\na,1," + score + ",3\n" + rest, bins);
    };
    const std::string at = "my.csv:2: column 'f': ";
    CHECK(refusal_of("") == at + "'' is no score; write 1 to 5, a range such as 1-2, or * for any");
    CHECK(refusal_of("x") == at + "'x' is not a score; write 1 to 5, a range such as 1-2, or * for any");
    for (const std::string bad : {"**", "4-", "-4", "1-2-", "3.0", "+3", "３", "99999999999999", "4–5", "march"}) {
        CAPTURE(bad);
        CHECK_THAT(refusal_of(bad), Catch::StartsWith(at + "'" + bad + "' is not a score"));
    }
    CHECK(refusal_of("5-4") == at + "'5-4' is a range from high to low; write 4-5");
    for (const std::string outside : {"0", "6", "0-3", "4-6"}) {
        CHECK(refusal_of(outside) == at + "'" + outside +
                                         "' is outside the scores 1 to 5; change it, or the number of scores with "
                                         "--bins");
    }
    CHECK_THAT(refusal_of("4", 3), Catch::Contains("'4' is outside the scores 1 to 3"));
}

TEST_CASE("a range that a spreadsheet made a date of is told as that") {
    for (const std::string date : {"5-Apr", "Apr-05", "4月5日", "4/5", "2025-04-05", "5. Mai", "05/04/2025"}) {
        CAPTURE(date);
        CHECK(refusal("segment,r,f,m\na," + date + ",1,3\n" + rest) ==
              "my.csv:2: column 'r': '" + date +
                  "' is a date: a spreadsheet made it of a range such as 4-5; format the column as text, then type the "
                  "range again");
    }
}

TEST_CASE("an empty segment name is refused") {
    for (const std::string name : {"", "  ", "\"\"", "\" \""}) {
        CHECK(refusal("segment,r,f,m\n" + name + ",1,1,1\n" + rest) ==
              "my.csv:2: column 'segment': the name is empty; give the segment a name");
    }
}

TEST_CASE("cells that no row covers are listed") {
    CHECK(refusal("segment,r,f,m\na,2-5,*,*\nb,1,2-5,*\nc,1,1,3-4\n") ==
          "my.csv: 3 of the 125 rfm cells have no segment: 111 112 115; add rows for them, or a last row NAME,*,*,* "
          "for all that are left");
    CHECK(refusal("segment,r,f,m\na,2-5,*,*\n") ==
          "my.csv: 25 of the 125 rfm cells have no segment: 111 112 113 114 115 121 122 123 124 125 and 15 more; add "
          "rows for them, or a last row NAME,*,*,* for all that are left");
    CHECK_THAT(refusal("segment,r,f,m\na,1-9,*,*\nb,10,1-9,*\nc,10,10,1-9\n", 10),
               Catch::Contains("1 of the 1000 rfm cells has no segment: 10-10-10; add"));
    CHECK_THAT(refusal("segment,r,f,m\na,1,*,*\nb,2,2,*\n", 2, false),
               Catch::Contains("1 of the 4 rf cells has no segment: 21; add"));
}

TEST_CASE("rows that never match are listed, together with uncovered cells") {
    CHECK(refusal("segment,r,f,m\na,*,*,*\nb,1,1,1\n") ==
          "my.csv: 1 row is never used, since the rows above take all cells; move it up or delete it:\n"
          "  line 3: 'b,1,1,1'");
    CHECK(refusal("segment,r,f,m\na,1,*,*\n\nb,1,1,1\nc,1,2,*\n", 2) ==
          "my.csv: 4 of the 8 rfm cells have no segment: 211 212 221 222; add rows for them, or a last row NAME,*,*,* "
          "for all that are left\n"
          "my.csv: 2 rows are never used, since the rows above take all cells; move them up or delete them:\n"
          "  line 4: 'b,1,1,1'\n"
          "  line 5: 'c,1,2,*'");
    std::string many = "segment,r,f,m\n" + rest;
    for (int i = 0; i < 25; ++i) many += rest;
    CHECK_THAT(refusal(many), Catch::Contains("25 rows are never used") && Catch::EndsWith("\n  and 15 more"));
}

TEST_CASE("without monetary a row on m is refused") {
    CHECK(refusal("segment,r,f,m\na,5,*,*\nb,5,1,4-5\n" + rest, 5, false) ==
          "my.csv:3: column 'm': '4-5' in 'b,5,1,4-5': with --no-monetary there are no m scores; give a map on r and "
          "f, with * in column m, such as --map value-rf");
    CHECK_THROWS_WITH(SegmentMap::load("value", 5, false), Catch::StartsWith("value:2: column 'm': '4-5'"));
}

TEST_CASE("text that is not UTF-8 or not text is refused with its line") {
    // 客户, as a Chinese spreadsheet's plain 'CSV' holds it
    CHECK(refusal("segment,r,f,m\n\xBF\xCD\xBB\xA7,5,*,*\n" + rest) ==
          "my.csv:2: '\\xbfͻ\\xa7,5,*,*' is not UTF-8; save the file as 'CSV UTF-8'");
    const std::string utf16("s\0e\0g\0", 6);
    CHECK(refusal(utf16) == "my.csv:1: a NUL byte: this is not plain text; save it as 'CSV UTF-8'");
    CHECK_THAT(refusal(std::string("segment,r,f,m\na,*,*,*\0,1\n", 25)), Catch::StartsWith("my.csv:2: a NUL byte"));
}

TEST_CASE("a text too long for a map is refused before it is read") {
    CHECK(refusal(std::string((1 << 20) + 1, 'x')) ==
          "my.csv: 1048577 bytes are too many for a segment map; is it "
          "another file?");
}

TEST_CASE("up to 65535 names are told apart, one more is refused") {
    std::string text = "segment,r,f,m\nrest,*,*,*\n";
    for (int i = 0; i < 65534; ++i) text += fmt::format("{:x},1,1,1\n", i);
    REQUIRE(text.size() < (1 << 20));
    CHECK_THAT(refusal(text), Catch::Contains("65534 rows are never used"));
    text += "zz,1,1,1\n";
    CHECK(refusal(text) == "my.csv: has more than 65535 segments; is it another file?");
}

TEST_CASE("every number of scores from 2 to 10 has maps") {
    for (int bins = 2; bins <= 10; ++bins) {
        const SegmentMap map = SegmentMap::parse(
            fmt::format("segment,r,f,m\ntop,{0},{0},{0}\nlow,1,1-2,*\nrest,*,*,*\n", bins), "my.csv", bins, true);
        CHECK(name_of(map, bins, bins, bins) == "top");
        CHECK(name_of(map, 1, 2, bins) == "low");
        CHECK(name_of(map, bins, bins, bins - 1) == "rest");
    }
}

TEST_CASE("the first row that matches wins, cell by cell") {
    const SegmentMap map =
        SegmentMap::parse("segment,r,f,m\na,1-3,*,2\nb,*,3-5,*\nc,2,*,*\nd,*,*,1\ne,*,*,*\n", "my.csv", 5, true);
    for (int r = 1; r <= 5; ++r) {
        for (int f = 1; f <= 5; ++f) {
            for (int m = 1; m <= 5; ++m) {
                std::string_view expected;
                for (const MapRow& row : map.rows()) {
                    const auto in = [](int score, ScoreRange range) {
                        return range.low <= score && score <= range.high;
                    };
                    if (!in(r, row.r) || !in(f, row.f) || !in(m, row.m)) continue;
                    expected = row.segment;
                    break;
                }
                REQUIRE(name_of(map, r, f, m) == expected);
            }
        }
    }
}

TEST_CASE("Chinese labels replace the names that have one") {
    const SegmentMap map = SegmentMap::load("", 5, true).with_labels(Labels::chinese);
    REQUIRE(map.names().size() == 4);
    CHECK(map.names()[0] == "高价值客户");
    CHECK(map.names()[1] == "潜力客户");
    CHECK(map.names()[2] == "流失风险客户");
    CHECK(map.names()[3] == "沉睡客户");
    CHECK(map.rows()[0].segment == "高价值客户");
    CHECK(name_of(map, 1, 1, 1) == "沉睡客户");

    const SegmentMap rf10 = SegmentMap::load("rf10", 5, true).with_labels(Labels::chinese);
    CHECK(rf10.names()[0] == "Champions");
    const SegmentMap english = SegmentMap::load("", 5, true).with_labels(Labels::english);
    CHECK(english.names()[0] == "high-value");
}

TEST_CASE("a label that the map has as a name already becomes one segment with it") {
    const SegmentMap map =
        SegmentMap::parse("segment,r,f,m\n高价值客户,5,*,*\nother,4,*,*\nhigh-value,3,*,*\n" + rest, "my.csv", 5, true)
            .with_labels(Labels::chinese);
    CHECK(map.names().size() == 3);
    CHECK(map.segment_of(5, 1, 1) == map.segment_of(3, 1, 1));
    CHECK(name_of(map, 3, 1, 1) == "高价值客户");
    CHECK(name_of(map, 1, 1, 1) == "rest");
}

}  // namespace
}  // namespace rfm::segments
