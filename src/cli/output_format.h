// What scores are written as: --format, or the ending of the output's name.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <rfm/score.h>

namespace rfm::cli {

// format: as given, or empty. output: the name of the output file, or empty. Where neither tells, CSV.
// Throws Error(usage) for what is no format, and for Parquet, with what to do instead.
Format choose_format(const std::string& format, const std::string& output);

// Without its point, as in "csv".
std::string_view format_ending(Format format) noexcept;

// A warning when the name ends like that of another kind of file than what is written; empty when it does not.
std::string ending_doubt(const std::string& output, Format format);

// What stands behind the last point of the file's name, in small letters; empty when there is no point.
std::string ending_of(const std::string& path);

// Throws Error(usage) for flags that have no meaning in the format.
void refuse_style(Format format, const CsvStyle& style);

}  // namespace rfm::cli
