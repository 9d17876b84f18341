// The presets: the files, what they set, and for which exports each is suggested.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "cli/config_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";

std::set<std::string> preset_names() {
    std::set<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(project_file("data/presets"))) {
        names.insert(file.path().stem().string());
    }
    return names;
}

std::string preset_file(const std::string& name) {
    return project_file("data/presets/" + name + ".toml");
}

// The presets that inspect suggests for a file that begins with this.
std::set<std::string> suggested(const std::string& input) {
    const Ran ran = rfm({"inspect"}, input);
    INFO(ran.err);
    std::set<std::string> names;
    const std::string flag = "--preset ";
    for (std::size_t at = ran.out.find(flag); at != std::string::npos; at = ran.out.find(flag, at + 1)) {
        const std::size_t start = at + flag.size();
        names.insert(ran.out.substr(start, ran.out.find(' ', start) - start));
    }
    return names;
}

TEST_CASE("presets: the command lists them all and prints each as it stands") {
    const Ran list = rfm({"presets"});
    CHECK(list.status == 0);
    CHECK(list.err == "");
    std::istringstream lines(list.out);
    std::set<std::string> listed;
    for (std::string line; std::getline(lines, line);) {
        const std::string name = line.substr(0, line.find(' '));
        listed.insert(name);
        const std::string first = read_file(preset_file(name)).substr(2);
        CHECK(line.ends_with("  " + first.substr(0, first.find('\n'))));
    }
    CHECK(listed == preset_names());
    for (const std::string& name : listed) {
        const Ran one = rfm({"presets", name});
        CHECK(one.status == 0);
        CHECK(one.out == read_file(preset_file(name)));
    }
    const Ran none = rfm({"presets", "shopfy"});
    CHECK(none.status == 64);
    CHECK(none.out == "");
    CHECK(none.err ==
          "rfm: there is no preset 'shopfy'; did you mean shopify; rfm presets lists them, and settings of your own go "
          "into a file for --config\n");
    CHECK(rfm({"score", "--preset", "shopfy"}, "x").err == none.err);
    CHECK(rfm({"presets", ""}).status == 64);
}

TEST_CASE("presets: every key of every file is a flag, with a value that the flag takes") {
    const std::string help = rfm({"score", "--help"}).out;
    for (const std::string& name : preset_names()) {
        std::set<std::string> keys;
        for (const cli::ConfigItem& item : cli::read_config_text(read_file(preset_file(name)), name)) {
            INFO(name << ": " << item.key);
            CHECK(item.section == "");
            CHECK(keys.insert(item.key).second);
            CHECK(item.key != "preset");
            CHECK(item.key != "config");
            if (item.key != "suggest") CHECK(help.find("--" + item.key + " ") != std::string::npos);
        }
        // As a preset and as the config file that somebody makes of it; what goes wrong is the file, not the flags.
        for (const std::vector<std::string>& flags :
             {std::vector<std::string>{"--preset", name}, {"--config", preset_file(name)}}) {
            for (const char* command : {"score", "inspect"}) {
                INFO(name << " by " << flags[0]);
                std::vector<std::string> words = {command};
                words.insert(words.end(), flags.begin(), flags.end());
                CHECK(rfm(words, "a,b\n1,2\n").status == 65);
            }
        }
    }
}

TEST_CASE("presets: every file says what it is, and is suggested by headers that it has") {
    for (const std::string& name : preset_names()) {
        INFO(name);
        const std::string text = read_file(preset_file(name));
        CHECK(text.starts_with("# "));
        CHECK(text.substr(0, text.find('\n')).find(": ") != std::string::npos);
        for (const cli::ConfigItem& item : cli::read_config_text(text, name)) {
            if (item.key != "suggest") continue;
            std::string names;
            for (const std::string& column : item.values) names += (names.empty() ? "" : ",") + column;
            CHECK(suggested(names + "\n").contains(name));
        }
    }
}

