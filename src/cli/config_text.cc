#include "cli/config_text.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/byte_order_mark.h"
#include "base/shown_text.h"

namespace rfm::cli {
namespace {

bool is_key_char(char c) {
    return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '_';
}

class ConfigReader {
public:
    ConfigReader(std::string_view text, const std::string& name)
        : text_(base::without_byte_order_mark(text)), name_(name) {}

    std::vector<ConfigItem> read() {
        refuse_binary();
        std::vector<ConfigItem> items;
        std::string section;
        for (skip_to_text(); !at_end(); skip_to_text()) {
            if (peek() == '[') {
                section = read_section();
            } else {
                items.push_back(read_item());
                items.back().section = section;
            }
            end_line();
        }
        return items;
    }

private:
    [[noreturn]] void refuse(std::string_view what) const {
        throw Error(ErrorKind::usage, fmt::format("{}:{}: {}", name_, line_, what));
    }

    void refuse_binary() {
        std::string_view rest = text_;
        while (!rest.empty()) {
            const std::size_t length = base::utf8_length(rest);
            const auto byte = static_cast<unsigned char>(rest[0]);
            const bool control = byte == 0x7F || (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r');
            if (length == 0 || control) {
                refuse(fmt::format("{} is no text; a config file is UTF-8 text of lines KEY = VALUE",
                                   base::shown(rest.substr(0, 1))));
            }
            if (rest[0] == '\n') ++line_;
            rest.remove_prefix(length);
        }
        line_ = 1;
    }

    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\n' : text_[at_]; }
    bool at_line_end() const { return peek() == '\n' || text_.substr(at_).starts_with("\r\n"); }

    void skip_blanks() {
        while (!at_end() && (peek() == ' ' || peek() == '\t')) ++at_;
    }

    void skip_comment() {
        if (peek() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    }

    // Over blanks, comments and line ends.
    void skip_to_text() {
        for (;;) {
            skip_blanks();
            skip_comment();
            if (at_end() || !at_line_end()) return;
            at_ += peek() == '\r' ? 2 : 1;
            ++line_;
        }
    }

    // What is left of the line, for messages.
    std::string rest_of_line() const {
        std::string_view rest = text_.substr(at_, text_.find('\n', at_) - at_);
        while (!rest.empty() && (rest.back() == '\r' || rest.back() == ' ')) rest.remove_suffix(1);
        return base::shown(rest);
    }

    void end_line() {
        skip_blanks();
        skip_comment();
        if (!at_line_end())
            refuse(fmt::format("{} stands behind the value; a value with blanks needs quotes", rest_of_line()));
    }

    std::string read_word() {
        const std::size_t start = at_;
        while (!at_end() && is_key_char(peek())) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    std::string read_section() {
        const std::string whole = rest_of_line();
        ++at_;
        skip_blanks();
        std::string section = read_word();
        skip_blanks();
        if (section.empty() || peek() != ']')
            refuse(whole + " is no section; write [score], [summary], [report], [inspect] or [history]");
        ++at_;
        return section;
    }

    ConfigItem read_item() {
        ConfigItem item;
        item.line = line_;
        const std::string whole = rest_of_line();
        item.key = read_word();
        skip_blanks();
        if (item.key.empty() || peek() != '=') {
            refuse(fmt::format("{} is not KEY = VALUE, as in customer = \"Customer ID\" or no-header = true", whole));
        }
        std::replace(item.key.begin(), item.key.end(), '_', '-');
        ++at_;
        skip_blanks();
        if (peek() == '[') {
            item.is_list = true;
            read_list(item);
        } else {
            item.values.push_back(read_value(item));
        }
        return item;
    }

    void read_list(ConfigItem& item) {
        ++at_;
        for (;;) {
            skip_to_text();
            if (at_end()) break;
            if (peek() == ']') {
                ++at_;
                return;
            }
            item.values.push_back(read_value(item));
            skip_to_text();
            if (peek() == ',') {
                ++at_;
            } else if (peek() != ']') {
                break;
            }
        }
        line_ = item.line;
        refuse(fmt::format(R"({}: the list has no end; write it as ["one", "two"])", item.key));
    }

    std::string read_value(ConfigItem& item) {
        if (peek() == '"' || peek() == '\'') return read_quoted(item);
        const std::size_t start = at_;
        while (!at_end() && (is_key_char(peek()) || peek() == '.' || peek() == '+' || peek() == ':' || peek() == '%'))
            ++at_;
        std::string word(text_.substr(start, at_ - start));
        if (word.empty()) {
            refuse(at_line_end() || peek() == '#'
                       ? fmt::format("{}: must not be empty", item.key)
                       : fmt::format("{}: {} needs quotes, as in {} = \"...\"", item.key, rest_of_line(), item.key));
        }
        item.is_switch = word == "true" || word == "false";
        return word;
    }

    // As in TOML: in "" a backslash makes the next sign another, in '' everything is as it stands.
    std::string read_quoted(const ConfigItem& item) {
        const char quote = text_[at_++];
        std::string value;
        for (;; ++at_) {
            if (at_line_end()) refuse(fmt::format("{}: the quote has no end on this line", item.key));
            char c = peek();
            if (c == quote) break;
            if (c == '\\' && quote == '"') {
                ++at_;
                c = peek();
                if (c == 't') {
                    c = '\t';
                } else if (c != '"' && c != '\\') {
                    refuse(
                        fmt::format("{}: in \"\" a backslash stands before \", \\ or t only; write the value in '', "
                                    "where everything is as it stands",
                                    item.key));
                }
            }
            value.push_back(c);
        }
        ++at_;
        return value;
    }

    std::string_view text_;
    const std::string& name_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

std::vector<ConfigItem> read_config_text(std::string_view text, const std::string& name) {
    return ConfigReader(text, name).read();
}

}  // namespace rfm::cli
