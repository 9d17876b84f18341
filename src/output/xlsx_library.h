// libxlsxwriter, loaded when the first workbook is written. Linked like the others it would make every start of the
// program longer by 1.8 ms, of 2.6, since Debian has it as a shared library only, which brings libcrypto along.
// Thread-safety: immutable after construction.
#pragma once

#include <memory>
#include <xlsxwriter.h>

namespace rfm::output {

// What is used of it, under shorter names.
class XlsxLibrary {
public:
    // Throws Error(resource) when it is not installed.
    XlsxLibrary();

private:
    struct Close {
        void operator()(void* handle) const noexcept;
    };
    std::unique_ptr<void, Close> handle_;

public:
    const decltype(&::workbook_new_opt) open;
    const decltype(&::workbook_close) close;
    const decltype(&::lxw_workbook_free) free;
    const decltype(&::lxw_strerror) words;
    const decltype(&::workbook_set_properties) set_properties;
    const decltype(&::workbook_add_worksheet) add_sheet;
    const decltype(&::workbook_add_format) add_format;
    const decltype(&::workbook_add_chart) add_chart;
    const decltype(&::format_set_num_format) set_number_code;
    const decltype(&::format_set_bold) set_bold;
    const decltype(&::format_set_bottom) set_bottom;
    const decltype(&::format_set_bg_color) set_fill;
    const decltype(&::format_set_align) set_align;
    const decltype(&::format_set_text_wrap) set_wrap;
    const decltype(&::worksheet_write_string) write_text;
    const decltype(&::worksheet_write_number) write_number;
    const decltype(&::worksheet_set_column) set_column;
    const decltype(&::worksheet_freeze_panes) freeze;
    const decltype(&::worksheet_autofilter) filter;
    const decltype(&::worksheet_ignore_errors) ignore_errors;
    const decltype(&::worksheet_conditional_format_range) colour;
    const decltype(&::worksheet_insert_chart_opt) insert_chart;
    const decltype(&::chart_add_series) add_series;
    const decltype(&::chart_title_set_name) set_title;
    const decltype(&::chart_legend_set_position) set_legend;
};

}  // namespace rfm::output
