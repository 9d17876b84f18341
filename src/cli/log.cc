#include "cli/log.h"

#include <chrono>
#include <ctime>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/streams.h"
#include "output/summary_table.h"

namespace rfm::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_name(Level level) {
    switch (level) {
        case Level::error:
            return "error";
        case Level::alert:
            return "alert";
        case Level::warning:
            return "warning";
        case Level::info:
            return "info";
    }
    return "error";
}

// Now, in UTC, as in 2025-01-31T02:00:05Z.
std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm utc{};
    char text[32] = "";
    if (gmtime_r(&seconds, &utc) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

Json entry(Level level, std::string_view words) {
    return {{"time", now()}, {"level", level_name(level)}, {"message", words}};
}

void write_line(const Json& json) {
    // Bytes that are no UTF-8 become the replacement character.
    say_raw(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace

void Log::look_for_format(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--") return;
        const bool next = word == "--log-format" && i + 1 < argc && std::string_view(argv[i + 1]) == "json";
        if (next || word == "--log-format=json") format_ = "json";
    }
}

void Log::add_flag(CLI::App& command) {
    command.add_option("--log-format", format_, "How messages are written: text, or json, one object a line")
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->type_name("text|json")
        ->group("Messages");
}

void Log::write(Level level, std::string_view words, std::optional<int> exit_status) const {
    if (!is_json()) {
        say(level == Level::alert ? "alert: " + std::string(words) : std::string(words));
        return;
    }
    Json json = entry(level, words);
    if (exit_status) json["exit_status"] = *exit_status;
    write_line(json);
}

void Log::write_summary(const RunSummary& summary) const {
    if (!is_json()) {
        say_raw(output::summary_table(summary));
        return;
    }
    Json json = entry(Level::info, "scored");
    json["summary"] = Json::parse(summary_json(summary));
    write_line(json);
}

}  // namespace rfm::cli
