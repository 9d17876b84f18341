// rfm diff: what changed between two scored files.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/kept_files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";
const std::string old_scores = header +
                               "a,2025-01-30,1,9,100.5,5,5,5,555,high-value\n"
                               "b,2025-01-29,2,8,90.25,5,5,4,554,high-value\n"
                               "\"c,1\",2025-01-01,30,2,10,4,2,1,421,potential\n"
                               "e,2024-12-01,61,3,11,3,3,2,332,potential\n";
const std::string new_scores = header +
                               "a,2025-01-30,2,9,100.5,5,5,5,555,high-value\n"
                               "b,2025-01-29,3,8,90.25,2,5,4,254,at-risk\n"
                               "\"c,1\",2025-01-31,1,3,20,5,4,5,545,high-value\n"
                               "d,2025-01-31,1,1,7.5,5,1,1,511,potential\n";
const std::string text_report =
    "old.csv (as of 2025-01-31, 4 customers) -> new.csv (as of 2025-02-01, 4 customers)\n"
    "\n"
    "from / to   high-value  potential  at-risk  sleeping  gone  all\n"
    "high-value           1          0        1         0     0    2\n"
    "potential            1          0        0         0     1    2\n"
    "at-risk              0          0        0         0     0    0\n"
    "sleeping             0          0        0         0     0    0\n"
    "new                  0          1        0         0          1\n"
    "all                  2          1        1         0     1    5\n"
    "won 1, lost 1, rising 1, slipping 1, in the same segment 1\n"
    "\n"
    "segment     customers before  now  change        %  revenue before     now  change        %\n"
    "high-value                 2    2       0    0.00%          190.75  120.50  -70.25  -36.83%\n"
    "potential                  2    1      -1  -50.00%           21.00    7.50  -13.50  -64.29%\n"
    "at-risk                    0    1      +1        -            0.00   90.25  +90.25        -\n"
    "sleeping                   0    0       0        -            0.00    0.00    0.00        -\n"
    "all                        4    4       0    0.00%          211.75  218.25   +6.50   +3.07%\n"
    "\n"
    "score in both  up  same  down\n"
    "recency         1     1     1\n"
    "frequency       1     2     0\n"
    "monetary        1     2     0\n";
const std::string changes_file =
    "customer_id,move,old_segment,new_segment,old_rfm_score,new_rfm_score,old_recency_days,new_recency_days,"
    "old_monetary,new_monetary\n"
    "b,slipping,high-value,at-risk,554,254,2,3,90.25,90.25\n"
    "\"c,1\",rising,potential,high-value,421,545,30,1,10,20\n"
    "d,won,,potential,,511,,1,,7.5\n"
    "e,lost,potential,,332,,61,,11,\n";

// A folder with old.csv and new.csv, in which the program runs.
class Scores {
public:
    explicit Scores(const std::string& before = old_scores, const std::string& now = new_scores) {
        folder_.write("old.csv", before);
        folder_.write("new.csv", now);
    }

    Ran diff(std::vector<std::string> words, std::string_view input = {}) const {
        words.insert(words.begin(), "diff");
        return rfm(words, input, folder_.path().string());
    }
    Ran diff_both(std::vector<std::string> words) const {
        words.insert(words.begin(), {"old.csv", "new.csv"});
        return diff(words);
    }
    std::string read(const std::string& name) const { return read_file(folder_.path() / name); }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_.path()), {}));
    }
    const TemporaryFolder& folder() const { return folder_; }

private:
    TemporaryFolder folder_;
};

void check_error(const Ran& ran, int status, const std::string& words) {
    CHECK(ran.status == status);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + words + "\n");
}

TEST_CASE("diff: text to standard output, and nothing else") {
    const Scores scores;
    const Ran ran = scores.diff_both({});
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out == text_report);
    CHECK(scores.diff_both({"--format", "text", "-o", "-"}).out == text_report);
    CHECK(scores.files() == 2);
}

