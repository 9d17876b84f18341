// --config: the flags of a command out of a file.
#include <filesystem>
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders =
    "Member No,Bought,Paid,State\na,02.01.2025,\"3,50\",ok\nb,03.01.2025,\"2,25\",ok\nb,04.01.2025,\"9,00\",void\n";
const std::string settings =
    "# the shop\n"
    "customer = \"Member No\"\n"
    "date = \"Bought\"\n"
    "date-format = \"%d.%m.%Y\"\n"
    "amount = \"Paid\"\n"
    "decimal = \",\"\n"
    "drop = [\"State=void\"]\n";
const std::string header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";
const std::string two = header + "a,2025-01-02,2,1,3.50,1,1,3,113,at-risk\nb,2025-01-03,1,1,2.25,3,1,1,311,sleeping\n";

class ConfigFile {
public:
    explicit ConfigFile(std::string_view text) : path_(folder_.write("shop.toml", text)) {}

    Ran score(std::vector<std::string> flags = {}, std::string_view input = orders) const {
        flags.insert(flags.begin(), {"score", "--config", path_});
        return rfm(flags, input);
    }
    Ran inspect(std::string_view input = orders) const { return rfm({"inspect", "--config", path_}, input); }
    void check_refused(const std::string& message) const {
        const Ran ran = score();
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
        CHECK(ran.err == "rfm: " + path_ + message + "\n");
    }
    const std::string& path() const { return path_; }
    const TemporaryFolder& folder() const { return folder_; }

private:
    TemporaryFolder folder_;
    std::string path_;
};

TEST_CASE("config: its settings are those of the flags, for score and inspect") {
    const ConfigFile config(settings);
    const Ran ran = config.score();
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    CHECK(ran.out == two);
    const Ran shown = config.inspect();
    CHECK(shown.status == 0);
    CHECK(shown.out.find("customer: column 1 'Member No'\n") != std::string::npos);
    CHECK(shown.out.find("drop: column 4 'State' = 'void'") != std::string::npos);
}

TEST_CASE("config: the command line goes before it, and it before what the program does by itself") {
    const ConfigFile config(settings + "bins = 3\nmap = rf10\n");
    const Ran ran = config.score({"--bins", "5", "--map", "value", "--customer", "4", "--amount", "Paid"});
    CHECK(ran.err == "");
    CHECK(ran.out == header + "ok,2025-01-03,1,2,5.75,1,1,1,111,sleeping\n");
    CHECK(config.score({"--bins", "5"}).out.find("311,Hibernating") == std::string::npos);
    CHECK(config.score({"--bins", "5"}).out.find(",About To Sleep") == std::string::npos);
    CHECK(config.score({"--bins", "3", "--map", "value"}).status == 64);  // a map for 5
}

// A filter more must not bring back what the file leaves out.
TEST_CASE("config: keep and drop add up with those of the command line") {
    const ConfigFile config(settings);
    CHECK(config.score({"--drop", "Member No=a"}).out == header + "b,2025-01-03,1,1,2.25,1,1,1,111,sleeping\n");
    CHECK(config.score({"--keep", "State=ok"}).out == two);
}

TEST_CASE("config: flags that are on or off, lists, underscores, inputs") {
    const ConfigFile config("no_header = true\ncustomer = 1\ndate = 2\namount = 3\n");
    const std::string rows = "a,2025-01-02,3.50\nb,2025-01-03,2.25\n";
    CHECK(config.score({}, rows).out == two);
    const ConfigFile off("no-header = false\n");
    CHECK(off.score({}, "customer,date,amount\n" + rows).out == two);

    const TemporaryFolder folder;
    folder.write("a.csv", "customer,date,amount\na,2025-01-02,3.50\n");
    folder.write("b.csv", "customer,date,amount\nb,2025-01-03,2.25\n");
    // Names in the file count from where the program runs, not from where the file lies.
    std::filesystem::create_directory(folder.path() / "settings");
    folder.write("settings/shop.toml", "input = ['a.csv', 'b.csv']\noutput = 'scores.csv'\n");
    const std::string in_folder = folder.path().string();
    CHECK(rfm({"score", "--config", "settings/shop.toml"}, {}, in_folder).status == 0);
    CHECK(read_file(folder.file("scores.csv")) == two);
    CHECK(rfm({"score", "--config", "settings/shop.toml", "-o", "-", "a.csv"}, {}, in_folder).out ==
          header + "a,2025-01-02,1,1,3.50,1,1,1,111,sleeping\n");
    CHECK(rfm({"inspect", "--config", "settings/shop.toml"}, {}, in_folder).status == 0);  // output is not for it
}

