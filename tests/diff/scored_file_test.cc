#include "diff/scored_file.h"

#include <fmt/format.h>

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using test::error_of;
using test::scored_header;
using test::TemporaryFolder;

// Every customer as "id|segment|monetary|r f m|rfm_score|recency_days|monetary_text", read with chunks of that size.
std::vector<std::string> read_all(const std::string& text, std::size_t chunk_size = ScoredFile::usual_chunk,
                                  ScoredFacts* facts = nullptr) {
    const TemporaryFolder folder;
    const std::string path = folder.write("scores.csv", text);
    std::vector<std::string> customers;
    std::vector<std::string> segments;
    ScoredBatch batch;
    try {
        ScoredFile file(path, chunk_size);
        while (file.read(batch)) {
            for (const NewSegment& segment : batch.new_segments) segments.push_back(segment.name);
            for (const ScoredCustomer& customer : batch.customers) {
                customers.push_back(fmt::format("{}|{}|{}|{} {} {}|{}|{}|{}", customer.id,
                                                segments.at(customer.segment), customer.monetary_scaled,
                                                customer.scores[0], customer.scores[1], customer.scores[2],
                                                customer.rfm_score, customer.recency_days, customer.monetary));
            }
        }
    } catch (const Error& error) {
        std::string words = error.what();
        const std::size_t at = words.find(path);
        if (at != std::string::npos) words.replace(at, path.size(), "scores.csv");
        throw Error(error.kind(), words);
    }
    if (facts != nullptr) *facts = batch.facts;
    return customers;
}

// The refusal of the row below a good one; the row is on line 3.
std::string refusal(const std::string& row, const std::string& header = scored_header,
                    const std::string& good = "b,2025-01-30,1,9,100.50,5,4,3,543,high-value\n") {
    const std::string text = header + good + row;
    const std::string words = error_of([&] { read_all(text); });
    for (const std::size_t chunk_size : {1, 7, 64}) {
        CHECK(error_of([&] { read_all(text, chunk_size); }) == words);
    }
    return words;
}

TEST_CASE("scored file: every column, and what is known of the file") {
    ScoredFacts facts;
    CHECK(read_all(scored_header + "b,2025-01-30,1,9,100.50,5,4,3,543,high-value\n"
                                   "c,2025-01-01,30,1,-2.125,10,1,2,10-1-2,\"a \"\"b\"\", c\"\n",
                   ScoredFile::usual_chunk,
                   &facts) == std::vector<std::string>{"b|high-value|100500000|5 4 3|543|1|100.50",
                                                       "c|a \"b\", c|-2125000|10 1 2|10-1-2|30|-2.125"});
    CHECK(facts.as_of == parse_iso_day("2025-01-31"));
    CHECK(facts.has_monetary);
    CHECK(facts.decimals == 3);
    CHECK(facts.customers == 2);
    CHECK((facts.has_score[0] && facts.has_score[1] && facts.has_score[2]));
}

TEST_CASE("scored file: two columns are enough, in any order, and without a line end at the end") {
    ScoredFacts facts;
    CHECK(read_all("\xEF\xBB\xBFx,segment,customer_id\r\n1,s,a\r\n\r\n2,t,b", ScoredFile::usual_chunk, &facts) ==
          std::vector<std::string>{"a|s|0|0 0 0|||", "b|t|0|0 0 0|||"});
    CHECK(!facts.as_of);
    CHECK(!facts.has_monetary);
    CHECK(!facts.has_score[0]);
    CHECK(facts.customers == 2);
}

TEST_CASE("scored file: scored without amounts") {
    ScoredFacts facts;
    CHECK(read_all(scored_header + "a,2025-01-30,1,9,,5,4,,54,s\nb,2025-01-29,2,9,,3,2,,32,s\n",
                   ScoredFile::usual_chunk,
                   &facts) == std::vector<std::string>{"a|s|0|5 4 0|54|1|", "b|s|0|3 2 0|32|2|"});
    CHECK(!facts.has_monetary);
    CHECK(facts.has_score[1]);
    CHECK(!facts.has_score[2]);
}

