// Scored output compared, row by row, with what the R package rfm made of the same orders.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {

// Decimal text rounded half away from zero to `decimals` digits, as an integer of its last digit. R writes sums with
// the noise of binary fractions behind them (1790.5119999999999) or as 1e+05.
inline long long rounded(std::string text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative) text.erase(0, 1);
    int exponent = 0;
    if (const std::size_t e = text.find_first_of("eE"); e != std::string::npos) {
        exponent = std::stoi(text.substr(e + 1));
        text.resize(e);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits = text.substr(0, point);
    std::string behind = point < text.size() ? text.substr(point + 1) : "";
    const auto wanted = static_cast<std::size_t>(std::max(0, decimals + exponent));
    const bool up = behind.size() > wanted && behind[wanted] >= '5';
    behind.resize(wanted, '0');
    digits += behind;
    REQUIRE(!digits.empty());
    REQUIRE(digits.find_first_not_of("0123456789") == std::string::npos);
    const long long value = std::stoll(digits) + (up ? 1 : 0);
    return negative ? -value : value;
}

struct Comparison {
    int decimals = 2;  // of the amounts in the input
    // Ids as the expected file has them: the program prints them as they stand in the input.
    std::function<std::string(const std::string&)> id = [](const std::string& text) { return text; };
    // Customers whose M is one higher than in R, which adds in binary.
    std::set<std::string> rounded_in_r;
    bool compare_rfm_score = true;
};

// How many customers agreed in every column. Fails the test for each that does not.
inline std::size_t check_published(const std::string& scored, const std::string& expected_path,
                                   const Comparison& how = {}) {
    INFO(expected_path);
    const CsvTable ours(scored);
    const CsvTable theirs(read_file(expected_path));
    REQUIRE(ours.size() == theirs.size());
    std::map<std::string, std::size_t> row_of;
    for (std::size_t i = 0; i < ours.size(); ++i) row_of[how.id(ours.field(i, "customer_id"))] = i;
    REQUIRE(row_of.size() == ours.size());
    const std::pair<const char*, const char*> columns[] = {
        {"recency_days", "recency_days"}, {"frequency", "transaction_count"}, {"r_score", "recency_score"},
        {"f_score", "frequency_score"},   {"m_score", "monetary_score"},      {"rfm_score", "rfm_score"},
    };
    std::size_t agreeing = 0;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        const std::string& id = theirs.field(i, "customer_id");
        REQUIRE(row_of.count(id) == 1);
        const std::size_t row = row_of[id];
        const bool exception = how.rounded_in_r.count(id) != 0;
        bool same =
            rounded(ours.field(row, "monetary"), how.decimals) == rounded(theirs.field(i, "amount"), how.decimals);
        for (const auto& [our_name, their_name] : columns) {
            const std::string name = our_name;
            if (name == "rfm_score" && (!how.compare_rfm_score || exception)) continue;
            const std::string& our = ours.field(row, our_name);
            const std::string& their = theirs.field(i, their_name);
            if (name == "m_score" && exception) {
                same = same && std::stoi(our) == std::stoi(their) + 1;
            } else {
                same = same && our == their;
            }
        }
        if (same) {
            ++agreeing;
        } else if (++shown <= 10) {
            UNSCOPED_INFO("differs: " << csv_line(theirs.rows()[i]) << "   ours: " << csv_line(ours.rows()[row]));
        }
    }
    CHECK(agreeing == theirs.size());
    return agreeing;
}

// Runs the program, which must succeed without a word.
inline std::string scored(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.begin(), "score");
    const Ran ran = rfm(std::move(arguments), input);
    CHECK(ran.err == "");
    REQUIRE(ran.status == 0);
    return ran.out;
}

// The exact sum of the monetary column, as an integer of the last of `decimals` digits.
inline long long total_amount(const std::string& scored_text, int decimals) {
    const CsvTable table(scored_text);
    long long total = 0;
    for (std::size_t i = 0; i < table.size(); ++i) total += rounded(table.field(i, "monetary"), decimals);
    return total;
}

}  // namespace rfm::test
