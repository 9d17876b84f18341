// SIGINT, SIGTERM and SIGHUP: nothing is left behind, the old results stay, and the shell sees what ended the run.
#include <csignal>
#include <filesystem>
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/kept_files.h"
#include "support/program.h"
#include "support/started.h"
#include "support/terminal.h"

namespace rfm::test {
namespace {

// So long that the program has made its files and reads when it has taken all but what a pipe holds.
std::string many_orders() {
    std::string text = "customer,date,amount\nbad,2025-02-30,1\n";
    while (text.size() < 600'000) text += "customer" + std::to_string(text.size()) + ",2025-01-02,3.50\n";
    return text;
}

std::vector<std::string> score_into(const TemporaryFolder& folder) {
    return {RFM_PROGRAM, "score",
            "-o",        folder.file("scores.csv"),
            "--summary", folder.file("summary.json"),
            "--rejects", folder.file("rejects.csv"),
            "-q"};
}

TEST_CASE("signals: the old files stay, nothing is left, and the signal ends the program") {
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        const TemporaryFolder folder;
        const KeptFiles kept(folder, {"scores.csv", "summary.json", "rejects.csv"});
        Started program(score_into(folder));
        program.give(many_orders());
        program.signal(number);
        CHECK(program.wait() == 128 + number);
        CHECK(program.err() == "");
        kept.check_untouched();
    }
}

TEST_CASE("signals: one that was ignored at the start stays ignored") {
    const TemporaryFolder folder;
    std::vector<std::string> words = score_into(folder);
    words.insert(words.begin(), {"sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh"});
    Started program(words);
    program.give(many_orders());
    program.signal(SIGHUP);
    program.signal(SIGINT);
    program.end_input();
    CHECK(program.wait() == 0);
    CHECK(read_file(folder.file("scores.csv")).find("\ncustomer") != std::string::npos);
    CHECK(read_file(folder.file("rejects.csv")).find("2025-02-30") != std::string::npos);
}

// A shell ends a loop when what it ran was ended by the signal, and goes on when it handled the signal and exited.
TEST_CASE("signals: a shell loop stops with the run") {
    const TemporaryFolder folder;
    Started loop({"bash", "-c",
                  "for i in 1 2 3; do echo $i >> \"$1\"; " RFM_PROGRAM " score -q -o \"$2\"; done; echo end >> \"$1\"",
                  "bash", folder.file("log"), folder.file("scores.csv")});
    loop.give(many_orders());
    loop.signal_all(SIGINT);
    CHECK(loop.wait() == 128 + SIGINT);
    CHECK(read_file(folder.file("log")) == "1\n");
    CHECK_FALSE(std::filesystem::exists(folder.file("scores.csv")));
}

// As somebody types it who watches the line that tells how far the run has come.
TEST_CASE("signals: Ctrl-C erases the line of progress") {
    TerminalRun watched;
    watched.first_input = "customer,date,amount\na,2025-01-02,3.50\n";
    watched.wait_for = "rfm: ";
    watched.typed = "\x03";
    const OnTerminal ran = rfm_on_terminal({"score"}, watched);
    CHECK(ran.status == 128 + SIGINT);
    CHECK(ran.out == "");
    const std::string left = left_on_screen(ran.shown);
    INFO(left);
    CHECK((left == "" || left == "^C"));  // which the terminal shows by itself
}

}  // namespace
}  // namespace rfm::test
