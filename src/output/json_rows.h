// Scored customers to JSON Lines: an object a customer, whose members are the columns (docs/output.md).
// Thread-safety: immutable after construction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rfm/columns.h>
#include <rfm/score.h>

#include "output/customer_values.h"

namespace rfm::output {

class JsonRows {
public:
    // values outlives it. bins: a score of 10 makes rfm_score be written as in 10-9-10.
    JsonRows(const std::vector<Column>& columns, const CustomerValues& values, int bins);

    // Appends one object with its line feed. Numbers have the digits of the CSV.
    void append(const CustomerRow& row, const WorseCounts& worse, std::string& out) const;

private:
    struct Member {
        Column column;
        std::string before;  // as in `{"customer_id":`
    };
    std::vector<Member> members_;
    const CustomerValues& values_;
    const char* between_scores_;
};

// Appends the text as a JSON string (RFC 8259). Bytes that are no UTF-8 become the replacement character.
void append_json_string(std::string& out, std::string_view text);

}  // namespace rfm::output
