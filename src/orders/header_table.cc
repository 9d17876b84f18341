#include "orders/header_table.h"

#include <algorithm>
#include <limits>

#define CSV_IO_NO_THREAD
#include <embedded/headers.h>

#include <fmt/format.h>
#include <libfccp/csv.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/byte_order_mark.h"
#include "base/white_space.h"

namespace rfm::orders {
namespace {

constexpr Role all_roles[] = {Role::customer, Role::date,     Role::amount, Role::order_id,
                              Role::status,   Role::currency, Role::refund};

Role role_from(std::string_view text) {
    for (const Role role : all_roles) {
        if (normalized_name(role_name(role)) == normalized_name(text)) return role;
    }
    throw Error(ErrorKind::bug, fmt::format("headers.csv: unknown role '{}'", text));
}

}  // namespace

std::string_view role_name(Role role) {
    switch (role) {
        case Role::customer:
            return "customer";
        case Role::date:
            return "date";
        case Role::amount:
            return "amount";
        case Role::order_id:
            return "order-id";
        case Role::status:
            return "status";
        case Role::currency:
            return "currency";
        case Role::refund:
            return "refund";
    }
    return "";
}

std::string_view role_flag(Role role) {
    return role == Role::currency ? "currency-column" : role_name(role);
}

std::string normalized_name(std::string_view name) {
    std::string out;
    out.reserve(name.size());
    while (!name.empty()) {
        const char c = name[0];
        // White space that is no ASCII starts with one of these two bytes.
        const bool may_be_blank = (c >= 0 && c <= ' ') || c == '\xC2' || c == '\xE3';
        if (const std::size_t blank = may_be_blank ? base::leading_space(name) : 0) {
            name.remove_prefix(blank);
            continue;
        }
        // Left behind where files were put together, and not seen by anybody.
        if (name.starts_with(base::byte_order_mark)) {
            name.remove_prefix(base::byte_order_mark.size());
            continue;
        }
        name.remove_prefix(1);
        if (c == '_' || c == '-') continue;
        out.push_back(base::lower(c));
    }
    return out;
}

const HeaderTable& HeaderTable::built_in() {
    static const HeaderTable table = load();
    return table;
}

HeaderTable HeaderTable::load() {
    HeaderTable table;
    const std::string_view text = embedded::headers();
    try {
        io::CSVReader<4, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>> reader(
            "headers.csv", text.data(), text.data() + text.size());
        reader.read_header(io::ignore_no_column, "role", "rank", "header", "with");
        std::string role, header, with;
        int rank = 0;
        while (reader.read_row(role, rank, header, with)) {
            table.entries_.push_back({role_from(role), rank, normalized_name(header), normalized_name(with)});
        }
    } catch (const io::error::base& error) {
        throw Error(ErrorKind::bug, fmt::format("headers.csv: {}", error.what()));
    }
    return table;
}

std::vector<std::size_t> HeaderTable::preferred(Role role, const std::vector<std::string>& header,
                                                const std::vector<bool>& taken) const {
    const auto has = [&](const std::string& name) {
        return std::find(header.begin(), header.end(), name) != header.end();
    };
    int best = std::numeric_limits<int>::max();
    std::vector<std::size_t> found;
    for (std::size_t column = 0; column < header.size(); ++column) {
        if (taken[column]) continue;
        int rank = std::numeric_limits<int>::max();
        for (const Entry& entry : entries_) {
            if (entry.role != role || entry.name != header[column] || entry.rank >= rank) continue;
            if (entry.with.empty() || has(entry.with)) rank = entry.rank;
        }
        if (rank == std::numeric_limits<int>::max()) continue;
        if (rank < best) {
            best = rank;
            found.clear();
        }
        if (rank == best) found.push_back(column);
    }
    return found;
}

}  // namespace rfm::orders
