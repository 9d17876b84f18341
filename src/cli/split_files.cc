#include "cli/split_files.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/file.h"
#include "base/shown_text.h"
#include "cli/streams.h"

namespace rfm::cli {
namespace {

// Segments that nobody asked for have no customers in the result.
class NoSink : public TextSink {
public:
    void write(std::string_view) override {}
};

}  // namespace

std::string split_file_name(const std::string& segment, std::string_view ending) {
    std::string name = segment;
    for (char& c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\') c = '_';
    }
    // No hidden file, and neither . nor ..
    if (name.empty() || name[0] == '.') name.insert(0, 1, '_');
    return fmt::format("{}.{}", name, ending);
}

void make_folder(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directory(folder, error);  // says nothing where there is one
    std::error_code ignored;
    std::string reason = error.message();
    if (std::filesystem::is_directory(folder, ignored)) {
        if (::access(folder.c_str(), W_OK) == 0) return;
        reason = base::system_message(errno);
    } else if (std::filesystem::exists(folder, ignored)) {
        reason = base::system_message(ENOTDIR);
    }
    throw Error(ErrorKind::cannot_create, fmt::format("{}: can't be written: {}", folder, reason));
}

SplitFiles::SplitFiles(const std::string& folder, const RunSummary& summary, const std::vector<std::string>& only,
                       std::string_view ending) {
    std::map<std::string, std::string> segment_of;
    for (std::size_t i = 0; i < summary.segments.size(); ++i) {
        const std::string& segment = summary.segments[i].segment;
        if (!only.empty() && std::find(only.begin(), only.end(), segment) == only.end()) continue;
        const std::string name = split_file_name(segment, ending);
        if (const auto [same, is_new] = segment_of.try_emplace(name, segment); !is_new) {
            throw Error(ErrorKind::usage, fmt::format("--split: the segments {} and {} would both be in {}; rename one",
                                                      base::shown(same->second), base::shown(segment), name));
        }
        places_.push_back(i);
        paths_.push_back((std::filesystem::path(folder) / name).string());
        files_.emplace_back(paths_.back());
    }
}

std::vector<std::string> SplitFiles::write(const ScoredCustomers& customers, const ScoreStyle& style) {
    std::vector<std::unique_ptr<TextSink>> sinks;
    for (std::size_t i = 0; i < customers.summary().segments.size(); ++i) {
        const auto at = std::find(places_.begin(), places_.end(), i);
        if (at == places_.end()) {
            sinks.push_back(std::make_unique<NoSink>());
        } else {
            sinks.push_back(std::make_unique<FileSink>(files_[static_cast<std::size_t>(at - places_.begin())]));
        }
    }
    std::vector<TextSink*> pointers;
    for (const auto& sink : sinks) pointers.push_back(sink.get());
    return write_scores_by_segment(customers, pointers, style);
}

void SplitFiles::prepare() {
    for (base::AtomicFile& file : files_) file.prepare();
}

void SplitFiles::commit() {
    for (base::AtomicFile& file : files_) file.commit();
}

}  // namespace rfm::cli
