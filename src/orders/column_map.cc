#include "orders/column_map.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "base/white_space.h"
#include "orders/header_table.h"

namespace rfm::orders {
namespace {

class ColumnFinder {
public:
    ColumnFinder(const std::vector<std::string>& header, std::size_t field_count, const std::string& file,
                 bool by_name_only)
        : header_(header), field_count_(field_count), file_(file), by_name_only_(by_name_only) {
        normalized_.reserve(header.size());
        for (const std::string& name : header) normalized_.push_back(normalized_name(name));
        taken_.resize(header.size(), false);
    }

    // A column by name or number; nothing when there is no such column.
    std::optional<std::uint32_t> by_name_or_number(std::string_view text, std::string_view flag) const {
        const std::string name = normalized_name(text);
        std::optional<std::uint32_t> found;
        for (std::size_t i = 0; i < normalized_.size(); ++i) {
            if (name.empty() || normalized_[i] != name) continue;
            if (found) {
                throw Error(ErrorKind::data,
                            fmt::format("{}: {} {} fits more than one column, {} and {}; give its number{}", file_,
                                        flag, base::shown(text), *found + 1, i + 1, seen()));
            }
            found = static_cast<std::uint32_t>(i);
        }
        if (found || by_name_only_) return found;
        std::uint32_t number = 0;
        const std::string_view digits = base::trimmed(text);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc() && end == digits.data() + digits.size() && number >= 1 && number <= field_count_) {
            return number - 1;
        }
        return std::nullopt;
    }

    std::uint32_t asked(std::string_view text, std::string_view flag) const {
        if (const auto column = by_name_or_number(text, flag)) return *column;
        throw Error(ErrorKind::data,
                    fmt::format("{}: has no column {} (from {}){}", file_, base::shown(text), flag, seen()));
    }

    // A column that plays one role is not offered to another: `id` is the customer or the order, not both.
    void take(std::uint32_t column) {
        if (!header_.empty()) taken_[column] = true;
    }
    void take(std::string_view text, std::string_view flag) {
        if (const auto column = by_name_or_number(text, flag)) take(*column);
    }

    // Whether more than one column could be it.
    bool is_tied(Role role) const { return table_.preferred(role, normalized_, taken_).size() > 1; }

    std::optional<std::uint32_t> well_known(Role role) const {
        const std::vector<std::size_t> found = table_.preferred(role, normalized_, taken_);
        if (found.empty()) return std::nullopt;
        if (found.size() > 1) {
            std::string names;
            for (const std::size_t column : found) {
                names += fmt::format("{}{}", names.empty() ? "" : " and ", base::shown(header_[column]));
            }
            // A name that the file has twice chooses nothing.
            const bool twice = std::count(normalized_.begin(), normalized_.end(), normalized_[found[0]]) > 1;
            throw Error(ErrorKind::data,
                        fmt::format("{}: more than one column could be the {}: {}; choose with --{} {}", file_,
                                    role_name(role), names, role_flag(role),
                                    twice ? fmt::to_string(found[0] + 1) : quoted_flag(header_[found[0]])));
        }
        return static_cast<std::uint32_t>(found[0]);
    }

    // All at once, so that one step mends it.
    [[noreturn]] void refuse_missing(const std::vector<Role>& roles) const {
        std::string names;
        std::string flags;
        std::string hint;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const char* const joint = i == 0 ? "" : i + 1 == roles.size() ? " and " : ", ";
            names += fmt::format("{}the {}", joint, role_name(roles[i]));
            flags += fmt::format("{}--{}", joint, role_flag(roles[i]));
            if (roles[i] != Role::amount) continue;
            const auto quantity = first_of({"quantity", "qty", "quantitypurchased", "lineitemquantity", "数量"});
            const auto price = first_of({"unitprice", "price", "itemprice", "lineitemprice", "单价", "价格"});
            if (quantity && price) {
                hint = fmt::format(", as in --amount '{}*{}'", header_[*quantity], header_[*price]);
            } else {
                hint = ", or --no-monetary to score without amounts";
            }
        }
        const bool one = roles.size() == 1;
        throw Error(ErrorKind::data,
                    fmt::format("{}: no column{} known to be {}; say which {} with {}{}{}", file_,
                                one ? " is" : "s are", names, one ? "it is" : "they are", flags, hint, seen()));
    }

