#include "pipeline/time_frame.h"

#include "support/catch.h"

namespace rfm {
namespace {

std::string first(int count, Window::Unit unit, std::string_view day) {
    return format_day(first_day_of({count, unit}, *parse_iso_day(day)));
}

TEST_CASE("window: so many days or months before") {
    using Unit = Window::Unit;
    CHECK(first(365, Unit::days, "2025-01-01") == "2024-01-02");  // 2024 is a leap year
    CHECK(first(1, Unit::days, "2025-03-01") == "2025-02-28");
    CHECK(first(12, Unit::months, "2025-01-01") == "2024-01-01");
    CHECK(first(1, Unit::months, "2025-01-15") == "2024-12-15");
    CHECK(first(14, Unit::months, "2025-02-28") == "2023-12-28");
}

TEST_CASE("window: where the month has no such day, its last") {
    using Unit = Window::Unit;
    CHECK(first(1, Unit::months, "2025-03-31") == "2025-02-28");
    CHECK(first(1, Unit::months, "2024-03-30") == "2024-02-29");
    CHECK(first(12, Unit::months, "2024-02-29") == "2023-02-28");
    CHECK(first(1, Unit::months, "2025-07-31") == "2025-06-30");
}

TEST_CASE("window: longer than there are days") {
    CHECK(first(9'999'999, Window::Unit::days, "2025-01-01") == "0001-01-01");
    CHECK(first(120'000, Window::Unit::months, "2025-01-01") == "0001-01-01");
    CHECK(first(2024 * 12, Window::Unit::months, "2025-01-01") == "0001-01-01");
    CHECK(first(2023 * 12, Window::Unit::months, "2025-01-01") == "0002-01-01");
}

}  // namespace
}  // namespace rfm
