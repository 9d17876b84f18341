// Scored files made for tests, and the errors they lead to.
#pragma once

#include <string>
#include <vector>

#include <rfm/error.h>

#include "diff/comparison.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {

inline const std::string scored_header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";

// The words of the rfm::Error that the call throws, with its kind before them as a number of the exit status.
template <class Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return std::to_string(exit_status(error.kind())) + " " + error.what();
    }
    return "no error";
}

struct ComparedTexts {
    std::string map;
    int bins = 5;
    std::size_t chunk_size = diff::ScoredFile::usual_chunk;
};

// Compares two texts as old.csv and new.csv; `changes`, if any, gets each move as "id from>to", numbers for segments.
inline diff::Comparison compare_texts(const std::string& before, const std::string& now, const ComparedTexts& how = {},
                                      std::vector<std::string>* changes = nullptr) {
    const TemporaryFolder folder;
    diff::ComparisonRequest request;
    request.old_path = folder.write("old.csv", before);
    request.new_path = folder.write("new.csv", now);
    if (!how.map.empty()) request.map = folder.write("map.csv", how.map);
    request.bins = how.bins;
    request.chunk_size = how.chunk_size;
    if (changes != nullptr) {
        request.take_move = [&](const diff::Move& move, const diff::SegmentOrder&) {
            const auto* const customer = move.before != nullptr ? move.before : move.now;
            changes->push_back(std::string(customer->id) + " " + std::to_string(move.from) + ">" +
                               std::to_string(move.to));
        };
    }
    const auto strip = [&](std::string text) {
        const std::string path = folder.path().string() + "/";
        for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path))
            text.erase(at, path.size());
        return text;
    };
    try {
        diff::Comparison comparison = diff::compare_files(request);
        comparison.old_file.name = strip(comparison.old_file.name);
        comparison.new_file.name = strip(comparison.new_file.name);
        for (std::string& warning : comparison.warnings) warning = strip(warning);
        return comparison;
    } catch (const Error& error) {
        throw Error(error.kind(), strip(error.what()));
    }
}

// One comparison with every kind of move: 10 customers before, 9 now.
inline diff::Comparison example_comparison(const ComparedTexts& how = {}, std::vector<std::string>* changes = nullptr) {
    return compare_texts(scored_header +
                             "a,2025-01-30,1,9,100.5,5,5,5,555,high-value\n"
                             "b,2025-01-29,2,8,90.25,5,5,4,554,high-value\n"
                             "c,2025-01-01,30,2,10,4,2,1,421,potential\n"
                             "e,2024-12-01,61,3,11.00,3,3,2,332,potential\n"
                             "f,2024-01-31,366,7,50.00,1,4,3,143,at-risk\n"
                             "h,2023-01-31,731,1,-5.00,1,1,1,111,sleeping\n",
                         scored_header +
                             "a,2025-01-30,2,9,100.50,5,5,5,555,high-value\n"
                             "b,2025-01-29,3,8,90.25,2,5,4,254,at-risk\n"
                             "c,2025-01-31,1,3,20.00,5,4,5,545,high-value\n"
                             "d,2025-01-31,1,1,7.125,5,1,1,511,potential\n"
                             "f,2024-01-31,367,7,50.00,1,3,3,133,at-risk\n"
                             "h,2025-01-31,1,2,1.00,5,2,1,521,potential\n",
                         how, changes);
}

}  // namespace rfm::test