TEST_CASE("scored file: each refusal has its place") {
    CHECK(refusal("a,2025-01-30,1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'customer_id': 'a' stands below 'b': the file is not in byte order of customer_id, "
          "as two files are compared; score it without --sort");
    CHECK_THAT(refusal("'=a,2025-01-30,1,9,1.00,5,4,3,543,x\n"),
               Catch::EndsWith("score it without --sort and without --for-spreadsheet"));
    CHECK(refusal("b,2025-01-30,1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'customer_id': 'b' stands there twice: in the row before as well");
    CHECK(refusal(",2025-01-30,1,9,1.00,5,4,3,543,x\n") == "65 scores.csv:3: column 'customer_id': '' is empty");
    CHECK(refusal("", scored_header, ",2025-01-30,1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:2: column 'customer_id': '' is empty");
    CHECK(refusal("c,2025-01-30,1,9,1.0.0,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'monetary': '1.0.0' is no amount of at most six decimals");
    CHECK(refusal("c,2025-01-30,1,9,,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'monetary': '' is no amount of at most six decimals");
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,4,,543,x\n") ==
          "65 scores.csv:3: column 'm_score': '' is no score: those are 1 to 10");
    CHECK(refusal("c,2025-01-30,1,9,1.00,0,4,3,543,x\n") ==
          "65 scores.csv:3: column 'r_score': '0' is no score: those are 1 to 10");
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,11,3,543,x\n") ==
          "65 scores.csv:3: column 'f_score': '11' is no score: those are 1 to 10");
    CHECK(refusal("c,2025-01-30,-1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'recency_days': '-1' is no number of days");
    CHECK(refusal("c,30.01.2025,1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: column 'last_order_date': '30.01.2025' is no date of the form YYYY-MM-DD");
    CHECK(refusal("c,2025-01-31,1,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: last_order_date 2025-01-31 and recency_days 1 make 2025-02-01 the as-of date, and the rows "
          "before have 2025-01-31; a file has one: were two put together?");
    CHECK(refusal("c,2025-01-30,2,9,1.00,5,4,3,543,x\n") ==
          "65 scores.csv:3: last_order_date 2025-01-30 and recency_days 2 make 2025-02-01 the as-of date, and the rows "
          "before have 2025-01-31; a file has one: were two put together?");
    CHECK_THAT(refusal("c,2025-01-30,9999999,9,1.00,5,4,3,543,x\n"),
               Catch::StartsWith("65 scores.csv:3: column 'recency_days': '9999999' leads beyond the year 9999"));
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,4,3,543,\n") ==
          "65 scores.csv:3: column 'segment': '' names no segment: the file was scored without a map, as with --bins "
          "and no --map; score it with one");
    CHECK(refusal("c,2025-01-30,1\n") ==
          "65 scores.csv:3: 3 fields where the header has 10; was the file written to its end?");
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,4,3,543,x,y\n") ==
          "65 scores.csv:3: 11 fields where the header has 10; was the file written to its end?");
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,4,3,543,\"x\"y\n") ==
          "65 scores.csv:3: text stands behind a closing quote; double the quote (\"\") where it is part of the text");
    CHECK_THAT(refusal("c,2025-01-30,1,9,1.00,5,4,3,543,\"x\n"),
               Catch::StartsWith("65 scores.csv:3: a quote opens here and is never closed"));
}

TEST_CASE("scored file: amounts that come only later are refused too") {
    const std::string good = "b,2025-01-30,1,9,,5,4,,54,high-value\n";
    CHECK(refusal("c,2025-01-30,1,9,1.00,5,4,,54,x\n", scored_header, good) ==
          "65 scores.csv:3: column 'monetary': '1.00' stands there, though the rows before have no amount");
    CHECK(refusal("c,2025-01-30,1,9,,5,4,3,54,x\n", scored_header, good) ==
          "65 scores.csv:3: column 'm_score': '3' stands there, though the rows before have no m_score");
}

TEST_CASE("scored file: the date that was right for a number of days is not taken for another file's or day's") {
    // 2,048 days apart, which share a place among the remembered ones.
    const std::string good =
        "a,2025-01-30,1,1,1,1,1,1,111,s\nb,2025-01-30,1,1,1,1,1,1,111,s\n"
        "c,2019-06-23,2049,1,1,1,1,1,111,s\nd,2025-01-30,1,1,1,1,1,1,111,s\n";
    CHECK(read_all(scored_header + good).size() == 4);
    CHECK_THAT(error_of([&] { read_all(scored_header + good + "e,2025-01-30,2049,1,1,1,1,1,111,s\n"); }),
               Catch::StartsWith("65 scores.csv:6: last_order_date 2025-01-30"));
    // Without the one column there is nothing to compare the other with.
    CHECK(read_all("customer_id,segment,last_order_date\na,s,2025-01-30\nb,s,2024-01-30\n").size() == 2);
    CHECK(read_all("customer_id,segment,recency_days\na,s,1\nb,s,500\n").size() == 2);
}

TEST_CASE("scored file: lines count on through quoted ids with newlines") {
    CHECK_THAT(error_of([] { read_all("customer_id,segment\n\"a\nb\n\",s\n\"a\nc\",s\n\na,s\n", 3); }),
               Catch::StartsWith("65 scores.csv:8: column 'customer_id': 'a' stands below 'a\\nc'"));
}

TEST_CASE("scored file: without customers it is refused") {
    CHECK(error_of([] { read_all(""); }) == "65 scores.csv: is empty; was the export finished?");
    CHECK(error_of([] { read_all(scored_header); }) ==
          "65 scores.csv: holds no customers, only a header; was it finished?");
    CHECK_THAT(error_of([] { read_all("customer,date,amount\na,2025-01-01,5\n"); }),
               Catch::StartsWith("65 scores.csv: is no file that rfm score wrote: it has no column 'customer_id' and "
                                 "no 'segment'"));
    CHECK(error_of([] { ScoredFile("/nonexistent/scores.csv"); }).starts_with("66 /nonexistent/scores.csv"));
}

TEST_CASE("scored file: any chunk size reads the same, with ids that have to be quoted") {
    std::string text = scored_header;
    for (int i = 0; i < 3000; ++i) {
        const std::string id = fmt::format("{:06}", i) + (i % 7 == 0 ? ",\"\"\n" : i % 5 == 0 ? "客户" : "");
        text += fmt::format("{},{},{},1,{}.{:02},{},2,3,{}23,{}\n", i % 7 == 0 ? '"' + id + '"' : id,
                            format_day(20'000 - i), i, i * 13, i % 100, i % 10 + 1, i % 10 + 1,
                            i % 3 == 0 ? "\"s, 1\"" : fmt::format("s{}", i % 400));
    }
    const std::vector<std::string> whole = read_all(text, std::size_t{1} << 24);
    REQUIRE(whole.size() == 3000);
    CHECK(whole[7] == "000007,\"\n|s7|91070000|8 2 3|823|7|91.07");
    CHECK(whole[1500] == "001500客户|s, 1|19500000000|1 2 3|123|1500|19500.00");
    for (const std::size_t chunk_size : {1, 2, 3, 63, 64, 65, 1000, 4096, 32'768, 131'072}) {
        INFO(chunk_size);
        CHECK(read_all(text, chunk_size) == whole);
    }
}

}  // namespace
}  // namespace rfm::diff
