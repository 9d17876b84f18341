// --format and the ending of -o: TSV and JSON Lines hold what the CSV holds.
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/published_scores.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

// Ids that each format has to escape in its own way, and as many customers as several pieces hold.
std::string orders_file(const TemporaryFolder& folder) {
    GeneratedOrders wanted;
    wanted.customers = 9000;
    wanted.rows = 25'000;
    std::string text = orders_text(generate_orders(wanted));
    const std::vector<CsvRow> nasty = {{"tab\there"}, {"quote\"d"},  {"back\\slash"}, {"line\nend"}, {"cr\rhere"},
                                       {"\x01\x1F"},  {"</script>"}, {"李雷 😀"},      {"שלום"},      {"null"},
                                       {"-1e5"},      {"{\"a\":1}"}, {"a,b"},         {"_x0041_"},   {"=1+1"}};
    for (std::size_t i = 0; i < nasty.size(); ++i) {
        text += csv_line({nasty[i][0], fmt::format("n{}", i), fmt::format("2025-01-{:02}", i + 1),
                          fmt::format("{}.{:02}", 100 + i, i), "x"});
    }
    return folder.write("orders.csv", text);
}

// Keys and values of a flat object in their order, numbers as the digits that stand there.
CsvRow fields_of_object(const std::string& line, CsvRow& keys) {
    struct Reader : nlohmann::json_sax<nlohmann::json> {
        CsvRow keys, values;
        bool take(std::string value) { return values.push_back(std::move(value)), true; }
        bool null() override { return take(""); }
        bool boolean(bool) override { return false; }
        bool number_integer(number_integer_t value) override { return take(fmt::to_string(value)); }
        bool number_unsigned(number_unsigned_t value) override { return take(fmt::to_string(value)); }
        bool number_float(number_float_t, const std::string& text) override { return take(text); }
        bool string(std::string& value) override { return take(value); }
        bool binary(binary_t&) override { return false; }
        bool start_object(std::size_t) override { return true; }
        bool key(std::string& key) override { return keys.push_back(key), true; }
        bool end_object() override { return true; }
        bool start_array(std::size_t) override { return false; }
        bool end_array() override { return false; }
        bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
    } reader;
    REQUIRE(nlohmann::json::sax_parse(line, &reader));
    keys = reader.keys;
    return reader.values;
}

TEST_CASE("formats: tsv and jsonl hold the fields of the csv, in its order") {
    const TemporaryFolder folder;
    const std::string orders = orders_file(folder);
    for (const std::vector<std::string>& flags :
         {std::vector<std::string>{},
          {"--columns", all_columns(), "--weights", "0.25,0.25,0.5"},
          {"--no-monetary", "--bins", "10"},
          {"--memory-limit", "32M", "--method", "ntile", "--sort", "monetary:desc"}}) {
        const auto in = [&](const std::string& format, const std::string& threads = "2") {
            std::vector<std::string> words = {orders, "--customer", "customer_id", "--format",
                                              format, "--threads",  threads};
            words.insert(words.end(), flags.begin(), flags.end());
            return scored(words);
        };
        const std::vector<CsvRow> csv = parse_csv(in("csv"));
        const std::string tsv = in("tsv");
        CHECK(tsv == in("tsv", "1"));
        const bool tsv_same = parse_csv(tsv, '\t') == csv;
        CHECK(tsv_same);
        const std::string jsonl = in("jsonl");
        CHECK(jsonl == in("jsonl", "1"));
        std::size_t row = 0;
        bool same = true;
        for (std::size_t at = 0; at < jsonl.size();) {
            const std::size_t end = jsonl.find('\n', at);
            REQUIRE(end != std::string::npos);
            CsvRow keys;
            same = fields_of_object(jsonl.substr(at, end - at), keys) == csv.at(++row) && keys == csv[0] && same;
            at = end + 1;
        }
        CHECK(same);
        CHECK(row + 1 == csv.size());
    }
}

