// What a workbook stores in a cell, as the text that stands for it in CSV.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::sources {

// A stored number without exponent, needless zeros and the noise of binary floating point: at most 15 significant
// digits, which is what spreadsheets show and keep (0.30000000000000004 is 0.3). A number that is stored as digits only
// is written digit by digit, however long: two ids must not become one. What is no number is given back as it is.
std::string plain_number(std::string_view stored);

// The same with the decimal point as a full-width one (U+FF0E): a number of a workbook has a decimal point whatever
// mark the texts beside it have, and AmountReader takes it for one in any case.
std::string number_cell(std::string_view stored);

// The day, and the time of day where there is one, of a number of days: 2025-01-31, 2025-01-31T10:30:00,
// 2025-01-31T10:30:00.250, or 10:30:00 for a time without a day.
// The system that counts from 1900 has two days that are none, 0 and 60: they are written 1900-01-00 and 1900-02-29, so
// that whoever reads them as dates refuses them. What is outside of the years to 9999 stays a number.
std::string serial_text(std::string_view stored, bool counts_from_1904);

// Whether a format code of a spreadsheet shows numbers as dates or times of day; elapsed times, as in [h]:mm, are
// amounts of time.
bool is_date_code(std::string_view code) noexcept;
// The same for the codes that every spreadsheet knows by number.
bool is_built_in_date(unsigned format_id) noexcept;

// An ISO date and time as a workbook stores it, without a time of day that is midnight and without zeros at the end of
// fractions: 2025-01-31T00:00:00 is 2025-01-31.
std::string stored_date(std::string_view stored);

// A duration as in PT10H30M00S, as 10:30:00; another text as it is.
std::string duration_text(std::string_view stored);

// _x000D_ stands for a character that XML can't hold.
std::string unescaped(std::string_view stored);

}  // namespace rfm::sources
