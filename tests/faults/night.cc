#include "faults/night.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "support/generated_orders.h"
#include "support/program.h"
#include "support/workbook_files.h"

namespace rfm::faults {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 3> output_names = {"scores.csv", "summary.json", "rejects.csv"};

std::string yesterday(std::size_t number) {
    return fmt::format("{} of yesterday\n{}", output_names[number], std::string(3000, 'y'));
}

// With a bad row now and then, so that there are rejects.
std::string order_text(int rows) {
    test::Numbers numbers(7);
    std::string text = "customer,order,date,amount\n";
    for (int row = 0; row < rows; ++row) {
        const char* const bad = row % 997 == 500 ? "x" : "";
        text += fmt::format("C{},{},2025-{:02}-{:02},{}{}.{:02}\n", 100'000 + numbers.below(1 + rows / 6), row,
                            1 + numbers.below(12), 1 + numbers.below(28), bad, numbers.below(500), numbers.below(100));
    }
    return text;
}

// The rows of a CSV text without quotes as those of a sheet.
std::string sheet_rows(std::string_view text) {
    std::string rows;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(line.size() + 1);
        rows += "<row>";
        for (bool more = true; more;) {
            const std::size_t end = line.find(',');
            rows += fmt::format("<c t=\"inlineStr\"><is><t>{}</t></is></c>", line.substr(0, end));
            more = end != std::string_view::npos;
            if (more) line.remove_prefix(end + 1);
        }
        rows += "</row>";
    }
    return rows;
}

}  // namespace

bool Verdict::all(Found found) const {
    return std::all_of(files.begin(), files.end(), [&](Found file) { return file == found; });
}

bool Verdict::any(Found found) const {
    return std::any_of(files.begin(), files.end(), [&](Found file) { return file == found; });
}

Night::Night(int rows) : in_(folder_.path() / "in"), out_(folder_.path() / "out"), orders_(order_text(rows)) {
    fs::create_directory(in_);
    fs::create_directory(out_);
    folder_.write("in/orders.csv", orders_);
    const test::Ran packed = test::run({"gzip", "-1", "-k", input_path(Input::plain)});
    const test::Ran zipped = test::run({"zip", "-1", "-q", "-j", input_path(Input::zip), input_path(Input::plain)});
    if (packed.status != 0 || zipped.status != 0) throw std::runtime_error("gzip and zip are needed");
}

void Night::make_workbook() const {
    folder_.write("in/orders.xlsx",
                  test::xlsx({{{"orders", sheet_rows(orders_)}}, "", "", ""}, test::Packing::deflated));
}

std::string Night::input_path(Input input) const {
    const char* const name = input == Input::gzip       ? "orders.csv.gz"
                             : input == Input::zip      ? "orders.zip"
                             : input == Input::workbook ? "orders.xlsx"
                                                        : "orders.csv";
    return (in_ / name).string();
}

double Night::usual_time() {
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        run({});
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[1];
}

void Night::put_yesterday() const {
    fs::create_directories(out_);
    for (const auto& entry : fs::directory_iterator(out_)) {
        if (entry.path().filename() != "lost+found") fs::remove_all(entry.path());
    }
    for (std::size_t i = 0; i < output_names.size(); ++i) {
        std::ofstream(out_ / output_names[i], std::ios::binary) << yesterday(i);
    }
}

std::unique_ptr<test::Started> Night::start(const Attempt& attempt, bool fresh) {
    find_expected(attempt.input);
    last_input_ = attempt.input;
    if (fresh) {
        put_yesterday();
        folder_.write("counts", std::string(sizeof counts_, '\0'));
    }
    return launch(attempt);
}

std::unique_ptr<test::Started> Night::launch(const Attempt& attempt) const {
    const auto output = [&](std::size_t number) { return (out_ / output_names[number]).string(); };
    std::vector<std::string> words = {RFM_PROGRAM, "score",   "-q",        "-o",     output(0),
                                      "--summary", output(1), "--rejects", output(2)};
    words.insert(words.end(), attempt.words.begin(), attempt.words.end());
    if (attempt.input == Input::standard_input) {
        words.insert(words.begin(), {"sh", "-c", "exec \"$@\" < '" + input_path(attempt.input) + "'", "sh"});
    } else {
        words.push_back(input_path(attempt.input));
    }
    std::vector<std::string> environment = attempt.environment;
    if (!attempt.rules.empty()) {
        environment.push_back("FAULTY_IO=" + attempt.rules);
        environment.push_back("FAULTY_IO_SEED=" + std::to_string(attempt.seed));
        environment.push_back("FAULTY_IO_COUNTS=" + folder_.file("counts"));
        environment.emplace_back("LD_PRELOAD=" RFM_FAULTY_IO);
    }
    return std::make_unique<test::Started>(words, environment);
}

// Before anything happens to the input.
void Night::find_expected(Input input) {
    Files& files = expected_[input];
    if (!files.empty()) return;
    const test::TemporaryFolder clean;
    const fs::path out = std::exchange(out_, clean.path());
    Attempt plain;
    plain.input = input;
    if (launch(plain)->wait() != 0) throw std::runtime_error("a run without faults fails");
    for (const char* name : output_names) files.push_back(test::read_file(clean.path() / name));
    out_ = out;
}

Verdict Night::look(test::Started& program) {
    Verdict verdict;
    verdict.status = program.wait();
    verdict.err = program.err();
    std::ifstream(folder_.file("counts"), std::ios::binary)
        .read(reinterpret_cast<char*>(counts_.data()), sizeof counts_);
    for (std::size_t i = 1; i < counts_.size(); i += 2) verdict.faults += counts_[i];
    const Files& right = expected_[last_input_];
    for (std::size_t i = 0; i < output_names.size(); ++i) {
        const fs::path path = out_ / output_names[i];
        Found found = Found::missing;
        if (fs::exists(path)) {
            const std::string bytes = test::read_file(path);
            found = bytes == right[i] ? Found::right : bytes == yesterday(i) ? Found::old : Found::partial;
        }
        verdict.files.push_back(found);
    }
    if (!fs::exists(out_)) return verdict;
    for (const auto& entry : fs::directory_iterator(out_)) {
        const std::string name = entry.path().filename().string();
        verdict.leftovers += std::find(output_names.begin(), output_names.end(), name) == output_names.end() ? 1 : 0;
    }
    return verdict;
}

Verdict Night::run(const Attempt& attempt) {
    const std::unique_ptr<test::Started> program = start(attempt);
    return look(*program);
}

bool faults_work(Night& night) {
    Attempt attempt;
    attempt.rules = "write:EIO:1+:/out/";
    const Verdict verdict = night.run(attempt);
    return verdict.faults > 0 && verdict.status == 74;
}

}  // namespace rfm::faults
