#include "sql/table_name.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"
#include "base/shown_text.h"
#include "sql/steps.h"

namespace rfm::sql {
namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view why) {
    throw Error(ErrorKind::usage,
                fmt::format("--table {}: {}; names are split at points, as in shop.orders, and quotes "
                            "keep a point inside one, as in '\"my.shop\".orders'",
                            base::shown(name), why));
}

}  // namespace

std::vector<std::string> split_name(std::string_view name) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (;;) {
        std::string part;
        if (at < name.size() && name[at] == '"') {
            for (++at;; ++at) {
                if (at == name.size()) refuse(name, "a quote stays open");
                if (name[at] != '"') {
                    part += name[at];
                } else if (at + 1 < name.size() && name[at + 1] == '"') {
                    part += name[at++];
                } else {
                    break;
                }
            }
            if (++at < name.size() && name[at] != '.') refuse(name, "something stands behind a closing quote");
        } else {
            const std::size_t end = std::min(name.find('.', at), name.size());
            part = name.substr(at, end - at);
            at = end;
        }
        if (part.empty()) refuse(name, "a part is empty");
        parts.push_back(std::move(part));
        if (at == name.size()) return parts;
        ++at;
    }
}

std::string quoted_table(const Dialect& dialect, std::string_view name) {
    const std::vector<std::string> parts = split_name(name);
    if (parts.size() == 1) {
        std::string lower = parts[0];
        for (char& c : lower) c = base::lower(c);
        if (std::find(std::begin(step_names), std::end(step_names), lower) != std::end(step_names)) {
            throw Error(ErrorKind::usage,
                        fmt::format("--table {}: a step of the query is called so too; give the table "
                                    "with its schema, as in shop.{}",
                                    base::shown(name), lower));
        }
    }
    std::string quoted;
    for (const std::string& part : parts) quoted += (quoted.empty() ? "" : ".") + dialect.identifier(part);
    return quoted;
}

}  // namespace rfm::sql
