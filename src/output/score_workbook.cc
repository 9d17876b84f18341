#include "output/score_workbook.h"

#include <fmt/format.h>

#include "output/sheet_text.h"

namespace rfm::output {

std::vector<std::string> ScoreWorkbook::finish(RunNotes notes, TextSink& sink) {
    customers_.finish();
    std::vector<std::string> warnings = doubts();
    notes.more_warnings = warnings;
    add_segment_sheet(workbook_, summary_);
    add_settings_sheet(workbook_, summary_, notes);
    workbook_.finish(sink);
    return warnings;
}

std::vector<std::string> ScoreWorkbook::doubts() const {
    std::vector<std::string> words;
    if (customers_.sheets() > 1) {
        words.push_back(
            fmt::format("the workbook has the customers on {} sheets, 'Customers' to 'Customers {}': a sheet "
                        "holds no more rows",
                        customers_.sheets(), customers_.sheets()));
    }
    const auto say = [&](std::uint64_t count, std::string_view one, std::string_view many) {
        if (count > 0) words.push_back(count == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", count, many));
    };
    say(workbook_.shortened_texts(), "text is shortened in the workbook, whose cells hold 32,767 characters",
        "texts are shortened in the workbook, whose cells hold 32,767 characters");
    say(workbook_.days_as_text(), "date before March 1900 is text in the workbook, which can't count from there",
        "dates before March 1900 are text in the workbook, which can't count from there");
    say(workbook_.numbers_as_text(), "number of more than 15 digits is text in the workbook, which would round it",
        "numbers of more than 15 digits are text in the workbook, which would round them");
    return words;
}

}  // namespace rfm::output
