#include "sources/file_kind.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/byte_order_mark.h"
#include "base/shown_text.h"

namespace rfm::sources {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    std::string_view what;
    std::string_view advice;
};

constexpr std::string_view advice_export = "export it as CSV";
constexpr std::string_view advice_name = "name a CSV file";
constexpr std::string_view advice_unpack = "unpack it, and name the CSV files that were in it";

constexpr std::string_view ole_start = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

constexpr Signature signatures[] = {
    {ole_start, "an old Excel workbook (.xls)", "save the sheet as CSV UTF-8 and read that"},
    {"%PDF"sv, "a PDF document", advice_export},
    {"PAR1"sv, "a Parquet file", advice_export},
    {"SQLite format 3"sv, "an SQLite database", advice_export},
    {"\x7f\x45LF"sv, "a program", advice_name},
    {"\x89PNG"sv, "a PNG picture", advice_name},
    {"\xff\xd8\xff"sv, "a JPEG picture", advice_name},
    {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive", advice_unpack},
    {"Rar!\x1a\x07"sv, "a rar archive", advice_unpack},
    {"\x1f\x9d"sv, "a compressed file (.Z)", "unpack it on the way: zcat FILE | rfm score"},
    {"\x04\x22\x4d\x18"sv, "an lz4 file", "unpack it on the way: lz4 -dc FILE | rfm score"},
    {"LZIP\x01"sv, "an lzip file", "unpack it on the way: lzip -dc FILE | rfm score"},
};

[[noreturn]] void refuse(const std::string& name, std::string_view what, std::string_view advice) {
    throw Error(ErrorKind::data, fmt::format("{}: is {}, not CSV text; {}", name, what, advice));
}

// word: in small letters; those of the text may be any.
bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == base::lower(b); });
}

std::string_view without_blanks(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

}  // namespace

Packing packing_of(std::string_view start) {
    if (start.starts_with("\x1f\x8b"sv)) return Packing::gzip;
    if (start.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
    if (start.starts_with("\xfd\x37zXZ\x00"sv)) return Packing::xz;
    // Behind the level stands the mark of the first block, or of the end.
    if (start.size() >= 4 && start.starts_with("BZh"sv) && start[3] >= '1' && start[3] <= '9') {
        const std::string_view behind = start.substr(4, 6);
        for (const std::string_view mark : {"1AY&SY"sv, "\x17\x72\x45\x38\x50\x90"sv}) {
            if (behind == mark.substr(0, behind.size())) return Packing::bzip2;
        }
    }
    return Packing::none;
}

bool is_zip(std::string_view start) {
    return start.starts_with("PK\x03\x04"sv) || start.starts_with("PK\x05\x06"sv) || start.starts_with("PK\x07\x08"sv);
}

bool is_tar(std::string_view start) {
    return start.size() >= 512 && start.substr(257, 5) == "ustar"sv;
}

bool is_ole(std::string_view start) {
    return start.starts_with(ole_start);
}

void refuse_other_kinds(std::string_view start, const std::string& name) {
    for (const Signature& signature : signatures) {
        if (start.starts_with(signature.bytes)) refuse(name, signature.what, signature.advice);
    }
}

void refuse_other_texts(std::string_view start, std::optional<char> delimiter, const std::string& name) {
    const std::string_view text = without_blanks(base::without_byte_order_mark(start));
    for (const std::string_view word : {"<!doctype html"sv, "<html"sv, "<table"sv, "<head"sv, "<body"sv}) {
        if (starts_with_word(text, word)) {
            refuse(name, "an HTML page, or an .xls that is really HTML",
                   "open it in a spreadsheet and save it as CSV UTF-8, or export it as CSV");
        }
    }
    if (starts_with_word(text, "<?xml")) refuse(name, "an XML document", advice_export);
    if (!text.empty() && (text[0] == '{' || text[0] == '[')) {
        const std::string_view inner = without_blanks(text.substr(1));
        const bool object = text[0] == '{' && (inner.starts_with('"') || inner.starts_with('}'));
        const bool list = text[0] == '[' && (inner.starts_with('{') || inner.starts_with('['));
        if (object || list) refuse(name, "JSON", advice_export);
    }
    const std::string_view first_line = start.substr(0, start.find('\n'));
    const auto is_control = [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return c != delimiter && byte < 0x20 && !(byte >= 0x09 && byte <= 0x0D);
    };
    if (std::any_of(first_line.begin(), first_line.end(), is_control)) {
        throw Error(ErrorKind::data, fmt::format("{}: is binary data, not CSV text: its first line is {}", name,
                                                 base::shown(first_line, 40)));
    }
}

}  // namespace rfm::sources