TEST_CASE("presets: each real header gets its own and no other") {
    const std::map<std::string, std::set<std::string>> expected = {
        {"Shopify orders (2026 crate)", {"shopify"}},
        {"Shopify customers", {}},
        {"WooCommerce", {"woocommerce"}},
        {"BigCommerce", {"bigcommerce"}},
        {"Stripe charges (old)", {"stripe"}},
        {"PayPal", {"paypal"}},
        {"Taobao/Tmall 订单报表 (GBK in the wild)", {"taobao"}},
        {"zh teaching fixture", {}},
        {"de generic", {}},
    };
    const std::string path = shared_file("shop-headers/header_rows.txt");
    if (path.empty()) return;
    std::ifstream in(path);
    std::size_t checked = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t tab = line.find('\t');
        INFO(line.substr(0, tab));
        CHECK(suggested(line.substr(tab + 1) + "\n") == expected.at(line.substr(0, tab)));
        ++checked;
    }
    CHECK(checked == expected.size());
}

TEST_CASE("presets: each real file gets its own and no other") {
    const std::map<std::string, std::set<std::string>> expected = {
        {"shop-headers/amazon_order_report.tsv", {"amazon"}},
        {"shopify-ltvkit/fixture_shopify_orders.csv", {"shopify"}},
        {"shopify-ltvkit/shopify_orders_sample.csv", {"shopify"}},
        {"tmall/tmall_order_report.csv", {"tmall-report"}},
        {"superstore-us/Sample - Superstore.csv", {"superstore"}},
        {"superstore-zh/superstore_zh_orders.utf8bom.csv", {}},
        {"chinook/invoices.csv", {"chinook"}},
        {"chinook/invoices_with_customers.csv", {"chinook"}},
        {"uci-online-retail/online_retail_2010-12.csv", {"uci-online-retail"}},
        {"uci-online-retail/orders_clean.csv", {}},
        {"rfm-r/rfm_data_orders.csv", {}},
        {"cdnow/cdnowElog.csv", {}},
        {"lifetimes-units/transactions.csv", {}},
    };
    for (const auto& [name, presets] : expected) {
        const std::string path = shared_file(name);
        if (path.empty()) continue;
        INFO(name);
        std::ifstream in(path);
        std::string first;
        std::getline(in, first);
        CHECK(suggested(first + "\n") == presets);
    }
}

TEST_CASE("presets: the one that knows more of the headers is suggested") {
    const std::string chinook = "InvoiceId,CustomerId,InvoiceDate,Total";
    const std::string superstore = "Row ID,Order ID,Order Date,Customer ID,Sales,Profit";
    CHECK(suggested(chinook + "\n") == std::set<std::string>{"chinook"});
    // CustomerId and Customer ID are the same name; superstore knows six, chinook four.
    CHECK(suggested(chinook + "," + superstore + "\n") == std::set<std::string>{"superstore"});
    const std::string uci = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID";
    CHECK(suggested(superstore + "," + uci + "\n") == std::set<std::string>{"superstore", "uci-online-retail"});
    CHECK(suggested("InvoiceId,CustomerId,InvoiceDate\n").empty());
    CHECK(rfm({"inspect", "--preset", "chinook"}, superstore + "\n").out.find("looks like") == std::string::npos);
}

TEST_CASE("presets: an error about columns or values names the preset that fits") {
    const std::string hint = "\n  this looks like a Chinook export: try --preset chinook";
    const std::string columns = "InvoiceId,CustomerId,InvoiceDate,Total";
    const std::string row = "\n1,a,2025-01-02,3\n";
    const Ran tied = rfm({"score"}, columns + ",Order Total,order_total" + "\n1,a,2025-01-02,3,3,3\n");
    CHECK(tied.status == 65);
    CHECK(tied.err.find("more than one column could be the amount") != std::string::npos);
    CHECK(tied.err.find(hint) != std::string::npos);
    const Ran blank = rfm({"score"}, columns + "\n1,a,2025-01-02,\n");
    CHECK(blank.status == 65);
    CHECK(blank.err.find(hint) != std::string::npos);
    CHECK(rfm({"score", "--preset", "chinook"}, columns + "\n1,a,2025-01-02,\n").err.find("looks like") ==
          std::string::npos);
    // Neither a request that makes no sense nor a broken file is a matter of presets.
    CHECK(rfm({"score", "--bins", "1"}, columns + row).err.find("looks like") == std::string::npos);
    CHECK(rfm({"score"}, columns + "\n1,a,2025-01-02,\"3\n").err.find("looks like") == std::string::npos);
    CHECK(rfm({"score"}, columns + row).err == "");
}

