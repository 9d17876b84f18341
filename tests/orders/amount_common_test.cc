// The commonest amounts, read eight bytes at a time, against the same read one by one.
#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include "orders/amount_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// What stands behind a field in its buffer: it must not matter.
constexpr std::string_view behind[] = {"\0\0\0\0\0\0\0\0\0\0", ",123456789", "9999999999",
                                       "\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"};

// What read_common promises to read: an optional minus, then 4 to 8 bytes: digits, the mark, two digits.
bool is_common(std::string_view text, char mark) {
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.size() < 4 || text.size() > 8 || text[text.size() - 3] != mark) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != text.size() - 3 && (text[i] < '0' || text[i] > '9')) return false;
    }
    return true;
}

void compare(const std::string& text, std::size_t& common) {
    for (const char mark : {'.', ','}) {
        const AmountReader reader(mark);
        const Amount expected = reader.read(text);
        const bool promised = is_common(text, mark);
        for (const std::string_view rest : behind) {
            const std::string buffer = text + std::string(rest);
            std::int64_t scaled = 0;
            const bool read = reader.read_common(std::string_view(buffer).substr(0, text.size()), scaled);
            if (read != promised) FAIL("'" << text << "' before '" << rest << "' is common: " << read);
            if (read && (expected.status != AmountStatus::ok || scaled != expected.scaled ||
                         expected.decimals != AmountReader::common_decimals)) {
                FAIL("'" << text << "' before '" << rest << "' is read as " << scaled << ", else as "
                         << expected.scaled);
            }
        }
        if (promised) ++common;
    }
}

TEST_CASE("every amount of two decimals below 10,000, with a sign and without") {
    std::size_t common = 0;
    for (int hundredths = 0; hundredths < 1'000'000; hundredths += 7) {
        const std::string fraction = std::to_string(100 + hundredths % 100).substr(1);
        const std::string text = std::to_string(hundredths / 100) + "." + fraction;
        compare(text, common);
        compare("-" + text, common);
    }
    CHECK(common > 200'000);
}

TEST_CASE("all sizes and all places of the mark") {
    std::size_t common = 0;
    for (std::size_t size = 0; size <= 20; ++size) {
        const std::string digits = std::string("98765432109876543210").substr(0, size);
        for (const std::string sign : {"", "-", "+"}) {
            compare(sign + digits, common);
            for (std::size_t at = 0; at <= size; ++at) {
                for (const char mark : {'.', ','})
                    compare(sign + digits.substr(0, at) + mark + digits.substr(at), common);
            }
        }
    }
    CHECK(common == 20);
}

TEST_CASE("any byte at any place") {
    std::size_t common = 0;
    for (const std::string amount :
         {"1.25", "-1.25", "12.50", "123.45", "1234.56", "12345.67", "-99999.99", "00000.00"}) {
        for (std::size_t at = 0; at < amount.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = amount;
                text[at] = static_cast<char>(byte);
                compare(text, common);
            }
        }
    }
    CHECK(common > 400);
}

TEST_CASE("any few bytes near digits, where a borrow or a carry could hide another") {
    std::mt19937 random(5);
    const std::string suspicious("/0:9-,.\x00\xFF\x7F\x80 1+$", 15);
    std::size_t common = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string text = std::to_string(random() % 100'000) + "." + std::to_string(10 + random() % 90);
        for (unsigned change = 0; change < 1 + random() % 3; ++change) {
            text[random() % text.size()] = suspicious[random() % suspicious.size()];
        }
        compare(text, common);
    }
    CHECK(common > 9'000);
}

TEST_CASE("every sign and every size of nines, with as little to read behind them as allowed") {
    for (const std::string sign : {"", "-"}) {
        for (std::size_t digits = 1; digits <= 5; ++digits) {
            const std::string text = sign + std::string(digits, '9') + ".99";
            // Eight bytes from the first digit on, in a block of their own, so that the address sanitizer sees more.
            const auto block = std::make_unique<char[]>(sign.size() + 8);
            std::copy(text.begin(), text.end(), block.get());
            std::int64_t scaled = 0;
            REQUIRE(AmountReader('.').read_common({block.get(), text.size()}, scaled));
            CHECK(scaled == AmountReader('.').read(text).scaled);
            CHECK((scaled < 0) == (sign == "-"));
        }
    }
}

}  // namespace
}  // namespace rfm::orders
