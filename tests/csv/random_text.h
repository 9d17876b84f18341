// Random CSV texts: from pure noise to well-formed records with a character changed here and there. The noise reaches
// every rule; the nearly well-formed ones keep the fast path in use up to the byte that ends it.
#pragma once

#include <random>
#include <string>
#include <string_view>

namespace rfm::test {

class RandomText {
public:
    explicit RandomText(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

    std::string noise(std::size_t size) {
        std::string text;
        while (text.size() < size) text += alphabet(below(9));
        return text;
    }

    // Well-formed records of field_count fields, about `size` bytes; fields have up to longest_field characters.
    std::string records(std::size_t size, char delimiter, std::size_t field_count, std::size_t longest_field) {
        std::string text;
        while (text.size() < size) {
            if (below(12) == 0) text += line_end();
            for (std::size_t i = 0; i < field_count; ++i) {
                if (i > 0) text += delimiter;
                append_field(text, delimiter, longest_field);
            }
            if (below(16) == 0) text.append(1 + below(2), delimiter);
            text += line_end();
        }
        if (below(3) == 0 && text.ends_with('\n')) text.pop_back();
        return text;
    }

    void change_bytes(std::string& text, std::size_t times) {
        for (; times > 0 && !text.empty(); --times) {
            std::size_t at = below(text.size());
            if (text[at] == '\xA9') --at;  // the second byte of é: whole characters only, so that it stays UTF-8
            const std::size_t size = text[at] == '\xC3' ? 2 : 1;
            switch (below(3)) {
                case 0:
                    text.erase(at, size);
                    break;
                case 1:
                    text.insert(at, alphabet(below(9)));
                    break;
                default:
                    text.replace(at, size, alphabet(below(7)));
            }
        }
    }

private:
    static std::string_view alphabet(std::size_t index) {
        using namespace std::string_view_literals;
        static constexpr std::string_view letters[9] = {"a", ",", "\"", "\n", "\r", ";", "\0"sv, "é", "\r\n"};
        return letters[index];
    }

    std::string line_end() { return below(2) == 0 ? "\n" : "\r\n"; }

    void append_field(std::string& text, char delimiter, std::size_t longest) {
        std::string value = noise(below(2) == 0 ? 0 : below(longest + 1));
        if (below(3) == 0) {
            text += '"';
            for (const char c : value) text.append(c == '"' ? 2 : 1, c);
            text += '"';
            return;
        }
        for (char& c : value) {
            if (c == delimiter || c == '\n' || c == '\r' || c == '"') c = static_cast<char>('b' + below(20));
        }
        text += value;
    }

    std::mt19937_64 random_;
};

}  // namespace rfm::test
