// What the methods are called in flags and files.
#pragma once

#include <string_view>

#include <rfm/plan.h>

namespace rfm::output {

constexpr std::string_view method_name(Method method) noexcept {
    switch (method) {
        case Method::quintile:
            return "quintile";
        case Method::ntile:
            return "ntile";
        case Method::r_rfm:
            return "r-rfm";
        case Method::cuts:
            return "cuts";
    }
    return "";
}

}  // namespace rfm::output
