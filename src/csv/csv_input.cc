#include "csv/csv_input.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/byte_order_mark.h"
#include "csv/block_scanner.h"
#include "csv/utf8_check.h"

namespace rfm::csv {
namespace {

constexpr std::size_t longest_header = std::size_t{16} << 20;

}  // namespace

CsvInput CsvInput::open(sources::OpenedSource text, std::optional<char> delimiter, bool has_header,
                        const HeaderSearch& search) {
    CsvInput input(std::move(text));
    input.read_start(has_header, delimiter, search);
    return input;
}

void CsvInput::read_more() {
    const std::size_t have = start_.size();
    const std::size_t want = have;  // as much again
    start_.resize(have + want);
    const std::size_t got = source_->read(std::span(start_).subspan(have));
    start_.resize(have + got);
    ended_ = got < want;
}

void CsvInput::read_start(bool has_header, std::optional<char> delimiter, const HeaderSearch& search) {
    has_header_ = has_header;
    std::string_view text(start_.data(), start_.size());
    if (text.empty()) {
        throw Error(ErrorKind::data, fmt::format("{}: is empty; was the export finished?", name()));
    }
    const bool marked = text.starts_with(base::byte_order_mark);
    if (marked) start_used_ = base::byte_order_mark.size();
    for (;;) {
        text = std::string_view(start_.data(), start_.size()).substr(start_used_);
        const SampleReach reach = ended_                            ? SampleReach::whole
                                  : start_.size() >= longest_header ? SampleReach::limit
                                                                    : SampleReach::more;
        if (auto found = find_table_start(text, reach, delimiter, has_header, search, name())) {
            table_ = std::move(*found);
            break;
        }
        read_more();
    }
    table_.dialect.byte_order_mark = marked;
    // The records are proven chunk by chunk.
    const std::string_view before_records = text.substr(0, table_.records_begin);
    if (const std::ptrdiff_t fault = find_utf8_fault(before_records); fault != no_utf8_fault) {
        const auto at = static_cast<std::size_t>(fault);
        const auto line = 1 + std::count(text.begin(), text.begin() + fault, '\n');
        throw broken_utf8(name(), static_cast<std::uint64_t>(line), text.substr(at, broken_text_wanted));
    }
    start_used_ += table_.records_begin;
}

bool CsvInput::next_chunk(std::size_t size, Chunk& chunk) {
    if (!claim_chunk(size, chunk)) return false;
    fill_chunk(chunk);
    check_follows(chunk);
    if (chunk.offset_ != 0 && chunk.size() < size) ended_ = true;
    return chunk.size() > 0;
}

bool CsvInput::claim_chunk(std::size_t size, Chunk& chunk) {
    chunk.bytes_.resize(Chunk::lead + size + scan_padding);
    chunk.claimed_ = 0;
    chunk.offset_ = 0;
    std::size_t got = std::min(size, start_.size() - start_used_);
    if (got == 0) {
        start_ = {};  // the first bytes are used up: give their memory back
        start_used_ = 0;
        if (!ended_ && source_->is_positional()) {
            if (position_ == 0) position_ = source_->position();
            chunk.offset_ = position_;
            chunk.claimed_ = size;
            position_ += size;
            return true;
        }
    }
    std::memcpy(chunk.bytes_.data(), last_bytes_, sizeof last_bytes_);
    char* out = chunk.bytes_.data() + Chunk::lead;
    if (got > 0) {
        std::memcpy(out, start_.data() + start_used_, got);
        start_used_ += got;
    }
    // The rest of the first bytes makes a chunk of its own where the file goes on at a place.
    const bool goes_on = got > 0 && source_->is_positional();
    if (got < size && !ended_ && !goes_on) {
        const std::size_t more = source_->read({out + got, size - got});
        ended_ = more < size - got;
        got += more;
    }
    chunk.size_ = got;
    // The scanners read behind the end; what stands there is never used, but it must not be uninitialised.
    std::memset(out + got, 0, scan_padding);
    std::memcpy(last_bytes_, chunk.bytes_.data() + got, sizeof last_bytes_);  // with what came before, if got is small
    return got > 0;
}

void CsvInput::fill_chunk(Chunk& chunk) const {
    if (chunk.offset_ == 0) return;
    const std::size_t got = source_->read_at(chunk.offset_ - Chunk::lead,
                                             std::span(chunk.bytes_).first(Chunk::lead + chunk.claimed_), Chunk::lead);
    chunk.size_ = got - std::min(got, Chunk::lead);
    std::memset(chunk.bytes_.data() + Chunk::lead + chunk.size_, 0, scan_padding);
}

void CsvInput::check_follows(const Chunk& chunk) {
    if (chunk.offset_ == 0) return;
    const bool follows = expected_position_ == 0 || chunk.offset_ == expected_position_ || chunk.size() == 0;
    if (!follows) {
        throw Error(ErrorKind::io,
                    fmt::format("{}: has changed while it was read; try again when it is complete", name()));
    }
    expected_position_ = chunk.offset_ + chunk.size();
}

}  // namespace rfm::csv
