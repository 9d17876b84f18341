// Archives with several files.
#include <filesystem>

#include <fmt/format.h>

#include "sources/memory_source.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sources {
namespace {

using test::error_of;
using test::output_of;
using test::read_file;
using test::read_texts;
using test::ReadText;
using test::some_orders;
using test::TemporaryFolder;

const std::string june = "customer_id,order_date,amount\na,2025-06-01,1\n";
const std::string july = "customer_id,order_date,amount\nb,2025-07-01,2\n";

// A folder with a few files to be packed.
class Packing {
public:
    Packing() {
        write("june.csv", june);
        write("2025/july.csv", july);
        write("large.csv", some_orders(900'000));
        write("__MACOSX/._june.csv", "x");
        write(".DS_Store", "x");
    }
    void write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories((folder_.path() / name).parent_path());
        folder_.write(name, text);
    }
    std::string file(const std::string& name) const { return folder_.file(name); }

    std::string zip(const std::vector<std::string>& files, const std::vector<std::string>& flags = {}) const {
        std::filesystem::remove(file("orders.zip"));
        std::vector<std::string> words = {"zip", "-q"};
        words.insert(words.end(), flags.begin(), flags.end());
        words.push_back("orders.zip");
        words.insert(words.end(), files.begin(), files.end());
        output_of(words, {}, folder_.path().string());
        return file("orders.zip");
    }
    std::string tar(const std::vector<std::string>& files) const {
        std::vector<std::string> words = {"tar", "-cf", "orders.tar"};
        words.insert(words.end(), files.begin(), files.end());
        output_of(words, {}, folder_.path().string());
        return file("orders.tar");
    }

private:
    TemporaryFolder folder_;
};

std::string refusal(const std::string& path) {
    return error_of([&] { read_texts(path); });
}

void check_files(const std::string& path) {
    const std::vector<ReadText> texts = read_texts(path);
    REQUIRE(texts.size() == 3);
    CHECK(texts[0].name == path + "/june.csv");
    CHECK(texts[0].text == june);
    CHECK(texts[1].name == path + "/2025/july.csv");
    CHECK(texts[1].text == july);
    CHECK(texts[2].name == path + "/large.csv");
    CHECK((texts[2].text == some_orders(900'000)));
}

const std::vector<std::string> all_files = {"june.csv", "2025", "__MACOSX/._june.csv", ".DS_Store", "large.csv"};

TEST_CASE("each file in an archive is a text of its own, in its order") {
    const Packing packing;
    check_files(packing.zip(all_files, {"-r"}));
    check_files(packing.zip(all_files, {"-r", "-0"}));
    check_files(packing.zip(all_files, {"-r", "-Z", "bzip2"}));
    const std::string tar = packing.tar(all_files);
    check_files(tar);
    packing.write("packed", output_of({"gzip", "-c"}, read_file(tar)));
    check_files(packing.file("packed"));
    packing.write("packed", output_of({"xz", "-c"}, read_file(packing.zip(all_files, {"-r"}))));
    check_files(packing.file("packed"));
}

TEST_CASE("a file in an archive may be packed or in another encoding, but no archive") {
    const Packing packing;
    packing.write("june.csv.gz", output_of({"gzip", "-c"}, june));
    packing.write("wide.csv", output_of({"iconv", "-t", "UTF-16"}, july));
    const std::vector<ReadText> texts = read_texts(packing.zip({"june.csv.gz", "wide.csv"}));
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].text == june);
    CHECK(texts[1].text == july);
    packing.write("inner.zip", read_file(packing.zip({"june.csv"})));
    const std::string path = packing.zip({"inner.zip"});
    CHECK(refusal(path) == path +
                               "/inner.zip: is an archive or a workbook within an archive; unpack the outer one, and "
                               "name the files that were in it");
}

TEST_CASE("hidden files are left out with a word, and names may hold anything") {
    const Packing packing;
    packing.write(".hidden.csv", june);
    packing.write("日本 \n.csv", july);
    for (const std::string& path :
         {packing.zip({".hidden.csv", "日本 \n.csv"}), packing.tar({".hidden.csv", "日本 \n.csv"})}) {
        Texts texts = Texts::open(path, {});
        const std::optional<Text> text = texts.next();
        REQUIRE(text);
        CHECK(text->bytes.source->name() == path + "/日本 \\n.csv");
        CHECK(texts.warnings() == std::vector<std::string>{path + "/.hidden.csv: is a hidden file; it was left out"});
    }
}

TEST_CASE("an archive without files, encrypted, or with links is refused") {
    const Packing packing;
    const std::string end_of_zip = std::string("PK\x05\x06", 4) + std::string(18, '\0');
    packing.write("empty.zip", end_of_zip);
    CHECK(refusal(packing.file("empty.zip")) ==
          packing.file("empty.zip") + ": the zip file holds no file; was the export finished?");
    const std::string folders = packing.tar({"--no-recursion", "2025"});
    CHECK(refusal(folders) == folders + ": the tar file holds no file; was the export finished?");
    const std::string secret = packing.zip({"june.csv"}, {"-P", "secret"});
    CHECK(refusal(secret) == secret +
                                 "/june.csv: is encrypted; unpack it with its password (unzip FILE), and name the CSV "
                                 "files that were in it");
    std::filesystem::create_symlink("june.csv", packing.file("link.csv"));
    const std::string link = packing.zip({"link.csv"}, {"-y"});
    CHECK(refusal(link).starts_with(link + "/link.csv: is a link or a device"));
    const std::string tar = packing.tar({"link.csv"});
    CHECK(refusal(tar).starts_with(tar + "/link.csv: is a link or a device"));
}

TEST_CASE("workbooks are told from other zips") {
    const Packing packing;
    packing.write("[Content_Types].xml", "<Types/>");
    packing.write("xl/workbook.xml", "<workbook/>");
    packing.write("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    std::string path = packing.zip({"-nw", "[Content_Types].xml", "xl/workbook.xml"});
    CHECK_THAT(refusal(path), Catch::StartsWith(path + ": the workbook has no sheet with cells"));
    path = packing.zip({"mimetype", "june.csv"}, {"-0"});
    CHECK_THAT(refusal(path), Catch::StartsWith(path + ": this is no workbook that can be read (.xlsx, .ods)"));
    // A template, and a type with a line end behind it, are workbooks as well; another document is none.
    for (const std::string end : {"-template", "\n"}) {
        packing.write("mimetype", "application/vnd.oasis.opendocument.spreadsheet" + end);
        path = packing.zip({"mimetype", "june.csv"}, {"-0"});
        CHECK_THAT(refusal(path), Catch::StartsWith(path + ": this is no workbook that can be read (.xlsx, .ods)"));
    }
    packing.write("mimetype", "application/vnd.oasis.opendocument.text");
    CHECK(read_texts(packing.zip({"mimetype", "june.csv"}, {"-0"})).size() == 2);
    CHECK(read_texts(packing.zip({"-nw", "[Content_Types].xml"})).size() == 1);
}

// What every file of the archive holds, or "error: " and why not.
std::string outcome(const std::string& path) {
    std::string all;
    const std::string words = error_of([&] {
        for (const ReadText& one : read_texts(path)) all += one.text;
    });
    return words.empty() ? all : "error: " + words;
}

TEST_CASE("an archive that is cut off anywhere is an error") {
    const Packing packing;
    packing.write("medium.csv", some_orders(3000));
    const std::vector<std::string> files = {"june.csv", "medium.csv", "2025/july.csv"};
    for (const std::string& path : {packing.zip(files), packing.tar(files)}) {
        const std::string whole = read_file(path);
        const std::string expected = outcome(path);
        REQUIRE_FALSE(expected.starts_with("error: "));
        for (std::size_t size = 1; size < whole.size(); size += size % 512 < 500 && size % 5 == 0 ? 7 : 1) {
            packing.write("cut", whole.substr(0, size));
            const std::string got = outcome(packing.file("cut"));
            INFO(path << " cut off behind " << size << " of " << whole.size());
            // Zeros are all that a tar archive holds behind its end.
            if (size < 262 && got == whole.substr(0, size)) continue;  // too few to tell that it is an archive
            const bool is_whole = path.ends_with(".tar") && got == expected;
            REQUIRE((got.starts_with("error: ") || is_whole));
            if (is_whole) REQUIRE(whole.find_first_not_of('\0', size) == std::string::npos);
        }
    }
}

TEST_CASE("a flipped bit in a zip is an error, or changes nothing") {
    const Packing packing;
    packing.write("medium.csv", some_orders(3000));
    packing.write("november.csv", july);  // one bit from a hidden file
    for (const char* flag : {"-9", "-0"}) {
        const std::string path = packing.zip({"june.csv", "medium.csv", "november.csv"}, {flag, "-X"});
        std::string whole = read_file(path);
        const std::string expected = outcome(path);
        std::size_t changed = 0;
        for (std::size_t place = 0; place < whole.size(); ++place) {
            const bool in_data = place > 200 && place + 450 < whole.size();
            for (int bit = 0; bit < 8; bit += in_data ? 5 : 1) {
                whole[place] = static_cast<char>(whole[place] ^ (1 << bit));
                packing.write("flipped", whole);
                const std::string got = outcome(packing.file("flipped"));
                whole[place] = static_cast<char>(whole[place] ^ (1 << bit));
                if (got == expected || got.starts_with("error: ")) continue;
                INFO("zip " << flag << " bit " << bit << " of byte " << place << " of " << whole.size());
                // A file whose name became a hidden one is left out, with a word.
                REQUIRE(got == expected.substr(0, expected.size() - july.size()));
                ++changed;
            }
            if (in_data) place += 2;
        }
        CHECK(changed <= 2);
    }
}

}  // namespace
}  // namespace rfm::sources
