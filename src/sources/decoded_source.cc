#include "sources/decoded_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::sources {
namespace {

// More than any character of any encoding has, with room for escape sequences.
constexpr std::size_t longest_character = 32;

}  // namespace

DecodedSource::DecodedSource(std::unique_ptr<ByteSource> encoded, Encoding encoding, std::size_t buffer_size)
    : BufferedSource(encoded->name()),
      encoded_(std::move(encoded)),
      encoding_(std::move(encoding)),
      iconv_(encoding_.iconv_name),
      buffer_(longest_character + buffer_size) {}

bool DecodedSource::make(std::vector<char>& out) {
    if (!std::exchange(started_, true) && encoding_.mark_size > 0) {
        char mark[4] = {};
        offset_ = encoded_->read(std::span(mark).first(encoding_.mark_size));
    }
    const std::size_t wanted = buffer_.size() - longest_character;
    const std::size_t got = encoded_->read({buffer_.data() + kept_, wanted});
    const bool ended = got < wanted;
    const std::size_t size = kept_ + got;
    char* in = buffer_.data();
    std::size_t left = size;
    std::size_t made = 0;
    while (left > 0) {
        out.resize(made + 2 * left + 64);
        char* to = out.data() + made;
        std::size_t room = out.size() - made;
        const bool converted = ::iconv(iconv_.get(), &in, &left, &to, &room) != static_cast<std::size_t>(-1);
        const int reason = errno;
        made = out.size() - room;
        if (converted || reason == E2BIG) continue;
        out.resize(made);
        if (reason == EINVAL && !ended && left <= longest_character) break;
        refuse(out, static_cast<std::size_t>(in - buffer_.data()), left, reason == EINVAL);
    }
    if (ended) {
        // What iconv may have kept for itself, to see whether a combining character follows.
        out.resize(made + 64);
        char* to = out.data() + made;
        std::size_t room = 64;
        ::iconv(iconv_.get(), nullptr, nullptr, &to, &room);
        made = out.size() - room;
    }
    out.resize(made);
    lines_ += static_cast<std::uint64_t>(std::count(out.begin(), out.end(), '\n'));
    offset_ += size - left;
    kept_ = left;
    std::memmove(buffer_.data(), in, left);
    return !ended;
}

void DecodedSource::refuse(const std::vector<char>& out, std::size_t at, std::size_t size, bool cut_off) const {
    const std::uint64_t line = 1 + lines_ + static_cast<std::uint64_t>(std::count(out.begin(), out.end(), '\n'));
    const std::string bytes = base::hex_bytes({buffer_.data() + at, std::min<std::size_t>(size, 4)});
    const std::string what = cut_off ? "the last character is cut off" : "the text is not " + encoding_.name;
    const std::string_view advice =
        cut_off ? "export or fetch the file again; or, to leave it out"
                : "give the encoding that it has with --encoding NAME; or, to leave out a few broken bytes";
    throw Error(ErrorKind::data,
                fmt::format("{}:{}: {} from byte {} on ({}); {}: iconv -c -f {} -t UTF-8 FILE | rfm score", name(),
                            line, what, offset_ + at, bytes, advice, encoding_.iconv_name));
}

}  // namespace rfm::sources
