#include "orders/currency.h"

#include <iterator>

namespace rfm::orders {
namespace {

constexpr std::string_view currency_signs[] = {"$",  "€",  "£",  "¥",  "￥", "₩",  "₹",  "₽", "₺",
                                               "฿",  "₫",  "₴",  "₦",  "₪",  "₱",  "元", "円",  "원",
                                               "kr", "zł", "Kč", "Ft", "R$", "C$", "A$", "S/"};

// ISO 4217, with those that the euro and others have replaced since 1990, and what is written instead of CNY and TWD.
// The blanks between the codes keep a search from finding one across two.
constexpr std::string_view currency_codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHE CHF CHW CLF CLP CNH CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP "
    "GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
    "LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB "
    "PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB "
    "TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER "
    "ZAR ZMW ZWG ZWL ATS BEF BYR CYP DEM EEK ESP FIM FRF GRD IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL SIT SKK STD TRL "
    "VEF ZMK ZWD RMB NTD BTC ETH";

bool is_capital(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

constexpr std::size_t code_step = 4;  // three letters and a blank
static_assert(std::size(currency_signs) + (currency_codes.size() + 1) / code_step < 256);

}  // namespace

LeadingCurrency leading_currency(std::string_view text) noexcept {
    LeadingCurrency longest;
    for (std::size_t i = 0; i < std::size(currency_signs); ++i) {
        const std::string_view sign = currency_signs[i];
        if (sign.size() > longest.length && text.starts_with(sign)) {
            longest = {sign.size(), static_cast<CurrencyMark>(i + 1)};
        }
    }
    if (longest.length > 0) return longest;
    if (text.size() < 3 || !is_capital(text[0]) || !is_capital(text[1]) || !is_capital(text[2])) return {};
    if (text.size() > 3 && is_capital(text[3])) return {};  // USD12 is a code and a number, USDX is neither
    const std::size_t at = currency_codes.find(text.substr(0, 3));
    if (at == std::string_view::npos) return {};
    return {3, static_cast<CurrencyMark>(std::size(currency_signs) + 1 + at / code_step)};
}

std::string_view currency_text(CurrencyMark mark) noexcept {
    if (mark == 0) return {};
    const std::size_t index = mark - std::size_t{1};
    if (index < std::size(currency_signs)) return currency_signs[index];
    return currency_codes.substr((index - std::size(currency_signs)) * code_step, 3);
}

}  // namespace rfm::orders
