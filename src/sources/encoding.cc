#include "sources/encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>
#include <memory>
#include <optional>
#include <type_traits>
#include <uchardet/uchardet.h>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/byte_order_mark.h"
#include "base/shown_text.h"
#include "sources/iconv_handle.h"

namespace rfm::sources {
namespace {

struct Known {
    std::string_view spelling;  // small letters, without what is neither letter nor digit
    const char* name;
    const char* iconv_name;
};

// GBK is a part of GB18030. Shift-JIS is what Windows calls so, with the characters that its programs write.
constexpr Known known_encodings[] = {
    {"utf8", "UTF-8", "UTF-8"},
    {"utf16le", "UTF-16LE", "UTF-16LE"},
    {"utf16be", "UTF-16BE", "UTF-16BE"},
    {"utf16", "UTF-16", "UTF-16"},
    {"utf32le", "UTF-32LE", "UTF-32LE"},
    {"utf32be", "UTF-32BE", "UTF-32BE"},
    {"gb18030", "GB18030", "GB18030"},
    {"gbk", "GBK", "GB18030"},
    {"gb2312", "GB2312", "GB18030"},
    {"big5", "Big5", "BIG5"},
    {"shiftjis", "Shift-JIS", "CP932"},
    {"sjis", "Shift-JIS", "CP932"},
    {"cp932", "Shift-JIS", "CP932"},
    {"windows31j", "Shift-JIS", "CP932"},
    {"windows1252", "Windows-1252", "CP1252"},
    {"cp1252", "Windows-1252", "CP1252"},
    {"latin1", "Latin-1", "ISO-8859-1"},
    {"iso88591", "Latin-1", "ISO-8859-1"},
    {"uhc", "EUC-KR", "CP949"},
    {"euckr", "EUC-KR", "CP949"},
};

constexpr std::string_view common_names =
    "utf-8, utf-16le, utf-16be, gb18030, gbk, big5, shift-jis, windows-1252, latin-1";

// What a guess may be: the encodings that exports are written in, by spelling. Those of Latin letters are alike.
constexpr std::array<std::string_view, 16> latin = {"windows1250", "windows1252", "windows1254", "windows1257",
                                                    "windows1258", "iso88591",    "iso88592",    "iso88593",
                                                    "iso88594",    "iso88599",    "iso885910",   "iso885913",
                                                    "iso885915",   "iso885916",   "ibm852",      "maccentraleurope"};
constexpr std::array<std::string_view, 13> others = {
    "gb18030",     "big5",        "shiftjis",    "eucjp",    "euckr", "uhc",   "windows1251",
    "windows1253", "windows1255", "windows1256", "iso88597", "koi8r", "tis620"};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), base::lower);
    return text;
}

std::string spelling_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (base::is_letter(c) || base::is_digit(c)) out.push_back(base::lower(c));
    }
    return out;
}

std::optional<Encoding> marked_encoding(std::string_view start) {
    using namespace std::string_view_literals;
    struct Mark {
        std::string_view bytes;
        const char* name;
    };
    constexpr Mark marks[] = {{base::byte_order_mark, "UTF-8"},
                              {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
                              {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
                              {"\xFF\xFE"sv, "UTF-16LE"},
                              {"\xFE\xFF"sv, "UTF-16BE"}};
    for (const Mark& mark : marks) {
        if (start.starts_with(mark.bytes)) return Encoding{mark.name, mark.name, mark.bytes.size(), false};
    }
    return std::nullopt;
}

// What stands in a text: whole characters, and bytes that are none.
struct Utf8Count {
    std::size_t characters = 0;  // of more than one byte
    std::size_t faults = 0;
    std::size_t first_fault = 0;
};

// A character that the end of the text may have cut off is no fault unless `whole`.
Utf8Count count_utf8(std::string_view text, bool whole) {
    Utf8Count count;
    std::size_t at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::string_view rest = text.substr(at);
        const std::size_t length = base::utf8_length(rest);
        if (length == 0) {
            if (!whole && rest.size() < 4 && base::is_utf8_start(rest)) break;
            if (count.faults == 0) count.first_fault = at;
            ++count.faults;
            ++at;
        } else {
            ++count.characters;
            at += length;
        }
    }
    return count;
}

// UTF-16 without a mark: NULs, as in every digit and delimiter, in every other place only.
void refuse_unmarked_utf16(std::string_view start, const std::string& file) {
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < start.size(); ++i) {
        if (start[i] == '\0') ++nuls[i % 2];
    }
    const std::size_t many = start.size() / 8 + 3;  // a quarter of the characters
    for (const std::size_t place : {std::size_t{0}, std::size_t{1}}) {
        if (nuls[place] < many || nuls[1 - place] > nuls[place] / 16) continue;
        throw Error(ErrorKind::data, fmt::format("{}: looks like UTF-16 without a byte-order mark; if so, give "
                                                 "--encoding {}",
                                                 file, place == 1 ? "utf-16le" : "utf-16be"));
    }
}

