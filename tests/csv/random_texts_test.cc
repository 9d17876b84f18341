// The reader against the reference parser on random texts in random chunks. The regular-or-not decision and the fast
// scan must agree with the rules in every single case. RFM_FUZZ_TEXTS and RFM_FUZZ_SEED make a longer run by hand.
#include <cstdlib>

#include "csv/random_text.h"
#include "csv/read_text.h"
#include "csv/reference_parser.h"
#include "support/catch.h"

namespace rfm::test {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void compare(std::string_view text, char delimiter, std::size_t field_count, RandomText& random, std::size_t longest) {
    std::vector<std::size_t> sizes;
    const std::size_t fixed = random.below(2) == 0 ? 1 + random.below(longest) : 0;
    const auto next_size = [&] {
        sizes.push_back(fixed != 0 ? fixed : 1 + random.below(longest));
        return sizes.back();
    };
    const TextRecords expected = parse_by_the_rules(text, delimiter, field_count);
    const TextRecords actual = read_in_pieces(text, next_size, delimiter, field_count);
    if (actual == expected) return;
    std::string cuts;
    for (const std::size_t size : sizes) cuts += std::to_string(size) + " ";
    FAIL("text " << base::shown(text, 5000) << "\ndelimiter " << delimiter << ", " << field_count
                 << " fields, chunks of " << cuts << "\nexpected" << expected << "actual" << actual);
}

TEST_CASE("random texts in random chunks read as the rules say") {
    RandomText random(number_from("RFM_FUZZ_SEED", 20250801));
    std::uint64_t texts = number_from("RFM_FUZZ_TEXTS", 200'000);
    for (; texts > 0; --texts) {
        const char delimiter = random.below(4) == 0 ? ';' : ',';
        const std::size_t field_count = 1 + random.below(4);
        const std::size_t size = random.below(10) == 0 ? random.below(400) : random.below(50);
        std::string text;
        if (random.below(3) == 0) {
            text = random.noise(size);
        } else {
            text = random.records(size, delimiter, field_count, random.below(8) == 0 ? 100 : 5);
            if (random.below(4) != 0) random.change_bytes(text, 1 + random.below(3));
        }
        compare(text, delimiter, field_count, random, 70);
    }
    SUCCEED();
}

// Beyond the windows of 32 KiB that the record reader works in.
TEST_CASE("long random texts in long chunks read as the rules say") {
    RandomText random(number_from("RFM_FUZZ_SEED", 77));
    std::uint64_t texts = number_from("RFM_FUZZ_TEXTS", 40'000) / 1'000;
    for (; texts > 0; --texts) {
        const std::size_t field_count = 1 + random.below(4);
        const std::size_t longest_field = random.below(6) == 0 ? 50'000 : 12;
        std::string text = random.records(30'000 + random.below(120'000), ',', field_count, longest_field);
        random.change_bytes(text, random.below(3));
        compare(text, ',', field_count, random, random.below(3) == 0 ? 5'000 : 200'000);
    }
    SUCCEED();
}

}  // namespace
}  // namespace rfm::test
