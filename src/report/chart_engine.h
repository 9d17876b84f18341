// Draws the pictures: data/report/charts.js over D3, run by the Duktape engine, without a browser.
// Thread-safety: one owner; engines share nothing. Takes some 60 ms to make.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rfm::report {

class ChartEngine {
public:
    // Throws Error(bug) when the scripts can't be loaded, std::bad_alloc.
    ChartEngine();
    ~ChartEngine();
    ChartEngine(const ChartEngine&) = delete;
    ChartEngine& operator=(const ChartEngine&) = delete;

    // The SVG that the function `chart` of charts.js makes of the data. Throws Error(bug) with the script's words,
    // std::bad_alloc.
    std::string draw(std::string_view chart, std::string_view data_json);

private:
    struct Heap;
    std::unique_ptr<Heap> heap_;
};

}  // namespace rfm::report
