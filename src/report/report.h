// The report on scored customers: one HTML page that needs nothing else, and its pictures as files of their own.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include <rfm/movement.h>
#include <rfm/overview.h>
#include <rfm/score.h>

namespace rfm::report {

// What the report tells of; all of it outlives the call.
struct Contents {
    const RunSummary& summary;
    const Overview& overview;
    const Movement* movement = nullptr;  // none: nothing to compare with
    Labels labels = Labels::english;     // the language of the page
    std::string version;                 // of the program
};

// The page: UTF-8, the same bytes for the same contents. Throws Error(bug) when a picture can't be drawn.
std::string page(const Contents& contents);

struct Picture {
    std::string file;  // as in "heatmap.svg"
    std::string svg;
};

// The pictures of the page, each with its style. Throws as page() does.
std::vector<Picture> pictures(const Contents& contents);

}  // namespace rfm::report
