// Packed files: what was packed comes out, or an error does; never anything else.
#include <zlib.h>

#include <fmt/format.h>

#include "sources/gzip_source.h"
#include "sources/memory_source.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sources {
namespace {

using test::error_of;
using test::MemorySource;
using test::output_of;
using test::read_all;
using test::read_texts;
using test::some_orders;
using test::TemporaryFolder;

struct Packer {
    std::string name;
    std::vector<std::string> words;
};

const Packer packers[] = {
    {"gzip", {"gzip", "-nc"}}, {"zstd", {"zstd", "-qc"}}, {"xz", {"xz", "-c"}}, {"bzip2", {"bzip2", "-c"}}};

// The texts of a file with these bytes joined, or "error: " and why not.
std::string outcome(const TemporaryFolder& folder, std::string_view bytes) {
    const std::string path = folder.write("packed", bytes);
    std::string all;
    const std::string words = error_of([&] {
        for (const test::ReadText& one : read_texts(path)) all += one.text;
    });
    return words.empty() ? all : "error: " + words;
}

TEST_CASE("what was packed comes out, of any size, in one member or several") {
    const TemporaryFolder folder;
    for (const Packer& packer : packers) {
        INFO(packer.name);
        for (const std::size_t size : {100UL, 262'144UL, 300'000UL, 3'000'000UL}) {
            const std::string text = some_orders(size);
            const std::string packed = output_of(packer.words, text);
            CHECK((outcome(folder, packed) == text));
            CHECK((outcome(folder, packed + output_of(packer.words, "x,2025-01-01,5\n")) == text + "x,2025-01-01,5\n"));
        }
    }
}

TEST_CASE("one packing in another is taken off too, up to three") {
    const TemporaryFolder folder;
    std::string packed = some_orders(1000);
    for (int depth = 1; depth <= 3; ++depth) {
        packed = output_of(packers[depth % 4].words, packed);
        CHECK(outcome(folder, packed) == some_orders(1000));
    }
    CHECK(outcome(folder, output_of(packers[0].words, packed)).find("is packed more than 3 times over") !=
          std::string::npos);
}

TEST_CASE("nothing in the package is an error") {
    const TemporaryFolder folder;
    for (const Packer& packer : packers) {
        INFO(packer.name);
        CHECK(outcome(folder, output_of(packer.words)).find("is empty once unpacked") != std::string::npos);
    }
}

// At the start, in the middle, at the end, and around where members meet.
std::vector<std::size_t> places(std::size_t size, std::size_t border) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < size; i += i < 40 || i + 40 > size || (i + 30 > border && i < border + 30) ? 1 : 37) {
        all.push_back(i);
    }
    return all;
}

TEST_CASE("a packed file that is cut off anywhere is an error") {
    const TemporaryFolder folder;
    const std::string text = some_orders(3000);
    for (const Packer& packer : packers) {
        const std::string packed = output_of(packer.words, text);
        const std::string twice = packed + packed;
        for (const std::size_t size : places(twice.size(), packed.size())) {
            if (size == packed.size()) continue;
            INFO(packer.name << " cut off behind " << size << " of 2 * " << packed.size());
            const std::string got = outcome(folder, twice.substr(0, size));
            // Fewer bytes than tell the packing are a text, if one without columns.
            REQUIRE((got.starts_with("error: ") || (size < 6 && got.size() <= 2 * size)));
        }
    }
}

TEST_CASE("a flipped bit is an error, or changes nothing") {
    const TemporaryFolder folder;
    const std::string text = some_orders(3000);
    for (const Packer& packer : packers) {
        const std::string packed = output_of(packer.words, text);
        std::string twice = packed + packed;
        for (const std::size_t place : places(twice.size(), packed.size())) {
            for (int bit = 0; bit < 8; bit += place % 3 == 0 ? 1 : 3) {
                INFO(packer.name << " bit " << bit << " of byte " << place << " of 2 * " << packed.size());
                twice[place] = static_cast<char>(twice[place] ^ (1 << bit));
                const std::string got = outcome(folder, twice);
                REQUIRE((got == text + text || got.starts_with("error: ")));
                twice[place] = static_cast<char>(twice[place] ^ (1 << bit));
            }
        }
    }
}

