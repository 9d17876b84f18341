// Random amounts, written out with strings alone, and read back.
#include <algorithm>
#include <random>
#include <string>

#include "base/int128.h"
#include "orders/amount_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

class Random {
public:
    std::size_t below(std::size_t limit) { return generator_() % limit; }
    bool once_in(std::size_t times) { return below(times) == 0; }
    std::string digits(std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out.push_back(static_cast<char>('0' + below(10)));
        return out;
    }
    template <std::size_t n>
    std::string one_of(const char* const (&texts)[n]) {
        return texts[below(n)];
    }
    std::int64_t any_amount() {
        const auto bits = static_cast<std::int64_t>(generator_());
        return bits >> below(63);
    }

private:
    std::mt19937_64 generator_{11};
};

const std::string largest = "9223372036854775807";

// What the text of whole digits and decimals should give: digits as they stand, compared as text.
Amount expected_amount(const std::string& whole, const std::string& decimals, bool negative) {
    std::string kept = decimals.substr(0, 6);
    const std::string beyond = decimals.size() > 6 ? decimals.substr(6) : "";
    if (beyond.find_first_not_of('0') != std::string::npos) return {0, 0, AmountStatus::too_precise};
    std::string digits = whole + kept + std::string(6 - kept.size(), '0');
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    const bool fits =
        digits.size() < largest.size() || (digits.size() == largest.size() && digits.compare(largest) <= 0);
    if (!fits) return {0, 0, AmountStatus::out_of_range};
    const std::int64_t value = std::stoll(digits);
    return {negative ? -value : value, static_cast<int>(kept.size()), AmountStatus::ok};
}

std::string in_groups(std::string whole, const std::string& separator) {
    for (std::size_t at = whole.size(); at > 3;) {
        at -= 3;
        whole.insert(at, separator);
    }
    return whole;
}

TEST_CASE("a million random amounts are read back exactly") {
    Random random;
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const char mark = random.once_in(2) ? '.' : ',';
        std::string whole = random.digits(1 + random.below(random.once_in(4) ? 22 : 13));
        const std::string decimals =
            random.once_in(3) ? "" : random.digits(1 + random.below(random.once_in(6) ? 9 : 6));
        const bool negative = random.once_in(3);
        const bool grouped = whole[0] != '0' && random.once_in(2);

        std::string number = whole;
        if (grouped) {
            const char* const separators[] = {mark == '.' ? "," : ".", " ", "'", "\xC2\xA0", "\xE2\x80\xAF"};
            number = in_groups(whole, random.one_of(separators));
        }
        if (!decimals.empty()) number += mark + decimals;
        std::string text = number;
        if (negative) {
            const char* const shapes[] = {"-#", "- #", "#-", "(#)", "-$#", "$-#", "\xE2\x88\x92#", "($ #)", "(#) EUR"};
            text = random.one_of(shapes);
            text.replace(text.find('#'), 1, number);
        } else if (random.once_in(3)) {
            const char* const shapes[] = {"+#", "$#", "# €", "EUR #", "#USD", " # ", "R$ #", "kr #"};
            text = random.one_of(shapes);
            text.replace(text.find('#'), 1, number);
        }

        const Amount expected = expected_amount(whole, decimals, negative);
        const Amount amount = AmountReader(mark).read(text);
        if (amount.status != expected.status || amount.scaled != expected.scaled ||
            amount.decimals != expected.decimals) {
            FAIL("'" << text << "' with decimal " << mark << " was read as " << amount.scaled << "/" << amount.decimals
                     << ", status " << static_cast<int>(amount.status) << " where " << expected.scaled << "/"
                     << expected.decimals << ", status " << static_cast<int>(expected.status) << " is right");
        }
        ++(expected.status == AmountStatus::ok ? accepted : refused);
    }
    CHECK(accepted > 500'000);
    CHECK(refused > 50'000);
}

TEST_CASE("the product of a million random amounts is exact or refused") {
    Random random;
    std::size_t counts[5] = {};
    for (int i = 0; i < 1'000'000; ++i) {
        std::int64_t a = random.any_amount();
        std::int64_t b = random.any_amount();
        // Mostly round, or nearly every product would need more than six decimals.
        if (!random.once_in(4)) a -= a % 10'000;
        if (!random.once_in(4)) b -= b % 100;
        if (a == INT64_MIN || b == INT64_MIN) continue;
        const Amount product = multiply({a, 2, AmountStatus::ok}, {b, 3, AmountStatus::ok});
        const base::Int128 exact = static_cast<base::Int128>(a) * b;
        ++counts[static_cast<std::size_t>(product.status)];
        switch (product.status) {
            case AmountStatus::ok:
                if (static_cast<base::Int128>(product.scaled) * 1'000'000 != exact || product.decimals != 5) {
                    FAIL(a << " * " << b);
                }
                break;
            case AmountStatus::too_precise:
                if (exact % 1'000'000 == 0) FAIL(a << " * " << b);
                break;
            case AmountStatus::out_of_range:
                if (exact / 1'000'000 <= INT64_MAX && exact / 1'000'000 >= -INT64_MAX) FAIL(a << " * " << b);
                break;
            default:
                FAIL(a << " * " << b);
        }
    }
    CHECK(counts[static_cast<std::size_t>(AmountStatus::ok)] > 100'000);
    CHECK(counts[static_cast<std::size_t>(AmountStatus::too_precise)] > 100'000);
    CHECK(counts[static_cast<std::size_t>(AmountStatus::out_of_range)] > 10'000);
}

}  // namespace
}  // namespace rfm::orders
