#include "csv/exact_scanner.h"

namespace rfm::csv {
OpenRecord scan_exactly(const char* data, std::size_t size, char delimiter, Structure& structure,
                        std::vector<std::uint32_t>& faulty_records) {
    enum class State { field_start, unquoted, quoted, quote_in_quoted, return_behind_quote };
    State state = State::field_start;
    OpenRecord open;
    bool faulty = false;
    for (std::size_t at = 0; at < size; ++at) {
        const char c = data[at];
        if (state == State::quoted) {
            if (c == '"') state = State::quote_in_quoted;
            continue;
        }
        if (state == State::quote_in_quoted && c == '"') {
            state = State::quoted;
            continue;
        }
        if (c == delimiter || c == '\n') {
            // A delimiter behind `"…"CR` finds the CR where it may not stand.
            if (state == State::return_behind_quote && c != '\n') faulty = true;
            structure.put_position(static_cast<std::uint32_t>(at));
            state = State::field_start;
            if (c == '\n') {
                if (faulty) faulty_records.push_back(static_cast<std::uint32_t>(structure.record_count));
                structure.put_record_end();
                open = OpenRecord{};
                open.begin = at + 1;
                faulty = false;
            } else if (faulty) {
                open.regular = false;
            }
            continue;
        }
        switch (state) {
            case State::field_start:
                if (c == '"') {
                    state = State::quoted;
                    open.opened_at = at;
                } else {
                    state = State::unquoted;
                }
                break;
            case State::unquoted:
                if (c == '"') open.regular = false;
                break;
            case State::quote_in_quoted:
                if (c == '\r') {
                    state = State::return_behind_quote;
                    break;
                }
                [[fallthrough]];
            case State::return_behind_quote:
                faulty = true;
                open.regular = false;
                state = State::unquoted;
                break;
            case State::quoted:
                break;  // dealt with above
        }
    }
    open.inside_quotes = state == State::quoted;
    return open;
}

}  // namespace rfm::csv
