// Every conformance file that there is, in chunks from one byte up to the file and on 1 to 8 threads: always the same
// records, and those that the rules give.
#include <algorithm>

#include "csv/read_side_by_side.h"
#include "csv/read_text.h"
#include "csv/reference_parser.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {
namespace {

// Of the file as it is, and, since starting threads is what takes the time, of its variants.
const std::vector<unsigned> all_threads = {1, 2, 3, 4, 5, 6, 7, 8};
const std::vector<unsigned> some_threads = {2, 8};

// The sizes that are tried on so many threads. Each chunk is a change of threads, which takes its time, so the few
// larger files are read in tiny chunks by 2 threads only.
std::vector<std::size_t> threaded_sizes(std::size_t whole, unsigned threads) {
    constexpr std::size_t most_chunks = 150;
    std::vector<std::size_t> sizes;
    for (const std::size_t size : {1UL, 2UL, 3UL, 5UL, 7UL, 13UL, 31UL, 63UL, 64UL, 65UL, 127UL, 128UL, 1000UL}) {
        if (size < whole && (threads == 2 || whole / size <= most_chunks)) sizes.push_back(size);
    }
    sizes.push_back(whole);
    return sizes;
}

// False when the file is refused before a record is read, as it is then whatever the chunks.
bool check_matrix(const std::string& path, bool has_header, const std::vector<unsigned>& thread_counts) {
    FileOptions options;
    options.has_header = has_header;
    if (!error_of([&] { csv::CsvInput::open(open_text(path).bytes, options.delimiter, has_header); }).empty())
        return false;
    const FileReading whole = read_csv_file(path, options);
    options.delimiter = whole.dialect.delimiter;

    const std::string text = whole_text(path);
    const std::size_t file_size = text.size();
    TextRecords expected = parse_by_the_rules(text, whole.dialect.delimiter, 0);
    if (has_header) {
        REQUIRE(expected.records.at(0).fields == whole.header);
        expected.records.erase(expected.records.begin());
    }
    REQUIRE(whole.text == expected);

    const auto same = [&](const TextRecords& records, unsigned threads) {
        if (records == expected) return;
        FAIL_CHECK("chunks of " << options.chunk_size << ", " << threads << " threads: expected" << expected << "actual"
                                << records);
    };
    // Every size up to 200 bytes, then in steps of a twentieth.
    for (std::size_t size = 1; size <= file_size; size += 1 + (size > 200 ? size / 20 : 0)) {
        options.chunk_size = size;
        same(read_csv_file(path, options).text, 1);
    }
    for (const unsigned threads : thread_counts) {
        for (const std::size_t size : threaded_sizes(file_size, threads)) {
            options.chunk_size = size;
            same(read_side_by_side(path, options, threads), threads);
        }
    }
    return true;
}

std::string with_windows_line_ends(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

TEST_CASE("every conformance file in chunks from one byte up, on 1 to 8 threads") {
    const std::string folder = shared_file("csv-torture/");
    if (folder.empty()) return;
    const TemporaryFolder copies;
    int read = 0;
    std::vector<std::string> refused;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().string();
        if (!path.ends_with(".csv") && !path.ends_with(".tsv")) continue;
        INFO(path);
        if (!check_matrix(path, true, all_threads)) {
            refused.push_back(entry.path().filename().string());
            continue;
        }
        ++read;
        CHECK(check_matrix(path, false, some_threads));
        const std::string text = read_file(path);
        if (text.find('\r') != std::string::npos) continue;
        INFO("with CRLF");
        CHECK(check_matrix(copies.write("crlf.csv", with_windows_line_ends(text)), true, some_threads));
    }
    // What is no CSV that is read: nothing in them, old Mac line ends, UTF-16.
    std::sort(refused.begin(), refused.end());
    CHECK(refused == std::vector<std::string>{"all-empty.csv", "bad-header-no-header.csv", "empty.csv"});
    CHECK(read == 100);
}

}  // namespace
}  // namespace rfm::test
