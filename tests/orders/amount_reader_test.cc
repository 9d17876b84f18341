#include "orders/amount_reader.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace rfm::orders {
namespace {

std::string words(const Amount& amount) {
    switch (amount.status) {
        case AmountStatus::ok:
            return std::to_string(amount.scaled) + "/" + std::to_string(amount.decimals);
        case AmountStatus::blank:
            return "blank";
        case AmountStatus::not_a_number:
            return "no number";
        case AmountStatus::too_precise:
            return "too precise";
        case AmountStatus::out_of_range:
            return "out of range";
    }
    return "";
}

// By the fast path where the text allows it, and by the general one alone.
std::string reading(char mark, const std::string& text) {
    const AmountReader reader(mark);
    const std::string fast = words(reader.read(text));
    const std::string general = words(reader.read(text + " "));
    return fast == general ? fast : fast + " but with a blank behind it " + general;
}

struct Example {
    std::string text;
    std::string expected;  // scaled/decimals
};

// Written with '.', as in English; the marks are exchanged for the other reading.
std::string exchanged(std::string text) {
    for (char& c : text) c = c == '.' ? ',' : c == ',' ? '.' : c;
    return text;
}

void check_both_marks(const std::vector<Example>& examples) {
    for (const auto& [text, expected] : examples) {
        INFO("'" << text << "'");
        CHECK(reading('.', text) == expected);
        CHECK(reading(',', exchanged(text)) == expected);
    }
}

void check_refused(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        INFO("'" << text << "'");
        CHECK(reading('.', text) == "no number");
        CHECK(reading(',', exchanged(text)) == "no number");
    }
}

TEST_CASE("plain numbers, with the decimals that they are written with") {
    check_both_marks({
        {"0", "0/0"},
        {"5", "5000000/0"},
        {"12.5", "12500000/1"},
        {"12.50", "12500000/2"},
        {"-12.50", "-12500000/2"},
        {"+12.50", "12500000/2"},
        {"0.000001", "1/6"},
        {"-0.000001", "-1/6"},
        {"-0.00", "0/2"},
        {".5", "500000/1"},
        {"-.5", "-500000/1"},
        {"5.", "5000000/0"},
        {"007", "7000000/0"},
        {"00000000000000000000000000000000000000000000000000007.50", "7500000/2"},
        {"  12.50\t", "12500000/2"},
        {"\xC2\xA0"
         "12.50\xE3\x80\x80",
         "12500000/2"},
        {"123456789012.345678", "123456789012345678/6"},
    });
}

TEST_CASE("thousands in groups of three, by one separator") {
    check_both_marks({
        {"1,234", "1234000000/0"},
        {"12,345.6", "12345600000/1"},
        {"123,456,789.01", "123456789010000/2"},
        {"-1,234.50", "-1234500000/2"},
        {"1 234", "1234000000/0"},
        {"1 234 567.5", "1234567500000/1"},
        {"1'234.50", "1234500000/2"},
        {"1\xE2\x80\x99"
         "234.50",
         "1234500000/2"},
        {"1\xC2\xA0"
         "234\xC2\xA0"
         "567.5",
         "1234567500000/1"},
        {"1\xE2\x80\xAF"
         "234.5",
         "1234500000/1"},
        {"1\xE2\x80\x89"
         "234.5",
         "1234500000/1"},
        {"1,234 USD", "1234000000/0"},
        {"1 234 USD", "1234000000/0"},
    });
}

TEST_CASE("currencies before and behind, one at most") {
    check_both_marks({
        {"$12.50", "12500000/2"},      {"$ 12.50", "12500000/2"},    {"-$12.50", "-12500000/2"},
        {"$-12.50", "-12500000/2"},    {"- $ 12.50", "-12500000/2"}, {"12.50 €", "12500000/2"},
        {"12.50€", "12500000/2"},      {"€12.50-", "-12500000/2"},   {"12.50\xC2\xA0€", "12500000/2"},
        {"£1,234.50", "1234500000/2"}, {"¥1,234", "1234000000/0"},   {"￥1,234", "1234000000/0"},
        {"1,234元", "1234000000/0"},   {"1,234円", "1234000000/0"},  {"R$ 5.50", "5500000/2"},
        {"12.50 kr", "12500000/2"},    {"kr 12.50", "12500000/2"},   {"12.50 zł", "12500000/2"},
        {"12.50 Kč", "12500000/2"},    {"USD12.50", "12500000/2"},   {"USD 12.50", "12500000/2"},
        {"12.50 EUR", "12500000/2"},   {"12.50EUR", "12500000/2"},   {"CHF 1'234.50", "1234500000/2"},
        {"$.50", "500000/2"},          {"-USD 12", "-12000000/0"},   {"RMB 5", "5000000/0"},
        {"5. USD", "5000000/0"},
    });
    check_refused({"$", "USD", "$ $5", "$5 USD", "USD 5 EUR", "USDX12", "12 usd", "ABCD 12", "12 X", "US 12", "%12",
                   "12%", "$ 5 $", "12$5"});
}

