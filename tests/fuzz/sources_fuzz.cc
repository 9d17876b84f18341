// Bytes to texts: unpacking, workbooks, encodings. The first byte says what the rest becomes, so that checksums don't
// keep every change out:
//   0  a file as it is
//   1  the parts of a zip (\x01 name \x02 content, again and again), put together with the right checksums: a workbook
//   2  deflated bytes, put into a gzip file with the right checksum
// A text must not depend on how it is read, and be what zlib and iconv make of the same bytes.
#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <iconv.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>
#include <zlib.h>

#include <rfm/error.h>

#include "memory_file.h"
#include "sources/encoding.h"
#include "sources/texts.h"

namespace {

using rfm::fuzz::found;
using rfm::fuzz::MemoryFile;
using rfm::fuzz::want;

constexpr std::size_t flag_bytes = 4;
constexpr std::size_t most_text = std::size_t{1} << 24;  // what is longer is read, but not kept

void put(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint32_t checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string zip_of_parts(std::string_view parts) {
    std::string archive;
    std::string directory;
    std::uint64_t count = 0;
    while (!parts.empty()) {
        if (parts.front() == '\x01') parts.remove_prefix(1);
        const std::string_view part = parts.substr(0, parts.find('\x01'));
        parts.remove_prefix(part.size());
        const std::size_t name_size = std::min(part.find('\x02'), part.size());
        const std::string_view content = part.substr(std::min(name_size + 1, part.size()));
        std::string shared;  // what both headers say: version, flags, method, time, checksum, sizes
        put(shared, 20, 2);
        put(shared, 0, 8);
        put(shared, checksum(content), 4);
        put(shared, content.size(), 4);
        put(shared, content.size(), 4);
        put(shared, name_size, 2);
        put(shared, 0, 2);
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += shared;
        directory.append(10, '\0');  // comment, disk, attributes
        put(directory, archive.size(), 4);
        directory += part.substr(0, name_size);
        archive += "PK\x03\x04" + shared;
        archive += part.substr(0, name_size);
        archive += content;
        ++count;
    }
    const std::size_t directory_at = archive.size();
    archive += directory + "PK\x05\x06";
    put(archive, 0, 4);
    put(archive, count, 2);
    put(archive, count, 2);
    put(archive, directory.size(), 4);
    put(archive, directory_at, 4);
    put(archive, 0, 2);
    return archive;
}

// What zlib unpacks of deflated bytes, and how many of them it takes; nothing where they are none.
std::optional<std::string> inflated(std::string_view deflated, std::size_t& taken) {
    z_stream stream{};
    want(::inflateInit2(&stream, -MAX_WBITS) == Z_OK, "no zlib");
    std::string input(deflated);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    std::string out;
    int status = Z_OK;
    while (status == Z_OK && out.size() < most_text) {
        constexpr std::size_t piece = 65536;
        out.resize(out.size() + piece);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + out.size() - piece);
        stream.avail_out = piece;
        status = ::inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
    }
    taken = stream.total_in;
    ::inflateEnd(&stream);
    if (status != Z_STREAM_END) return std::nullopt;
    return out;
}

struct Answer {
    bool refused = false;
    std::string words;  // of the refusal
    std::vector<std::string> texts;
};

Answer read_texts(const std::string& path, const rfm::sources::SourceOptions& options, std::size_t piece) {
    Answer answer;
    try {
        rfm::sources::Texts texts = rfm::sources::Texts::open(path, options);
        while (std::optional<rfm::sources::Text> text = texts.next()) {
            want(!text->encoding.empty(), "a text without an encoding");
            const std::unique_ptr<rfm::sources::ByteSource> source = rejoin(std::move(text->bytes));
            std::string& whole = answer.texts.emplace_back();
            std::vector<char> buffer(piece);
            std::uint64_t all = 0;
            while (const std::size_t count = source->read(buffer)) {
                want(count <= piece, "more bytes than there is room for");
                all += count;
                if (all <= most_text) whole.append(buffer.data(), count);
                if (count < piece) want(source->read(buffer) == 0, "bytes behind the end");
                if (count < piece) break;
            }
        }
        texts.warnings();
    } catch (const rfm::Error& error) {
        want(error.kind() != rfm::ErrorKind::bug, error.what());
        want(*error.what() != '\0', "an error without words");
        answer.refused = true;
        answer.words = error.what();
    }
    return answer;
}

// Out of a pipe, as `cat file | rfm` has it. Small enough for the pipe's own memory, so that no writer is needed.
std::optional<Answer> read_from_pipe(std::string_view bytes, const rfm::sources::SourceOptions& options) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    constexpr std::size_t room = 60000;
    std::optional<Answer> answer;
    if (bytes.size() <= room && ::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
        ::close(std::exchange(ends[1], -1));
        answer = read_texts("/proc/self/fd/" + std::to_string(ends[0]), options, 65536);
    }
    ::close(ends[0]);
    if (ends[1] >= 0) ::close(ends[1]);
    return answer;
}

