// Amounts read eight bytes at a time against the same read one by one.
#include <cstring>
#include <random>
#include <string>

#include "orders/amount_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// What stands behind a field in its buffer: it must not matter.
constexpr std::string_view behind[] = {"\0\0\0\0\0\0\0\0\0\0", ",123456789", "9999999999",
                                       "\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"};

void compare(const std::string& text, std::size_t& accepted) {
    for (const char mark : {'.', ','}) {
        const AmountReader reader(mark);
        const Amount expected = reader.read(text);
        for (const std::string_view rest : behind) {
            const std::string buffer = text + std::string(rest);
            const Amount amount = reader.read_padded(std::string_view(buffer).substr(0, text.size()));
            if (amount.status != expected.status || amount.scaled != expected.scaled ||
                amount.decimals != expected.decimals) {
                FAIL("'" << text << "' before '" << rest << "' is read as " << amount.scaled << ", else as "
                         << expected.scaled);
            }
        }
        if (expected.status == AmountStatus::ok) ++accepted;
    }
}

TEST_CASE("every amount of two decimals below 10,000, with a sign and without") {
    std::size_t accepted = 0;
    for (int hundredths = 0; hundredths < 1'000'000; hundredths += 7) {
        const std::string fraction = std::to_string(100 + hundredths % 100).substr(1);
        const std::string text = std::to_string(hundredths / 100) + "." + fraction;
        compare(text, accepted);
        compare("-" + text, accepted);
    }
    CHECK(accepted > 200'000);
}

TEST_CASE("all sizes and all places of the mark") {
    std::size_t accepted = 0;
    for (std::size_t size = 0; size <= 20; ++size) {
        const std::string digits = std::string("98765432109876543210").substr(0, size);
        for (const std::string sign : {"", "-", "+"}) {
            compare(sign + digits, accepted);
            for (std::size_t at = 0; at <= size; ++at) {
                for (const char mark : {'.', ','})
                    compare(sign + digits.substr(0, at) + mark + digits.substr(at), accepted);
            }
        }
    }
    CHECK(accepted > 100);
}

TEST_CASE("any byte at any place") {
    std::size_t accepted = 0;
    for (const std::string amount :
         {"1.25", "-1.25", "12.50", "123.45", "1234.56", "12345.67", "-99999.99", "00000.00"}) {
        for (std::size_t at = 0; at < amount.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = amount;
                text[at] = static_cast<char>(byte);
                compare(text, accepted);
            }
        }
    }
    CHECK(accepted > 500);
}

TEST_CASE("any few bytes near digits, where a borrow or a carry could hide another") {
    std::mt19937 random(5);
    const std::string suspicious("/0:9-,.\x00\xFF\x7F\x80 1+$", 15);
    std::size_t accepted = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string text = std::to_string(random() % 100'000) + "." + std::to_string(10 + random() % 90);
        for (unsigned change = 0; change < 1 + random() % 3; ++change) {
            text[random() % text.size()] = suspicious[random() % suspicious.size()];
        }
        compare(text, accepted);
    }
    CHECK(accepted > 10'000);
}

}  // namespace
}  // namespace rfm::orders
