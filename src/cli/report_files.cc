#include "cli/report_files.h"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include <rfm/overview.h>

#include "cli/previous_scores.h"
#include "cli/same_file.h"
#include "cli/split_files.h"
#include "cli/streams.h"

namespace rfm::cli {
namespace {

constexpr std::int64_t most_top = 1000;  // each is a row of the page

constexpr std::array<const char*, 7> picture_files = {"segments.svg", "heatmap.svg", "recency.svg", "frequency.svg",
                                                      "monetary.svg", "pareto.svg",  "flows.svg"};

std::vector<std::string> picture_paths(const std::string& folder) {
    std::vector<std::string> paths;
    if (folder.empty()) return paths;
    for (const char* file : picture_files) paths.push_back((std::filesystem::path(folder) / file).string());
    return paths;
}

}  // namespace

void add_report_flags(CLI::App& app, ReportFlags& flags, const std::string& group) {
    app.add_option("--charts", flags.charts, "Write the report's pictures into this folder too, as SVG files")
        ->type_name("FOLDER")
        ->group(group);
    app.add_option("--previous", flags.previous,
                   "For the report: CSV that rfm score wrote before, to show where its customers are now")
        ->type_name("FILE")
        ->group(group);
}

void check_report(const ReportFlags& flags, const char* page_flag, const ScoreFlags& score, const Plan& plan) {
    if (flags.top < 1 || flags.top > most_top) {
        throw Error(ErrorKind::usage, fmt::format("--top {}: must be 1 to {}", flags.top, most_top));
    }
    if (flags.previous == "-") {
        throw Error(ErrorKind::usage, "--previous -: name a file; standard input may be what is scored");
    }
    refuse_what_is_read(flags.page, page_flag, score, plan);
    refuse_same_file(flags.page, page_flag, flags.previous, "--previous");
    refuse_report_on(plan.rejects_path, "--rejects", flags, page_flag);
    refuse_same_file(flags.previous, "--previous", plan.rejects_path, "--rejects");
    for (const std::string& path : picture_paths(flags.charts)) {
        refuse_what_is_read(path, "--charts", score, plan);
        refuse_same_file(path, "--charts", flags.page, page_flag);
        refuse_same_file(path, "--charts", flags.previous, "--previous");
    }
}

void refuse_report_on(const std::string& path, const char* flag, const ReportFlags& flags, const char* page_flag) {
    refuse_same_file(flags.page, page_flag, path, flag);
    for (const std::string& picture : picture_paths(flags.charts)) refuse_same_file(picture, "--charts", path, flag);
}

ReportFiles::ReportFiles(const ReportFlags& flags) : flags_(flags) {
    if (!flags_.page.empty() && flags_.page != "-") page_.emplace(flags_.page);
    if (!flags_.charts.empty()) make_folder(flags_.charts);
}

void ReportFiles::write(const ScoredCustomers& customers, const Plan& plan) {
    if (customers.summary().customers == 0) {
        throw Error(ErrorKind::data, "there is no customer to report on: no row counts as a purchase");
    }
    std::optional<Movement> movement;
    if (!flags_.previous.empty()) {
        if (customers.summary().segments.empty()) {
            throw Error(ErrorKind::usage, "--previous: there are no segments without a map; give one with --map");
        }
        movement = movement_since(flags_.previous, customers, plan, warnings_);
    }
    const Overview figures = overview(customers, {static_cast<std::size_t>(flags_.top)});
    const report::Contents contents = {customers.summary(), figures, movement ? &*movement : nullptr, plan.labels,
                                       RFM_VERSION};
    if (!flags_.charts.empty()) {
        for (const report::Picture& picture : report::pictures(contents)) {
            charts_.emplace_back((std::filesystem::path(flags_.charts) / picture.file).string());
            charts_.back().write(picture.svg);
        }
    }
    if (page_) page_->write(report::page(contents));
    if (flags_.page == "-") print(report::page(contents));
}

void ReportFiles::prepare() {
    for (base::AtomicFile& file : charts_) file.prepare();
    if (page_) page_->prepare();
}

void ReportFiles::commit() {
    for (base::AtomicFile& file : charts_) file.commit();
    if (page_) page_->commit();
}

}  // namespace rfm::cli