bool is_packed(std::string_view bytes) {
    for (const std::string_view magic : {"\x1F\x8B", "\x28\xB5\x2F\xFD",
                                         "\xFD"
                                         "7zXZ",
                                         "BZh", "PK", "\xD0\xCF\x11\xE0"}) {
        if (bytes.starts_with(magic)) return true;
    }
    // Anything that can stand before a frame of zstd, and tar.
    return (bytes.size() > 4 && bytes.substr(1, 3) == "\x2A\x4D\x18") || bytes.size() >= 262;
}

// The bytes as iconv turns them, in one piece.
std::optional<std::string> decoded(std::string_view bytes, const std::string& iconv_name) {
    const iconv_t handle = ::iconv_open("UTF-8", iconv_name.c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string in(bytes);
    std::string out(4 * in.size() + 16, '\0');
    char* from = in.data();
    std::size_t left = in.size();
    char* to = out.data();
    std::size_t room = out.size();
    bool whole = ::iconv(handle, &from, &left, &to, &room) != static_cast<std::size_t>(-1) && left == 0;
    whole = whole && ::iconv(handle, nullptr, nullptr, &to, &room) != static_cast<std::size_t>(-1);
    ::iconv_close(handle);
    out.resize(out.size() - room);
    if (!whole) return std::nullopt;
    return out;
}

void check_encoding(std::string_view bytes, const rfm::sources::SourceOptions& options, const Answer& answer) {
    if (answer.refused || options.whitespace_delimited || is_packed(bytes)) return;
    if (bytes.find('\r') != std::string_view::npos) return;
    want(answer.texts.size() == 1, "not one text of one file");
    const bool is_ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || (c >= ' ' && c < 127); });
    if (is_ascii && options.encoding.empty()) want(answer.texts[0] == bytes, "plain text was changed");
    if (options.encoding.empty()) return;
    const rfm::sources::Encoding encoding = rfm::sources::named_encoding(options.encoding);
    if (encoding.is_utf8()) return want(answer.texts[0] == bytes, "UTF-8 was changed");
    std::optional<std::string> other = decoded(bytes, encoding.iconv_name);
    want(other.has_value(), "text that is not in the encoding");
    std::string_view text = *other;
    std::string_view read = answer.texts[0];
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (read.starts_with("\xEF\xBB\xBF")) read.remove_prefix(3);
    if (text.find('\r') == std::string_view::npos) want(text == read, "decoded to another text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < flag_bytes) return 0;
    std::string bytes(reinterpret_cast<const char*>(data) + flag_bytes, size - flag_bytes);
    std::optional<std::string> unpacked;
    if (data[0] % 4 == 1) bytes = zip_of_parts(bytes);
    if (data[0] % 4 == 2) {
        std::size_t taken = 0;
        unpacked = inflated(bytes, taken);
        bytes.resize(taken);
        bytes.insert(0, std::string_view("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10));
        put(bytes, unpacked ? checksum(*unpacked) : 0, 4);
        put(bytes, unpacked ? unpacked->size() : 0, 4);
    }
    rfm::sources::SourceOptions options;
    constexpr const char* encodings[] = {"",         "",        "",       "utf-8",     "utf-16le",
                                         "utf-16be", "gbk",     "big5",   "shift-jis", "windows-1252",
                                         "latin-1",  "gb18030", "utf-16", "euc-kr",    "koi8-r"};
    options.encoding = encodings[data[1] % std::size(encodings)];
    options.whitespace_delimited = data[2] % 8 == 7;
    if (options.whitespace_delimited) options.delimiter = '\t';
    constexpr const char* sheets[] = {"", "", "", "2", "Orders"};
    options.sheet = sheets[data[2] / 8 % std::size(sheets)];

    const MemoryFile file(bytes);
    const Answer first = read_texts(file.path(), options, 65536);
    check_encoding(bytes, options, first);
    if (unpacked && !first.refused && !is_packed(*unpacked) && options.encoding.empty()) {
        const MemoryFile plain(*unpacked);
        const Answer other = read_texts(plain.path(), options, 65536);
        want(!other.refused && other.texts == first.texts, "gzip unpacked to another text");
    }
    if (data[3] % 4 == 1) {
        const Answer other = read_texts(file.path(), options, std::size_t{1} + data[3] / 4);
        want(other.words == first.words, "a refusal depends on how a text is read");
        want(first.refused || other.texts == first.texts, "a text depends on how it is read");
    }
    if (data[3] % 4 == 2) {
        const std::optional<Answer> other = read_from_pipe(bytes, options);
        if (other) {
            want(other->refused == first.refused, "a pipe is refused, a file is not, or the other way round");
            want(other->texts == first.texts || first.refused, "a pipe has another text than a file");
        }
    }
    return 0;
}
