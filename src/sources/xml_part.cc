#include "sources/xml_part.h"

#include <cstring>
#include <exception>
#include <expat.h>
#include <memory>
#include <new>
#include <string>
#include <type_traits>

#include <fmt/format.h>

#include "base/shown_text.h"
#include "sources/unreadable_part.h"

namespace rfm::sources {
namespace {

// Between a namespace and a name in what the parser hands out: a byte that neither can hold.
constexpr char separator = '\n';

XmlName split_name(const char* text) noexcept {
    const std::string_view whole(text);
    const std::size_t cut = whole.rfind(separator);
    if (cut == std::string_view::npos) return {{}, whole};
    return {whole.substr(0, cut), whole.substr(cut + 1)};
}

class Parser {
public:
    explicit Parser(XmlEvents& events) : events_(events), parser_(::XML_ParserCreateNS(nullptr, separator)) {
        if (!parser_) throw std::bad_alloc();
        ::XML_SetUserData(parser_.get(), this);
        ::XML_SetElementHandler(parser_.get(), &Parser::on_start, &Parser::on_end);
        ::XML_SetCharacterDataHandler(parser_.get(), &Parser::on_text);
        ::XML_SetStartDoctypeDeclHandler(parser_.get(), &Parser::on_doctype);
    }

    // False when the part is not well-formed.
    bool feed(std::string_view piece, bool is_last) {
        fed_ += piece.size();
        const XML_Status status =
            ::XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last ? XML_TRUE : XML_FALSE);
        if (failure_) std::rethrow_exception(failure_);
        // A tag that is open for so long can only be an attack: the parser begins each such tag anew with each piece.
        constexpr std::int64_t longest_tag = std::int64_t{8} << 20;
        const std::int64_t done = ::XML_GetCurrentByteIndex(parser_.get());
        if (static_cast<std::int64_t>(fed_) - done > longest_tag) throw UnreadablePart("it has a tag without an end");
        return status == XML_STATUS_OK;
    }

    std::string problem() const {
        return fmt::format("{} in line {}", ::XML_ErrorString(::XML_GetErrorCode(parser_.get())),
                           ::XML_GetCurrentLineNumber(parser_.get()));
    }

private:
    struct Free {
        void operator()(XML_Parser parser) const noexcept { ::XML_ParserFree(parser); }
    };

    // The parser is C: no exception may pass through it.
    template <class Action>
    void guarded(Action&& action) noexcept {
        if (failure_) return;
        try {
            action();
        } catch (...) {
            failure_ = std::current_exception();
            ::XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    // Most elements are of the namespace of the one before: then its end need not be looked for.
    XmlName element_name(const char* text) {
        if (std::strncmp(text, space_.data(), space_.size()) == 0 && text[space_.size()] == separator) {
            return {space_, text + space_.size() + 1};
        }
        const XmlName name = split_name(text);
        space_ = name.space;
        return {space_, name.local};
    }

    static Parser& self(void* data) noexcept { return *static_cast<Parser*>(data); }
    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        self(data).guarded([&] {
            // The parser keeps every open element in memory, and three bytes open one.
            constexpr int deepest = 1000;
            if (++self(data).depth_ > deepest) throw UnreadablePart("its elements are nested too deeply");
            self(data).events_.start(self(data).element_name(name), XmlAttributes(attributes));
        });
    }
    static void on_end(void* data, const XML_Char* name) {
        self(data).guarded([&] {
            --self(data).depth_;
            self(data).events_.end(self(data).element_name(name));
        });
    }
    static void on_text(void* data, const XML_Char* text, int length) {
        self(data).guarded([&] { self(data).events_.text({text, static_cast<std::size_t>(length)}); });
    }
    // No workbook has one; refused, since entities can be made to grow without end.
    static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        self(data).guarded([] { throw UnreadablePart("it has a document type, which workbooks don't"); });
    }

    XmlEvents& events_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
    std::string space_;
    std::exception_ptr failure_;
    std::uint64_t fed_ = 0;
    int depth_ = 0;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(XmlName name) const noexcept {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (split_name(pair[0]) == name) return std::string_view(pair[1]);
    }
    return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::find(std::string_view local) const noexcept {
    // The plain comparison of bytes is for speed: every cell of a sheet is asked for three of them.
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (std::strncmp(pair[0], local.data(), local.size()) == 0 && pair[0][local.size()] == '\0') {
            return std::string_view(pair[1]);
        }
    }
    return std::nullopt;
}

void read_xml_part(const ZipParts& parts, std::string_view part, std::uint64_t limit, XmlEvents& events) {
    Parser parser(events);
    const auto refuse = [&] {
        throw UnreadablePart(fmt::format("its part {} is damaged: {}", base::shown(part), parser.problem()));
    };
    parts.read(part, limit, [&](std::string_view piece) {
        if (!parser.feed(piece, false)) refuse();
    });
    if (!parser.feed({}, true)) refuse();
}

}  // namespace rfm::sources
