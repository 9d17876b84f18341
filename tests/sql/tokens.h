// SQL cut into tokens by the rules of each engine's manual, to see where the query's own words end and a user's begin.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::test {

struct LexicalRules {
    const char* dialect;
    char name_quote;
    bool backslash_in_names;  // it escapes there
    bool backslash_in_texts;  // it escapes in '…'
    bool e_texts;             // there is E'…', where it does
};

inline constexpr LexicalRules lexical_rules[] = {
    {"bigquery", '`', true, true, false},  {"clickhouse", '`', true, true, false}, {"duckdb", '"', false, false, true},
    {"postgres", '"', false, false, true}, {"snowflake", '"', false, true, false}, {"spark", '`', false, true, false},
    {"sqlite", '`', false, false, false},  {"trino", '"', false, false, false},
};

struct Tokens {
    std::vector<std::string> names;  // quoted ones, as they mean
    std::vector<std::string> texts;
    std::string rest;  // all else, with N and T in the place of names and texts; comments and white space as one blank
};

inline char unescaped(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return c;
    }
}

// From behind the opening quote to behind the closing one.
inline std::string read_quoted(std::string_view sql, std::size_t& at, char quote, bool backslash) {
    std::string text;
    for (;; ++at) {
        if (at >= sql.size()) throw std::runtime_error("a quote stays open");
        if (backslash && sql[at] == '\\') {
            if (sql.substr(at + 1, 5) == "u007b") {
                text += '{';
                at += 5;
            } else {
                text += unescaped(sql.at(++at));
            }
        } else if (sql[at] != quote) {
            text += sql[at];
        } else if (at + 1 < sql.size() && sql[at + 1] == quote) {
            text += sql[at++];
        } else {
            ++at;
            return text;
        }
    }
}

inline Tokens tokens_of(std::string_view sql, const LexicalRules& rules) {
    Tokens tokens;
    std::size_t at = 0;
    while (at < sql.size()) {
        const char c = sql[at];
        if (sql.substr(at, 2) == "--") {
            while (at < sql.size() && sql[at] != '\n') ++at;
        } else if (c == '\'') {
            const bool is_e =
                rules.e_texts && at > 0 && sql[at - 1] == 'E' && (at < 2 || sql[at - 2] == ' ' || sql[at - 2] == '(');
            tokens.texts.push_back(read_quoted(sql, ++at, '\'', rules.backslash_in_texts || is_e));
            if (is_e) tokens.rest.pop_back();
            tokens.rest += 'T';
        } else if (c == rules.name_quote) {
            tokens.names.push_back(read_quoted(sql, ++at, c, rules.backslash_in_names));
            tokens.rest += 'N';
        } else if (c == ' ' || c == '\n') {
            if (tokens.rest.empty() || tokens.rest.back() != ' ') tokens.rest += ' ';
            ++at;
        } else {
            tokens.rest += c;
            ++at;
        }
    }
    return tokens;
}

}  // namespace rfm::test
