// Bytes as a date and as an amount: the short ways must agree with the general one, and what is read must have the
// digits that were written.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "base/white_space.h"
#include "orders/amount_reader.h"
#include "orders/date_reader.h"

namespace {

using rfm::DayNumber;
using rfm::orders::Amount;
using rfm::orders::AmountReader;
using rfm::orders::AmountStatus;
using rfm::orders::DateForm;
using rfm::orders::DateReader;
using rfm::orders::DateStatus;

void want(bool holds, const char* what, std::string_view text) {
    if (holds) return;
    std::fprintf(stderr, "finding: %s: '%.*s'\n", what, static_cast<int>(text.size()), text.data());
    std::abort();
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits.push_back(c);
    }
    return digits;
}

struct ReadDate {
    DateStatus status;
    DayNumber day = 0;
    bool ambiguous = false;
    bool operator==(const ReadDate&) const = default;
};

ReadDate read_date(DateReader reader, const std::string& text) {
    ReadDate read{};
    read.status = reader.read(text, read.day);
    if (read.status != DateStatus::ok) read.day = 0;
    read.ambiguous = reader.saw_ambiguous();
    return read;
}

void check_dates(const std::string& text) {
    for (const DateForm form : {DateForm::year_first, DateForm::day_first, DateForm::month_first}) {
        const DateReader reader(form);
        const ReadDate read = read_date(reader, text);
        want(read == read_date(reader, text + " "), "a blank behind the date changes it", text);
        want(read == read_date(reader, "\xE3\x80\x80" + text), "a blank before the date changes it", text);
        DayNumber common = 0;
        if (reader.read_common(text, common)) {
            want(read.status == DateStatus::ok && read.day == common, "the short way reads another date", text);
        }
        if (read.status != DateStatus::ok) continue;
        want(read.day >= rfm::min_day && read.day <= rfm::max_day, "no day of the calendar", text);
        if (form != DateForm::year_first) continue;
        const std::string day = rfm::format_day(read.day);
        want(rfm::base::trimmed(text).substr(0, 4) == day.substr(0, 4), "another year", text);
    }
    // Kept between calls, as in a run: what they remember must not change what they say.
    static DateReader kept[] = {DateReader("%d %b %Y"), DateReader("%Y%m%d"), DateReader("%d/%m/%y %H:%M")};
    static const DateReader fresh[] = {DateReader("%d %b %Y"), DateReader("%Y%m%d"), DateReader("%d/%m/%y %H:%M")};
    for (std::size_t i = 0; i < std::size(kept); ++i) {
        ReadDate read{};
        read.status = kept[i].read(text, read.day);
        if (read.status != DateStatus::ok) read.day = 0;
        want(read == read_date(fresh[i], text), "a remembered date is another's", text);
        if (i == 1 && read.status == DateStatus::ok) {
            want(digits_of(text) == digits_of(rfm::format_day(read.day)), "other digits in the date", text);
        }
    }
}

void check_amounts(const std::string& text) {
    for (const char mark : {'.', ','}) {
        const AmountReader reader(mark);
        const auto same = [](const Amount& a, const Amount& b) {
            return a.status == b.status && a.scaled == b.scaled && a.decimals == b.decimals;
        };
        const Amount amount = reader.read(text);
        want(same(amount, reader.read(text + " ")), "a blank behind the amount changes it", text);
        const std::string padded = text + ",9876543210.12";
        std::int64_t scaled = 0;
        if (reader.read_common(std::string_view(padded).substr(0, text.size()), scaled)) {
            want(same(amount, {scaled, AmountReader::common_decimals, AmountStatus::ok}),
                 "eight bytes at a time read another amount", text);
        }
        if (amount.status != AmountStatus::ok) continue;
        want(amount.decimals >= 0 && amount.decimals <= 6, "too many decimals", text);
        // The digits written, without zeros in front and without those beyond the sixth decimal.
        std::string written = digits_of(text);
        const std::size_t at = text.rfind(mark);
        if (at != std::string::npos) {
            const std::size_t decimals = digits_of(std::string_view(text).substr(at)).size();
            if (decimals > 6) written.resize(written.size() - (decimals - 6));
        }
        written.erase(0, std::min(written.find_first_not_of('0'), written.size() - 1));
        std::string read = digits_of(rfm::base::format_scaled(amount.scaled, amount.decimals));
        read.erase(0, std::min(read.find_first_not_of('0'), read.size() - 1));
        want(written == read, "other digits in the amount", text);
        const bool minus = text.find('-') != std::string::npos || text.find("\xE2\x88\x92") != std::string::npos ||
                           text.find('(') != std::string::npos;
        want(amount.scaled == 0 || (amount.scaled < 0) == minus, "another sign", text);
        const Amount square = multiply(amount, amount);
        want(square.status != AmountStatus::ok || square.scaled >= 0, "a negative square", text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    check_dates(text);
    check_amounts(text);
    return 0;
}
