#include "report/chart_engine.h"

#include <duktape.h>
#include <embedded/charts_js.h>
#include <embedded/d3_js.h>
#include <new>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::report {
namespace {

// Whatever may fail runs inside of duk_safe_call: outside of it, the engine would end the process. It leaves a function
// by longjmp, so nothing there has a destructor.
struct Script {
    std::string_view name, text;
};

duk_ret_t run_script(duk_context* context, void* data) {
    const Script& script = *static_cast<const Script*>(data);
    duk_push_lstring(context, script.name.data(), script.name.size());
    duk_compile_lstring_filename(context, 0, script.text.data(), script.text.size());
    duk_call(context, 0);
    duk_pop(context);
    return 0;
}

struct Request {
    std::string_view chart, data_json;
};

duk_ret_t draw_chart(duk_context* context, void* data) {
    const Request& request = *static_cast<const Request*>(data);
    duk_get_global_string(context, "charts");
    duk_get_prop_lstring(context, -1, request.chart.data(), request.chart.size());
    duk_push_lstring(context, request.data_json.data(), request.data_json.size());
    duk_json_decode(context, -1);
    duk_call(context, 1);
    duk_require_string(context, -1);
    return 1;
}

[[noreturn]] void refuse(duk_context* context, std::string_view what) {
    const std::string reason = duk_safe_to_string(context, -1);
    duk_pop(context);
    if (reason.find("alloc failed") != std::string::npos) throw std::bad_alloc();
    throw Error(ErrorKind::bug,
                fmt::format("internal error: {} of the report: {}; please report it with the command that led here",
                            what, reason));
}

}  // namespace

struct ChartEngine::Heap {
    duk_context* context = duk_create_heap_default();

    Heap() {
        if (context == nullptr) throw std::bad_alloc();
    }
    ~Heap() { duk_destroy_heap(context); }
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;
};

ChartEngine::ChartEngine() : heap_(std::make_unique<Heap>()) {
    for (Script script : {Script{"d3.min.js", embedded::d3_js()}, Script{"charts.js", embedded::charts_js()}}) {
        if (duk_safe_call(heap_->context, run_script, &script, 0, 1) != DUK_EXEC_SUCCESS) {
            refuse(heap_->context, "the scripts");
        }
        duk_pop(heap_->context);
    }
}

ChartEngine::~ChartEngine() = default;

std::string ChartEngine::draw(std::string_view chart, std::string_view data_json) {
    Request request{chart, data_json};
    if (duk_safe_call(heap_->context, draw_chart, &request, 0, 1) != DUK_EXEC_SUCCESS) {
        refuse(heap_->context, fmt::format("the picture '{}'", chart));
    }
    duk_size_t size = 0;
    const char* const text = duk_get_lstring(heap_->context, -1, &size);
    std::string svg(text, size);
    duk_pop(heap_->context);
    return svg;
}

}  // namespace rfm::report