TEST_CASE("diff: report and changes to files, whole or not at all") {
    const Scores scores;
    const Ran ran = scores.diff_both({"-o", "report.txt", "--changes", "moved.csv"});
    CHECK(ran.status == 0);
    CHECK(ran.out == "");
    CHECK(ran.err == "");
    CHECK(scores.read("report.txt") == text_report);
    CHECK(scores.read("moved.csv") == changes_file);
    CHECK(scores.files() == 4);

    const Scores broken(old_scores, new_scores + "d,2025-01-31,1,1,7.5,5,1,1,511,potential\n");
    const TemporaryFolder results;
    const KeptFiles kept(results, {"report.txt", "moved.csv"});
    check_error(broken.diff_both({"-o", results.file("report.txt"), "--changes", results.file("moved.csv")}), 65,
                "new.csv:6: column 'customer_id': 'd' stands there twice: in the row before as well");
    kept.check_untouched();
    CHECK(broken.diff_both({"-o", "none/report.txt"}).status == 73);
    CHECK(broken.diff_both({"--changes", "none/moved.csv"}).status == 73);
    CHECK(broken.diff_both({"--changes", "/dev/full"}).status == 65);
    CHECK(scores.diff_both({"--changes", "/dev/full"}).status == 74);
    kept.check_untouched();
}

TEST_CASE("diff: the other formats begin as they should") {
    const Scores scores;
    CHECK(scores.diff_both({"--format", "csv"})
              .out.starts_with("from,to,customers,old_monetary,new_monetary\nhigh-value,high-value,1,100.50,100.50\n"));
    CHECK(scores.diff_both({"--format", "json"}).out.starts_with("{\n  \"old\": {\n    \"file\": \"old.csv\",\n"));
    CHECK(
        scores.diff_both({"--format", "markdown"})
            .out.starts_with(
                "old.csv (as of 2025-01-31, 4 customers) → new.csv (as of 2025-02-01, 4 customers)\n\n| from / to |"));
    check_error(scores.diff_both({"--format", "xml"}), 64, "--format 'xml': give text, csv, json or markdown");
}

TEST_CASE("diff: one file out of a pipe, packed, or the same for both") {
    const Scores scores;
    const Ran piped = scores.diff({"-", "new.csv"}, old_scores);
    CHECK(piped.err == "");
    CHECK(piped.out == "standard input" + text_report.substr(7));
    CHECK(scores.diff({"old.csv", "-"}, new_scores).status == 0);
    REQUIRE(run({"gzip", "-k", scores.folder().file("new.csv")}).status == 0);
    const Ran packed = scores.diff({"old.csv", "new.csv.gz"});
    CHECK(packed.err == "");
    CHECK(packed.out.substr(packed.out.find('\n')) == text_report.substr(text_report.find('\n')));
    const Ran same = scores.diff({"new.csv", "new.csv", "--changes", "moved.csv"});
    CHECK(same.status == 0);
    CHECK_THAT(same.out, Catch::Contains("won 0, lost 0, rising 0, slipping 0, in the same segment 4\n"));
    CHECK(scores.read("moved.csv") == changes_file.substr(0, changes_file.find('\n') + 1));
    check_error(scores.diff({"-", "-"}), 64, "only one of OLD and NEW can be -, standard input");
}

TEST_CASE("diff: CRLF, a byte-order mark, columns in another order and no final line end change nothing") {
    std::string windows = "\xEF\xBB\xBF";
    for (const CsvRow& row : parse_csv(new_scores)) {
        const std::string line = csv_line({row.rbegin(), row.rend()});
        windows += line.substr(0, line.size() - 1) + "\r\n";
    }
    windows.resize(windows.size() - 2);
    const Scores scores(old_scores, windows);
    const Ran ran = scores.diff_both({"--changes", "moved.csv"});
    CHECK(ran.err == "");
    CHECK(ran.out == text_report);
    CHECK(scores.read("moved.csv") == changes_file);
}