std::string detected_charset(std::string_view sample) {
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                                                  &uchardet_delete);
    if (!detector || uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

// The text as UTF-8; nothing when it does not fit the encoding. Its end may cut off a character unless `whole`.
std::optional<std::string> decoded(std::string_view text, bool whole, const Encoding& encoding) {
    const IconvHandle handle(encoding.iconv_name);
    std::string out(4 * text.size() + 64, '\0');
    char* in = const_cast<char*>(text.data());  // iconv's signature; it only reads there
    std::size_t left = text.size();
    char* to = out.data();
    std::size_t room = out.size();
    if (::iconv(handle.get(), &in, &left, &to, &room) == static_cast<std::size_t>(-1) && (errno != EINVAL || whole)) {
        return std::nullopt;
    }
    out.resize(out.size() - room);
    return out;
}

// The first lines of the two texts that are not the same, for a person to choose between.
std::pair<std::string, std::string> first_difference(std::string_view one, std::string_view other) {
    for (;;) {
        const std::size_t one_end = one.find('\n');
        const std::size_t other_end = other.find('\n');
        const std::string_view one_line = one.substr(0, one_end);
        const std::string_view other_line = other.substr(0, other_end);
        if (one_line != other_line || one_end == std::string_view::npos || other_end == std::string_view::npos) {
            return {base::shown(one_line), base::shown(other_line)};
        }
        one.remove_prefix(one_end + 1);
        other.remove_prefix(other_end + 1);
    }
}

// The codes from U+0080 to U+009F, which no text has: an encoding that makes such of its bytes is the wrong one.
bool has_control_codes(std::string_view utf8) {
    for (std::size_t at = utf8.find('\xC2'); at != std::string_view::npos; at = utf8.find('\xC2', at + 1)) {
        if (at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) < 0xA0) return true;
    }
    return false;
}

struct Guess {
    std::optional<Encoding> encoding;
    std::string why_not;  // where that can be said: two encodings that it may be, and how the text reads in each
};

// The encoding that uchardet takes the text for, if all of the text fits it. In a few words of a western language
// uchardet sees any of those that stand for Latin letters: mostly the letters that there are have the same places in
// the one that Windows writes in the west, and where they have not, both readings make words, and nothing decides.
Guess guess_encoding(std::string_view sample, bool whole) {
    const std::string charset = detected_charset(sample);
    const std::string spelling = spelling_of(charset);
    if (charset.empty() || spelling == "ascii" || spelling == "utf8") return {};
    const bool is_latin = std::find(latin.begin(), latin.end(), spelling) != latin.end();
    const bool is_other = std::find(others.begin(), others.end(), spelling) != others.end();
    if ((!is_latin && !is_other) || !IconvHandle::knows(charset)) return {};
    const Encoding guess = named_encoding(charset);
    std::optional<std::string> text = decoded(sample, whole, guess);
    if (text && has_control_codes(*text)) text.reset();
    if (is_other) return {text ? std::optional(guess) : std::nullopt, {}};
    const Encoding windows = named_encoding("windows-1252");
    const std::optional<std::string> as_windows = decoded(sample, whole, windows);
    if (as_windows && (text == as_windows || spelling == "iso88591")) return {windows, {}};
    if (!text) return {};
    if (!as_windows) return {guess, {}};
    const auto [as_guessed, as_west] = first_difference(*text, *as_windows);
    return {std::nullopt, fmt::format("--encoding {} reads {}, --encoding windows-1252 reads {}", lower(guess.name),
                                      as_guessed, as_west)};
}

}  // namespace