TEST_CASE("presets: the command line goes before them") {
    const std::string invoices =
        "InvoiceId,CustomerId,InvoiceDate,Total,Net\n1,a,2025-01-02,9,3.50\n2,b,2025-01-03,9,2.25\n";
    CHECK(rfm({"score", "--preset", "chinook", "--amount", "Net"}, invoices).out ==
          header + "a,2025-01-02,2,1,3.50,1,1,3,113,at-risk\nb,2025-01-03,1,1,2.25,3,1,1,311,sleeping\n");
    CHECK(rfm({"score", "--preset", "chinook", "--no-monetary"}, invoices).out ==
          header + "a,2025-01-02,2,1,,1,1,,11,sleeping\nb,2025-01-03,1,1,,3,1,,31,sleeping\n");
    const Ran missing = rfm({"score", "--preset", "chinook"}, "customer,date,amount\na,2025-01-02,1\n");
    CHECK(missing.status == 65);
    CHECK(missing.err.find("has no column 'CustomerId' (from --customer)") != std::string::npos);
    CHECK(missing.err.ends_with("\n  --customer is set by --preset chinook\n"));
}

// A preset is written for all exports of its kind, not for the one at hand.
TEST_CASE("presets: their filters warn of no value and need no column") {
    const std::string flags_of = "taobao";
    const std::string columns = "订单编号,买家会员名,买家实际支付金额,订单创建时间";
    const std::string row = "\n1,a,3.50,2025-01-02";
    const Ran no_column = rfm({"score", "--preset", flags_of}, columns + row + "\n");
    CHECK(no_column.status == 0);
    CHECK(no_column.err == "");
    CHECK(no_column.out == header + "a,2025-01-02,1,1,3.50,1,1,1,111,sleeping\n");
    CHECK(rfm({"inspect", "--preset", flags_of}, columns + row + "\n").out.find("drop: no column '订单状态'\n") !=
          std::string::npos);
    const std::string closed = columns + ",订单状态" + row + ",交易成功\n2,b,9,2025-01-03,交易关闭\n";
    const Ran dropped = rfm({"score", "--preset", flags_of, "--verbose"}, closed);
    CHECK(dropped.out == no_column.out);
    CHECK(dropped.err.find("1 left out by --keep and --drop") != std::string::npos);
    CHECK(dropped.err.find("no row has") == std::string::npos);
    // What the user asks for is checked as ever, also beside a preset.
    CHECK(rfm({"score", "--preset", flags_of, "--drop", "订单状态=x"}, closed).err ==
          "rfm: --drop 订单状态: no row has 'x' there\n");
    CHECK(rfm({"score", "--preset", flags_of, "--drop", "none=x"}, closed).status == 65);
}

void check_customers(const std::string& name, const std::vector<std::string>& flags, std::ptrdiff_t customers) {
    const std::string path = shared_file(name);
    if (path.empty()) return;
    std::vector<std::string> words = {"score", path};
    words.insert(words.end(), flags.begin(), flags.end());
    const Ran ran = rfm(words);
    INFO(name << ": " << ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == customers + 1);
}

TEST_CASE("presets: the real files that need no other flag") {
    check_customers("superstore-us/Sample - Superstore.csv", {"--preset", "superstore"}, 793);
    check_customers("chinook/invoices.csv", {"--preset", "chinook"}, 59);
    check_customers("chinook/invoices_with_customers.csv", {"--preset", "chinook"}, 59);
    check_customers("tmall/tmall_order_report.csv", {"--preset", "tmall-report", "--customer", "收货地址"}, 30);
}

}  // namespace
}  // namespace rfm::test
