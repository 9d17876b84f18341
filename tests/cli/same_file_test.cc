// What is read is never written over, however it is named.
#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders = "customer,date,amount\na,2025-01-01,1\n";

TEST_CASE("same file: an output that is an input is refused, and the input stays") {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", orders);
    const std::string map = folder.write("map.csv", "segment,r,f,m\nall,*,*,*\n");
    const std::string config = folder.write("shop.toml", "customer = \"customer\"\n");
    std::filesystem::create_symlink(path, folder.file("link.csv"));
    const std::vector<std::vector<std::string>> tries = {
        {path, "-o", path},
        {path, "-o", folder.file("link.csv")},
        {path, "-o", folder.path().string() + "/./orders.csv"},
        {path, "--summary", path},
        {path, "--rejects", path},
        {path, "--map", map, "-o", map},
        {path, "--config", config, "-o", config},
        {path, "--config", config, "--rejects", config},
        {path, folder.file("link.csv")},
    };
    for (std::vector<std::string> words : tries) {
        words.insert(words.begin(), "score");
        const Ran ran = rfm(words);
        INFO(ran.err);
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
        CHECK(read_file(path) == orders);
    }
    CHECK(run({"sh", "-c", RFM_PROGRAM " score -o '" + path + "' < '" + path + "'"}).status == 64);
    CHECK(read_file(path) == orders);
    CHECK(rfm({"score", path, "-o", "/dev/null", "--summary", "/dev/null"}).status == 0);
}

}  // namespace
}  // namespace rfm::test
