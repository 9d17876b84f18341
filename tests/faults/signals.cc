#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "faults/faults.h"
#include "support/generated_orders.h"

namespace rfm::faults {
namespace {

// The calls that write and name the outputs take their time, so that there is a good chance to hit between them.
constexpr const char* slow_end = "sync,link,rename:wait:1+:/out";
constexpr const char* no_tmpfile = "tmpfile:EOPNOTSUPP:1+:/out";

void at_any_moment(Nights& nights, Table& table, const std::string& fault, const std::vector<int>& signals,
                   const std::string& rules, int tries) {
    Night& night = nights.large;
    Attempt attempt;
    attempt.rules = rules;
    const double usual = night.usual_time() * 1.05 + (rules.empty() ? 0 : 20);
    test::Numbers numbers(11);
    for (const int number : signals) {
        Row row(signals.size() == 1 ? fault : fmt::format("{}: {}", ::sigabbrev_np(number), fault));
        for (int i = 0; i < tries; ++i) {
            const auto program = night.start(attempt);
            std::this_thread::sleep_for(std::chrono::microseconds(numbers.below(static_cast<int>(usual * 1000))));
            program->signal(number);
            row.add(night.look(*program), {0, 128 + number});
        }
        table.add(row);
    }
}

// What a killed run leaves goes with the next.
void after_kills(Nights& nights, Table& table, const std::string& end, const std::string& more_rules) {
    Night& night = nights.small;
    Row killed{fmt::format("kill -9 {} each call that syncs, names or renames an output{}",
                           end == "kill" ? "before" : "behind", more_rules.empty() ? "" : ", no unnamed files")};
    Row next{"... and the next run of the same outputs"};
    for (const char* calls : {"sync", "link", "rename"}) {
        for (int n = 1;; ++n) {
            Attempt attempt;
            attempt.rules = fmt::format("{}:{}:{}:/out", calls, end, n) + (more_rules.empty() ? "" : ";" + more_rules);
            const Verdict verdict = night.run(attempt);
            if (verdict.status == 0) break;  // there is no such call any more
            killed.add(verdict, {128 + SIGKILL});
            next.add(night.look(*night.start({}, false)), {0});
        }
    }
    table.add(killed);
    table.add(next);
}

}  // namespace

void try_signals(Nights& nights, Table& table) {
    const int tries = nights.all ? 200 : 12;
    const std::vector<int> polite = {SIGINT, SIGTERM, SIGHUP};
    at_any_moment(nights, table, "kill -9 at any moment", {SIGKILL}, "", tries);
    at_any_moment(nights, table, "kill -9, slow to name the outputs", {SIGKILL}, slow_end, tries);
    after_kills(nights, table, "kill", "");
    after_kills(nights, table, "die", "");
    after_kills(nights, table, "die", no_tmpfile);
    at_any_moment(nights, table, "at any moment", polite, "", tries);
    at_any_moment(nights, table, "slow to name the outputs", polite, slow_end, tries);
    at_any_moment(nights, table, "no unnamed files", polite, fmt::format("{};{}", no_tmpfile, slow_end), tries);
}

}  // namespace rfm::faults
