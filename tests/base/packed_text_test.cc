#include "base/packed_text.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include "support/catch.h"

namespace rfm::base {
namespace {

// A page with nothing readable behind it.
class LastPage {
public:
    LastPage() : size_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
        void* const pages = ::mmap(nullptr, 2 * size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        REQUIRE(pages != MAP_FAILED);
        pages_ = static_cast<char*>(pages);
        REQUIRE(::mprotect(pages_ + size_, size_, PROT_NONE) == 0);
    }
    ~LastPage() { ::munmap(pages_, 2 * size_); }
    LastPage(const LastPage&) = delete;
    LastPage& operator=(const LastPage&) = delete;

    // The text, copied so that `behind` bytes can be read behind its start; they are all `filler` but the text's.
    std::string_view place(std::string_view text, std::size_t behind, char filler) const {
        char* const to = pages_ + size_ - std::max(text.size(), behind);
        std::fill(to, pages_ + size_, filler);
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }

private:
    std::size_t size_;
    char* pages_ = nullptr;
};

std::string random_bytes(std::mt19937& random, std::size_t size) {
    std::string text;
    // NUL bytes more often than chance has them.
    for (std::size_t i = 0; i < size; ++i) text.push_back(random() % 4 == 0 ? '\0' : static_cast<char>(random()));
    return text;
}

bool same_words(const PackedText& a, const PackedText& b) {
    return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

TEST_CASE("short texts of every size give themselves back, wherever they stand") {
    const LastPage page;
    std::mt19937 random(1);
    for (std::size_t size = 0; size <= PackedText::inline_size; ++size) {
        INFO(size);
        for (int round = 0; round < 200; ++round) {
            const std::string text = random_bytes(random, size);
            // In a block of just its size, so that the address sanitizer sees a read on either side.
            const auto block = std::make_unique<char[]>(size);
            if (size > 0) std::memcpy(block.get(), text.data(), size);
            const PackedText packed = PackedText::of({block.get(), size});
            CHECK(packed.is_inline());
            CHECK(packed.size() == size);
            CHECK(packed.empty() == (size == 0));
            CHECK(packed.text() == text);
            // What stands behind the text inside is zero, and the last byte is its size: texts are compared whole.
            unsigned char expected[16] = {};
            if (size > 0) std::memcpy(expected, text.data(), size);
            expected[15] = static_cast<unsigned char>(size);
            CHECK(std::memcmp(packed.words, expected, sizeof expected) == 0);

            CHECK(same_words(packed, PackedText::of(page.place(text, 0, '#'))));
            // The quick ways read 16 bytes and no more, and what stands behind the text does not matter.
            for (const char filler : {'#', '\0', '\xFF'}) {
                CHECK(same_words(packed, PackedText::of_short(page.place(text, 16, filler))));
                CHECK(same_words(packed, PackedText::of_padded(page.place(text, 16, filler))));
            }
        }
    }
}

TEST_CASE("long texts are held by address, whichever way they are packed") {
    const LastPage page;
    std::mt19937 random(2);
    for (std::size_t size = PackedText::inline_size + 1; size <= 40; ++size) {
        INFO(size);
        const std::string text = random_bytes(random, size);
        const std::string_view placed = page.place(text, 0, '#');
        for (const PackedText& packed :
             {PackedText::of(placed), PackedText::of_padded(placed), PackedText::of_long(placed)}) {
            CHECK_FALSE(packed.is_inline());
            CHECK_FALSE(packed.empty());
            CHECK(packed.size() == size);
            CHECK(packed.text().data() == placed.data());
            CHECK(packed.text() == text);
            CHECK(packed == PackedText::of(text));  // the same bytes elsewhere
        }
    }
    const std::string huge(70'000'000, 'x');
    CHECK(PackedText::of(huge).size() == huge.size());
    CHECK(PackedText::of(huge).text() == huge);
}

TEST_CASE("texts that differ in one byte, or in trailing NULs only, are different") {
    for (std::size_t size = 0; size <= 40; ++size) {
        INFO(size);
        const std::string text(size, 'a');
        const std::string copy = text;
        CHECK(PackedText::of(text) == PackedText::of(copy));
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = text;
            other[at] = 'b';
            CHECK_FALSE(PackedText::of(text) == PackedText::of(other));
            other[at] = '\0';
            CHECK_FALSE(PackedText::of(text) == PackedText::of(other));
            CHECK_FALSE(PackedText::of(text) == PackedText::of(text.substr(0, at)));
        }
        std::string longer = text;
        for (int nuls = 1; nuls <= 20; ++nuls) {
            longer += '\0';
            CHECK_FALSE(PackedText::of(text) == PackedText::of(longer));
            CHECK_FALSE(PackedText::of(longer) == PackedText::of(text));
        }
    }
}

TEST_CASE("texts are equal just when their bytes are") {
    std::mt19937 random(3);
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) {
        std::string text;
        for (auto left = random() % 20; left > 0; --left) text.push_back("a\0"[random() % 2]);
        texts.push_back(text);
    }
    for (const std::string& a : texts) {
        for (const std::string& b : texts) REQUIRE((PackedText::of(a) == PackedText::of(b)) == (a == b));
    }
}

TEST_CASE("a text of nothing is the one that nothing was put into") {
    CHECK(PackedText{} == PackedText::of(""));
    CHECK(PackedText{} == PackedText::of(std::string_view()));
    CHECK(PackedText{}.empty());
    CHECK_FALSE(PackedText::of(std::string_view("\0", 1)).empty());
}

}  // namespace
}  // namespace rfm::base
