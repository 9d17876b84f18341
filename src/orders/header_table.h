// The table of well-known headers (data/headers.csv, compiled in): which column of an export plays which role.
// Thread-safety: immutable after construction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfm::orders {

enum class Role { customer, date, amount, order_id, status, currency, refund };

std::string_view role_name(Role role);  // as in "order-id"
std::string_view role_flag(Role role);  // the same, but "currency-column": --currency is the currency itself

// What names are compared by: without ASCII case, white space, '_', '-' and byte-order marks.
std::string normalized_name(std::string_view name);

class HeaderTable {
public:
    // The table compiled in, read once. Throws Error(bug) when it can't be read.
    static const HeaderTable& built_in();

    // The columns of `header` (normalized names, indices into it) that the table knows for the role and prefers over
    // all others: none, one, or several of equal standing. Those that are taken by another role are not offered.
    std::vector<std::size_t> preferred(Role role, const std::vector<std::string>& header,
                                       const std::vector<bool>& taken) const;

private:
    static HeaderTable load();

    struct Entry {
        Role role;
        int rank;  // lower is preferred
        std::string name;
        std::string with;  // only counts in a file that also has this column; empty: in any
    };
    std::vector<Entry> entries_;
};

}  // namespace rfm::orders
