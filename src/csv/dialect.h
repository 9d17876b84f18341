// How a file is cut into records and fields, and how that is found from its first bytes.
// Thread-safety: plain values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rfm::csv {

struct Dialect {
    char delimiter = ',';
    bool crlf = false;  // for words only: both line ends are read in any file
    bool byte_order_mark = false;
};

// Those that are looked for.
inline constexpr std::string_view candidate_delimiters = ",;\t|";

// As in "comma".
std::string delimiter_name(char delimiter);

// Finds the delimiter among , ; tab | from the first bytes of a file (without its byte-order mark), or takes the one
// given. The candidate is the one that cuts the most records into as many fields as the first, with every quote where
// it should be; then the one that makes the most fields. `whole` says that the sample is the whole file. Throws
// Error(data) naming `name` when two candidates fit equally well.
Dialect detect_dialect(std::string_view sample, bool whole, std::optional<char> delimiter, const std::string& name);

}  // namespace rfm::csv
