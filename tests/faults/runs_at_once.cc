#include <csignal>
#include <filesystem>

#include <fmt/format.h>

#include "faults/faults.h"

namespace rfm::faults {

void try_runs_at_once(Nights& nights, Table& table) {
    Night& night = nights.middle;
    const int tries = nights.all ? 50 : 5;
    const Attempt plain;
    Row together{"two runs at once into the same files"};
    for (int i = 0; i < tries; ++i) {
        const auto first = night.start(plain);
        const auto second = night.start(plain, false);
        const int status = first->wait();
        Verdict verdict = night.look(*second);
        if (status != 0) verdict.status = status;
        together.add(verdict, {0});
    }
    table.add(together);

    Row named{"the same, without unnamed files"};
    Attempt without;
    without.rules = "tmpfile:EOPNOTSUPP:1+:/out";
    for (int i = 0; i < tries; ++i) {
        const auto first = night.start(without);
        const auto second = night.start(without, false);
        const int status = first->wait();
        Verdict verdict = night.look(*second);
        if (status != 0) verdict.status = status;
        named.add(verdict, {0});
    }
    table.add(named);

    Row second_row{"--lock: the second run, while the first reads"};
    Row first_row{"--lock: the first run, when it goes on"};
    Row after{"--lock: a run behind one that was killed"};
    const std::string lock = (night.in() / "shop.lock").string();
    for (int i = 0; i < tries; ++i) {
        Attempt held;
        held.rules = "read:stop:1:/in/orders";
        held.words = {"--lock", lock};
        Attempt other;
        other.words = held.words;
        const auto first = night.start(held);
        if (!first->wait_until_stopped()) {
            second_row.wrong = 1;
            break;
        }
        const auto second = night.start(other, false);
        second_row.add(night.look(*second), {75});
        first->signal(SIGCONT);
        first_row.add(night.look(*first), {0});

        const auto killed = night.start(held);
        killed->wait_until_stopped();
        killed->signal(SIGKILL);
        killed->wait();
        const auto next = night.start(other, false);
        after.add(night.look(*next), {0});
    }
    table.add(second_row);
    table.add(first_row);
    table.add(after);
}

}  // namespace rfm::faults