TEST_CASE("negative amounts: a minus before or behind, U+2212, parentheses") {
    check_both_marks({
        {"- 5", "-5000000/0"},
        {"5-", "-5000000/0"},
        {"5.00-", "-5000000/2"},
        {"5.00 -", "-5000000/2"},
        {"\xE2\x88\x92"
         "5",
         "-5000000/0"},
        {"5\xE2\x88\x92", "-5000000/0"},
        {"(5.00)", "-5000000/2"},
        {"( 5.00 )", "-5000000/2"},
        {"($5.00)", "-5000000/2"},
        {"$(5.00)", "-5000000/2"},
        {" $ (1,234.50) ", "-1234500000/2"},
        {"(5.00 USD)", "-5000000/2"},
        {"(5.00) €", "-5000000/2"},
        {"(1,234)", "-1234000000/0"},
        {"(0.00)", "0/2"},
    });
    check_refused({"--1",  "+-1", "-+1", "1--", "-1-", "1-2", "-",     "+",    "(-5)", "-(5)", "(5)-", "(5-)",
                   "(+5)", "(5",  "5)",  "()",  "(",   ")",   "((5))", "(5))", "( )",  ")5(",  "$(5",  "(5) 6"});
}

TEST_CASE("powers of ten, exactly") {
    check_both_marks({{"1e5", "100000000000/0"},
                      {"1E5", "100000000000/0"},
                      {"1.5e3", "1500000000/0"},
                      {"-1.5E+3", "-1500000000/0"},
                      {"1.5e-3", "1500/4"},
                      {"1.23456789e8", "123456789000000/0"},
                      {"12345.678901e-0", "12345678901/6"},
                      {"0e9", "0/0"},
                      {"0.00e5", "0/0"},
                      {"1.5e3 EUR", "1500000000/0"},
                      {"(1.5e3)", "-1500000000/0"},
                      {"9223372036854.775807e0", "9223372036854775807/6"},
                      {"1e-7", "too precise"},
                      {"1.234567e-1", "too precise"},
                      {"1e13", "out of range"},
                      {"1e999", "out of range"}});
}

TEST_CASE("full-width forms are what they stand for") {
    const std::vector<Example> examples = {
        {"１２３４", "1234000000/0"},    {"－１２．５０", "-12500000/2"}, {"￥１，２３４．５", "1234500000/1"},
        {"（１２．５）", "-12500000/1"}, {"＄５", "5000000/0"},           {"￡５", "5000000/0"},
        {"１２３４円", "1234000000/0"}};
    for (const auto& [text, expected] : examples) {
        INFO(text);
        CHECK(reading('.', text) == expected);
        CHECK(reading(',', text) == expected);
    }
    std::string long_text;
    for (int i = 0; i < 200; ++i) long_text += "１";
    check_refused({long_text, "＃１", "１２３ａ", "\xEF\xBC", "1\xEF"});
}

TEST_CASE("the currency that stands beside an amount is known") {
    const auto currency = [](const std::string& text) {
        return std::string(currency_text(AmountReader('.').read(text).currency));
    };
    CHECK(currency("12.50") == "");
    CHECK(currency("€12.50") == "€");
    CHECK(currency("12.50 USD") == "USD");
    CHECK(currency("($5)") == "$");
    CHECK(currency("R$ 5") == "R$");
    CHECK(currency("5 kr") == "kr");
}

TEST_CASE("what is no number is refused") {
    check_refused({"abc",
                   "N/A",
                   "NaN",
                   "INF",
                   "null",
                   "1e",
                   "e5",
                   "1e5.0",
                   "1e+",
                   "1e1000",
                   "1 e5",
                   "1,500e3",
                   "1.5e3e2",
                   "0x10",
                   "1_000",
                   "1.2.3",
                   "1..2",
                   ".",
                   ",",
                   "1,",
                   ",1",
                   "1,23",
                   "1,2345",
                   "12,3,4",
                   "1,23,456",
                   "1234,567",
                   "1,234,56",
                   "1,,234",
                   "1,234,",
                   "1 23",
                   "1 2345",
                   "1 234,567",
                   "1,234 567",
                   "1'234,567",
                   "1,234'567",
                   "1 . 5",
                   "5. 5",
                   "12:30",
                   "1/2",
                   "2025-01-31",
                   "#REF!",
                   "٣",
                   "½",
                   "1;5",
                   "5 6",
                   "12 .50",
                   "\"5\"",
                   "=5",
                   "5 000 00",
                   std::string("5\0", 2),
                   std::string("\0", 1)});
    CHECK(reading('.', "") == "blank");
    CHECK(reading('.', "  ") == "blank");
    CHECK(reading('.', "\xC2\xA0") == "blank");
    CHECK(reading(',', "\xE3\x80\x80") == "blank");
}

