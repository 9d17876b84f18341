// The library's whole answer as text: scores, summary and rejects, or the message it refused with.
#pragma once

#include <string>
#include <string_view>

#include <rfm/score.h>

#include "support/files.h"

namespace rfm::test {

class StringSink : public TextSink {
public:
    void write(std::string_view piece) override { text += piece; }
    std::string text;
};

inline std::string csv_text(const ScoredCustomers& customers) {
    StringSink sink;
    write_csv(customers, sink);
    return sink.text;
}

// Everything that a run gives, so that two runs can be compared as a whole.
inline std::string whole_answer(const Plan& plan) {
    try {
        const ScoredCustomers customers = score(plan);
        std::string text = csv_text(customers) + summary_json(customers.summary());
        if (!plan.rejects_path.empty()) text += read_file(plan.rejects_path);
        return text;
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace rfm::test