TEST_CASE("bytes behind the end are an error, zeros behind gzip are none") {
    const TemporaryFolder folder;
    const std::string text = some_orders(3000);
    for (const Packer& packer : packers) {
        INFO(packer.name);
        const std::string packed = output_of(packer.words, text);
        CHECK(outcome(folder, packed + "rubbish").starts_with("error: "));
        CHECK(outcome(folder, packed + std::string(100'000, '\0') + "x").starts_with("error: "));
    }
    CHECK(outcome(folder, output_of({"gzip", "-nc"}, text) + std::string(700'000, '\0')) == text);
}

TEST_CASE("the words name the file, the packing, and how to test it") {
    const TemporaryFolder folder;
    const std::string packed = output_of({"gzip", "-nc"}, some_orders(3000));
    CHECK(outcome(folder, packed.substr(0, 200)) ==
          "error: " + folder.file("packed") +
              ": the gzip file is cut off or damaged: it ends in the middle; fetch or export it again, and test it "
              "with: gzip -t FILE");
    std::string wrong = packed;
    wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1);
    CHECK(outcome(folder, wrong).find("its checksum is wrong") != std::string::npos);
    wrong = packed;
    wrong[wrong.size() - 2] = static_cast<char>(wrong[wrong.size() - 2] ^ 1);  // the length
    CHECK(outcome(folder, wrong).find("its checksum is wrong") != std::string::npos);
}

TEST_CASE("gzip comes out the same from buffers of every size") {
    const std::string text = some_orders(20'000);
    // With a name and a time, and stored as well as packed.
    const TemporaryFolder folder;
    folder.write("a name.csv", text);
    const std::string packed = output_of({"gzip", "-9c", "a name.csv"}, {}, folder.path().string()) +
                               output_of({"gzip", "-1nc"}, text) + std::string(9, '\0');
    for (const std::size_t in : {1UL, 2UL, 3UL, 7UL, 64UL, 100'000UL}) {
        for (const std::size_t out : {1UL, 2UL, 3UL, 7UL, 64UL, 100'000UL}) {
            GzipSource source(std::make_unique<MemorySource>(packed), in);
            INFO("in " << in << ", out " << out);
            REQUIRE(read_all(source, out) == text + text);
        }
    }
}

// RFC 1952, 2.3: the header's parts after the first ten bytes, each there or not as a flag says.
std::string gzip_with_header(unsigned flags, const std::string& text) {
    const std::string plain = output_of({"gzip", "-nc"}, text);
    std::string header = plain.substr(0, 10);
    header[3] = static_cast<char>(flags);
    if (flags & 4) header += std::string("\x05\x00", 2) + "extra";
    if (flags & 8) header += std::string("a name.csv\0", 11);
    if (flags & 16) header += std::string("a comment\0", 10);
    if (flags & 2) {
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(header.data()), static_cast<uInt>(header.size()));
        header += static_cast<char>(sum & 0xFF);
        header += static_cast<char>(sum >> 8 & 0xFF);
    }
    return header + plain.substr(10);
}

TEST_CASE("a gzip header of every kind, cut anywhere by the end of a buffer") {
    const std::string text = some_orders(300);
    for (unsigned flags = 0; flags < 32; ++flags) {
        const std::string packed = gzip_with_header(flags, text);
        for (std::size_t in = 1; in <= 60; ++in) {
            INFO("flags " << flags << ", in " << in);
            GzipSource source(std::make_unique<MemorySource>(packed + packed), in);
            REQUIRE(read_all(source, 1000) == text + text);
        }
        if (flags & 2) {
            std::string wrong = packed;
            wrong[5] = static_cast<char>(wrong[5] ^ 1);  // the time: nothing but this sum looks at it
            GzipSource source(std::make_unique<MemorySource>(wrong), 7);
            CHECK(error_of([&] { read_all(source, 1000); }).find("the checksum of its header is wrong") !=
                  std::string::npos);
        }
    }
}

}  // namespace
}  // namespace rfm::sources
