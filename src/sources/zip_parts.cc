#include "sources/zip_parts.h"

#include <algorithm>
#include <new>
#include <optional>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/shown_text.h"
#include "sources/unreadable_part.h"

namespace rfm::sources {
namespace {

constexpr std::uint32_t local_header = 0x04034b50;
constexpr std::uint32_t directory_entry = 0x02014b50;
constexpr std::uint32_t directory_end = 0x06054b50;
constexpr std::uint32_t directory_end_64 = 0x06064b50;
constexpr std::uint32_t directory_locator_64 = 0x07064b50;

// A number of `size` bytes, the lowest first. Throws where the archive ends before it.
std::uint64_t number_at(std::string_view archive, std::uint64_t at, unsigned size) {
    if (at > archive.size() || archive.size() - at < size) throw UnreadablePart("it is cut short");
    std::uint64_t value = 0;
    for (unsigned i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(archive[at + i]);
    return value;
}

std::optional<std::uint64_t> find_directory_end(std::string_view archive) {
    constexpr std::uint64_t record_size = 22;
    constexpr std::uint64_t longest_comment = 65535;
    if (archive.size() < record_size) return std::nullopt;
    const std::uint64_t last = archive.size() - record_size;
    const std::uint64_t first = last > longest_comment ? last - longest_comment : 0;
    for (std::uint64_t at = last + 1; at-- > first;) {
        if (number_at(archive, at, 4) == directory_end) return at;
    }
    return std::nullopt;
}

struct Directory {
    std::uint64_t at = 0;
    std::uint64_t entries = 0;
};

Directory find_directory(std::string_view archive) {
    const auto end = find_directory_end(archive);
    if (!end) throw UnreadablePart("it is cut short: the list of its parts, at the end of the file, is missing");
    Directory found{number_at(archive, *end + 16, 4), number_at(archive, *end + 10, 2)};
    if (*end < 20 || number_at(archive, *end - 20, 4) != directory_locator_64) return found;
    const std::uint64_t end_64 = number_at(archive, *end - 12, 8);
    if (number_at(archive, end_64, 4) != directory_end_64) throw UnreadablePart("the list of its parts is damaged");
    return {number_at(archive, end_64 + 48, 8), number_at(archive, end_64 + 32, 8)};
}

class Inflater {
public:
    Inflater() {
        if (::inflateInit2(&stream_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { ::inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    z_stream& stream() noexcept { return stream_; }

private:
    z_stream stream_{};
};

void inflate_pieces(std::string_view packed, const std::function<void(std::string_view)>& piece) {
    Inflater inflater;
    z_stream& stream = inflater.stream();
    std::vector<char> buffer(std::size_t{256} << 10);
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        if (stream.avail_in == 0) {
            // zlib counts in 32 bits.
            const std::size_t given = std::min<std::size_t>(packed.size(), std::size_t{1} << 30);
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): zlib does not write to its input
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
            stream.avail_in = static_cast<uInt>(given);
            packed.remove_prefix(given);
        }
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END) throw UnreadablePart("its packed data is damaged");
        piece(std::string_view(buffer.data(), buffer.size() - stream.avail_out));
    }
}

}  // namespace

ZipParts::ZipParts(std::string_view archive) : archive_(archive) {
    read_directory();
}

std::string ZipParts::plain_name(std::string_view name) {
    std::string plain(name);
    for (char& byte : plain) {
        byte = byte == '\\' ? '/' : base::lower(byte);
    }
    return plain.starts_with('/') ? plain.substr(1) : plain;
}

void ZipParts::read_directory() {
    const Directory directory = find_directory(archive_);
    std::uint64_t at = directory.at;
    // No room is reserved for the number of entries: it may be a lie, the bytes are not.
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        if (number_at(archive_, at, 4) != directory_entry) throw UnreadablePart("the list of its parts is damaged");
        const auto field = [&](unsigned offset, unsigned size) { return number_at(archive_, at + offset, size); };
        Part part;
        part.is_encrypted = (field(8, 2) & 1) != 0;
        part.method = static_cast<std::uint16_t>(field(10, 2));
        part.checksum = static_cast<std::uint32_t>(field(16, 4));
        part.packed_size = field(20, 4);
        part.size = field(24, 4);
        part.header_at = field(42, 4);
        const std::uint64_t name_length = field(28, 2);
        const std::uint64_t extra_length = field(30, 2);
        const std::uint64_t comment_length = field(32, 2);
        const std::uint64_t name_at = at + 46;
        at = name_at + name_length + extra_length + comment_length;
        if (at > archive_.size()) throw UnreadablePart("it is cut short");
        // Sizes that do not fit 32 bits stand in the extra field 1, in this order, each only when it is needed.
        for (std::uint64_t extra = name_at + name_length; extra + 4 <= at - comment_length;) {
            const std::uint64_t id = number_at(archive_, extra, 2);
            const std::uint64_t length = number_at(archive_, extra + 2, 2);
            std::uint64_t value_at = extra + 4;
            extra = value_at + length;
            if (id != 1) continue;
            for (std::uint64_t* value : {&part.size, &part.packed_size, &part.header_at}) {
                if (*value != 0xFFFFFFFF || value_at + 8 > extra) continue;
                *value = number_at(archive_, value_at, 8);
                value_at += 8;
            }
        }
        parts_.emplace(plain_name(archive_.substr(name_at, name_length)), part);
    }
}

std::string_view ZipParts::packed_bytes(const std::string& name, const Part& part) const {
    if (number_at(archive_, part.header_at, 4) != local_header) {
        throw UnreadablePart(fmt::format("its part {} is not where it should be", base::shown(name)));
    }
    const std::uint64_t begin =
        part.header_at + 30 + number_at(archive_, part.header_at + 26, 2) + number_at(archive_, part.header_at + 28, 2);
    if (begin > archive_.size() || archive_.size() - begin < part.packed_size) {
        throw UnreadablePart(fmt::format("it is cut short in its part {}", base::shown(name)));
    }
    return archive_.substr(begin, part.packed_size);
}

void ZipParts::read(std::string_view name, std::uint64_t limit,
                    const std::function<void(std::string_view)>& piece) const {
    const std::string plain = plain_name(name);
    const auto found = parts_.find(plain);
    if (found == parts_.end()) throw UnreadablePart(fmt::format("its part {} is missing", base::shown(plain)));
    const Part& part = found->second;
    if (part.is_encrypted) throw UnreadablePart("it is protected by a password");
    const std::string_view packed = packed_bytes(plain, part);

    constexpr std::uint64_t plain_limit = std::uint64_t{128} << 20;
    std::uint64_t size = 0;
    uLong checksum = ::crc32_z(0, nullptr, 0);
    const auto check_and_pass = [&](std::string_view bytes) {
        size += bytes.size();
        if (size > limit) {
            throw UnreadablePart(
                fmt::format("its part {} unpacks to more than {} MiB", base::shown(plain), limit >> 20));
        }
        // Sheets shrink to a tenth, very plain ones to a fiftieth; made to burst, a file holds a thousand times itself,
        // and would take minutes before it reaches the limit.
        constexpr std::uint64_t most_times = 200;
        if (size > plain_limit && size / most_times > packed.size()) {
            throw UnreadablePart(
                fmt::format("its part {} unpacks to more than {} times its size", base::shown(plain), most_times));
        }
        checksum = ::crc32_z(checksum, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
        piece(bytes);
    };
    constexpr std::uint16_t stored = 0;
    constexpr std::uint16_t deflated = 8;
    if (part.method == deflated) {
        inflate_pieces(packed, check_and_pass);
    } else if (part.method == stored) {
        constexpr std::size_t most = std::size_t{256} << 10;
        for (std::size_t at = 0; at < packed.size(); at += most) check_and_pass(packed.substr(at, most));
    } else {
        throw UnreadablePart(
            fmt::format("its part {} is packed in an unusual way (method {})", base::shown(plain), part.method));
    }
    if (size != part.size || checksum != part.checksum) {
        throw UnreadablePart(fmt::format("its part {} is damaged: the checksum is wrong", base::shown(plain)));
    }
}

std::string ZipParts::text(std::string_view name, std::uint64_t limit) const {
    std::string all;
    read(name, limit, [&](std::string_view piece) { all += piece; });
    return all;
}

}  // namespace rfm::sources