TEST_CASE("formats: quotes in tsv only where they are needed") {
    const std::string rows = "customer,date,amount\n\"a,b\",2025-01-02,3.50\n\"c\td\",2025-01-02,3.50\n";
    CHECK(scored({"--format", "tsv", "--columns", "customer_id,monetary"}, rows) ==
          "customer_id\tmonetary\na,b\t3.50\n\"c\td\"\t3.50\n");
    CHECK(scored({"--format", "tsv", "--columns", "customer_id", "--bom", "--for-spreadsheet"},
                 "customer,date,amount\n=1,2025-01-02,3.50\n") ==
          "\xEF\xBB\xBF"
          "customer_id\n'=1\n");
}

TEST_CASE("formats: the ending of the output tells, unless --format does") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n");
    const auto beginning = [&](const std::string& name, const std::string& format = {}) {
        std::vector<std::string> words = {"score", orders, "-o", folder.file(name), "-q"};
        if (!format.empty()) words.insert(words.end(), {"--format", format});
        const Ran ran = rfm(words);
        CHECK(ran.status == 0);
        CHECK(ran.err == "");
        return read_file(folder.file(name)).substr(0, 12);
    };
    for (const char* name : {"s.csv", "s.txt", "s", "s.tsv.csv", ".tsv", "s.CSV"})
        CHECK(beginning(name) == "customer_id,");
    for (const char* name : {"s.tsv", "s.TSV", "a.csv.tsv"}) CHECK(beginning(name) == "customer_id\t");
    for (const char* name : {"s.jsonl", "s.ndjson", "s.NDJSON"}) CHECK(beginning(name) == "{\"customer_i");
    for (const char* name : {"s.xlsx", "s.XLSX"}) CHECK(beginning(name).starts_with("PK"));
    CHECK(beginning("other.csv", "jsonl") == "{\"customer_i");
    CHECK(beginning("other.tsv", "csv") == "customer_id,");
}

TEST_CASE("formats: a name that says something else is doubted") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n");
    const auto said = [&](const std::string& name, const std::string& format) {
        return rfm({"score", orders, "-o", folder.file(name), "--format", format}).err;
    };
    CHECK(said("s.csv.gz", "csv") ==
          "rfm: " + folder.file("s.csv.gz") + ": is written as csv, whatever its name says\n");
    CHECK_THAT(said("s.tsv", "xlsx"), Catch::Contains("is written as xlsx"));
    CHECK(said("s.txt", "tsv") == "");
    CHECK(said("s.json", "jsonl") == "");
    CHECK(said("s", "jsonl") == "");
}

TEST_CASE("formats: what is not written is refused before the work, with a way out") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n");
    const auto refused = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"score", orders});
        const Ran ran = rfm(words);
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
        return ran.err;
    };
    for (const std::string& words : {refused({"--format", "parquet"}), refused({"-o", folder.file("s.Parquet")})}) {
        CHECK_THAT(words, Catch::Contains("Parquet is not written") && Catch::Contains("TO 'scores.parquet'"));
    }
    CHECK(refused({"--format", "excel"}) == "rfm: --format 'excel': must be one of csv, tsv, jsonl, xlsx\n");
    CHECK_THAT(refused({"--format", "jsonl", "--bom"}), Catch::Contains("--bom: has no meaning in jsonl"));
    CHECK_THAT(refused({"-o", folder.file("s.xlsx"), "--for-spreadsheet"}),
               Catch::Contains("--for-spreadsheet: has no meaning in xlsx, where text is text"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator()) ==
          1);
}

TEST_CASE("formats: split writes files of the format") {
    const TemporaryFolder folder;
    const std::string orders = orders_file(folder);
    const auto ids = [&](const std::string& format, const std::string& segment) {
        return scored({orders, "--format", format, "--columns", "customer_id", "--only", segment});
    };
    for (const std::string format : {"tsv", "jsonl"}) {
        const std::string into = folder.file(format);
        CHECK(scored({orders, "--format", format, "--columns", "customer_id", "--split", into}) == "");
        for (const std::string segment : {"high-value", "sleeping"}) {
            CHECK(read_file(fmt::format("{}/{}.{}", into, segment, format)) == ids(format, segment));
        }
    }
    // The ending of -o counts for both.
    const std::string into = folder.file("both");
    CHECK(scored({orders, "-o", folder.file("all.tsv"), "--split", into}) == "");
    CHECK(std::filesystem::exists(into + "/at-risk.tsv"));
}

}  // namespace
}  // namespace rfm::test
