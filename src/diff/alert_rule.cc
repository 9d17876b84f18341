#include "diff/alert_rule.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>
#include <rfm/plan.h>

#include "base/ascii.h"
#include "base/decimal.h"
#include "base/display_width.h"
#include "base/shown_text.h"

namespace rfm::diff {
namespace {

using Kind = AlertSide::Kind;

constexpr std::string_view any_word = "*";
constexpr std::string_view all_word = "all";

bool is_blank(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

[[noreturn]] void refuse(std::string_view rule, std::size_t position, std::string_view words) {
    // The rule stands on a line of its own, so that an arrow can stand below it.
    std::string line(rule);
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    }
    const int before = base::display_width(std::string_view(line).substr(0, position));
    throw Error(ErrorKind::usage, fmt::format("--alert {}: {}\n  {}\n  {}^", base::shown(rule), words, line,
                                              std::string(static_cast<std::size_t>(before), ' ')));
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) { rule_.typed = text; }

    AlertRule parse() {
        read_measure();
        read_comparison();
        read_limit();
        rule_.canonical = canonical();
        return std::move(rule_);
    }

private:
    struct Name {
        std::string text;
        bool quoted = false;
        std::size_t position = 0;

        bool is(std::string_view word) const { return !quoted && text == word; }
    };

    bool at_end() const noexcept { return at_ == text_.size(); }
    bool is_next(std::string_view token) const noexcept { return text_.substr(at_).starts_with(token); }

    void skip_blanks() noexcept {
        while (!at_end() && is_blank(text_[at_])) ++at_;
    }

    bool skip(std::string_view token) noexcept {
        if (!is_next(token)) return false;
        at_ += token.size();
        skip_blanks();
        return true;
    }

    [[noreturn]] void refuse_here(std::string_view words) const { refuse(text_, at_, words); }

    Name read_name(std::string_view expected) {
        skip_blanks();
        Name name;
        name.position = at_;
        if (is_next("\"")) {
            name.quoted = true;
            read_quoted(name);
        } else {
            const auto is_end = [&] {
                return at_end() || is_next("->") ||
                       std::string_view("><=()\"").find(text_[at_]) != std::string_view::npos;
            };
            while (!is_end()) name.text += text_[at_++];
            while (!name.text.empty() && is_blank(name.text.back())) name.text.pop_back();
        }
        if (name.text.empty()) refuse(text_, name.position, expected);
        skip_blanks();
        return name;
    }

