// One line on the terminal that is drawn again and again in place while a run takes its time, and goes when it ends.
// Thread-safety: one owner; it draws from a thread of its own. Nothing else may be printed before end().
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <thread>

#include <rfm/progress.h>

namespace rfm::cli {

class ProgressLine {
public:
    // wanted: false never draws. Nor is there a line unless standard error is a terminal that can erase one.
    explicit ProgressLine(bool wanted);
    ~ProgressLine() { end(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // What the run is to fill; nullptr when nobody looks.
    Progress* progress() noexcept { return drawer_.joinable() ? &progress_ : nullptr; }

    // Erases the line; nothing is drawn any more.
    void end() noexcept;

    // The same in a signal handler that ends the process: erases the line that stands there, whichever drew it.
    static void erase_from_handler() noexcept;

private:
    void draw_until(const std::stop_token& stopped);
    void draw(std::chrono::steady_clock::duration elapsed) const;

    Progress progress_;
    std::jthread drawer_;  // last: it ends before what it draws goes
};

}  // namespace rfm::cli
