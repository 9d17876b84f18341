// The line that tells how far a run has come.
#include "output/progress_words.h"

#include "support/catch.h"

namespace rfm::test {
namespace {

using output::progress_words;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t wide = 200;

TEST_CASE("progress: bytes, share, rate and time left when the total is known") {
    CHECK(progress_words({412'000'000, 1'300'000'000, false}, Seconds(0.5), wide) ==
          "rfm: 412 MB of 1.3 GB (31 %), 824 MB/s, 2 s left");
    CHECK(progress_words({1'299'999'999, 1'300'000'000, false}, Seconds(2), wide) ==
          "rfm: 1.3 GB of 1.3 GB (99 %), 650 MB/s, 1 s left");
    CHECK(progress_words({1'300'000'000, 1'300'000'000, false}, Seconds(2), wide) ==
          "rfm: 1.3 GB of 1.3 GB (100 %), 650 MB/s, 0 s left");
}

TEST_CASE("progress: bytes and rate when the total is unknown") {
    CHECK(progress_words({412'000'000, {}, false}, Seconds(0.5), wide) == "rfm: 412 MB, 824 MB/s");
    CHECK(progress_words({0, {}, false}, Seconds(3), wide) == "rfm: 0 B, 0.0 MB/s");
    // A file that has grown on the way, and one that says it is empty, as those of /proc do.
    CHECK(progress_words({2'000'000, 1'999'999, false}, Seconds(1), wide) == "rfm: 2 MB, 2.0 MB/s");
    CHECK(progress_words({2'000'000, 0, false}, Seconds(1), wide) == "rfm: 2 MB, 2.0 MB/s");
}

TEST_CASE("progress: nothing was read yet") {
    CHECK(progress_words({0, 5000, false}, Seconds(1), wide) == "rfm: 0 B of 5 kB (0 %), 0.0 MB/s");
    CHECK(progress_words({0, 5000, false}, Seconds(0), wide) == "rfm: 0 B of 5 kB (0 %)");
}

TEST_CASE("progress: all was read") {
    CHECK(progress_words({1'300'000'000, 1'300'000'000, true}, Seconds(2), wide) == "rfm: 1.3 GB read, scoring");
    CHECK(progress_words({17, {}, true}, Seconds(2), wide) == "rfm: 17 B read, scoring");
}

TEST_CASE("progress: sizes in decimal units") {
    const auto size = [](std::uint64_t bytes) {
        const std::string line = progress_words({bytes, {}, false}, Seconds(0), wide);
        REQUIRE(line.starts_with("rfm: "));
        return line.substr(5);
    };
    CHECK(size(0) == "0 B");
    CHECK(size(999) == "999 B");
    CHECK(size(1000) == "1 kB");
    CHECK(size(999'499) == "999 kB");
    CHECK(size(999'500) == "1 MB");
    CHECK(size(999'499'999) == "999 MB");
    CHECK(size(999'500'000) == "1.0 GB");
    CHECK(size(12'340'000'000) == "12.3 GB");
    CHECK(size(1'250'000'000'000) == "1.2 TB");
    CHECK(size(~std::uint64_t{0}) == "18446.7 PB");
}

TEST_CASE("progress: rates and times, small and large") {
    CHECK(progress_words({40'000, {}, false}, Seconds(1), wide) == "rfm: 40 kB, 0.0 MB/s");
    CHECK(progress_words({9'940'000, {}, false}, Seconds(1), wide) == "rfm: 10 MB, 9.9 MB/s");
    CHECK(progress_words({9'950'000, {}, false}, Seconds(1), wide) == "rfm: 10 MB, 10 MB/s");
    CHECK(progress_words({1'500'000'000, {}, false}, Seconds(1), wide) == "rfm: 1.5 GB, 1500 MB/s");
    const auto left = [](double seconds) {
        // At a byte a second.
        const std::string line = progress_words({1, 1 + static_cast<std::uint64_t>(seconds), false}, Seconds(1), wide);
        return line.substr(line.rfind(", ") + 2);
    };
    CHECK(left(59) == "59 s left");
    CHECK(left(60) == "1 min 0 s left");
    CHECK(left(3599) == "59 min 59 s left");
    CHECK(left(3600) == "1 h 0 min left");
    CHECK(left(90'061) == "25 h 1 min left");
    CHECK(left(1e18) == "100000 h 0 min left");
}

TEST_CASE("progress: never wider than the terminal") {
    const output::ProgressState state{412'000'000, 1'300'000'000, false};
    CHECK(progress_words(state, Seconds(0.5), 48) == "rfm: 412 MB of 1.3 GB (31 %), 824 MB/s, 2 s left");
    CHECK(progress_words(state, Seconds(0.5), 47) == "rfm: 412 MB of 1.3 GB (31 %), 824 MB/s");
    CHECK(progress_words(state, Seconds(0.5), 37) == "rfm: 412 MB of 1.3 GB (31 %)");
    CHECK(progress_words(state, Seconds(0.5), 27) == "rfm: 412 MB of 1.3 GB (31 %");
    for (std::size_t width = 0; width < 60; ++width) {
        CHECK(progress_words(state, Seconds(0.5), width).size() <= width);
        CHECK(progress_words({1'300'000'000, {}, true}, Seconds(0.5), width).size() <= width);
    }
}

}  // namespace
}  // namespace rfm::test