TEST_CASE("config: a section is for one command and goes before what is for both") {
    const ConfigFile config(settings + "sort = 'frequency'\n[score]\nsort = 'customer_id:desc'\n[inspect]\nbins = 4\n");
    CHECK(config.score().out ==
          header + "b,2025-01-03,1,1,2.25,3,1,1,311,sleeping\na,2025-01-02,2,1,3.50,1,1,3,113,at-risk\n");
    CHECK(config.inspect().out.find("4 scores") != std::string::npos);
    ConfigFile("[inspect]\noutput = 'x'\n")
        .check_refused(":2: 'output' is no flag of rfm inspect; see rfm inspect --help");
    ConfigFile("[segments]\nmap = rf10\n")
        .check_refused(
            ":2: there is no section '[segments]'; write [score], [summary], [report], [inspect] or [history]");
}

TEST_CASE("config: an unknown key is refused with its line and the nearest flag") {
    ConfigFile("\ncostumer = \"x\"\n")
        .check_refused(
            ":2: 'costumer' is no flag of rfm score, rfm summary, rfm report, rfm inspect or rfm history; did you mean "
            "customer; "
            "see rfm score "
            "--help");
    ConfigFile("# x\n[inspect]\ndate_fromat = \"x\"\n")
        .check_refused(":3: 'date-fromat' is no flag of rfm inspect; did you mean date-format; see rfm inspect --help");
    ConfigFile("something-else = 1\n")
        .check_refused(
            ":1: 'something-else' is no flag of rfm score, rfm summary, rfm report, rfm inspect or rfm history; see "
            "rfm score "
            "--help");
    ConfigFile("help = true\n")
        .check_refused(
            ":1: 'help' is no flag of rfm score, rfm summary, rfm report, rfm inspect or rfm history; see rfm score "
            "--help");
    ConfigFile("config = \"more.toml\"\n")
        .check_refused(":1: config: a config file can't name another one; --preset can stand in it");
}

TEST_CASE("config: what is given twice, of the wrong kind or empty is refused") {
    ConfigFile("bins = 3\nbins = 4\n").check_refused(":2: bins: stands on line 1 already");
    ConfigFile("no-header = true\ndate = '1'\nno_header = true\n")
        .check_refused(":3: no-header: stands on line 1 already");
    ConfigFile("no-header = 1\n").check_refused(":1: no-header: must be true or false");
    ConfigFile("no-header = [true]\n").check_refused(":1: no-header: must be true or false");
    ConfigFile("no-header = \"true\"\n").check_refused(":1: no-header: must be true or false");
    ConfigFile("customer = true\n")
        .check_refused(":1: customer: needs a value, not true; if it is called that, put it in quotes");
    ConfigFile("customer = ['a', 'b']\n").check_refused(":1: customer: takes one value, not a list");
    ConfigFile("customer = ''\n").check_refused(":1: --customer: must not be empty");
    ConfigFile("drop = []\n").check_refused(":1: drop: must not be empty");
    ConfigFile("drop = ['a=b', '']\n").check_refused(":1: --drop: must not be empty");
    ConfigFile("bins = many\n").check_refused(":1: Could not convert: --bins = many");
    CHECK(ConfigFile("bins = 3\n[score]\nbins = 5\n").score({}, "customer,date,amount\na,2025-01-01,1\n").status == 0);
}

