#include "orders/currency.h"

#include <algorithm>

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

}  // namespace

std::size_t currency_length(std::string_view text) noexcept {
    std::size_t longest = 0;
    for (const std::string_view sign : currency_signs) {
        if (text.starts_with(sign)) longest = std::max(longest, sign.size());
    }
    if (longest > 0) return longest;
    if (text.size() < 3 || !is_capital(text[0]) || !is_capital(text[1]) || !is_capital(text[2])) return 0;
    if (text.size() > 3 && is_capital(text[3])) return 0;  // USD12 is a code and a number, USDX is neither
    return currency_codes.find(text.substr(0, 3)) == std::string_view::npos ? 0 : 3;
}

}  // namespace rfm::orders
