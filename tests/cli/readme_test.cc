// What the README shows is what the program writes.
#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

std::string first_lines(const std::string& text, int lines) {
    std::size_t end = 0;
    for (int i = 0; i < lines; ++i) end = text.find('\n', end) + 1;
    return text.substr(0, end);
}

TEST_CASE("readme: the example is the program's own output", "[cli]") {
    const std::string readme = read_file(project_file("README.md"));
    const Ran ran = rfm({"score", "data/orders.csv", "--verbose"}, {}, project_file("."));
    REQUIRE(ran.status == 0);
    CHECK(readme.find(first_lines(ran.out, 6)) != std::string::npos);
    CHECK(readme.find(ran.err) != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