Encoding named_encoding(const std::string& name) {
    const std::string spelling = spelling_of(name);
    for (const Known& known : known_encodings) {
        if (spelling == known.spelling) return {known.name, known.iconv_name, 0, false};
    }
    // A slash would ask iconv to leave out or make up what does not fit.
    const bool is_name = !spelling.empty() && name.find('/') == std::string::npos;
    if (!is_name || !IconvHandle::knows(name)) {
        throw Error(ErrorKind::usage,
                    fmt::format("--encoding {}: is not known; the common ones are {}; iconv -l lists all",
                                base::shown(name), common_names));
    }
    return {name, name, 0, false};
}

Encoding find_encoding(std::string_view start, bool whole, const std::string& given, const std::string& file) {
    const std::optional<Encoding> marked = marked_encoding(start);
    if (!given.empty()) {
        Encoding said = named_encoding(given);
        if (!marked) return said;
        const bool agrees = said.iconv_name == marked->iconv_name || marked->iconv_name.starts_with(said.iconv_name);
        // In GB18030, what is a mark elsewhere can't begin a text; other encodings would show it as a few odd letters.
        if (!agrees) {
            throw Error(ErrorKind::data,
                        fmt::format("{}: begins with the byte-order mark of {}, which contradicts --encoding {}; leave "
                                    "the flag out",
                                    file, marked->name, given));
        }
        return *marked;
    }
    if (marked) return *marked;
    refuse_unmarked_utf16(start, file);
    const Utf8Count utf8 = count_utf8(start, whole);
    if (utf8.faults == 0) return named_encoding("UTF-8");
    // Two and more bytes that happen to be UTF-8 are rare in other encodings: text with many of them is UTF-8, of which
    // a few bytes are broken. The reader says where, at the first of them.
    if (utf8.characters > 4 * utf8.faults) return named_encoding("UTF-8");
    Guess guess = guess_encoding(start, whole);
    if (!guess.encoding) {
        const auto place = static_cast<std::ptrdiff_t>(utf8.first_fault);
        const auto line = 1 + std::count(start.begin(), start.begin() + place, '\n');
        throw Error(
            ErrorKind::data,
            fmt::format("{}: its encoding can't be told from its text; say which it is, as in --encoding gb18030 "
                        "(also big5, shift-jis, windows-1252, latin-1, utf-16le, or any other that iconv knows)"
                        "\n  line {} is not UTF-8: {}{}{}",
                        file, line, base::shown(start.substr(utf8.first_fault, 16), 40),
                        guess.why_not.empty() ? "" : "\n  ", guess.why_not));
    }
    guess.encoding->detected = true;
    return *guess.encoding;
}

std::string broken_utf8_advice(std::string_view text) {
    // Where characters that are right follow, the text is UTF-8, and another encoding would spoil them all.
    const Utf8Count utf8 = count_utf8(text, false);
    if (utf8.characters > 2 * utf8.faults) {
        return "the rest is UTF-8, so correct these bytes, or leave them out: iconv -c -f UTF-8 -t UTF-8 FILE | rfm "
               "score";
    }
    const std::string all =
        "if only a few bytes are broken, leave them out: iconv -c -f UTF-8 -t UTF-8 FILE | rfm score";
    const Guess guess = guess_encoding(text, false);
    if (!guess.encoding) return "give the encoding, as in --encoding gb18030 or windows-1252; " + all;
    return fmt::format("it looks like {}: try --encoding {}; {}", guess.encoding->name, lower(guess.encoding->name),
                       all);
}

}  // namespace rfm::sources
