// The script in docs/nightly.md, run as it stands there, with other folders and another date.
#include <filesystem>
#include <fstream>
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

namespace fs = std::filesystem;

void replace(std::string& text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

std::string first_block(const std::string& page, std::string_view start) {
    const std::size_t begin = page.find(start);
    REQUIRE(begin != std::string::npos);
    const std::size_t text = begin + start.size();
    return page.substr(text, page.find("```\n", text) - text);
}

class Shop {
public:
    Shop() {
        fs::create_directory(folder_.path() / "bin");
        fs::create_directory(folder_.path() / "export");
        fs::create_directory(folder_.path() / "lists");
        fs::create_symlink(RFM_PROGRAM, folder_.path() / "bin" / "rfm");
        std::string script = first_block(read_file(project_file("docs/nightly.md")), "```bash\n");
        replace(script, "PATH=", "PATH=" + folder_.file("bin") + ":");
        replace(script, "/srv/shop/export", folder_.file("export"));
        replace(script, "/srv/shop/lists", folder_.file("lists"));
        replace(script, "nights=30 ", "nights=2 ");
        folder_.write("nightly.sh", script);
    }

    void write_orders(const std::string& text) const { folder_.write("export/orders.csv", text); }
    std::string list(const std::string& name) const { return folder_.file("lists/" + name); }

    Ran run_on(const std::string& day) const {
        folder_.write("bin/date", "#!/bin/sh\necho " + day + "\n");
        fs::permissions(folder_.path() / "bin" / "date", fs::perms::owner_all);
        return run({"bash", folder_.file("nightly.sh")});
    }

private:
    TemporaryFolder folder_;
};

// Twenty customers who buy once a month, half of them until `last_month`.
std::string orders_until(int last_month) {
    std::string text = "customer,date,amount\n";
    for (int customer = 0; customer < 20; ++customer) {
        const bool stays = customer < 10;
        for (int month = 1; month <= (stays ? 6 : last_month); ++month) {
            text += "c" + std::to_string(customer) + ",2025-0" + std::to_string(month) + "-01," +
                    std::to_string(10 + customer) + "\n";
        }
    }
    return text;
}

TEST_CASE("nightly: a list a night, the latest by its link, the oldest gone") {
    if (rfm({"diff", "--help"}).out.find("rfm diff") == std::string::npos) {
        WARN("skipped: there is no rfm diff");
        return;
    }
    const Shop shop;
    shop.write_orders(orders_until(6));
    const Ran first = shop.run_on("2025-07-01");
    CHECK(first.status == 0);
    CHECK(first.out == "");
    CHECK(first.err == "");
    CHECK(fs::read_symlink(shop.list("latest.csv")) == "scores-2025-07-01.csv");
    CHECK_FALSE(fs::exists(shop.list("changes-2025-07-01.txt")));
    CHECK(shop.run_on("2025-07-02").status == 0);
    CHECK(read_file(shop.list("changes-2025-07-02.txt")).starts_with("scores-2025-07-01.csv"));
    CHECK(shop.run_on("2025-07-03").status == 0);
    CHECK(fs::read_symlink(shop.list("latest.csv")) == "scores-2025-07-03.csv");
    CHECK_FALSE(fs::exists(shop.list("scores-2025-07-01.csv")));
    CHECK(fs::exists(shop.list("scores-2025-07-02.csv")));

    // A second run in one night compares with the night before, not with itself.
    CHECK(shop.run_on("2025-07-03").status == 0);
    CHECK(read_file(shop.list("changes-2025-07-03.txt")).starts_with("scores-2025-07-02.csv"));
}

TEST_CASE("nightly: an alert is one line and status 1, with the new list in place, a refusal leaves the old one") {
    if (rfm({"diff", "--help"}).out.find("rfm diff") == std::string::npos) {
        WARN("skipped: there is no rfm diff");
        return;
    }
    const Shop shop;
    shop.write_orders(orders_until(6));
    CHECK(shop.run_on("2025-07-01").status == 0);
    // As if all who slip had been the best.
    shop.write_orders(orders_until(4));
    REQUIRE(shop.run_on("2025-07-02").status <= 1);
    std::string slipped = read_file(shop.list("scores-2025-07-02.csv"));
    REQUIRE(slipped.find(",at-risk\n") != std::string::npos);
    while (slipped.find(",at-risk\n") != std::string::npos) replace(slipped, ",at-risk\n", ",high-value\n");
    std::ofstream(shop.list("scores-2025-07-01.csv")) << slipped;
    const Ran alerted = shop.run_on("2025-07-02");
    CHECK(alerted.status == 1);
    CHECK(alerted.err.starts_with("rfm: alert: high-value -> at-risk > 2%: "));
    CHECK(alerted.err.find('\n') == alerted.err.size() - 1);
    CHECK(fs::read_symlink(shop.list("latest.csv")) == "scores-2025-07-02.csv");

    shop.write_orders("customer,date\n");
    const Ran refused = shop.run_on("2025-07-03");
    CHECK(refused.status == 65);
    CHECK(fs::read_symlink(shop.list("latest.csv")) == "scores-2025-07-02.csv");
    CHECK_FALSE(fs::exists(shop.list("scores-2025-07-03.csv")));
}

}  // namespace
}  // namespace rfm::test
