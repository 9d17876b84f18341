// --memory-limit from the command line: its words, its peak, and what happens when the files it needs can't be had.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"

namespace rfm::test {
namespace {

TEST_CASE("memory limit: sizes are read, and others refused") {
    const std::string orders = project_file("data/orders.csv");
    const Ran wanted = rfm({"score", orders});
    for (const char* size : {"32M", "64MiB", "1g", "2GB", "100%", "1T"}) {
        const Ran ran = rfm({"score", orders, "--memory-limit", size});
        CHECK(ran.status == 0);
        CHECK(ran.out == wanted.out);
    }
    for (const char* size : {"512", "0M", "x", "-1G", "1.5G", "101%", "31M", "99999999999T", "5Q", "5GG"}) {
        INFO(size);
        const Ran ran = rfm({"score", orders, "--memory-limit", size});
        CHECK(ran.status == 64);
        CHECK(ran.err.find("--memory-limit") != std::string::npos);
    }
}

// More customers than 32 MB hold: 300,000 with ids that stand outside of their records.
std::string many_customers() {
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 300'000; ++i) {
        text += "customer-with-a-long-id-" + std::to_string(i * 7919LL % 1'000'003) + ",2025-01-" +
                (i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1) + "," + std::to_string(i % 977) + "\n";
    }
    return text;
}

TEST_CASE("memory limit: the same bytes from files, which nobody sees, none can be made, none is left") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", many_customers());
    const std::string temporary = folder.file("temporary");
    REQUIRE(run({"mkdir", temporary}).status == 0);
    const Ran wanted = rfm({"score", orders});
    REQUIRE(wanted.status == 0);
    const auto limited = [&](const std::string& before) {
        return run({"sh", "-c", before + " exec " RFM_PROGRAM " score " + orders + " --memory-limit 32M"});
    };
    const Ran ran = limited("TMPDIR=" + temporary);
    CHECK(ran.status == 0);
    CHECK((ran.out == wanted.out));
    CHECK(run({"ls", temporary}).out == "");

    // That it needs them shows when they can't be had.
    const Ran nowhere = limited("TMPDIR=/no/such/folder");
    CHECK(nowhere.status == 73);
    CHECK(nowhere.out == "");
    CHECK(nowhere.err ==
          "rfm: temporary file in /no/such/folder: can't be made: No such file or directory; set TMPDIR to a folder "
          "with more room, or give a higher --memory-limit\n");
    // A file may have 100 blocks here, as on a full disk.
    const Ran full = limited("ulimit -f 100; TMPDIR=" + temporary);
    CHECK(full.status == 74);
    CHECK(full.out == "");
    CHECK(full.err.find("writing failed: File too large; set TMPDIR") != std::string::npos);
    CHECK(run({"ls", temporary}).out == "");
}

}  // namespace
}  // namespace rfm::test
