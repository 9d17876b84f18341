#include <embedded/chart_css.h>
#include <embedded/page_css.h>
#include <embedded/page_js.h>

#include <fmt/format.h>

#include "report/chart_data.h"
#include "report/chart_engine.h"
#include "report/digest.h"
#include "report/html_text.h"
#include "report/page_parts.h"
#include "report/report.h"
#include "report/words.h"

namespace rfm::report {
namespace {

// The style sheet of the pictures with the colours of the first rule of the page's: for programs that know no
// variables.
std::string file_style() {
    const std::string_view page = embedded::page_css();
    const std::string_view colours = page.substr(0, page.find('}'));
    std::string style(embedded::chart_css());
    for (std::size_t at = style.find("var("); at != std::string::npos; at = style.find("var(", at)) {
        const std::size_t end = style.find(')', at);
        const std::string name = style.substr(at + 4, end - at - 4) + ": ";
        const std::size_t value = colours.find(name) + name.size();
        style.replace(at, end + 1 - at, colours.substr(value, colours.find(';', value) - value));
    }
    return style;
}

// What the page may load: nothing but its own style and script, by what they hold.
std::string policy(std::string_view style, std::string_view script) {
    return fmt::format(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        policy_hash(style), policy_hash(script));
}

}  // namespace

std::string page(const Contents& contents) {
    const Words& w = words_of(contents.labels);
    ChartEngine engine;
    Charts charts;
    for (const ChartRequest& request : chart_requests(contents)) {
        charts[request.name] = engine.draw(request.function, request.data);
    }
    const std::string style = std::string(embedded::page_css()) + std::string(embedded::chart_css());
    const std::string_view script = embedded::page_js();
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n",
        w.locale, policy(style, script), words(w.title).html, format_day(contents.summary.as_of), style);
    html += headline(contents, w) + "<main>\n";
    html += segments_section(contents, w, charts);
    html += scores_section(contents, w, charts);
    html += advice_section(contents, w);
    html += top_section(contents, w);
    html += spread_section(contents, w, charts);
    html += quality_section(contents, w);
    html += fmt::format("</main>\n<footer>{}</footer>\n<script>{}</script>\n</body>\n</html>\n",
                        words(fmt::format(fmt::runtime(w.made_by), contents.version)).html, script);
    return html;
}

std::vector<Picture> pictures(const Contents& contents) {
    ChartEngine engine;
    std::vector<Picture> files;
    for (const ChartRequest& request : chart_requests(contents, file_style())) {
        files.push_back({request.name + ".svg", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
                                                    engine.draw(request.function, request.data) + "\n"});
    }
    return files;
}

}  // namespace rfm::report
