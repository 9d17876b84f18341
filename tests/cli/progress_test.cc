// The line on the terminal that tells how far a long run has come, and where there must be none.
#include <regex>
#include <string>

#include <fmt/format.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"
#include "support/terminal.h"

namespace rfm::test {
namespace {

using std::chrono::milliseconds;

const std::string first_orders = "customer,date,amount\na,2025-01-02,3.50\n";
const std::string last_orders = "b,2025-01-03,2.25\n,2025-01-03,9\n";
const std::string line_so_far = "\rrfm: 39 B, 0.0 MB/s\x1b[K";

// A pipe that is slow to give the rest.
TerminalRun slow_pipe() {
    TerminalRun slow;
    slow.first_input = first_orders;
    slow.last_input = last_orders;
    slow.wait_for = "rfm: ";
    return slow;
}

// The same for longer than it takes the line to come.
TerminalRun slow_pipe_with_nothing_to_see() {
    TerminalRun slow = slow_pipe();
    slow.wait_for.clear();
    slow.at_most = milliseconds(1300);
    return slow;
}

const std::string erased = "\r\x1b[K";

TEST_CASE("progress: a run of more than a second shows a line, which goes before the summary comes") {
    const OnTerminal ran = rfm_on_terminal({"score"}, slow_pipe());
    const Ran plain = rfm({"score", "--verbose"}, first_orders + last_orders);
    CHECK(ran.status == 0);
    CHECK(ran.out == plain.out);
    CHECK(ran.first_seen >= milliseconds(1000));
    REQUIRE(ran.shown.starts_with(line_so_far));
    // Nothing but the line, drawn once or more in place, until it is erased.
    const std::size_t gone = ran.shown.find(erased);
    REQUIRE(gone != std::string::npos);
    CHECK(std::regex_match(ran.shown.substr(0, gone),
                           std::regex("(\rrfm: [0-9]+ B(, 0\\.0 MB/s| read, scoring)\x1b\\[K)+")));
    CHECK(ran.shown.find("segment ") == gone + erased.size());
    CHECK(left_on_screen(ran.shown) == plain.err);
}

TEST_CASE("progress: inspect shows the line as well") {
    const OnTerminal ran = rfm_on_terminal({"inspect"}, slow_pipe());
    CHECK(ran.status == 0);
    CHECK(ran.out == rfm({"inspect"}, first_orders + last_orders).out);
    CHECK(ran.shown.starts_with(line_so_far));
    CHECK(left_on_screen(ran.shown) == "");
}

TEST_CASE("progress: the line goes before an error comes") {
    for (const std::string command : {"score", "inspect"}) {
        INFO(command);
        TerminalRun slow = slow_pipe();
        slow.last_input = "b,2025-01-32,2.25\n";
        const OnTerminal ran = rfm_on_terminal({command}, slow);
        CHECK(ran.status == 65);
        CHECK(ran.shown.starts_with(line_so_far));
        CHECK(ran.shown.find(erased + "rfm: 1 bad row") != std::string::npos);
        CHECK(left_on_screen(ran.shown) == rfm({command}, first_orders + slow.last_input).err);
    }
}

TEST_CASE("progress: the line goes before a warning comes") {
    const OnTerminal ran = rfm_on_terminal({"score", "--keep", "customer=a,x"}, slow_pipe());
    CHECK(ran.status == 0);
    CHECK(ran.shown.starts_with(line_so_far));
    CHECK(ran.shown.find(erased + "rfm: ") != std::string::npos);
    CHECK(left_on_screen(ran.shown) ==
          rfm({"score", "--verbose", "--keep", "customer=a,x"}, first_orders + last_orders).err);
}

TEST_CASE("progress: the line is cut to the terminal") {
    TerminalRun slow = slow_pipe();
    slow.columns = 15;
    CHECK(rfm_on_terminal({"score", "-o", "/dev/null"}, slow).shown.starts_with("\rrfm: 39 B\x1b[K"));
}

TEST_CASE("progress: no line in a short run, with --quiet or on a terminal that can't erase") {
    TerminalRun fast;
    fast.last_input = first_orders + last_orders;
    fast.at_most = milliseconds(0);
    const std::string summary = rfm({"score", "--verbose"}, first_orders + last_orders).err;
    CHECK(left_on_screen(rfm_on_terminal({"score"}, fast).shown) == summary);
    CHECK(rfm_on_terminal({"score", "--quiet"}, slow_pipe_with_nothing_to_see()).shown == "");
    for (const std::string terminal : {"dumb", ""}) {
        TerminalRun slow = slow_pipe_with_nothing_to_see();
        slow.terminal = terminal;
        const std::string shown = rfm_on_terminal({"score"}, slow).shown;
        CHECK(shown.find('\x1b') == std::string::npos);
        CHECK(left_on_screen(shown) == summary);
    }
}

TEST_CASE("progress: no line when standard error is no terminal") {
    const TemporaryFolder folder;
    const std::string first = folder.write("first", first_orders);
    const std::string last = folder.write("last", last_orders);
    for (const std::string command : {"score", "inspect"}) {
        const Ran ran = run({"sh", "-c",
                             fmt::format("{{ cat '{}'; sleep 1.3; cat '{}'; }} | TERM=xterm {} {}", first, last,
                                         RFM_PROGRAM, command)});
        CHECK(ran.status == 0);
        CHECK(ran.err == "");
        CHECK(ran.out == rfm({command}, first_orders + last_orders).out);
    }
}

}  // namespace
}  // namespace rfm::test
