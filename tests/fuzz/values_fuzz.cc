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

// With full-width digits as those of ASCII.
std::string folded_digits(std::string text) {
    for (std::size_t at = 0; (at = text.find("\xEF\xBC", at)) != std::string::npos; ++at) {
        if (at + 2 < text.size()) text.replace(at, 3, 1, static_cast<char>(text[at + 2] - 0x60));
    }
    return text;
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

// No text is a date of two forms, unless day and month can be changed over in it.
void check_forms_apart(const std::string& text) {
    DateForm first = DateForm::none;
    bool impossible = false;
    for (const DateForm form : rfm::orders::inferred_date_forms) {
        const ReadDate read = read_date(DateReader(form), text);
        impossible = impossible || read.status == DateStatus::impossible;
        if (read.status != DateStatus::ok) continue;
        const bool numbers = first == DateForm::day_first && form == DateForm::month_first;
        want(first == DateForm::none || numbers, "a date of two forms", text);
        first = form;
    }
    const DateStatus none = read_date(DateReader(DateForm::none), text).status;
    want(none != DateStatus::ok, "a date of no form", text);
    want((none == DateStatus::impossible) == (first == DateForm::none && impossible), "impossible to no form", text);
}

// Days that do not exist apart, a zone changes the day of an instant by one at most.
void check_zone(const std::string& text, DateForm form, const ReadDate& as_written) {
    static const rfm::orders::TimeZone zones[] = {rfm::orders::TimeZone("Pacific/Kiritimati"),
                                                  rfm::orders::TimeZone("America/New_York")};
    for (const rfm::orders::TimeZone& zone : zones) {
        DateReader reader(form);
        reader.set_zone(zone);
        const ReadDate read = read_date(reader, text);
        if (read.status != DateStatus::ok || as_written.status != DateStatus::ok) {
            const bool moved_out = as_written.status == DateStatus::ok && read.status == DateStatus::impossible;
            want(read.status == as_written.status || moved_out, "a zone changes what is a date", text);
            continue;
        }
        // An offset of up to 15:59 to one of up to 14:00 on the other side.
        want(std::abs(read.day - as_written.day) <= 2, "a zone moves the day too far", text);
        DayNumber common = 0;
        if (reader.read_common(text, common)) want(common == read.day, "the short way knows no zone", text);
    }
}

void check_dates(const std::string& text) {
    check_forms_apart(text);
    for (const DateForm form : {DateForm::year_first, DateForm::day_first, DateForm::month_first, DateForm::month_name,
                                DateForm::unix_seconds, DateForm::unix_milliseconds, DateForm::excel}) {
        const DateReader reader(form);
        const ReadDate read = read_date(reader, text);
        want(read == read_date(reader, text + " "), "a blank behind the date changes it", text);
        want(read == read_date(reader, "\xE3\x80\x80" + text), "a blank before the date changes it", text);
        check_zone(text, form, read);
        DayNumber common = 0;
        if (reader.read_common(text, common)) {
            want(read.status == DateStatus::ok && read.day == common, "the short way reads another date", text);
        }
        if (read.status != DateStatus::ok) continue;
        want(read.day >= rfm::min_day && read.day <= rfm::max_day, "no day of the calendar", text);
        if (form != DateForm::year_first) continue;
        const std::string day = rfm::format_day(read.day);
        want(digits_of(folded_digits(text)).substr(0, 4) == day.substr(0, 4), "another year", text);
    }
    // Kept between calls, as in a run: what they remember must not change what they say.
    static DateReader kept[] = {DateReader("%d %b %Y"), DateReader("%Y%m%d"), DateReader("%d/%m/%y %H:%M"),
                                DateReader("unix"), DateReader("unix-ms")};
    static const DateReader fresh[] = {DateReader("%d %b %Y"), DateReader("%Y%m%d"), DateReader("%d/%m/%y %H:%M"),
                                       DateReader("unix"), DateReader("unix-ms")};
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

// As in 1.5e3.
bool has_exponent(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] != 'e' && text[at] != 'E') continue;
        const bool signs = text[at + 1] == '+' || text[at + 1] == '-';
        const bool behind_number = is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',';
        if (behind_number && (signs || is_digit(text[at + 1]))) return true;
    }
    return false;
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
        const std::string folded = folded_digits(text);
        if (has_exponent(folded)) continue;  // which moves the digits
        // The digits written, without zeros in front and without those beyond the sixth decimal.
        std::string written = digits_of(folded);
        const std::size_t at = folded.rfind(mark);
        if (at != std::string::npos) {
            const std::size_t decimals = digits_of(std::string_view(folded).substr(at)).size();
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
