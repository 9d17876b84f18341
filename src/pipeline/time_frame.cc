#include "pipeline/time_frame.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/civil_day.h"
#include "pipeline/input_size.h"
#include "pipeline/order_run.h"
#include "pipeline/run_size.h"

namespace rfm {

DayNumber first_day_of(const Window& window, DayNumber day) noexcept {
    if (window.unit == Window::Unit::days) return std::max<DayNumber>(min_day, day - window.count);
    const base::CivilDate date = base::civil_date(day);
    const int months = date.year * 12 + (date.month - 1) - window.count;
    if (months < 12) return min_day;
    const int year = months / 12;
    const int month = months % 12 + 1;
    return base::day_number(year, month, std::min(date.day, base::days_in_month(year, month)));
}

}  // namespace rfm

namespace rfm::pipeline {
namespace {

std::string window_words(const Window& window) {
    return fmt::format("--window {}{}", window.count, window.unit == Window::Unit::days ? "d" : "m");
}

void refuse_what_is_read_once(const Plan& plan) {
    for (const std::string& path : input_paths(plan)) {
        std::error_code ignored;  // one that is not there is refused when it is opened
        const bool once =
            path == "-" || (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored));
        if (!once) continue;
        throw Error(ErrorKind::usage,
                    fmt::format("{}: counts back from the as-of date, which is known only when all orders are "
                                "read, and {} can be read once only; give --as-of, or name a file",
                                window_words(*plan.window), path == "-" ? "standard input" : path));
    }
}

// The same rows as the run itself takes are looked at, so that the date is the one that a run without window has.
// Nothing without a purchase: then the run itself says what there is instead.
std::optional<DayNumber> find_as_of(const Plan& plan, Progress* progress) {
    refuse_what_is_read_once(plan);
    if (const auto total = progress == nullptr ? std::nullopt : total_input_size(input_paths(plan))) {
        progress->set_total(2 * *total);
    }
    Findings findings;
    OrderRun run(plan, threads_of(plan), memory_for_tables(plan), {}, findings, progress);
    for (const std::string& path : input_paths(plan)) run.read(path);
    const std::unique_ptr<Lane> lane = run.finish();
    if (lane->first_worker.tally.latest_purchase < min_day) return std::nullopt;
    return day_after_latest_purchase(*lane);
}

}  // namespace

TimeFrame find_time_frame(const Plan& asked, Progress* progress) {
    TimeFrame frame{asked, asked.since ? "--since" : ""};
    if (!asked.window) return frame;
    Plan& plan = frame.plan;
    if (!plan.as_of) plan.as_of = find_as_of(plan, progress);
    if (!plan.as_of) return frame;
    const DayNumber first = first_day_of(*asked.window, *plan.as_of);
    if (!plan.since || first > *plan.since) {
        plan.since = first;
        frame.since_reason = window_words(*asked.window);
    }
    return frame;
}

DayNumber day_after_latest_purchase(const Lane& lane) {
    const DayNumber latest = lane.first_worker.tally.latest_purchase;
    if (latest >= max_day) {
        throw Error(ErrorKind::data,
                    "the latest purchase is of 9999-12-31, so there is no day after it to count from; "
                    "correct the date, or give --as-of");
    }
    return latest + 1;
}

}  // namespace rfm::pipeline
