#include "cli/progress_line.h"

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

#include "cli/streams.h"
#include "output/progress_words.h"

namespace rfm::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto first_drawn_after = std::chrono::seconds(1);  // a shorter run needs no line
constexpr auto drawn_every = std::chrono::milliseconds(150);
constexpr std::string_view erase_line = "\r\x1b[K";

std::atomic<bool> line_stands_there = false;  // for the signal handler; there is one terminal

bool terminal_erases() {
    const char* kind = std::getenv("TERM");
    return kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb";
}

// What the terminal says, else what the shell says, else what most have.
std::size_t terminal_columns() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    std::size_t columns = 0;
    if (const char* text = std::getenv("COLUMNS")) {
        const std::string_view digits = text;
        std::from_chars(digits.data(), digits.data() + digits.size(), columns);
    }
    return columns > 0 ? columns : 80;
}

// A job in the background leaves the terminal to the one in front of it.
bool in_foreground() {
    const pid_t group = ::tcgetpgrp(STDERR_FILENO);
    return group < 0 || group == ::getpgrp();
}

}  // namespace

ProgressLine::ProgressLine(bool wanted) {
    if (!wanted || !stderr_is_terminal() || !terminal_erases()) return;
    try {
        drawer_ = std::jthread([this](const std::stop_token& stopped) { draw_until(stopped); });
    } catch (const std::system_error&) {
        // No thread to be had: then the run goes without a line.
    }
}

void ProgressLine::end() noexcept {
    if (!drawer_.joinable()) return;
    drawer_.request_stop();
    drawer_.join();
}

void ProgressLine::draw_until(const std::stop_token& stopped) {
    const Clock::time_point start = Clock::now();
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any stop_or_time;
    bool drawn = false;
    Clock::duration pause = first_drawn_after;
    while (!stop_or_time.wait_for(lock, stopped, pause, [&] { return stopped.stop_requested(); })) {
        pause = drawn_every;
        if (!in_foreground()) continue;
        draw(Clock::now() - start);
        drawn = true;
    }
    if (drawn && in_foreground()) say_raw(erase_line);
    line_stands_there = false;
}

void ProgressLine::erase_from_handler() noexcept {
    if (!line_stands_there || !in_foreground()) return;
    if (::write(STDERR_FILENO, erase_line.data(), erase_line.size()) < 0) return;  // nobody is left to tell
}

void ProgressLine::draw(Clock::duration elapsed) const {
    try {
        // One column less than there are: a terminal may go to the next line once the last one is taken.
        const std::string words = output::progress_words({progress_.bytes(), progress_.total(), progress_.all_read()},
                                                         elapsed, terminal_columns() - 1);
        line_stands_there = true;
        say_raw("\r" + words + "\x1b[K");
    } catch (const std::bad_alloc&) {
        // The run will tell.
    }
}

}  // namespace rfm::cli
