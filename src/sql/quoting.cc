#include "sql/quoting.h"

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::sql {

void refuse_unwritable(std::string_view text) {
    if (!base::is_utf8(text)) {
        throw Error(ErrorKind::usage, fmt::format("{}: is not UTF-8, which the query is written in; what the table "
                                                  "holds otherwise can only be named in a view of it",
                                                  base::shown(text)));
    }
    if (text.find('\0') != std::string_view::npos) {
        throw Error(ErrorKind::usage, fmt::format("{}: has a NUL byte in it, which SQL can't hold", base::shown(text)));
    }
}

std::string doubled_quotes(std::string_view text, char quote) {
    refuse_unwritable(text);
    std::string quoted(1, quote);
    for (const char c : text) {
        if (c == quote) quoted += quote;
        quoted += c;
    }
    quoted += quote;
    return quoted;
}

std::string escaped_quotes(std::string_view text, char quote) {
    refuse_unwritable(text);
    std::string quoted(1, quote);
    for (const char c : text) {
        if (c == '\n') {
            quoted += "\\n";
        } else if (c == '\r') {
            quoted += "\\r";
        } else {
            if (c == quote || c == '\\') quoted += '\\';
            quoted += c;
        }
    }
    quoted += quote;
    return quoted;
}

std::string in_comment(std::string_view text) {
    std::string shown = base::shown(text);
    // Line ends beyond ASCII (NEL, the line and the paragraph separator) end a comment for nobody we know of; but a
    // comment is not worth a doubt. `${` is what Spark replaces, even here.
    for (const char* const odd : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "${", "{{", "{%", "{#", "*/", "/*"}) {
        for (std::size_t at = shown.find(odd); at != std::string::npos; at = shown.find(odd)) {
            shown.replace(at, std::string_view(odd).size(), "_");
        }
    }
    return shown;
}

}  // namespace rfm::sql
