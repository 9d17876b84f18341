#include "csv/chunk_fold.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "csv/exact_scanner.h"
#include "csv/utf8_check.h"

namespace rfm::csv {
namespace {

// An unterminated quote would otherwise keep the rest of an endless input in memory.
constexpr std::size_t longest_record = std::size_t{64} << 20;

std::uint64_t count_lines(const char* begin, const char* end) {
    return static_cast<std::uint64_t>(std::count(begin, end, '\n'));
}

}  // namespace

ChunkFold::ChunkFold(char delimiter, std::string name, std::uint64_t first_line)
    : delimiter_(delimiter), name_(std::move(name)), line_(first_line) {}

void ChunkFold::take(const char* data, std::size_t size, const ChunkAnalysis& analysis, FoldedChunk& out) {
    out.crossing.reset();
    out.body.reset();
    if (broken_) return gather_broken_utf8({data, size});
    if (analysis.utf8_fault != no_utf8_fault) return note_broken_utf8({data, size}, analysis.utf8_fault);
    const int state = inside_quotes_ ? 1 : 0;
    if (exact_ || !analysis.regular[state]) return take_exactly(data, size, out);

    const bool started_inside = inside_quotes_;
    if (analysis.odd_quotes) inside_quotes_ = !inside_quotes_;
    const std::size_t last_end = last_record_end(data, size, inside_quotes_);
    if (last_end == no_record_end) return keep_open(data, size);

    std::size_t body_begin = 0;
    std::uint64_t body_line = line_;
    if (!open_.empty()) {
        body_begin = first_record_end(data, size, started_inside) + 1;
        out.crossing_text.swap(open_);
        open_.clear();
        out.crossing_text.insert(out.crossing_text.end(), data, data + body_begin);
        const std::size_t crossing_size = out.crossing_text.size();
        body_line += count_lines(out.crossing_text.data(), out.crossing_text.data() + crossing_size);
        out.crossing_text.resize(crossing_size + scan_padding);
        out.crossing = Region{out.crossing_text.data(), crossing_size, line_, true};
    }
    const std::size_t body_size = last_end + 1 - body_begin;
    if (body_size > 0) out.body = Region{data + body_begin, body_size, body_line, true};
    // All newlines of the chunk but those behind the last record end and those that the crossing record had before it.
    const std::uint64_t open_lines = count_lines(data + last_end + 1, data + size);
    const std::uint64_t crossing_lines = body_begin == 0 ? 0 : count_lines(data, data + body_begin);
    line_ = body_line + analysis.newlines - open_lines - crossing_lines;
    keep_open(data + last_end + 1, size - last_end - 1);
}

void ChunkFold::take_exactly(const char* data, std::size_t size, FoldedChunk& out) {
    open_.insert(open_.end(), data, data + size);
    const std::size_t text_size = open_.size();
    Structure structure;
    std::vector<std::uint32_t> faulty;
    const OpenRecord rest = scan_exactly(open_.data(), text_size, delimiter_, structure, faulty);
    inside_quotes_ = rest.inside_quotes;
    exact_ = !rest.regular;
    if (rest.begin == 0) {
        if (text_size > longest_record) refuse_open_record();
        return;
    }
    out.crossing_text.swap(open_);
    open_.assign(out.crossing_text.begin() + static_cast<std::ptrdiff_t>(rest.begin), out.crossing_text.end());
    out.crossing_text.resize(text_size + scan_padding);
    out.crossing = Region{out.crossing_text.data(), rest.begin, line_, false};
    line_ += count_lines(out.crossing_text.data(), out.crossing_text.data() + rest.begin);
}

void ChunkFold::keep_open(const char* data, std::size_t size) {
    open_.insert(open_.end(), data, data + size);
    if (open_.size() > longest_record) refuse_open_record();
}

void ChunkFold::finish(FoldedChunk& out) {
    out.crossing.reset();
    out.body.reset();
    if (broken_) throw broken_utf8(name_, broken_line_, *broken_);
    if (open_.empty()) return;
    const std::string_view open(open_.data(), open_.size());
    if (const std::size_t cut = cut_off_character(open); cut > 0) {
        note_broken_utf8({}, -static_cast<std::ptrdiff_t>(cut));
        throw broken_utf8(name_, broken_line_, *broken_);
    }
    if (inside_quotes_) refuse_open_record();
    open_.push_back('\n');
    const std::size_t size = open_.size();
    open_.resize(size + scan_padding);
    out.crossing_text.swap(open_);
    open_.clear();
    out.crossing = Region{out.crossing_text.data(), size, line_, !exact_};
}

// fault: in `text`, or before it, where the open record ends.
void ChunkFold::note_broken_utf8(std::string_view text, std::ptrdiff_t fault) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, fault));
    broken_line_ =
        line_ + count_lines(open_.data(), open_.data() + open_.size()) + count_lines(text.data(), text.data() + at);
    broken_.emplace(open_.end() + std::min<std::ptrdiff_t>(0, fault), open_.end());
    gather_broken_utf8(text.substr(at));
}

void ChunkFold::gather_broken_utf8(std::string_view text) {
    broken_->append(text.substr(0, broken_text_wanted - std::min(broken_text_wanted, broken_->size())));
    if (broken_->size() >= broken_text_wanted) throw broken_utf8(name_, broken_line_, *broken_);
}

void ChunkFold::refuse_open_record() const {
    Structure structure;
    std::vector<std::uint32_t> faulty;
    const OpenRecord rest = scan_exactly(open_.data(), open_.size(), delimiter_, structure, faulty);
    if (!rest.inside_quotes) {
        throw Error(ErrorKind::data,
                    fmt::format("{}:{}: the record that starts here is longer than {} MiB; is this a CSV file?", name_,
                                line_, longest_record >> 20));
    }
    const std::uint64_t line = line_ + count_lines(open_.data(), open_.data() + rest.opened_at);
    if (open_.size() > longest_record) {
        throw Error(ErrorKind::data,
                    fmt::format("{}:{}: a quote opens here and is not closed within {} MiB; close it, or double it "
                                "(\"\") where it is part of the text",
                                name_, line, longest_record >> 20));
    }
    throw Error(ErrorKind::data,
                fmt::format("{}:{}: a quote opens here and is never closed; close it, or double it (\"\") where it is "
                            "part of the text",
                            name_, line));
}

}  // namespace rfm::csv
