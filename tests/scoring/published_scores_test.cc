// Scores that the R package rfm 0.3.0 and dplyr's ntile gave to public order data, row by row.
// The data is not part of the project: without it these tests only say so.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "scoring/score_column.h"
#include "scoring/score_oracle.h"
#include "support/catch.h"

namespace rfm::scoring {
namespace {

namespace fs = std::filesystem;
using oracle::Scores;
using oracle::Values;

using Record = std::vector<std::string>;

// The files hold no quotes; a row that did would have too many fields.
Record split(const std::string& line) {
    Record fields(1);
    for (const char c : line) {
        if (c == '\r') continue;
        if (c == ',') {
            fields.emplace_back();
        } else {
            fields.back().push_back(c);
        }
    }
    return fields;
}

// '-12.5' to -12'500'000, exactly.
std::int64_t scaled(const std::string& text) {
    const bool negative = text.starts_with('-');
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits = text.substr(negative ? 1 : 0, point - (negative ? 1 : 0));
    std::string decimals = point < text.size() ? text.substr(point + 1) : "";
    REQUIRE(decimals.size() <= static_cast<std::size_t>(amount_decimals));
    decimals.resize(static_cast<std::size_t>(amount_decimals), '0');
    digits += decimals;
    REQUIRE(digits.find_first_not_of("0123456789") == std::string::npos);
    const std::int64_t value = std::stoll(digits);
    return negative ? -value : value;
}

class Published {
public:
    // An expected file, or nothing useful when its first column is not a customer (files of bands).
    explicit Published(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::string line;
        std::getline(file, line);
        const Record header = split(line);
        for (std::size_t i = 0; i < header.size(); ++i) columns_[header[i]] = i;
        if (!has("customer_id")) return;
        while (std::getline(file, line)) {
            rows_.push_back(split(line));
            REQUIRE(rows_.back().size() == header.size());
        }
    }

    bool has(const std::string& column) const { return columns_.count(column) != 0; }
    std::size_t size() const { return rows_.size(); }

    Scores scores(const std::string& column) const {
        Scores read;
        for (const Record& row : rows_) read.push_back(std::stoi(row[columns_.at(column)]));
        return read;
    }

    Values values(const std::string& column, bool as_amount) const {
        Values read;
        for (const Record& row : rows_) {
            const std::string& text = row[columns_.at(column)];
            if (as_amount) {
                read.push_back(scaled(text));
            } else {
                REQUIRE(text.find_first_not_of("-0123456789") == std::string::npos);
                read.push_back(std::stoll(text));
            }
        }
        return read;
    }

    std::string id(std::size_t row) const { return rows_[row][0]; }

private:
    std::map<std::string, std::size_t> columns_;
    std::vector<Record> rows_;
};

struct Metric {
    const char* values;
    const char* r_scores;
    const char* ntile_scores;
    Direction direction;
    Values custom_breaks;
};

const Metric metrics[] = {
    {"recency_days", "recency_score", "r_ntile", Direction::smaller_is_better, {115, 181, 297, 482}},
    {"transaction_count", "frequency_score", "f_ntile", Direction::larger_is_better, {4, 5, 6, 8}},
    {"amount",
     "monetary_score",
     "m_ntile",
     Direction::larger_is_better,
     {256 * amount_unit, 382 * amount_unit, 506 * amount_unit, 666 * amount_unit}},
};

int bins_of(const std::string& name) {
    const std::size_t at = name.find("_bins");
    return at == std::string::npos ? 5 : std::stoi(name.substr(at + 5));
}

// Customer 502 of CDNOW spent 15.36 + 16.99 = 32.35, which is the break 31.35 + 1 itself and so belongs above it. In
// binary floating point, as R adds, the sum falls just short of 32.35.
const std::vector<std::string> rounded_in_r = {"502"};

void check_scores(const Published& published, const std::string& column, const Scores& ours,
                  const std::vector<std::string>& known_to_differ) {
    const Scores theirs = published.scores(column);
    REQUIRE(ours.size() == theirs.size());
    std::size_t differing = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (std::find(known_to_differ.begin(), known_to_differ.end(), published.id(i)) != known_to_differ.end()) {
            CHECK(ours[i] == theirs[i] + 1);
            continue;
        }
        if (ours[i] == theirs[i]) continue;
        if (++differing <= 10) {
            WARN(column << " of '" << published.id(i) << "' is " << theirs[i] << ", ours is " << ours[i]);
        }
    }
    CHECK(differing == 0);
}

void check_file(const Published& published, const std::string& name) {
    const int bins = bins_of(name);
    for (const Metric& metric : metrics) {
        const bool is_amount = std::string(metric.values) == "amount";
        const Values values = published.values(metric.values, is_amount);
        INFO(metric.values);

        Rule r_rfm{Method::r_rfm, bins, {}, is_amount ? amount_unit : 1};
        if (name.find("_custom_") != std::string::npos) r_rfm.cuts = metric.custom_breaks;
        const ColumnScore scored = score_column(values, metric.direction, r_rfm);
        check_scores(published, metric.r_scores, scored.scores,
                     is_amount && name == "expected_rfm_master.csv" ? rounded_in_r : std::vector<std::string>());
        const ColumnScore again = score_column(values, metric.direction, {Method::cuts, bins, scored.cut_points, 1});
        CHECK(again.scores == scored.scores);

        if (published.has(metric.ntile_scores)) {
            // The rows stand in the order that decided the ties: ids in byte order, or numeric ids by number. Recency
            // was dealt out from the most recent on and the buckets reversed after, as 6 - ntile(recency_days, 5),
            // which is not NTILE over the oldest first: the larger buckets are the best ones.
            Scores dealt = score_column(values, Direction::larger_is_better, {Method::ntile, bins, {}, 1}).scores;
            if (metric.direction == Direction::smaller_is_better) {
                for (int& score : dealt) score = bins + 1 - score;
            }
            check_scores(published, metric.ntile_scores, dealt, {});
        }

        const ColumnScore quintile = score_column(values, metric.direction, {Method::quintile, bins, {}, 1});
        const ColumnScore repeated =
            score_column(values, metric.direction, {Method::cuts, bins, quintile.cut_points, 1});
        CHECK(repeated.scores == quintile.scores);
    }
}

TEST_CASE("published scores come out the same, row by row") {
    const fs::path folder = fs::path(RFM_SOURCE_DIR) / ".." / "shared" / "data";
    if (!fs::is_directory(folder)) {
        WARN("no public data beside the source; nothing was compared");
        return;
    }
    std::size_t files = 0;
    std::size_t rows = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("expected_rfm") || !name.ends_with(".csv")) continue;
        const Published published(entry.path());
        if (!published.has("customer_id")) continue;  // bands, not customers
        INFO(entry.path().string());
        check_file(published, name);
        ++files;
        rows += published.size();
    }
    CAPTURE(rows);
    CHECK(files >= 14);
}

}  // namespace
}  // namespace rfm::scoring
