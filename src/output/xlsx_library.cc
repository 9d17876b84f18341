#include "output/xlsx_library.h"

#include <dlfcn.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::output {
namespace {

[[noreturn]] void refuse() {
    const char* const reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): glibc keeps it for each thread
    throw Error(ErrorKind::resource,
                fmt::format("a workbook can't be written: libxlsxwriter can't be loaded (on Debian, the package "
                            "libxlsxwriter4): {}; or write CSV",
                            reason != nullptr ? reason : RFM_XLSXWRITER));
}

// The address of a function, which becomes a pointer of the type wanted.
class Symbol {
public:
    explicit Symbol(void* address) : address_(address) {}
    template <class Function>
    operator Function*() const {
        return reinterpret_cast<Function*>(address_);
    }

private:
    void* address_;
};

void* load() {
    void* const handle = ::dlopen(RFM_XLSXWRITER, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) refuse();
    return handle;
}

Symbol find(void* handle, const char* name) {
    void* const address = ::dlsym(handle, name);
    if (address == nullptr) refuse();
    return Symbol(address);
}

}  // namespace

void XlsxLibrary::Close::operator()(void* handle) const noexcept {
    ::dlclose(handle);
}

XlsxLibrary::XlsxLibrary()
    : handle_(load()),
      open(find(handle_.get(), "workbook_new_opt")),
      close(find(handle_.get(), "workbook_close")),
      free(find(handle_.get(), "lxw_workbook_free")),
      words(find(handle_.get(), "lxw_strerror")),
      set_properties(find(handle_.get(), "workbook_set_properties")),
      add_sheet(find(handle_.get(), "workbook_add_worksheet")),
      add_format(find(handle_.get(), "workbook_add_format")),
      add_chart(find(handle_.get(), "workbook_add_chart")),
      set_number_code(find(handle_.get(), "format_set_num_format")),
      set_bold(find(handle_.get(), "format_set_bold")),
      set_bottom(find(handle_.get(), "format_set_bottom")),
      set_fill(find(handle_.get(), "format_set_bg_color")),
      set_align(find(handle_.get(), "format_set_align")),
      set_wrap(find(handle_.get(), "format_set_text_wrap")),
      write_text(find(handle_.get(), "worksheet_write_string")),
      write_number(find(handle_.get(), "worksheet_write_number")),
      set_column(find(handle_.get(), "worksheet_set_column")),
      freeze(find(handle_.get(), "worksheet_freeze_panes")),
      filter(find(handle_.get(), "worksheet_autofilter")),
      ignore_errors(find(handle_.get(), "worksheet_ignore_errors")),
      colour(find(handle_.get(), "worksheet_conditional_format_range")),
      insert_chart(find(handle_.get(), "worksheet_insert_chart_opt")),
      add_series(find(handle_.get(), "chart_add_series")),
      set_title(find(handle_.get(), "chart_title_set_name")),
      set_legend(find(handle_.get(), "chart_legend_set_position")) {}

}  // namespace rfm::output
