// Sources over texts in memory, and what tests do with any source.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rfm/error.h>

#include "sources/byte_source.h"
#include "sources/texts.h"
#include "support/program.h"

namespace rfm::test {

class MemorySource : public sources::ByteSource {
public:
    explicit MemorySource(std::string text) : ByteSource("orders"), text_(std::move(text)) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t count = std::min(into.size(), text_.size() - at_);
        std::memcpy(into.data(), text_.data() + at_, count);
        at_ += count;
        return count;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

// Everything that the source gives, so many bytes at a time.
inline std::string read_all(sources::ByteSource& source, std::size_t size = 5000) {
    std::string all;
    std::vector<char> buffer(size);
    for (;;) {
        const std::size_t got = source.read(buffer);
        all.append(buffer.data(), got);
        if (got < size) return all;
    }
}

// The words of the error that the call throws; empty when it throws none.
template <class Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::bug) throw;
        return error.what();
    }
    return {};
}

struct ReadText {
    std::string name, text, encoding;
    std::vector<std::string> warnings;
};

// Every text that the path holds, read to its end.
inline std::vector<ReadText> read_texts(const std::string& path, const sources::SourceOptions& options = {}) {
    std::vector<ReadText> all;
    sources::Texts texts = sources::Texts::open(path, options);
    while (std::optional<sources::Text> text = texts.next()) {
        ReadText one{text->bytes.source->name(), {}, text->encoding, text->warnings};
        one.text.assign(text->bytes.start.begin(), text->bytes.start.end());
        if (!text->bytes.ended) one.text += read_all(*text->bytes.source);
        all.push_back(std::move(one));
    }
    return all;
}

// The standard output of a program that must succeed.
inline std::string output_of(const std::vector<std::string>& words, std::string_view input = {},
                             const std::string& folder = {}) {
    Ran ran = run(words, input, folder);
    if (ran.status != 0) throw std::runtime_error(words[0] + " failed: " + ran.err);
    return std::move(ran.out);
}

// CSV text of about that size that does not pack away to nothing.
inline std::string some_orders(std::size_t size) {
    std::string text = "customer_id,order_date,amount\n";
    std::uint64_t state = 1;
    while (text.size() < size) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        text += "C" + std::to_string(state >> 44) + ",2025-01-" + std::to_string(10 + (state >> 33) % 20) + "," +
                std::to_string(state >> 50) + ".50\n";
    }
    return text;
}

}  // namespace rfm::test
