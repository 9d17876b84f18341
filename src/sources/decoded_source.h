// Text of any encoding as UTF-8, strictly: what does not fit the encoding is an error that says where it stands.
// Thread-safety: one reader at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sources/buffered_source.h"
#include "sources/encoding.h"
#include "sources/iconv_handle.h"

namespace rfm::sources {

class DecodedSource : public BufferedSource {
public:
    // The byte-order mark, if the encoding has one, is left out.
    DecodedSource(std::unique_ptr<ByteSource> encoded, Encoding encoding,
                  std::size_t buffer_size = std::size_t{1} << 16);

private:
    bool make(std::vector<char>& out) override;
    [[noreturn]] void refuse(const std::vector<char>& out, std::size_t at, std::size_t size, bool cut_off) const;

    std::unique_ptr<ByteSource> encoded_;
    Encoding encoding_;
    IconvHandle iconv_;
    std::vector<char> buffer_;
    std::size_t kept_ = 0;      // bytes at the start of the buffer: of a character that goes on
    std::uint64_t offset_ = 0;  // of the start of the buffer in the encoded text
    std::uint64_t lines_ = 0;   // line feeds so far
    bool started_ = false;
};

}  // namespace rfm::sources
