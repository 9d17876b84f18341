// The text of config files: what is read, and that CLI11, whose format it is, reads it alike.
#include "cli/config_text.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <CLI/CLI.hpp>

#include <rfm/error.h>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::cli {
namespace {

struct Read {
    std::string section, key;
    std::vector<std::string> values;
    bool operator==(const Read&) const = default;
};

std::vector<Read> read(const std::string& text) {
    std::vector<Read> items;
    for (const ConfigItem& item : read_config_text(text, "f")) items.push_back({item.section, item.key, item.values});
    return items;
}

std::vector<Read> read_by_cli11(const std::string& text) {
    std::vector<Read> items;
    std::istringstream in(text);
    for (CLI::ConfigItem& item : CLI::ConfigTOML().from_config(in)) {
        if (item.name == "++" || item.name == "--") continue;  // begin and end of a section
        items.push_back({item.parents.empty() ? "" : item.parents[0], item.name, item.inputs});
    }
    return items;
}

void check_refused(const std::string& text, const std::string& message) {
    INFO(text);
    CHECK_THROWS_WITH(read_config_text(text, "f.toml"), message);
}

TEST_CASE("config text: keys, values, lists, sections and comments") {
    const std::vector<ConfigItem> items = read_config_text(
        "\xEF\xBB\xBF# a shop\r\n"
        "customer = \"Customer # \\\"1\\\" \\\\ \\t\" # not in the value\r\n"
        "\r\n"
        "  no_header=true\n"
        "drop = [ 'status=a,b' , \"x=y z\", # both\n"
        "         7,\n"
        "]   # the end\n"
        "[ score ]\n"
        "as-of = 2025-01-31",
        "f");
    REQUIRE(items.size() == 4);
    CHECK(items[0].key == "customer");
    CHECK(items[0].values == std::vector<std::string>{"Customer # \"1\" \\ \t"});
    CHECK(items[0].line == 2);
    CHECK_FALSE(items[0].is_switch);
    CHECK(items[1].key == "no-header");
    CHECK(items[1].is_switch);
    CHECK(items[2].values == std::vector<std::string>{"status=a,b", "x=y z", "7"});
    CHECK(items[2].is_list);
    CHECK(items[2].line == 5);
    CHECK(items[3].section == "score");
    CHECK(items[3].values == std::vector<std::string>{"2025-01-31"});
    CHECK(items[3].line == 9);
    CHECK_FALSE(read_config_text("a = \"true\"", "f")[0].is_switch);
    CHECK(read("# nothing\n\n").empty());
    CHECK(read("").empty());
    CHECK(read("a = []")[0].values.empty());
    CHECK(read("a = '\\d \"x\"'")[0].values[0] == "\\d \"x\"");
}

TEST_CASE("config text: what can't be read is refused with its line") {
    check_refused("\ncustomer = Customer ID",
                  "f.toml:2: 'ID' stands behind the value; a value with blanks needs quotes");
    check_refused("a = \"x\" y", "f.toml:1: 'y' stands behind the value; a value with blanks needs quotes");
    check_refused("decimal = ,", "f.toml:1: decimal: ',' needs quotes, as in decimal = \"...\"");
    check_refused("a =", "f.toml:1: a: must not be empty");
    check_refused("a = # b", "f.toml:1: a: must not be empty");
    check_refused("no-header",
                  "f.toml:1: 'no-header' is not KEY = VALUE, as in customer = \"Customer ID\" or no-header = true");
    check_refused("= 3", "f.toml:1: '= 3' is not KEY = VALUE, as in customer = \"Customer ID\" or no-header = true");
    check_refused(
        "score.bins = 3",
        "f.toml:1: 'score.bins = 3' is not KEY = VALUE, as in customer = \"Customer ID\" or no-header = true");
    check_refused("a = \"x\nb = 1", "f.toml:1: a: the quote has no end on this line");
    check_refused("\na = [\"x\",\n\"y\"", "f.toml:2: a: the list has no end; write it as [\"one\", \"two\"]");
    check_refused("a = [\"x\" \"y\"]", "f.toml:1: a: the list has no end; write it as [\"one\", \"two\"]");
    check_refused("a = \"\\d\"",
                  "f.toml:1: a: in \"\" a backslash stands before \", \\ or t only; write the value in '', where "
                  "everything is as it stands");
    check_refused("[score",
                  "f.toml:1: '[score' is no section; write [score], [summary], [report], [inspect] or [history]");
    check_refused("[[score]]",
                  "f.toml:1: '[[score]]' is no section; write [score], [summary], [report], [inspect] or [history]");
    const std::string binary = "is no text; a config file is UTF-8 text of lines KEY = VALUE";
    check_refused(std::string("a = 1\nb\0c", 9), "f.toml:2: '\\x00' " + binary);
    check_refused("a = 1\nb = \"\xE9\"", "f.toml:2: '\\xe9' " + binary);
}

// Every prefix of a good text ends in an answer or an error, and in no crash.
TEST_CASE("config text: cut off anywhere") {
    const std::string text = "\xEF\xBB\xBF# é\na = \"x \\\" y\" # b\r\n[score]\r\nc = ['1', \"2\",\n 3 ]\r\n";
    std::size_t good = 0;
    for (std::size_t length = 0; length <= text.size(); ++length) {
        try {
            read_config_text(text.substr(0, length), "f");
            ++good;
        } catch (const Error& error) {
            CHECK(std::string(error.what()).starts_with("f:"));
        }
    }
    CHECK(good > 5);
    CHECK(good < text.size() / 2);
}

// A byte changed, left out or put in: an answer or an error, never an item that has no value or lies beyond the text.
TEST_CASE("config text: changed anywhere") {
    const std::string text = test::read_file(test::project_file("data/presets/paypal.toml")) + "[score]\nbins = 5\n";
    const std::string signs("\"'\\[]=#,\n\r\t \0\xE9x", 15);
    std::size_t good = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char sign : signs) {
            for (const std::size_t replaced : {std::size_t{0}, std::size_t{1}}) {
                std::string changed = text;
                changed.replace(at, replaced, 1, sign);
                try {
                    const std::size_t lines =
                        1 + static_cast<std::size_t>(std::count(changed.begin(), changed.end(), '\n'));
                    for (const ConfigItem& item : read_config_text(changed, "f")) {
                        if (item.key.empty() || (item.values.empty() && !item.is_list) || item.line > lines)
                            FAIL(changed);
                    }
                    ++good;
                } catch (const Error& error) {
                    if (!std::string_view(error.what()).starts_with("f:")) FAIL(error.what());
                }
            }
        }
    }
    CHECK(good > text.size());
}

TEST_CASE("config text: CLI11 reads the presets alike") {
    std::size_t presets = 0;
    for (const auto& file : std::filesystem::directory_iterator(test::project_file("data/presets"))) {
        INFO(file.path());
        const std::string text = test::read_file(file.path());
        CHECK(read(text) == read_by_cli11(text));
        ++presets;
    }
    CHECK(presets >= 18);
    const std::string text = "a = \"x y\"\nb = [\"p=1,2\", 'q']\n[score]\nc = 5\n[inspect]\nd = true\n";
    CHECK(read(text) == read_by_cli11(text));
}

}  // namespace
}  // namespace rfm::cli
