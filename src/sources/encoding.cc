#include "sources/encoding.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <iconv.h>
#include <memory>
#include <optional>
#include <uchardet/uchardet.h>
#include <vector>

#include <fmt/format.h>

#include <rfm/error.h>

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

std::string spelling_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
        }
    }
    return out;
}

std::string advice(const std::string& file) {
    return fmt::format("{}: say which encoding it has, as in --encoding gb18030 (also {})", file,
                       "big5, shift-jis, windows-1252, latin-1, utf-16le, or any other that iconv knows");
}

std::optional<Encoding> marked_encoding(std::string_view start) {
    using namespace std::string_view_literals;
    struct Mark {
        std::string_view bytes;
        const char* name;
    };
    constexpr Mark marks[] = {{"\xEF\xBB\xBF"sv, "UTF-8"},
                              {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
                              {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
                              {"\xFF\xFE"sv, "UTF-16LE"},
                              {"\xFE\xFF"sv, "UTF-16BE"}};
    for (const Mark& mark : marks) {
        if (start.starts_with(mark.bytes)) return Encoding{mark.name, mark.name, mark.bytes.size(), false};
    }
    return std::nullopt;
}

// What stands in text: whole characters, bytes that are none, and whether its end is cut off within a character.
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
    const std::size_t many = start.size() / 16 + 1;
    for (const std::size_t place : {0, 1}) {
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

// The encoding that uchardet takes the text for; nothing when it has no opinion or one that helps nobody.
std::optional<Encoding> guessed_encoding(std::string_view sample) {
    std::string charset = detected_charset(sample);
    if (charset.empty() || charset == "ASCII" || charset == "UTF-8") return std::nullopt;
    // What is taken for Latin-1 comes from Windows, where a few places more are characters.
    if (charset == "ISO-8859-1") charset = "WINDOWS-1252";
    try {
        return named_encoding(charset);
    } catch (const Error&) {
        return std::nullopt;
    }
}

// Whether all of the text fits the encoding; its end may cut off a character unless `whole`.
bool fits(std::string_view text, bool whole, const Encoding& encoding) {
    const IconvHandle handle(encoding.iconv_name);
    std::vector<char> out(std::size_t{1} << 16);
    char* in = const_cast<char*>(text.data());  // iconv's signature; it only reads there
    std::size_t left = text.size();
    while (left > 0) {
        char* to = out.data();
        std::size_t room = out.size();
        if (::iconv(handle.get(), &in, &left, &to, &room) != static_cast<std::size_t>(-1)) break;
        if (errno == EINVAL) return !whole;
        if (errno != E2BIG) return false;
    }
    return true;
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
    std::optional<Encoding> guess = guessed_encoding(start);
    if (!guess || !fits(start, whole, *guess)) {
        const auto line =
            1 + std::count(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(utf8.first_fault), '\n');
        throw Error(ErrorKind::data, fmt::format("{}\n  line {} is not UTF-8: {}",
                                                 advice(file + ": its encoding can't be told from its text"), line,
                                                 base::shown(start.substr(utf8.first_fault, 16), 40)));
    }
    guess->detected = true;
    return *guess;
}

std::string broken_utf8_advice(std::string_view around) {
    const std::string all =
        "if only a few bytes are broken, leave them out: iconv -c -f UTF-8 -t UTF-8 FILE | rfm score";
    const std::optional<Encoding> guess = guessed_encoding(around);
    if (!guess || !fits(around, false, *guess))
        return "give the encoding, as in --encoding gb18030 or windows-1252; " + all;
    std::string name = guess->name;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return fmt::format("it looks like {}: try --encoding {}; {}", guess->name, name, all);
}

}  // namespace rfm::sources
