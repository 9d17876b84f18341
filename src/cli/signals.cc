#include "cli/signals.h"

#include <csignal>
#include <initializer_list>

#include "base/unfinished_files.h"
#include "cli/progress_line.h"

namespace rfm::cli {
namespace {

constexpr std::initializer_list<int> ending_signals = {SIGINT, SIGTERM, SIGHUP};

// Calls nothing that is not safe in a handler.
void clean_up_and_end(int number) {
    base::remove_unfinished_files();
    ProgressLine::erase_from_handler();
    // The default action takes place when this returns, since the signal is kept off until then.
    std::signal(number, SIG_DFL);
    std::raise(number);
}

}  // namespace

void clean_up_on_signals() {
    struct sigaction action {};
    action.sa_handler = clean_up_and_end;
    ::sigemptyset(&action.sa_mask);
    for (const int number : ending_signals) ::sigaddset(&action.sa_mask, number);
    for (const int number : ending_signals) {
        struct sigaction before {};
        if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            ::sigaction(number, &action, nullptr);
        }
    }
}

}  // namespace rfm::cli
