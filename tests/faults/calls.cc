#include <fmt/format.h>

#include "faults/faults.h"

namespace rfm::faults {
namespace {

struct Failing {
    std::string calls, error, where;
    std::vector<int> statuses;
    bool some_new = false;  // see Row::add
    Input input = Input::plain;
    std::string more_rules{};
};

// Each call of the kind fails once, one a run, until there is none any more.
void each_call(Nights& nights, Table& table, const std::string& fault, const Failing& failing) {
    Night& night = nights.small;
    Row row(fault);
    for (int n = 1;; ++n) {
        Attempt attempt;
        attempt.input = failing.input;
        attempt.rules =
            fmt::format("{}:{}:{}:{}{}", failing.calls, failing.error, n, failing.where, failing.more_rules);
        const Verdict verdict = night.run(attempt);
        if (night.calls(0) < static_cast<std::uint64_t>(n)) break;  // there is no such call any more
        row.add(verdict, failing.statuses, failing.some_new);
    }
    if (row.tries == 0) row.wrong = 1;
    table.add(row);
}

// Faults that must not change the answer.
void at_random(Nights& nights, Table& table, const std::string& fault, const std::string& rules, Input input,
               bool is_spilled = false) {
    Night& night = is_spilled ? nights.large : nights.middle;
    Row row(fault);
    std::uint64_t faults = 0;
    std::uint64_t in_temporary_files = 0;
    for (int seed = 1; seed <= (nights.all ? 40 : 3); ++seed) {
        Attempt attempt;
        attempt.rules = rules;
        attempt.seed = static_cast<std::uint64_t>(seed);
        attempt.input = input;
        if (is_spilled) attempt.words = {"--memory-limit", "32M"};
        row.add(night.run(attempt), {0});
        for (std::size_t rule = 0; rule < 3; ++rule) faults += night.faults(rule);
        in_temporary_files += night.faults(2);
    }
    row.fault += fmt::format(" ({} faults)", faults);
    if (faults == 0 || (is_spilled && in_temporary_files == 0)) ++row.wrong;
    table.add(row);
}

}  // namespace

void try_calls(Nights& nights, Table& table) {
    const auto each = [&](const std::string& fault, const Failing& failing) {
        each_call(nights, table, fault, failing);
    };
    each("EIO on each read of the input", {"read", "EIO", "/in/", {74}});
    each("EIO on each read of a packed input", {"read", "EIO", "/in/", {74}, false, Input::gzip, ""});
    each("EIO on each read of a zip", {"read", "EIO", "/in/", {74}, false, Input::zip, ""});
    nights.small.make_workbook();
    each("EIO on each read of a workbook", {"read", "EIO", "/in/", {74}, false, Input::workbook, ""});
    each("EIO on opening the input", {"open", "EIO", "/in/", {66}});
    each("EMFILE on opening the input", {"open", "EMFILE", "/in/", {66}});
    each("EIO on each write of an output", {"write", "EIO", "/out/", {74}});
    each("ENOSPC on each write of an output", {"write", "ENOSPC", "/out/", {74}});
    each("EIO on each sync of an output", {"sync", "EIO", "/out/", {74}});
    each("ENOSPC on each sync of an output", {"sync", "ENOSPC", "/out/", {74}});
    each("EDQUOT on each sync of an output", {"sync", "EDQUOT", "/out/", {74}});
    each("EINTR on each sync", {"sync", "EINTR", "/out", {0}});
    each("EINVAL on each sync, of the folder too", {"sync", "EINVAL", "/out", {0}});
    each("EIO on each first name of an output", {"link", "EIO", "/out/", {73}});
    each("EIO on each making of an unnamed file", {"tmpfile", "EIO", "/out", {0}});
    each("EIO on each making of a named one, and look whether there is one",
         {"open", "EIO", ".tmp", {0, 73}, false, Input::plain, ";tmpfile:EOPNOTSUPP:1+:/out"});
    each("EIO on each close", {"close", "EIO", "/", {0}});
    each("EIO on each rename, when those before it are done", {"rename", "EIO", "/out/", {73}, true});
    each("EIO on each sync of the folder, when those before it are done", {"sync", "EIO", "/out$", {74}, true});
    const std::string all_short = "read:short:80%:/in/;write:short:80%:/out/;read,write:short:80%:/tmp/#";
    const std::string all_interrupted = "read:EINTR:30%:/in/;write:EINTR:30%:/out/;read,write:EINTR:30%:/tmp/#";
    at_random(nights, table, "short reads and writes", all_short, Input::plain);
    at_random(nights, table, "short reads and writes, packed", all_short, Input::gzip);
    at_random(nights, table, "short reads and writes, zip", all_short, Input::zip);
    nights.middle.make_workbook();
    at_random(nights, table, "short reads and writes, workbook", all_short, Input::workbook);
    at_random(nights, table, "short reads and writes, `< file`", all_short, Input::standard_input);
    at_random(nights, table, "short reads and writes, temporary files", all_short, Input::plain, true);
    at_random(nights, table, "EINTR", all_interrupted, Input::plain);
    at_random(nights, table, "EINTR, packed, temporary files", all_interrupted, Input::gzip, true);
}

}  // namespace rfm::faults
