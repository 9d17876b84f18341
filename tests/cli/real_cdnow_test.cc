// CDNOW's purchases: columns set by runs of blanks, so that the blanks become commas first.
#include <string>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

// What `tr -s ' ' ,` and the removal of the comma in front would do.
std::string commas_for_blanks(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    bool line_start = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ' ') {
            out.push_back(text[i]);
            line_start = text[i] == '\n';
            continue;
        }
        while (i + 1 < text.size() && text[i + 1] == ' ') ++i;
        if (!line_start) out.push_back(',');
    }
    return out;
}

// 00017 stands as 17 in the expected files.
std::string without_zeros(const std::string& id) {
    return id.substr(std::min(id.find_first_not_of('0'), id.size()));
}

const std::vector<std::string> as_in_r = {"--as-of", "1998-07-01", "--method", "r-rfm"};

std::string scored_as_in_r(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.end(), as_in_r.begin(), as_in_r.end());
    return scored(std::move(arguments), input);
}

TEST_CASE("cdnow: the sample without a header, through standard input") {
    const std::string sample = shared_file("cdnow/CDNOW_sample.txt");
    if (sample.empty()) return;
    const std::string out = scored_as_in_r({"--no-header", "--customer", "2", "--date", "3", "--amount", "5", "-"},
                                           commas_for_blanks(read_file(sample)));
    Comparison how;
    how.id = without_zeros;
    CHECK(check_published(out, shared_file("cdnow/expected_rfm_sample.csv"), how) == 2'357);
}

TEST_CASE("cdnow: the sample as an event log with a header") {
    const std::string log = shared_file("cdnow/cdnowElog.csv");
    if (log.empty()) return;
    const std::string out = scored_as_in_r({log, "--customer", "sampleid", "--amount", "sales"});
    CHECK(check_published(out, shared_file("cdnow/expected_rfm_sample.csv")) == 2'357);
}

TEST_CASE("cdnow: the master file, all but one M of 23,570 customers as in R") {
    const std::string master = shared_file("cdnow/CDNOW_master.txt");
    if (master.empty()) return;
    const std::string out = scored_as_in_r({"--amount", "dollar_value", "-"}, commas_for_blanks(read_file(master)));
    Comparison how;
    how.id = without_zeros;
    how.rounded_in_r = {"502"};  // 15.36 + 16.99 equals a break, and R's binary sum falls short of it
    CHECK(check_published(out, shared_file("cdnow/expected_rfm_master.csv"), how) == 23'570);
    CHECK(total_amount(out, 2) == 250'031'563);
}

}  // namespace
}  // namespace rfm::test