    // "; it has: 1 'a', 2 'b'"
    std::string seen() const {
        if (header_.empty()) return fmt::format("; its records have {} fields and no header", field_count_);
        std::string list;
        constexpr std::size_t most = 60;
        for (std::size_t i = 0; i < header_.size() && i < most; ++i) {
            list += fmt::format("{}{} {}", i == 0 ? "" : ", ", i + 1, base::shown(header_[i], 40));
        }
        if (header_.size() > most) list += fmt::format(" and {} more", header_.size() - most);
        return "\n  it has: " + list;
    }

    std::string words(Role role, std::uint32_t column, bool found) const {
        return fmt::format("{}: {}{}", role_name(role), place(column), found ? " (found)" : "");
    }

    std::string place(std::uint32_t column) const {
        if (header_.empty()) return fmt::format("column {}", column + 1);
        return fmt::format("column {} {}", column + 1, base::shown(header_[column]));
    }

private:
    static std::string quoted_flag(const std::string& name) {
        return name.find_first_of(" '\"$&*()") == std::string::npos ? name : fmt::format("\"{}\"", name);
    }

    std::optional<std::size_t> first_of(std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names) {
            const auto at = std::find(normalized_.begin(), normalized_.end(), name);
            if (at != normalized_.end()) return static_cast<std::size_t>(at - normalized_.begin());
        }
        return std::nullopt;
    }

    const std::vector<std::string>& header_;
    std::size_t field_count_;
    const std::string& file_;
    bool by_name_only_;
    std::vector<std::string> normalized_;
    std::vector<bool> taken_;
    const HeaderTable& table_ = HeaderTable::built_in();
};

// `--amount 'Quantity*UnitPrice'`: a header that holds the star itself goes first.
void map_amount(const ColumnFinder& finder, const std::string& text, ColumnMap& map) {
    if (const auto column = finder.by_name_or_number(text, "--amount")) {
        map.amount = column;
        map.words.push_back(finder.words(Role::amount, *column, false));
        return;
    }
    const std::size_t star = text.find('*');
    if (star == std::string::npos) {
        map.amount = finder.asked(text, "--amount");  // throws
        return;
    }
    map.amount = finder.asked(std::string_view(text).substr(0, star), "--amount");
    map.amount_factor = finder.asked(std::string_view(text).substr(star + 1), "--amount");
    map.words.push_back(
        fmt::format("amount: {} times {}", finder.place(*map.amount), finder.place(*map.amount_factor)));
}

// `--customer 'Customer ID,Email'`: a header that holds the comma itself goes first.
std::vector<std::string> customer_names(const ColumnFinder& finder, const std::string& text) {
    if (text.empty()) return {};
    if (text.find(',') == std::string::npos || finder.by_name_or_number(text, "--customer")) return {text};
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        if (base::trimmed(std::string_view(text).substr(begin, end - begin)).empty()) {
            throw Error(ErrorKind::usage,
                        fmt::format("--customer {}: a column between the commas has no name", base::shown(text)));
        }
        names.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return names;
}

// What the user names is not offered to other roles, also not to those that are looked for before it.
void take_asked(ColumnFinder& finder, const Plan& plan) {
    finder.take(plan.customer, "--customer");
    for (const std::string& name : customer_names(finder, plan.customer)) finder.take(name, "--customer");
    finder.take(plan.date, "--date");
    finder.take(plan.amount, "--amount");
    if (const std::size_t star = plan.amount.find('*'); star != std::string::npos) {
        finder.take(std::string_view(plan.amount).substr(0, star), "--amount");
        finder.take(std::string_view(plan.amount).substr(star + 1), "--amount");
    }
    finder.take(plan.order_id, "--order-id");
    finder.take(plan.status, "--status");
    finder.take(plan.refund, "--refund");
    finder.take(plan.currency, "--currency-column");
}

