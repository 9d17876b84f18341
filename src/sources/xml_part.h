// Reads one XML part of a workbook as events, unpacked piece by piece, so that a sheet is never in memory as a whole.
// Thread-safety: one part, one thread. What an event hands out is valid during the event.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sources/zip_parts.h"

namespace rfm::sources {

struct XmlName {
    std::string_view space;  // the namespace's address; empty for most attributes
    std::string_view local;

    bool operator==(const XmlName&) const = default;
};

// The attributes of one element.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) noexcept : pairs_(pairs) {}

    std::optional<std::string_view> find(XmlName name) const noexcept;
    // An attribute without a prefix.
    std::optional<std::string_view> find(std::string_view local) const noexcept;

private:
    const char** pairs_;
};

class XmlEvents {
public:
    virtual ~XmlEvents() = default;
    virtual void start(const XmlName& name, const XmlAttributes& attributes) = 0;
    virtual void end(const XmlName& name) = 0;
    // One text may come in several pieces.
    virtual void text(std::string_view piece) = 0;
};

// Throws UnreadablePart for what is not well-formed, and what the events throw.
void read_xml_part(const ZipParts& parts, std::string_view part, std::uint64_t limit, XmlEvents& events);

}  // namespace rfm::sources