TEST_CASE("diff: a missing column leaves out what needs it") {
    const Scores scores("segment,customer_id\npotential,a\nat-risk,b\n",
                        "customer_id,segment,monetary\na,at-risk,5.5\n");
    const Ran ran = scores.diff_both({"--changes", "moved.csv"});
    CHECK(ran.err == "");
    CHECK(ran.out.starts_with("old.csv (2 customers) -> new.csv (1 customer)\n"));
    CHECK(ran.out.find("revenue") == std::string::npos);
    CHECK(ran.out.find("score") == std::string::npos);
    CHECK(scores.read("moved.csv") == changes_file.substr(0, changes_file.find('\n') + 1) +
                                          "a,slipping,potential,at-risk,,,,,,5.5\nb,lost,at-risk,,,,,,,\n");
    check_error(scores.diff_both({"--alert", "revenue(all)<-5%"}), 65,
                "--alert 'revenue(all) < -5%': old.csv has no column 'monetary'");
    check_error(scores.diff({"new.csv", "old.csv", "--alert", "gone > 1", "--alert", "revenue(all)<-5%"}), 65,
                "--alert 'revenue(all) < -5%': old.csv has no column 'monetary'");
}

TEST_CASE("diff: alerts that fire are told and end with 1, those that don't are silent") {
    const Scores scores;
    const Ran fired = scores.diff_both({"--alert", "high-value->at-risk>2%", "--alert", "gone > 1", "--alert",
                                        "revenue(high-value) < -30%", "--alert", "new>=1"});
    CHECK(fired.status == 1);
    CHECK(fired.out == "");
    CHECK(fired.err ==
          "rfm: alert: high-value -> at-risk > 2%: 1 of 2 customers, 50.00%\n"
          "rfm: alert: revenue(high-value) < -30%: from 190.75 to 120.50, -70.25, -36.83%\n"
          "rfm: alert: new >= 1: 1 customer, 25.00% of 4 in OLD\n");
    CHECK(scores.diff_both({"--alert", "gone > 0", "-q"}).err == "rfm: alert: gone > 0: 1 of 4 customers, 25.00%\n");
    const Ran silent = scores.diff_both({"--alert", "gone > 1", "--alert", "high-value -> at-risk > 50%"});
    CHECK(silent.status == 0);
    CHECK(silent.out == "");
    CHECK(silent.err == "");
    // A report that is asked for is written, too, and so are the changes.
    CHECK(scores.diff_both({"--alert", "gone > 1", "--format", "text"}).out == text_report);
    CHECK(scores.diff_both({"--alert", "gone > 1", "-o", "-"}).out == text_report);
    const Ran both = scores.diff_both({"--alert", "gone > 0", "-o", "report.txt", "--changes", "moved.csv"});
    CHECK(both.status == 1);
    CHECK(both.out == "");
    CHECK(scores.read("report.txt") == text_report);
    CHECK(scores.read("moved.csv") == changes_file);
    // The rule comes before the files as well as behind.
    CHECK(scores.diff({"--alert", "gone > 0", "old.csv", "new.csv"}).status == 1);
    // An error keeps its status.
    CHECK(scores.diff({"--alert", "gone > 0", "old.csv", "none.csv"}).status == 66);
}

TEST_CASE("diff: wrong rules are told before anything is read or written") {
    const Scores scores;
    const TemporaryFolder results;
    const std::string moved = results.file("moved.csv");
    const KeptFiles kept(results, {"moved.csv"});
    check_error(
        scores.diff({"none.csv", "new.csv", "--alert", "gone > 1,000", "--changes", moved}), 64,
        "--alert 'gone > 1,000': numbers are written without separators of thousands, and with a decimal point\n"
        "  gone > 1,000\n"
        "          ^");
    check_error(scores.diff_both({"--alert", "gone > 0", "--alert", "high-value -> Risk > 1", "--changes", moved}), 64,
                "--alert 'high-value -> Risk > 1': 'Risk' is no segment of the map value, which has 'high-value', "
                "'potential', 'at-risk' and 'sleeping'\n"
                "  high-value -> Risk > 1\n"
                "                ^");
    CHECK(scores.diff_both({"--alert", ""}).status == 64);
    kept.check_untouched();
}

