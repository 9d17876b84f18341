// The parts of a zip archive that is in memory, unpacked by name, piece by piece.
// Every offset and size of the archive is checked before it is followed, and a part that does not have the length and
// the checksum that the directory tells is refused: what is cut short or changed never passes for a shorter sheet.
// Thread-safety: none needed; const functions may be called side by side. The bytes outlive the object.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rfm::sources {

class ZipParts {
public:
    // Throws UnreadablePart when the bytes have no readable directory.
    explicit ZipParts(std::string_view archive);

    // Names are compared without regard to ASCII case, as the rules for workbooks want it.
    bool has(std::string_view name) const { return parts_.contains(plain_name(name)); }

    // Hands out the part in pieces. Throws UnreadablePart when there is no such part, when it is damaged, when it is
    // encrypted, or when it unpacks to more than `limit` bytes.
    void read(std::string_view name, std::uint64_t limit, const std::function<void(std::string_view)>& piece) const;

    // A small part as a whole.
    std::string text(std::string_view name, std::uint64_t limit) const;

private:
    struct Part {
        std::uint64_t header_at = 0;
        std::uint64_t packed_size = 0;
        std::uint64_t size = 0;
        std::uint32_t checksum = 0;
        std::uint16_t method = 0;
        bool is_encrypted = false;
    };

    static std::string plain_name(std::string_view name);
    void read_directory();
    std::string_view packed_bytes(const std::string& name, const Part& part) const;

    std::string_view archive_;
    std::map<std::string, Part> parts_;
};

}  // namespace rfm::sources
