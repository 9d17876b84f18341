// The parts of the page, in its order: each gives finished HTML.
// Thread-safety: pure functions.
#pragma once

#include <map>
#include <string>

#include "report/html_text.h"
#include "report/report.h"
#include "report/words.h"

namespace rfm::report {

// The pictures by their names; those that the contents have no figures for are missing.
using Charts = std::map<std::string, std::string>;

std::string headline(const Contents& contents, const Words& words);

// Pictures with their tables.
std::string segments_section(const Contents& contents, const Words& words, const Charts& charts);
std::string scores_section(const Contents& contents, const Words& words, const Charts& charts);
std::string spread_section(const Contents& contents, const Words& words, const Charts& charts);

// Words and tables.
std::string top_section(const Contents& contents, const Words& words);
std::string advice_section(const Contents& contents, const Words& words);
std::string quality_section(const Contents& contents, const Words& words);
std::string settings_panel(const Contents& contents, const Words& words);

// A heading with a sentence below it.
std::string section_heading(std::string_view title, const Markup& lead);

}  // namespace rfm::report
