// Which encoding a text has: as said, by its byte-order mark, or found from its first bytes.
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfm::sources {

struct Encoding {
    std::string name;           // for people, and for --encoding: as in "GB18030"
    std::string iconv_name;     // the same in the words of iconv
    std::size_t mark_size = 0;  // of the byte-order mark at the start
    bool detected = false;      // from the text itself: a guess, if a good one
    bool is_utf8() const noexcept { return iconv_name == "UTF-8"; }
};

// The encoding that somebody named. Throws Error(usage) that lists the common ones when nobody knows it.
Encoding named_encoding(const std::string& name);

// The encoding of a text that starts so. given: as said by the user, or empty. whole: the start is all of it.
// Throws Error(data) that names `file` when the encoding can't be told, or when the start contradicts what was said.
Encoding find_encoding(std::string_view start, bool whole, const std::string& given, const std::string& file);

// What to try with text that is not UTF-8 from here on: names an encoding when it looks like one.
std::string broken_utf8_advice(std::string_view text);

}  // namespace rfm::sources
