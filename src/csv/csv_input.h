// One CSV input, opened: its dialect and header known from its first bytes, its records ready to be read in chunks.
// Thread-safety: one caller at a time, but for fill_chunk; what is filled belongs to the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csv/table_start.h"
#include "sources/text.h"

namespace rfm::csv {

// A piece of the input with four bytes of what came before it, and scan_padding bytes behind it. Reuse it: the memory
// stays.
class Chunk {
public:
    const char* data() const noexcept { return bytes_.data() + lead; }
    std::size_t size() const noexcept { return size_; }
    const char* before() const noexcept { return bytes_.data(); }

private:
    friend class CsvInput;
    static constexpr std::size_t lead = 4;
    std::vector<char> bytes_;
    std::size_t size_ = 0;
    std::size_t claimed_ = 0;   // bytes still to be read, from `offset_` of the file on
    std::uint64_t offset_ = 0;  // 0: not read from a place
};

class CsvInput {
public:
    // Takes a text whose first bytes were read, and reads more where the header is longer than they are.
    // Throws Error(io), and Error(data) when it is empty or no CSV. search: see find_table_start.
    static CsvInput open(sources::OpenedSource text, std::optional<char> delimiter, bool has_header,
                         const HeaderSearch& search = {});

    const std::string& name() const noexcept { return source_->name(); }
    const Dialect& dialect() const noexcept { return table_.dialect; }
    // Where the table starts, and what stands before it.
    const TableStart& table() const noexcept { return table_; }
    bool has_header() const noexcept { return has_header_; }
    // The header's names, or, without a header, nothing.
    const std::vector<std::string>& header() const noexcept { return table_.header; }
    // How many fields a record has: as many as the header, or without one the first record.
    std::size_t field_count() const noexcept { return table_.field_count; }
    // The line that the first record below the header starts in.
    std::uint64_t first_line() const noexcept { return table_.first_line; }

    // Whether all bytes were handed out. False may also mean that the end was not met yet.
    bool at_end() const noexcept { return ended_ && start_used_ == start_.size(); }

    // The next `size` bytes, fewer at the end; false when there are none left.
    bool next_chunk(std::size_t size, Chunk& chunk);

    // The same in two steps, for several threads: one at a time claims the next bytes, then each reads its own. Of a
    // regular file nothing is read before fill_chunk; whatever else is read when it is claimed, ahead of its use.
    // When the file has ended, a claimed chunk turns out short, or empty.
    bool claim_chunk(std::size_t size, Chunk& chunk);
    void fill_chunk(Chunk& chunk) const;
    // Called for each filled chunk in the order of the claims: throws Error(io) when the file has grown or shrunk
    // meanwhile, so that the chunks are not one piece of it.
    void check_follows(const Chunk& chunk);

private:
    explicit CsvInput(sources::OpenedSource text)
        : source_(std::move(text.source)), ended_(text.ended), start_(std::move(text.start)) {}
    void read_start(bool has_header, std::optional<char> delimiter, const HeaderSearch& search);
    void read_more();

    std::unique_ptr<sources::ByteSource> source_;
    TableStart table_;
    bool has_header_ = true;
    bool ended_ = false;
    std::vector<char> start_;     // the first bytes
    std::size_t start_used_ = 0;  // of them, handed out already or part of the header
    char last_bytes_[Chunk::lead] = {'\n', '\n', '\n', '\n'};
    std::uint64_t position_ = 0;           // of the next chunk to be claimed; 0: not known yet
    std::uint64_t expected_position_ = 0;  // of the next chunk in order; 0: of any
};

}  // namespace rfm::csv