TEST_CASE("diff: names and flags that can't be meant") {
    const Scores scores;
    scores.folder().write("map.csv", "segment,r,f,m\nhigh-value,5,*,*\nrest,*,*,*\n");
    check_error(scores.diff_both({"-o", "x.csv", "--changes", "x.csv"}), 64,
                "--output and --changes name the same file, x.csv");
    check_error(scores.diff_both({"-o", "./old.csv"}), 64, "--output and OLD name the same file, ./old.csv");
    check_error(scores.diff_both({"--changes", "new.csv"}), 64, "--changes and NEW name the same file, new.csv");
    check_error(scores.diff_both({"--map", "map.csv", "-o", "map.csv"}), 64,
                "--output and --map name the same file, map.csv");
    CHECK(scores.diff_both({"--changes", "-"}).status == 64);
    check_error(scores.diff_both({"--bins", "5"}), 64,
                "--bins says how many scores the map of --map is for; give --map too");
    check_error(scores.diff_both({"--map", "map.csv", "--bins", "11"}), 64, "--bins 11: must be 2 to 10");
    CHECK(scores.diff({"old.csv"}).status == 64);
    CHECK(scores.diff_both({"third.csv"}).status == 64);
    CHECK(rfm({"diff", "--help"}).out.find("Usage: rfm diff") != std::string::npos);
    CHECK(scores.read("old.csv") == old_scores);
    CHECK(scores.read("new.csv") == new_scores);
    CHECK(run({"sh", "-c", RFM_PROGRAM " diff - new.csv -o old.csv < old.csv"}, {}, scores.folder().path().string())
              .status == 64);
    CHECK(scores.diff_both({"-o", "/dev/null", "--changes", "/dev/null"}).status == 0);
}

TEST_CASE("diff: as-of dates the wrong way round are worth a warning") {
    const Scores scores;
    const Ran ran = scores.diff({"new.csv", "old.csv"});
    CHECK(ran.status == 0);
    CHECK(ran.err == "rfm: new.csv is as of 2025-02-01, after old.csv as of 2025-01-31: OLD comes first, then NEW\n");
    CHECK(scores.diff({"new.csv", "old.csv", "-q"}).err == "");
}

TEST_CASE("diff: files that can't be compared say why") {
    const TemporaryFolder folder;
    const std::string orders = project_file("data/orders.csv");
    const auto score = [&](const std::string& name, std::vector<std::string> flags) {
        flags.insert(flags.begin(), {"score", orders, "-q", "-o", folder.file(name)});
        REQUIRE(rfm(flags).status == 0);
        return folder.file(name);
    };
    const std::string plain = score("plain.csv", {});
    const std::string sorted = score("sorted.csv", {"--sort", "monetary"});
    CHECK_THAT(rfm({"diff", plain, sorted}).err,
               Catch::Contains("is not in byte order of customer_id") && Catch::Contains("score it without --sort\n"));
    const std::string unnamed = score("unnamed.csv", {"--bins", "4"});
    CHECK_THAT(
        rfm({"diff", unnamed, plain}).err,
        Catch::Contains("unnamed.csv:2: column 'segment': '' names no segment: the file was scored without a map"));
    const std::string map = folder.write("map.csv", "segment,r,f,m\ngold,4,*,*\nrest,*,*,*\n");
    const std::string own = score("own.csv", {"--bins", "4", "--map", map});
    CHECK_THAT(rfm({"diff", own, own}).err,
               Catch::Contains("is no segment of the built-in maps value and rf10; give --map"));
    CHECK(rfm({"diff", own, own, "--map", map, "--bins", "4"}).status == 0);
    CHECK(rfm({"diff", own, own, "--map", map}).status == 0);  // it covers the scores 1 to 5 as well
    CHECK_THAT(rfm({"diff", orders, plain}).err, Catch::Contains("is no file that rfm score wrote"));
    CHECK_THAT(rfm({"diff", score("book.xlsx", {}), plain}).err,
               Catch::Contains("book.xlsx: is a workbook; scores are read from the CSV or TSV that rfm score writes"));
    CHECK_THAT(rfm({"diff", score("lines.jsonl", {}), plain}).err,
               Catch::Contains("lines.jsonl: is JSON, not CSV text; export it as CSV"));
    const std::string chinese = score("chinese.csv", {"--labels", "zh"});
    CHECK(rfm({"diff", chinese, chinese}).status == 0);
    CHECK(rfm({"diff", plain, chinese}).status == 65);
    const std::string ten = score("ten.csv", {"--map", "rf10"});
    CHECK_THAT(rfm({"diff", ten, ten}).out, Catch::Contains("Can't Lose Them"));
    const std::string rf = score("rf.csv", {"--no-monetary"});
    CHECK(rfm({"diff", rf, plain}).out.find("revenue") == std::string::npos);
    CHECK_THAT(rfm({"diff", plain, rf, "--alert", "revenue(all) < 0"}).err,
               Catch::Contains("has no amounts in its column 'monetary': it was scored with --no-monetary"));
}