// The message of a flag does not say where the flag came from.
TEST_CASE("config: an error about a flag that it sets says where") {
    const ConfigFile config("\nmethod = \"best\"\n");
    CHECK(config.score().err ==
          "rfm: --method 'best': must be one of quintile, ntile, r-rfm, cuts\n  --method is set by " + config.path() +
              ":2\n");
    const ConfigFile column("customer = \"Member\"\n");
    const Ran ran = column.score();
    CHECK(ran.status == 65);
    CHECK(ran.err.find("has no column 'Member' (from --customer)") != std::string::npos);
    CHECK(ran.err.ends_with("\n  --customer is set by " + column.path() + ":1\n"));
    CHECK(column.score({"--customer", "Member"}).err.find("is set by") == std::string::npos);
}

TEST_CASE("config: without monetary, what it says of amounts does not count") {
    const ConfigFile config(settings);
    CHECK(config.score({"--no-monetary"}).out ==
          header + "a,2025-01-02,2,1,,1,1,,11,sleeping\nb,2025-01-03,1,1,,3,1,,31,sleeping\n");
    const Ran both = ConfigFile(settings + "no-monetary = true\n").score();
    CHECK(both.status == 64);
    CHECK(both.err.find("--no-monetary and --amount contradict each other") != std::string::npos);
}

TEST_CASE("config: a file that can't be read") {
    const TemporaryFolder folder;
    const auto run_with = [](const std::string& path) { return rfm({"score", "--config", path}, orders); };
    const Ran missing = run_with(folder.file("none.toml"));
    CHECK(missing.status == 66);
    CHECK(missing.err == "rfm: " + folder.file("none.toml") + ": can't be opened: No such file or directory\n");
    const Ran directory = run_with(folder.path().string());
    CHECK(directory.status != 0);
    CHECK(directory.err.find("Is a directory") != std::string::npos);
    const std::string large_path = folder.write("large.toml", "bins = 3\n");
    std::filesystem::resize_file(large_path, std::uintmax_t{100} << 20);
    const Ran large = run_with(large_path);
    CHECK(large.status == 65);
    CHECK(large.err.find("is longer than 1048576 bytes") != std::string::npos);
    const Ran binary = run_with(RFM_PROGRAM);
    CHECK(binary.status == 65);  // longer than any config
    const Ran cut = run_with(folder.write("cut", read_file(RFM_PROGRAM).substr(0, 4000)));
    CHECK(cut.status == 64);
    CHECK(cut.err.find("is no text; a config file is UTF-8 text of lines KEY = VALUE") != std::string::npos);
    for (const Ran& ran : {missing, directory, large, binary, cut}) CHECK(ran.out == "");
    CHECK(rfm({"score", "--config", ""}, orders).status == 64);
}

TEST_CASE("config: a preset can stand in it, and what the file sets goes before the preset") {
    const std::string invoices =
        "InvoiceId,CustomerId,InvoiceDate,Total,Net\n1,a,2025-01-02,9,3.50\n2,b,2025-01-03,9,2.25\n";
    const ConfigFile config("preset = \"chinook\"\namount = \"Net\"\n");
    CHECK(config.score({}, invoices).out == two);
    const ConfigFile wrong("preset = \"chinok\"\n");
    CHECK(wrong.score().err.find("there is no preset 'chinok'; did you mean chinook;") != std::string::npos);
}

TEST_CASE("config: the example of the README works as it stands") {
    const std::string readme = read_file(project_file("README.md"));
    const std::string fence = "```toml\n";
    const std::size_t start = readme.find(fence);
    REQUIRE(start != std::string::npos);
    const std::size_t begin = start + fence.size();
    const ConfigFile config(readme.substr(begin, readme.find("```", begin) - begin));
    const std::string rows =
        "Member No;Bought;Total;Order Status\nm1;31.12.2024;1.234,50;paid\nm2;30.12.2024;20,00;paid\n"
        "m2;01.01.2025;5,00;cancelled\nm2;01.01.2025;5,00;voided\n";
    const TemporaryFolder folder;
    folder.write("shop.toml", read_file(config.path()));
    folder.write("orders.csv", rows);
    const Ran ran = rfm({"score", "--config", "shop.toml", "orders.csv"}, {}, folder.path().string());
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    CHECK(ran.out.find("m1,2024-12-31,1,1,1234.50,") != std::string::npos);
    CHECK(ran.out.find("m2,2024-12-30,2,1,20.00,") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