// Money that went back, and is not subtracted as long as nobody says so. Who names the amount has chosen: some exports
// have one that refunds are taken off already.
std::string refund_warning(const ColumnFinder& finder, const Plan& plan, const std::vector<std::string>& header,
                           const std::string& file) {
    if (plan.no_monetary || !plan.amount.empty() || !plan.refund.empty() || finder.is_tied(Role::refund)) return "";
    const auto column = finder.well_known(Role::refund);
    if (!column) return "";
    return fmt::format(
        "{}: refunds in column {} are not subtracted; where they are not taken off the amount already, "
        "--refund '{}' does it",
        file, base::shown(header[*column]), header[*column]);
}

}  // namespace

std::string column_label(const std::vector<std::string>& header, std::uint32_t column) {
    return header.empty() ? fmt::format("{}", column + 1) : header[column];
}

ColumnMap map_columns(const std::vector<std::string>& header, std::size_t field_count, const Plan& plan,
                      const std::string& file, bool by_name_only) {
    ColumnFinder finder(header, field_count, file, by_name_only);
    take_asked(finder, plan);
    ColumnMap map;
    const auto find = [&](Role role, const std::string& text) -> std::optional<std::uint32_t> {
        const bool found = text.empty();
        const auto column =
            found ? finder.well_known(role) : std::optional(finder.asked(text, fmt::format("--{}", role_flag(role))));
        if (!column) return column;
        map.words.push_back(finder.words(role, *column, found));
        finder.take(*column);
        return column;
    };
    std::vector<Role> missing;
    const auto require = [&](Role role, const std::string& text) {
        const auto column = find(role, text);
        if (!column) missing.push_back(role);
        return column.value_or(0);
    };
    const std::vector<std::string> customers = customer_names(finder, plan.customer);
    map.customer = require(Role::customer, customers.empty() ? "" : customers[0]);
    for (std::size_t i = 1; i < customers.size(); ++i) {
        map.more_customers.push_back(*find(Role::customer, customers[i]));
        map.words.back() += " where those before are blank";
    }
    map.date = require(Role::date, plan.date);
    if (!plan.no_monetary) {
        if (plan.amount.empty()) {
            map.amount = require(Role::amount, plan.amount);
        } else {
            map_amount(finder, plan.amount, map);
        }
    }
    if (!missing.empty()) finder.refuse_missing(missing);
    map.order_id = find(Role::order_id, plan.order_id);
    if (!plan.no_monetary) {
        if (!plan.refund.empty()) map.refund = find(Role::refund, plan.refund);
        // Of several that could be it, each might be the currency of something else.
        if (!plan.currency.empty() || !finder.is_tied(Role::currency))
            map.currency = find(Role::currency, plan.currency);
    }
    if (!map.order_id) {
        const auto needs_order_id = [&](bool given, const char* flag) {
            if (!given) return;
            throw Error(ErrorKind::data, fmt::format("{}: {} needs order ids, and no column is known to hold them; say "
                                                     "which it is with --order-id{}",
                                                     file, flag, finder.seen()));
        };
        needs_order_id(plan.amount_per == AmountPer::order, "--amount-per order");
        needs_order_id(!plan.cancel_prefix.empty(), "--cancel-prefix");
    }
    map.warning = refund_warning(finder, plan, header, file);
    // Nothing depends on the status but filters that name it, so only they make a tie worth a stop.
    const bool status_matters = std::any_of(plan.filters.begin(), plan.filters.end(), [](const RowFilter& filter) {
        return normalized_name(filter.column) == "status";
    });
    if (!plan.status.empty() || status_matters || !finder.is_tied(Role::status)) {
        map.status = find(Role::status, plan.status);
    }
    for (const RowFilter& filter : plan.filters) {
        const char* flag = filter.keep ? "--keep" : "--drop";
        auto column = finder.by_name_or_number(filter.column, flag);
        if (!column && normalized_name(filter.column) == "status") column = map.status;
        if (!column && filter.optional) {
            map.filters.emplace_back();
            map.words.push_back(
                fmt::format("{}: no column {}", filter.keep ? "keep" : "drop", base::shown(filter.column)));
            continue;
        }
        if (!column) column = finder.asked(filter.column, flag);  // throws
        map.filters.emplace_back(column);
        std::string values;
        for (const std::string& value : filter.values) values += (values.empty() ? "" : ", ") + base::shown(value);
        map.words.push_back(fmt::format("{}: {} = {}", filter.keep ? "keep" : "drop", finder.place(*column), values));
    }
    return map;
}

}  // namespace rfm::orders