    void read_quoted(Name& name) {
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (!is_next("\"")) return;
            }
            name.text += text_[at_];
        }
        refuse(text_, name.position, "a quote opens here and is never closed");
    }

    void read_measure() {
        const Name name = read_name("expected a segment, gone, new, customers(...) or revenue(...)");
        if (is_next("(")) return read_total(name);
        if (skip("->")) return read_move(name);
        const auto outside = [](std::size_t position) { return AlertSide{Kind::outside, "", 0, position}; };
        const auto any = [](std::size_t position) { return AlertSide{Kind::any, "", 0, position}; };
        if (name.is(gone_word)) {
            rule_.from = any(name.position);
            rule_.to = outside(name.position);
            measure_text_ = gone_word;
        } else if (name.is(new_word)) {
            rule_.from = outside(name.position);
            rule_.to = any(name.position);
            measure_text_ = new_word;
        } else {
            refuse_here(
                fmt::format("expected -> and where the customers of {} went; for how many there are, say "
                            "customers({})",
                            base::shown(name.text), name.is(any_word) ? std::string(all_word) : written(name.text)));
        }
    }

    void read_move(const Name& left) {
        if (left.is(gone_word)) {
            refuse(text_, left.position, "gone can stand right of -> only: those customers are not in NEW");
        }
        rule_.from = side(left, new_word);
        const Name right = read_name("expected a segment, * or gone");
        if (right.is(new_word)) {
            refuse(text_, right.position, "new can stand left of -> only: those customers are not in OLD");
        }
        rule_.to = side(right, gone_word);
        if (rule_.from.kind == Kind::outside && rule_.to.kind == Kind::outside) {
            refuse(text_, right.position, "expected a segment or *: a customer can't be both new and gone");
        }
        measure_text_ = written(rule_.from, new_word) + " -> " + written(rule_.to, gone_word);
    }

    void read_total(const Name& name) {
        const bool customers = name.is("customers");
        if (!customers && !name.is("revenue")) {
            refuse(text_, name.position,
                   "expected customers or revenue before (; a segment with ( in its name needs "
                   "double quotes");
        }
        rule_.measure = customers ? AlertRule::Measure::customers : AlertRule::Measure::revenue;
        skip("(");
        const Name of = read_name("expected a segment or all");
        if (of.is(any_word)) refuse(text_, of.position, "expected a segment or all");
        rule_.of = AlertSide{of.is(all_word) ? Kind::any : Kind::segment, of.text, 0, of.position};
        if (!skip(")")) refuse_here("expected )");
        measure_text_ = fmt::format("{}({})", name.text, of.is(all_word) ? of.text : written(of.text));
    }

    static AlertSide side(const Name& name, std::string_view outside_word) {
        if (name.is(any_word)) return {Kind::any, "", 0, name.position};
        if (name.is(outside_word)) return {Kind::outside, "", 0, name.position};
        return {Kind::segment, name.text, 0, name.position};
    }

    void read_comparison() {
        using Comparison = AlertRule::Comparison;
        if (skip(">=")) {
            rule_.comparison = Comparison::at_least;
            comparison_text_ = ">=";
        } else if (!is_next("->") && skip(">")) {
            rule_.comparison = Comparison::more;
            comparison_text_ = ">";
        } else if (skip("<=")) {
            rule_.comparison = Comparison::at_most;
            comparison_text_ = "<=";
        } else if (skip("<")) {
            rule_.comparison = Comparison::less;
            comparison_text_ = "<";
        } else {
            refuse_here("expected >, >=, < or <=, and a number");
        }
    }

    void read_limit() {
        const std::size_t begin = at_;
        const auto digits = [&] {
            const std::size_t first = at_;
            while (!at_end() && base::is_digit(text_[at_])) ++at_;
            return at_ - first;
        };
        if (is_next("+") || is_next("-")) ++at_;
        if (digits() == 0) refuse_here("expected a number, as in 2, -5.5 or 2%");
        if (is_next(".")) {
            ++at_;
            const std::size_t decimals = digits();
            if (decimals == 0) refuse_here("expected a digit");
            if (decimals > amount_decimals) refuse(text_, begin, "expected a number of at most six decimals");
        }
        if (is_next(",") || is_next("'")) {
            refuse_here("numbers are written without separators of thousands, and with a decimal point");
        }
        number_text_ = text_.substr(begin, at_ - begin);
        const auto limit = base::parse_scaled(std::string_view(number_text_).substr(number_text_[0] == '+' ? 1 : 0));
        if (!limit) refuse(text_, begin, "the number is too large");
        rule_.limit_scaled = *limit;
        skip_blanks();
        rule_.is_percent = skip("%");
        if (!at_end()) refuse_here(rule_.is_percent ? "expected nothing behind %" : "expected % or nothing here");
    }

    // As it could be typed: in quotes where it has to be.
    static std::string written(const std::string& name) {
        const bool plain = name.find_first_of("><=()\"") == std::string::npos && name.find("->") == std::string::npos &&
                           !is_blank(name.front()) && !is_blank(name.back()) && name != any_word && name != all_word &&
                           name != new_word && name != gone_word;
        if (plain) return name;
        std::string quoted = "\"";
        for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
        return quoted + '"';
    }

    static std::string written(const AlertSide& side, std::string_view outside_word) {
        if (side.kind == Kind::any) return std::string(any_word);
        if (side.kind == Kind::outside) return std::string(outside_word);
        return written(side.name);
    }

    std::string canonical() const {
        return fmt::format("{} {} {}{}", measure_text_, comparison_text_, number_text_, rule_.is_percent ? "%" : "");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    AlertRule rule_;
    std::string measure_text_, comparison_text_, number_text_;
};

void bind_side(AlertSide& side, const AlertRule& rule, const SegmentOrder& order) {
    if (side.kind != Kind::segment) return;
    const auto number = order.index_of(side.name);
    if (!number) {
        refuse(rule.typed, side.position,
               fmt::format("{} is no segment of the map {}, which has {}", base::shown(side.name), order.map_name(),
                           names_words(order.names())));
    }
    side.number = *number;
}

}  // namespace

AlertRule parse_alert(std::string_view text) {
    return Parser(text).parse();
}

void bind_alert(AlertRule& rule, const SegmentOrder& order) {
    if (rule.measure != AlertRule::Measure::moves) return bind_side(rule.of, rule, order);
    bind_side(rule.from, rule, order);
    bind_side(rule.to, rule, order);
}

}  // namespace rfm::diff
