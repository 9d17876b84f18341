// A conversion to UTF-8 by iconv that closes itself.
// Thread-safety: one owner.
#pragma once

#include <iconv.h>
#include <string>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::sources {

class IconvHandle {
public:
    // from: a name that iconv knows.
    explicit IconvHandle(const std::string& from) : handle_(::iconv_open("UTF-8", from.c_str())) {
        if (!is_open()) throw Error(ErrorKind::usage, fmt::format("iconv can't read {}", from));
    }
    ~IconvHandle() {
        if (is_open()) ::iconv_close(handle_);
    }
    IconvHandle(const IconvHandle&) = delete;
    IconvHandle& operator=(const IconvHandle&) = delete;

    static bool knows(const std::string& from) {
        const iconv_t handle = ::iconv_open("UTF-8", from.c_str());
        if (handle == none()) return false;
        ::iconv_close(handle);
        return true;
    }

    iconv_t get() const noexcept { return handle_; }

private:
    // NOLINTNEXTLINE(performance-no-int-to-ptr): what iconv_open returns when it fails
    static iconv_t none() noexcept { return reinterpret_cast<iconv_t>(-1); }
    bool is_open() const noexcept { return handle_ != none(); }

    iconv_t handle_;
};

}  // namespace rfm::sources
