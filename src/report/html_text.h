// Text as part of a page: nothing in it can become markup, and nothing of the data can upset what stands around it.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::report {

// How many characters of a text from the data are shown.
inline constexpr std::size_t shown_characters = 60;

// Finished HTML. Text becomes Markup only by the functions below, or by writing it down as such.
struct Markup {
    std::string html;
};

// & < > " ' written as references: for text and for attributes in quotes.
std::string escaped(std::string_view text);

// Words of the page itself.
Markup words(std::string_view text);

// Text from the data (ids, names of segments, files and columns): at most `limit` characters of it, followed by how
// long the whole is; control characters as pictures of them (␊), characters that turn the direction of writing as �.
std::string plain(std::string_view text, std::size_t limit = shown_characters);

// plain(), between the characters that keep its direction of writing to itself: where there is no markup.
std::string isolated(std::string_view text, std::size_t limit = shown_characters);

// plain(), as an element of its own, which keeps its direction of writing to itself.
Markup from_data(std::string_view text, std::size_t limit = shown_characters);

}  // namespace rfm::report