TEST_CASE("the marks are not exchangeable") {
    CHECK(reading('.', "12,50") == "no number");
    CHECK(reading(',', "12.50") == "no number");
    CHECK(reading('.', "1.234,56") == "no number");
    CHECK(reading(',', "1,234.56") == "no number");
    // Both readings of these are right, each in its file.
    CHECK(reading('.', "1.234") == "1234000/3");
    CHECK(reading(',', "1.234") == "1234000000/0");
    CHECK(AmountReader(',').decimal_mark() == ',');
}

// Each of these has one meaning to the people who write it, and another by the rules above.
TEST_CASE("texts that would be read as something else than they mean are refused") {
    // Decimal commas and three decimals: half a kilogram is not 500.
    check_refused({"0,500", "-0,500", "$0,500", "00,500", "012,345", "0 500", "0'500", "0,000"});
    // "no cents", not a minus
    check_refused({"5.-", "5.- ", "CHF 5.-", "5. -", "1,234.-", "5.\xE2\x88\x92", "5.\xE2\x80\x93"});
    // the point of an abbreviation
    check_refused({"kr.500", "kr. 500", "S/.500", "CHF.50", "USD.5", "-kr.5"});
    // millions and thousands in capitals, pieces
    check_refused({"5 MIO", "250 TSD", "5MLN", "3 PCS", "100 PTS"});
}

TEST_CASE("decimals beyond the sixth must be zeros") {
    check_both_marks({
        {"1.123456", "1123456/6"},
        {"1.1234560", "1123456/6"},
        {"1.12000000000000000000000000000000000000000000000000000", "1120000/6"},
        {"1.1234567", "too precise"},
        {"0.0000001", "too precise"},
        {"-0.00000000000000000000000000000000000000000000000000001", "too precise"},
        {"1.9999999", "too precise"},
    });
}

TEST_CASE("the largest amounts, and one more") {
    check_both_marks({
        {"9223372036854.775807", "9223372036854775807/6"},
        {"-9223372036854.775807", "-9223372036854775807/6"},
        {"9,223,372,036,854.775807", "9223372036854775807/6"},
        {"9223372036854.775808", "out of range"},
        {"-9223372036854.775808", "out of range"},
        {"9223372036854", "9223372036854000000/0"},
        {"9223372036855", "out of range"},
        {"999999999999", "999999999999000000/0"},
        {"999999999999.999999", "999999999999999999/6"},
        {"1000000000000", "1000000000000000000/0"},
        {"10000000000000", "out of range"},
        {"18446744073709.551616", "out of range"},  // 2^64: nothing wraps
        {"18446744073710.551616", "out of range"},
        {"340282366920938463463374607431768.211456", "out of range"},  // 2^128
        {"340282366920938463463374607431769.211457", "out of range"},
        {std::string(5000, '9'), "out of range"},
        {"1" + std::string(5000, '0'), "out of range"},
    });
}

TEST_CASE("products") {
    const auto product = [](const std::string& a, const std::string& b) {
        const AmountReader reader('.');
        return words(multiply(reader.read(a), reader.read(b)));
    };
    CHECK(product("3", "2.50") == "7500000/2");
    CHECK(product("-3", "2.50") == "-7500000/2");
    CHECK(product("-3", "-2.5") == "7500000/1");
    CHECK(product("0", "9223372036854.775807") == "0/6");
    CHECK(product("0.5", "0.25") == "125000/3");
    CHECK(product("1.500000", "2.000000") == "3000000/6");
    CHECK(product("0.001", "0.001") == "1/6");
    CHECK(product("0.0001", "0.001") == "too precise");
    CHECK(product("-0.0001", "0.001") == "too precise");
    CHECK(product("0.0005", "0.002") == "1/6");
    CHECK(product("1000000", "1000000") == "1000000000000000000/0");
    CHECK(product("10000000", "1000000") == "out of range");
    CHECK(product("9223372036854.775807", "-1") == "-9223372036854775807/6");
    CHECK(product("9223372036854.775807", "9223372036854") == "out of range");
    CHECK(product("4611686018427.387904", "2") == "out of range");
    CHECK(product("-4611686018427.387904", "2") == "out of range");
}

}  // namespace
}  // namespace rfm::orders
