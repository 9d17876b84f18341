// Scored customers to CSV text, in the columns that are written when none are asked for (docs/output.md).
// Thread-safety: one a thread; it remembers pieces of text. Ranges of customers may be formatted side by side by
// copies.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/score.h>

namespace rfm::output {

class ScoreRows {
public:
    // decimals: with which amounts are written. bins: a score of 10 makes rfm_score be written as in 10-9-10.
    // for_spreadsheet: text that a spreadsheet would take for a formula gets an apostrophe before it.
    ScoreRows(int decimals, int bins, bool has_monetary, bool for_spreadsheet = false);

    static std::string_view header() {
        return "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,"
               "segment\n";
    }

    // Appends one record with its line feed.
    void append(const CustomerRow& row, std::string& out);

private:
    // Most of a record recurs: the date with its days, and the scores with their segment. Writing them anew each time
    // took twice as long as all the rest.
    struct DateText {
        DayNumber day = 0;
        std::int32_t recency_days = 0;
        std::uint32_t size = 0;       // 0: nothing remembered here
        std::array<char, 28> text{};  // ",2025-01-31,12,"
    };
    struct ScoreText {
        std::string segment;
        std::string text;  // ",4,5,5,455,high-value\n"; empty: nothing remembered here
    };
    const DateText& date_text(const CustomerRow& row);
    const std::string& score_text(const CustomerRow& row);

    int decimals_;
    bool separated_;
    bool has_monetary_;
    bool for_spreadsheet_;
    std::size_t longest_plain_id_;  // longer ids go the long way; 0 for spreadsheets, so that this costs others nothing
    std::vector<DateText> dates_;
    std::vector<ScoreText> scores_;
};

}  // namespace rfm::output
