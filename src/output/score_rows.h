// Scored customers to CSV text (docs/output.md).
// Thread-safety: immutable after construction; ranges of customers may be formatted side by side.
#pragma once

#include <string>
#include <string_view>

#include <rfm/score.h>

namespace rfm::output {

class ScoreRows {
public:
    // decimals: with which amounts are written. bins: a score of 10 makes rfm_score be written as in 10-9-10.
    ScoreRows(int decimals, int bins, bool has_monetary)
        : decimals_(decimals), separated_(bins > 9), has_monetary_(has_monetary) {}

    static std::string_view header() {
        return "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,"
               "segment\n";
    }

    // Appends one record with its line feed.
    void append(const CustomerRow& row, std::string& out) const;

private:
    int decimals_;
    bool separated_;
    bool has_monetary_;
};

}  // namespace rfm::output
