#include "output/workbook.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <new>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/civil_day.h"
#include "base/file.h"
#include "base/unfinished_files.h"
#include "output/number_text.h"
#include "output/sheet_text.h"
#include "output/xlsx_library.h"

namespace rfm::output {
namespace {

constexpr base::Int128 first_inexact = 1'000'000'000'000'000;  // 16 digits

// Serial numbers count from 1899-12-31, with a day too many behind February 1900.
constexpr DayNumber day_zero = base::day_number(1899, 12, 30);
constexpr DayNumber first_day_alike = base::day_number(1900, 3, 1);

std::string number_code(int decimals, bool in_groups) {
    std::string code = in_groups ? "#,##0" : "0";
    if (decimals > 0) code.append(".").append(static_cast<std::size_t>(decimals), '0');
    return code;
}

double power_of_ten(int exponent) {
    double power = 1;  // exact up to 10^22
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

}  // namespace

void Sheet::put_text(std::uint32_t row, std::uint16_t column, std::string_view text, TextLook look) {
    const SheetText cell = sheet_text(text);
    workbook_.shortened_texts_ += cell.is_shortened ? 1 : 0;
    workbook_.check(workbook_.library_->write_text(sheet_, row, column, cell.text.c_str(),
                                                   workbook_.text_formats_[static_cast<std::size_t>(look)]));
}

void Sheet::put_day(std::uint32_t row, std::uint16_t column, DayNumber day) {
    if (day < first_day_alike) {
        ++workbook_.days_as_text_;
        put_text(row, column, format_day(day));
        return;
    }
    workbook_.check(workbook_.library_->write_number(sheet_, row, column, day - day_zero, workbook_.day_format_));
}

void Sheet::put_number(std::uint32_t row, std::uint16_t column, base::Int128 value, int decimals, bool in_groups) {
    if (value >= first_inexact || value <= -first_inexact) {
        ++workbook_.numbers_as_text_;
        std::string text;
        append_number(value, decimals, text);
        put_text(row, column, text);
        return;
    }
    // Both are exact, so the quotient is the double nearest to the decimal number, which is read back from it.
    const double number = static_cast<double>(static_cast<std::int64_t>(value)) / power_of_ten(decimals);
    workbook_.check(
        workbook_.library_->write_number(sheet_, row, column, number, workbook_.number_format(decimals, in_groups)));
}

void Sheet::put_share(std::uint32_t row, std::uint16_t column, double share) {
    workbook_.check(workbook_.library_->write_number(sheet_, row, column, share, workbook_.share_format_));
}

void Sheet::set_width(std::uint16_t column, double characters) {
    workbook_.check(workbook_.library_->set_column(sheet_, column, column, characters, nullptr));
}

void Sheet::freeze(std::uint32_t rows) {
    workbook_.library_->freeze(sheet_, rows, 0);
}

void Sheet::add_filter(std::uint32_t first_row, std::uint32_t last_row, std::uint16_t last_column) {
    workbook_.check(workbook_.library_->filter(sheet_, first_row, 0, last_row, last_column));
}

void Sheet::allow_digits_as_text(std::uint16_t last_column) {
    const std::string range =
        fmt::format("A1:{}{}", static_cast<char>('A' + last_column), rows_of_a_sheet);  // of 26 columns at most
    workbook_.check(workbook_.library_->ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str()));
}

void Sheet::colour_scale(std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row, int low, int high) {
    lxw_conditional_format scale{};
    scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    scale.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    scale.min_value = low;
    scale.mid_value = (low + high) / 2.0;
    scale.max_value = high;
    scale.min_color = 0xF8B4AB;
    scale.mid_color = 0xFFF2B8;
    scale.max_color = 0xA9D8A6;
    workbook_.check(workbook_.library_->colour(sheet_, first_row, column, last_row, column, &scale));
}

void Sheet::add_chart(const std::string& title, std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row,
                      std::uint32_t at_row, std::uint16_t at_column) {
    const XlsxLibrary& library = *workbook_.library_;
    lxw_chart* const chart = library.add_chart(workbook_.book_, LXW_CHART_COLUMN);
    if (chart == nullptr) workbook_.check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    const auto range = [&](std::uint16_t of) {
        const char letter = static_cast<char>('A' + of);
        return fmt::format("={0}!${1}${2}:${1}${3}", name_, letter, first_row + 1, last_row + 1);
    };
    if (library.add_series(chart, range(0).c_str(), range(column).c_str()) == nullptr) {
        workbook_.check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    library.set_title(chart, title.c_str());
    library.set_legend(chart, LXW_CHART_LEGEND_NONE);  // there is one series, and the title says which
    workbook_.check(library.insert_chart(sheet_, at_row, at_column, chart, nullptr));
}

Workbook::Workbook(DayNumber made_on)
    : library_(std::make_unique<const XlsxLibrary>()), folder_(base::temporary_folder()), file_("") {
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    book_ = library_->open(file_.open_name().c_str(), &options);
    if (book_ == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    lxw_doc_properties properties{};
    constexpr std::time_t noon = base::seconds_a_day / 2;  // never 0, which would stand for now
    properties.created = std::time_t{made_on} * base::seconds_a_day + noon;
    check(library_->set_properties(book_, &properties));
    for (lxw_format*& format : text_formats_) format = add_format("@");
    lxw_format* const header = text_formats_[static_cast<std::size_t>(TextLook::header)];
    library_->set_bold(header);
    library_->set_bottom(header, LXW_BORDER_THIN);
    library_->set_fill(header, 0xE7ECF1);
    lxw_format* const wrapped = text_formats_[static_cast<std::size_t>(TextLook::wrapped)];
    library_->set_wrap(wrapped);
    library_->set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    day_format_ = add_format("yyyy-mm-dd");
    share_format_ = add_format("0.0 %");
}

Workbook::~Workbook() {
    if (book_ == nullptr) return;
    // The library leaves the files open that only its end closes.
    lxw_worksheet* sheet = nullptr;
    STAILQ_FOREACH(sheet, book_->worksheets, list_pointers) {
        if (sheet->optimize_tmpfile != nullptr) std::fclose(sheet->optimize_tmpfile);
    }
    library_->free(book_);
}

Sheet& Workbook::add_sheet(const std::string& name, Size size) {
    const base::SignalsKeptOff while_named;  // its temporary file has a name for a moment
    book_->options.constant_memory = size == Size::large ? LXW_TRUE : LXW_FALSE;
    lxw_worksheet* const sheet = library_->add_sheet(book_, name.c_str());
    if (sheet == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    if (size == Size::large && sheet->optimize_tmpfile == nullptr) refuse(errno);
    sheets_.push_back(std::unique_ptr<Sheet>(new Sheet(*this, sheet, name)));
    return *sheets_.back();
}

void Workbook::finish(TextSink& sink) {
    // The library does not look whether its temporary files took what it wrote, and goes on with what they hold. What
    // went wrong is seen from the files as long as they are open, and from errno, which nothing that goes well sets.
    flush_sheets();
    ::tzset();  // which may fail on the way, where a system has no time zone
    errno = 0;
    const lxw_error error = library_->close(std::exchange(book_, nullptr));
    const int reason = errno;
    sheets_.clear();
    if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG || reason == EIO) refuse(reason);
    check(error);

    const base::FileDescriptor file(::open(file_.open_name().c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) refuse(errno);
    std::array<char, std::size_t{1} << 16> block;
    while (const std::size_t count = base::read_some(file.get(), block, "the workbook")) {
        sink.write({block.data(), count});
    }
}

void Workbook::flush_sheets() const {
    lxw_worksheet* sheet = nullptr;
    STAILQ_FOREACH(sheet, book_->worksheets, list_pointers) {
        if (sheet->optimize_tmpfile == nullptr) continue;
        errno = 0;
        if (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile) != 0) {
            refuse(errno != 0 ? errno : EIO);
        }
    }
}

lxw_format* Workbook::add_format(const char* number_code) {
    lxw_format* const format = library_->add_format(book_);
    if (format == nullptr) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    library_->set_number_code(format, number_code);
    return format;
}

lxw_format* Workbook::number_format(int decimals, bool in_groups) {
    lxw_format*& format = number_formats_.at(in_groups ? 1 : 0).at(static_cast<std::size_t>(decimals));
    if (format == nullptr) format = add_format(number_code(decimals, in_groups).c_str());
    return format;
}

void Workbook::check(int error) const {
    if (error == LXW_NO_ERROR) return;
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
    const bool is_too_large = error == LXW_ERROR_ZIP_PARAMETER_ERROR || error == LXW_ERROR_ZIP_BAD_ZIP_FILE;
    throw Error(ErrorKind::io,
                fmt::format("the workbook can't be written: {}{}", library_->words(static_cast<lxw_error>(error)),
                            is_too_large ? "; it may be more than a workbook holds: write CSV" : ""));
}

void Workbook::refuse(int error_number) const {
    throw Error(ErrorKind::io, fmt::format("temporary file in {}: writing failed: {}; set TMPDIR to a folder with more "
                                           "room",
                                           folder_, base::system_message(error_number)));
}

void check_workbooks() {
    const XlsxLibrary library;
}

}  // namespace rfm::output
