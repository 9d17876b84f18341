#include "sources/random_bytes.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/temp_file.h"
#include "sources/temp_file_source.h"

namespace rfm::sources {

RandomBytes bytes_of(std::shared_ptr<const ByteSource> file, std::uint64_t begin, std::uint64_t size,
                     std::uint64_t counted) {
    // What is read again, or out of order, is not counted as progress.
    auto so_far = std::make_shared<std::uint64_t>(counted);
    return {size, [file = std::move(file), begin, size, so_far](std::uint64_t offset, std::span<char> into) {
                into = into.first(std::min<std::uint64_t>(into.size(), size - std::min(offset, size)));
                const std::uint64_t end = offset + into.size();
                std::size_t counted_before = into.size();
                if (offset <= *so_far && end > *so_far) {
                    counted_before = static_cast<std::size_t>(*so_far - offset);
                    *so_far = end;
                }
                return file->read_at(begin + offset, into, counted_before);
            }};
}

RandomBytes kept_bytes(ByteSource& source) {
    base::TempFile file;
    std::vector<char> buffer(std::size_t{1} << 18);
    for (;;) {
        const std::size_t got = source.read(buffer);
        file.append(std::span(buffer).first(got));
        if (got < buffer.size()) break;
    }
    const std::uint64_t size = file.size();
    return bytes_of(std::make_shared<TempFileSource>(source.name(), std::move(file)), 0, size, size);
}

}  // namespace rfm::sources
