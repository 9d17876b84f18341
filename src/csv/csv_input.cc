#include "csv/csv_input.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "csv/block_scanner.h"
#include "csv/exact_scanner.h"
#include "csv/record_reader.h"
#include "csv/utf8_check.h"

namespace rfm::csv {
namespace {

constexpr std::size_t longest_header = std::size_t{16} << 20;

struct FirstRecord {
    bool complete = false;
    std::size_t begin = 0;  // behind blank lines
    std::size_t end = 0;    // behind its line feed
    std::size_t fields = 0;
    std::optional<std::size_t> open_quote;  // where a quote opens that nothing closes; then there is no record
};

std::uint64_t line_of(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

// Finds the first record that is no blank line. `whole`: the text is all there is, so a line end may be missing.
FirstRecord find_first_record(std::string_view text, bool whole, char delimiter) {
    std::string ended;
    if (whole && !text.ends_with('\n')) text = ended.append(text).append("\n");
    Structure structure;
    std::vector<std::uint32_t> faulty;
    const OpenRecord rest = scan_exactly(text.data(), text.size(), delimiter, structure, faulty);
    FirstRecord found;
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < structure.record_count; ++i) {
        found.end = structure.positions[structure.record_ends[i]] + std::size_t{1};
        found.fields = structure.record_ends[i] - first + std::size_t{1};
        const std::string_view record = text.substr(found.begin, found.end - 1 - found.begin);
        if (!record.empty() && record != "\r") {
            found.complete = true;
            break;
        }
        first = structure.record_ends[i] + 1;
        found.begin = found.end;
    }
    if (!found.complete && rest.inside_quotes) found.open_quote = rest.opened_at;
    return found;
}

// The fields of one record; nothing when text stands behind a closing quote.
std::optional<std::vector<std::string>> cut_record(std::string_view record, std::size_t field_count, char delimiter) {
    std::string text(record);
    if (!text.ends_with('\n')) text.push_back('\n');
    const std::size_t size = text.size();
    text.resize(size + scan_padding);
    std::vector<std::uint32_t> columns(field_count);
    std::iota(columns.begin(), columns.end(), 0U);
    std::optional<std::vector<std::string>> fields;
    std::string scratch;
    RecordReader(delimiter, field_count, columns).read(Region{text.data(), size, 1, false}, [&](RecordBatch& batch) {
        if (batch.fault(0) != RecordFault::none) return;
        fields.emplace();
        for (std::size_t slot = 0; slot < field_count; ++slot) {
            fields->emplace_back(batch.text(batch.field(slot, 0), scratch));
        }
    });
    return fields;
}

}  // namespace

CsvInput CsvInput::open(sources::OpenedSource text, std::optional<char> delimiter, bool has_header) {
    CsvInput input(std::move(text));
    input.read_start(has_header, delimiter);
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

void CsvInput::read_start(bool has_header, std::optional<char> delimiter) {
    has_header_ = has_header;
    std::string_view text(start_.data(), start_.size());
    if (text.empty()) {
        throw Error(ErrorKind::data, fmt::format("{}: is empty; was the export finished?", name()));
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        dialect_.byte_order_mark = true;
        start_used_ = 3;
    }
    const bool marked = dialect_.byte_order_mark;
    FirstRecord first;
    for (;;) {
        text = std::string_view(start_.data(), start_.size()).substr(start_used_);
        dialect_ = detect_dialect(text, ended_, delimiter, name());
        first = find_first_record(text, ended_, dialect_.delimiter);
        if (first.complete || ended_) break;
        if (start_.size() >= longest_header) {
            if (first.open_quote) {
                throw Error(ErrorKind::data,
                            fmt::format("{}:{}: a quote opens here and is not closed within {} MiB; close it, or "
                                        "double it (\"\") where it is part of the text",
                                        name(), line_of(text, *first.open_quote), longest_header >> 20));
            }
            throw Error(ErrorKind::data, fmt::format("{}: no record ends in the first {} MiB; is this a CSV file?",
                                                     name(), longest_header >> 20));
        }
        read_more();
    }
    dialect_.byte_order_mark = marked;
    if (!first.complete) {
        if (text.find_first_not_of("\r\n") == std::string_view::npos) {
            throw Error(ErrorKind::data,
                        fmt::format("{}: holds nothing but blank lines; was the export finished?", name()));
        }
        throw Error(ErrorKind::data,
                    fmt::format("{}:{}: a quote opens here and is never closed; close it, or double it (\"\") where it "
                                "is part of the text",
                                name(), line_of(text, first.open_quote.value_or(0))));
    }
    first.end = std::min(first.end, text.size());  // without the line end that was not there
    field_count_ = first.fields;
    if (has_header) {
        // The records are proven chunk by chunk.
        const std::string_view header = text.substr(0, first.end);
        if (const std::ptrdiff_t fault = find_utf8_fault(header); fault != no_utf8_fault) {
            const auto at = static_cast<std::size_t>(fault);
            throw broken_utf8(name(), line_of(text, at), text.substr(at, broken_text_wanted));
        }
        auto names = cut_record(text.substr(first.begin, first.end - first.begin), field_count_, dialect_.delimiter);
        if (!names) {
            throw Error(ErrorKind::data,
                        fmt::format("{}:{}: text stands behind a closing quote in the header; double a quote (\"\") "
                                    "that is part of the text",
                                    name(), line_of(text, first.begin)));
        }
        header_ = std::move(*names);
    }
    const std::size_t records_begin = has_header ? first.end : first.begin;
    first_line_ = line_of(text, records_begin);
    start_used_ += records_begin;
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
                    fmt::format("{}: the file has changed while it was read; try again when it is complete", name()));
    }
    expected_position_ = chunk.offset_ + chunk.size();
}

}  // namespace rfm::csv
