#include "sources/text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "sources/blank_run_source.h"
#include "sources/decoded_source.h"
#include "sources/encoding.h"
#include "sources/file_kind.h"
#include "sources/gzip_source.h"
#include "sources/line_end_source.h"
#include "sources/packed_source.h"
#include "sources/read_ahead.h"
#include "sources/rejoined_source.h"

namespace rfm::sources {
namespace {

std::string_view view(const OpenedSource& opened) {
    return {opened.start.data(), opened.start.size()};
}

bool ends_lines_in_cr(std::string_view start) {
    return start.find('\n') == std::string_view::npos && std::count(start.begin(), start.end(), '\r') > 1;
}

std::string encoding_words(const Encoding& encoding) {
    return encoding.name + (encoding.detected ? " (detected)" : encoding.mark_size > 0 ? " with byte-order mark" : "");
}

}  // namespace

OpenedSource open_start(std::unique_ptr<ByteSource> source) {
    OpenedSource opened{std::move(source), std::vector<char>(start_size), false};
    const std::size_t got = opened.source->read(opened.start);
    opened.ended = got < start_size;
    opened.start.resize(got);
    return opened;
}

std::unique_ptr<ByteSource> rejoin(OpenedSource opened) {
    return std::make_unique<RejoinedSource>(std::move(opened.start), std::move(opened.source));
}

Unpacked unpack(OpenedSource opened) {
    constexpr int most = 3;
    const std::string name = opened.source->name();
    for (int depth = 0;; ++depth) {
        const Packing packing = packing_of(view(opened));
        if (packing == Packing::none) return {std::move(opened), depth > 0};
        if (depth == most) {
            throw Error(ErrorKind::data,
                        fmt::format("{}: is packed more than {} times over; unpack it first", name, most));
        }
        std::unique_ptr<ByteSource> packed = rejoin(std::move(opened));
        if (packing == Packing::gzip) {
            opened = open_start(std::make_unique<GzipSource>(std::move(packed)));
        } else {
            opened = open_start(std::make_unique<PackedSource>(std::move(packed), packing));
        }
        if (opened.start.empty()) {
            throw Error(ErrorKind::data, fmt::format("{}: is empty once unpacked; was the export finished?", name));
        }
    }
}

Text make_text(Unpacked unpacked, const SourceOptions& options) {
    OpenedSource opened = std::move(unpacked.bytes);
    bool worked_on = unpacked.was_packed;
    const std::string name = opened.source->name();
    if (opened.start.empty()) throw Error(ErrorKind::data, fmt::format("{}: is empty; was the export finished?", name));
    refuse_other_kinds(view(opened), name);
    Text text;
    const Encoding encoding = find_encoding(view(opened), opened.ended, options.encoding, name);
    text.encoding = encoding_words(encoding);
    if (encoding.detected) {
        text.warnings.push_back(
            fmt::format("{}: was read as {}, which was found from its text; --encoding {} states it", name,
                        encoding.name, encoding.name));
    }
    if (encoding.detected) {
        text.doubt = fmt::format("it was read as {}, a guess from its text; if these names are wrong, give --encoding",
                                 encoding.name);
    }
    if (!encoding.is_utf8()) {
        opened = open_start(std::make_unique<DecodedSource>(rejoin(std::move(opened)), encoding));
        worked_on = true;
    }
    refuse_other_texts(view(opened), options.delimiter, name);
    if (ends_lines_in_cr(view(opened))) {
        opened = open_start(std::make_unique<LineEndSource>(rejoin(std::move(opened))));
        worked_on = true;
    }
    if (options.whitespace_delimited) {
        opened = open_start(std::make_unique<BlankRunSource>(rejoin(std::move(opened))));
        worked_on = true;
    }
    if (worked_on && !opened.ended) opened.source = std::make_unique<ReadAhead>(std::move(opened.source));
    text.bytes = std::move(opened);
    return text;
}

}  // namespace rfm::sources
