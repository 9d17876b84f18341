#include "segments/cell_picture.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/display_width.h"
#include "segments/score_range.h"

namespace rfm::segments {
namespace {

using base::display_width;
using base::padded;
using base::right_aligned;

constexpr int page_width = 100;
constexpr int block_gap = 4;

int last_m(const SegmentMap& map) {
    return map.with_monetary() ? map.bins() : 1;
}

std::vector<int> cells_by_segment(const SegmentMap& map) {
    std::vector<int> counts(map.names().size());
    for (int r = 1; r <= map.bins(); ++r) {
        for (int f = 1; f <= map.bins(); ++f) {
            for (int m = 1; m <= last_m(map); ++m) ++counts[static_cast<std::size_t>(map.segment_of(r, f, m))];
        }
    }
    return counts;
}

bool depends_on_m(const SegmentMap& map) {
    for (int r = 1; r <= map.bins(); ++r) {
        for (int f = 1; f <= map.bins(); ++f) {
            for (int m = 2; m <= last_m(map); ++m) {
                if (map.segment_of(r, f, m) != map.segment_of(r, f, 1)) return true;
            }
        }
    }
    return false;
}

int widest_name(const SegmentMap& map) {
    int width = display_width("segment");
    for (const std::string& name : map.names()) width = std::max(width, display_width(name));
    return width;
}

// A to Z, then a to z; numbers for maps with still more segments.
std::vector<std::string> codes_for(std::size_t segments) {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < segments; ++i) {
        if (segments > 52) {
            codes.push_back(fmt::format("{}", i + 1));
        } else {
            codes.emplace_back(1, static_cast<char>(i < 26 ? 'A' + i : 'a' + (i - 26)));
        }
    }
    return codes;
}

// Lines without blanks at their ends: they are compared and copied.
void add_line(std::string& page, std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    page += line;
    page += '\n';
}

// The blocks of the m scores that fit beside one another.
class Band {
public:
    Band(const SegmentMap& map, const std::vector<std::string>& codes, int cell_width)
        : map_(map), codes_(codes), cell_width_(cell_width) {}

    int block_width() const { return map_.bins() * (cell_width_ + 1) - 1; }
    static constexpr int label_width = 6;

    void add_to(std::string& page, int first_m, int end_m, bool name_m) const {
        if (name_m) {
            std::string line(label_width, ' ');
            for (int m = first_m; m < end_m; ++m) line += padded(fmt::format("m {}", m), block_width() + block_gap);
            add_line(page, line);
        }
        for (int r = map_.bins(); r >= 1; --r) {
            std::string line = padded(fmt::format("r {}", r), label_width);
            for (int m = first_m; m < end_m; ++m) {
                line += block_line([&](int f) { return codes_[static_cast<std::size_t>(map_.segment_of(r, f, m))]; });
            }
            add_line(page, line);
        }
        std::string line = padded("   f", label_width);
        for (int m = first_m; m < end_m; ++m) {
            line += block_line([](int f) { return fmt::format("{}", f); });
        }
        add_line(page, line);
    }

private:
    template <class CellText>
    std::string block_line(CellText text_of) const {
        std::string line;
        for (int f = 1; f <= map_.bins(); ++f) line += right_aligned(text_of(f), cell_width_) + ' ';
        return line + std::string(block_gap - 1, ' ');
    }

    const SegmentMap& map_;
    const std::vector<std::string>& codes_;
    int cell_width_;
};

}  // namespace

std::string describe_map(const SegmentMap& map) {
    const int name_width = widest_name(map) + 2;
    constexpr int range_width = 6;
    std::string page;
    const auto add_row = [&](std::string_view name, const std::string& r, const std::string& f, const std::string& m) {
        std::string line = padded(name, name_width) + padded(r, range_width) + padded(f, range_width);
        if (map.with_monetary()) line += m;
        add_line(page, line);
    };
    add_row("segment", "r", "f", "m");
    for (const MapRow& row : map.rows()) {
        add_row(row.segment, format_range(row.r, map.bins()), format_range(row.f, map.bins()),
                format_range(row.m, map.bins()));
    }

    page += '\n';
    add_line(page, padded("segment", name_width) + "cells");
    const std::vector<int> counts = cells_by_segment(map);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        add_line(page, padded(map.names()[i], name_width) + right_aligned(fmt::format("{}", counts[i]), 5));
    }
    return page;
}

std::string cell_picture(const SegmentMap& map) {
    const std::vector<std::string> codes = codes_for(map.names().size());
    std::size_t cell_width = map.bins() > 9 ? 2 : 1;
    for (const std::string& code : codes) cell_width = std::max(cell_width, code.size());

    std::string page;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        add_line(page, right_aligned(codes[i], static_cast<int>(cell_width)) + "  " + map.names()[i]);
    }
    const Band band(map, codes, static_cast<int>(cell_width));
    if (!depends_on_m(map)) {
        page += '\n';
        band.add_to(page, 1, 2, false);
        return page;
    }
    const int together = std::max(1, (page_width - Band::label_width + block_gap) / (band.block_width() + block_gap));
    for (int m = 1; m <= map.bins(); m += together) {
        page += '\n';
        band.add_to(page, m, std::min(m + together, map.bins() + 1), true);
    }
    return page;
}

}  // namespace rfm::segments