// What the two scored files say, counted with maps and nothing of the program.
struct Model {
    using Cell = std::pair<std::string, std::string>;
    struct Sums {
        long long customers = 0, old_amount = 0, new_amount = 0;
        friend bool operator==(const Sums&, const Sums&) = default;
    };

    // An amount with `decimals` decimals as an integer.
    static long long amount(const std::string& text, std::size_t decimals) {
        std::string digits = text;
        const std::size_t point = text.find('.');
        const std::size_t have = point == std::string::npos ? 0 : text.size() - point - 1;
        if (point != std::string::npos) digits.erase(point, 1);
        return std::stoll(digits + std::string(decimals - have, '0'));
    }

    Model(const std::string& before, const std::string& now, std::size_t decimals) {
        const std::vector<std::string> ranking = {"high-value", "potential", "at-risk", "sleeping"};
        const auto place = [&](const std::string& segment) {
            return std::find(ranking.begin(), ranking.end(), segment) - ranking.begin();
        };
        using Row = std::map<std::string, std::string>;
        std::map<std::string, std::pair<Row, Row>> customers;
        for (const bool is_new : {false, true}) {
            const CsvTable table(is_new ? now : before);
            for (const CsvRow& fields : table.rows()) {
                Row row;
                for (std::size_t i = 0; i < fields.size(); ++i) row[table.header()[i]] = fields[i];
                auto& both = customers[row["customer_id"]];
                (is_new ? both.second : both.first) = row;
                Sums& total = totals[{is_new ? "NEW" : "OLD", row["segment"]}];
                ++total.customers;
                (is_new ? total.new_amount : total.old_amount) += amount(row["monetary"], decimals);
            }
        }
        changes = changes_file.substr(0, changes_file.find('\n') + 1);
        for (auto& [id, both] : customers) {
            Row& a = both.first;
            Row& b = both.second;
            const std::string from = a.empty() ? "new" : a["segment"];
            const std::string to = b.empty() ? "gone" : b["segment"];
            Sums& cell = cells[{from, to}];
            ++cell.customers;
            if (!a.empty()) cell.old_amount += amount(a["monetary"], decimals);
            if (!b.empty()) cell.new_amount += amount(b["monetary"], decimals);
            if (from == to) continue;
            const std::string move = a.empty()                 ? "won"
                                     : b.empty()               ? "lost"
                                     : place(to) < place(from) ? "rising"
                                                               : "slipping";
            changes += csv_line({id, move, a["segment"], b["segment"], a["rfm_score"], b["rfm_score"],
                                 a["recency_days"], b["recency_days"], a["monetary"], b["monetary"]});
        }
    }

    std::map<Cell, Sums> cells, totals;
    std::string changes;
};

