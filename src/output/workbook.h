// An .xlsx workbook that is written row by row, by libxlsxwriter, in constant memory: what is behind stands in
// temporary files without a name. Thread-safety: one owner. Sheets and formats live as long as the workbook.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rfm/day.h>
#include <rfm/score.h>

#include "base/int128.h"
#include "base/temp_file.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace rfm::output {

class XlsxLibrary;
class Workbook;

inline constexpr std::uint32_t rows_of_a_sheet = 1'048'576;

// How a text looks. Plain texts stay text when somebody edits them.
enum class TextLook { plain, header, wrapped };

// Rows come one after the other: once something stands in one, nothing can be put into those before. Columns and rows
// are counted from 0.
class Sheet {
public:
    // Text that a cell can't hold is shortened; Workbook counts how often.
    void put_text(std::uint32_t row, std::uint16_t column, std::string_view text, TextLook look = TextLook::plain);
    // Before March 1900, from where on all programs count alike, as text.
    void put_day(std::uint32_t row, std::uint16_t column, DayNumber day);
    // value: in units of the last decimal. Beyond 15 digits, which a cell does not hold exactly, as text.
    void put_number(std::uint32_t row, std::uint16_t column, base::Int128 value, int decimals, bool in_groups);
    // 0.25 is shown as 25.0 %.
    void put_share(std::uint32_t row, std::uint16_t column, double share);

    void set_width(std::uint16_t column, double characters);
    // The rows above stay in sight.
    void freeze(std::uint32_t rows);
    // Buttons on the first of these rows that choose among the others.
    void add_filter(std::uint32_t first_row, std::uint32_t last_row, std::uint16_t last_column);
    // Texts of digits are meant so.
    void allow_digits_as_text(std::uint16_t last_column);
    // Fills from red for `low` to green for `high`; the numbers stay black.
    void colour_scale(std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row, int low, int high);
    // Columns one beside the other: names stand in column 0, values in `column`, of these rows.
    void add_chart(const std::string& title, std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row,
                   std::uint32_t at_row, std::uint16_t at_column);

private:
    friend class Workbook;
    Sheet(Workbook& workbook, lxw_worksheet* sheet, std::string name)
        : workbook_(workbook), sheet_(sheet), name_(std::move(name)) {}

    Workbook& workbook_;
    lxw_worksheet* sheet_;
    std::string name_;
};

class Workbook {
public:
    // made_on: what it says about its creation; as it is no clock's, the bytes are the same each time.
    // Throws Error(resource, cannot_create).
    explicit Workbook(DayNumber made_on);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    // A large one is written to a temporary file row by row; a small one stays in memory, where charts find their
    // values.
    enum class Size { small, large };
    Sheet& add_sheet(const std::string& name, Size size);

    // Puts it together and gives it to the sink. Nothing can be added any more. Throws Error(io, resource), and what
    // the sink throws.
    void finish(TextSink& sink);

    // Cells that do not hold what was put into them as it was.
    std::uint64_t shortened_texts() const noexcept { return shortened_texts_; }
    std::uint64_t days_as_text() const noexcept { return days_as_text_; }
    std::uint64_t numbers_as_text() const noexcept { return numbers_as_text_; }

private:
    friend class Sheet;
    lxw_format* add_format(const char* number_code);
    lxw_format* number_format(int decimals, bool in_groups);
    // Throws Error(io, resource) for another than LXW_NO_ERROR.
    void check(int error) const;
    [[noreturn]] void refuse(int error_number) const;
    void flush_sheets() const;

    std::unique_ptr<const XlsxLibrary> library_;
    std::string folder_;   // of the temporary files
    base::TempFile file_;  // the workbook
    lxw_workbook* book_ = nullptr;
    std::vector<std::unique_ptr<Sheet>> sheets_;
    std::array<lxw_format*, 3> text_formats_{};  // by TextLook
    lxw_format* day_format_ = nullptr;
    lxw_format* share_format_ = nullptr;
    std::array<std::array<lxw_format*, 9>, 2> number_formats_{};  // made when wanted, by groups and decimals
    std::uint64_t shortened_texts_ = 0;
    std::uint64_t days_as_text_ = 0;
    std::uint64_t numbers_as_text_ = 0;
};

// Throws Error(resource) where none can be written.
void check_workbooks();

}  // namespace rfm::output
