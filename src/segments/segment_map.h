// Which segment a cell (r, f, m) belongs to: the first row of the map that matches.
// A map that was made is valid: every cell is covered and every row is reachable.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/plan.h>

namespace rfm::segments {

// A score, a range, or any score, of one metric.
struct ScoreRange {
    int low = 1;
    int high = 1;
};

struct MapRow {
    std::string segment;
    ScoreRange r, f, m;
    int line = 0;  // in its file, counted from 1 with the header
};

class SegmentMap {
public:
    // Reads `segment,r,f,m` CSV text (UTF-8, with or without a byte-order mark, LF or CRLF, quoted names). source_name
    // is for messages. Without monetary the m column must be * throughout and cells are (r, f). Throws rfm::Error
    // (data) naming the line and value, the cells left uncovered, or the rows never reached.
    static SegmentMap parse(std::string_view csv_text, std::string_view source_name, int bins, bool with_monetary);

    // The built-in maps: "value", "value-rf" (the default without monetary) and "rf10".
    static bool is_builtin(std::string_view name);
    static std::string_view builtin_text(std::string_view name);

    // A built-in name or a file; an empty name means the default for the run. Throws as parse does, and rfm::Error
    // (no_input) when a file can't be read.
    static SegmentMap load(const std::string& name_or_path, int bins, bool with_monetary);

    // The same map with its names in another language, where the language has a name for them.
    SegmentMap with_labels(Labels labels) const;

    int bins() const noexcept { return bins_; }
    bool with_monetary() const noexcept { return with_monetary_; }
    const std::string& source_name() const noexcept { return source_name_; }
    std::span<const MapRow> rows() const noexcept { return rows_; }
    // Distinct names in order of first appearance; segment_of gives an index into it. Lives as long as the map.
    std::span<const std::string> names() const noexcept { return names_; }
    // The same before labels in another language, in the same places.
    std::span<const std::string> keys() const noexcept { return keys_; }
    // m is ignored without monetary.
    int segment_of(int r, int f, int m) const noexcept { return cells_[cell_index(r, f, m)]; }

private:
    std::size_t cell_index(int r, int f, int m) const noexcept {
        const auto b = static_cast<std::size_t>(bins_);
        const auto rf = (static_cast<std::size_t>(r) - 1) * b + (static_cast<std::size_t>(f) - 1);
        return with_monetary_ ? rf * b + (static_cast<std::size_t>(m) - 1) : rf;
    }

    int bins_ = 5;
    bool with_monetary_ = true;
    std::string source_name_;
    std::vector<MapRow> rows_;
    std::vector<std::string> names_;
    std::vector<std::string> keys_;
    std::vector<std::uint16_t> cells_;
};

}  // namespace rfm::segments