// Scores the orders as of two days and compares `rfm diff` with the model.
Model check_against_model(const std::string& orders, std::vector<std::string> flags, const std::string& old_day,
                          const std::string& new_day, std::size_t decimals,
                          const std::vector<std::string>& new_flags = {}) {
    const TemporaryFolder folder;
    flags.insert(flags.begin(), {"score", orders, "-q"});
    for (const auto& [name, day] : {std::pair("old.csv", old_day), std::pair("new.csv", new_day)}) {
        std::vector<std::string> words = flags;
        words.insert(words.end(), {"--as-of", day, "-o", folder.file(name)});
        if (day == new_day) words.insert(words.end(), new_flags.begin(), new_flags.end());
        const Ran ran = rfm(words);
        INFO(ran.err);
        REQUIRE(ran.status == 0);
    }
    const Model model(read_file(folder.file("old.csv")), read_file(folder.file("new.csv")), decimals);
    const Ran ran = rfm({"diff", folder.file("old.csv"), folder.file("new.csv"), "--format", "csv", "--changes",
                         folder.file("moved.csv")});
    REQUIRE(ran.status == 0);
    CHECK(ran.err == "");
    CHECK((read_file(folder.file("moved.csv")) == model.changes));

    const CsvTable table(ran.out);
    CHECK(table.size() == 24);
    std::map<Model::Cell, Model::Sums> cells, totals;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::string& from = table.field(i, "from");
        const std::string& to = table.field(i, "to");
        const Model::Sums sums = {std::stoll(table.field(i, "customers")),
                                  Model::amount(table.field(i, "old_monetary"), decimals),
                                  Model::amount(table.field(i, "new_monetary"), decimals)};
        if (sums.customers > 0) cells[{from, to}] = sums;
        Model::Sums& before = totals[{"OLD", from}];
        before.customers += sums.customers;
        before.old_amount += sums.old_amount;
        Model::Sums& now = totals[{"NEW", to}];
        now.customers += sums.customers;
        now.new_amount += sums.new_amount;
    }
    totals.erase({"OLD", "new"});
    totals.erase({"NEW", "gone"});
    CHECK((cells == model.cells));
    CHECK((totals == model.totals));

    // An alert at exactly what happened, and one just beyond it.
    for (const auto& [cell, sums] : model.cells) {
        const std::string move = cell.first + " -> " + cell.second;
        const auto status = [&](const std::string& rule) {
            return rfm({"diff", folder.file("old.csv"), folder.file("new.csv"), "--alert", rule}).status;
        };
        INFO(move);
        CHECK(status(move + " >= " + std::to_string(sums.customers)) == 1);
        CHECK(status(move + " > " + std::to_string(sums.customers)) == 0);
        CHECK(status(move + " < " + std::to_string(sums.customers)) == 0);
    }
    return model;
}

TEST_CASE("diff: the built-in sample agrees with the model") {
    check_against_model(project_file("data/orders.csv"), {}, "2025-05-01", "2025-07-01", 2);
}

TEST_CASE("diff: uci orders a month apart, and a day, agree with the model") {
    const std::string orders = shared_file("uci-online-retail/orders_with_cancellations.csv");
    if (orders.empty()) return;
    check_against_model(orders, {}, "2011-11-09", "2011-12-10", 3);
    check_against_model(orders, {}, "2011-12-09", "2011-12-10", 3);
}

TEST_CASE("diff: orders of the R package agree with the model") {
    const std::string orders = shared_file("rfm-r/rfm_data_orders.csv");
    if (orders.empty()) return;
    check_against_model(orders, {"--method", "r-rfm"}, "2006-12-01", "2006-12-31", 2);
}

TEST_CASE("diff: generated orders with ids that have to be quoted agree with the model") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.seed = 5;
    wanted.customers = 20'000;
    wanted.rows = 100'000;
    wanted.days = 300;
    wanted.amounts = 5000;
    wanted.long_ids = true;
    const std::string orders = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    const Ran scored = rfm({"score", orders, "-q"});
    REQUIRE(scored.status == 0);
    const CsvTable table(scored.out);
    std::vector<std::string> days;
    for (std::size_t i = 0; i < table.size(); ++i) days.push_back(table.field(i, "last_order_date"));
    std::sort(days.begin(), days.end());
    // Customers before the first quarter are gone later, and half of the others are not there yet.
    const std::string quarter = days[days.size() / 4];
    const Model model = check_against_model(orders, {}, days[days.size() / 2], days.back(), 6, {"--since", quarter});
    for (const char* move : {",won,", ",lost,", ",rising,", ",slipping,"}) {
        INFO(move);
        CHECK(model.changes.find(move) != std::string::npos);
    }
}

}  // namespace
}  // namespace rfm::test
