// What SIGINT, SIGTERM and SIGHUP do: nothing unfinished is left behind, then they end the program as they always do,
// so that a shell sees 128 + their number, and a loop in it stops on Ctrl-C. Thread-safety: to be called once, before
// there are threads.
#pragma once

namespace rfm::cli {

// A signal that is ignored when the program starts, as SIGHUP by nohup, stays ignored.
void clean_up_on_signals();

}  // namespace rfm::cli
