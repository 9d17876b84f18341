// The block scanner on every instruction set that this machine has, and without one, against plain loops.
#include "csv/block_scanner.h"

#include <memory>

#include "base/shown_text.h"
#include "csv/random_text.h"
#include "support/catch.h"
#include "support/instruction_sets.h"

namespace rfm::csv {
namespace {

// A text in memory that ends scan_padding bytes behind it, with bytes there that would change the result.
class PaddedText {
public:
    explicit PaddedText(std::string_view text)
        : bytes_(std::make_unique_for_overwrite<char[]>(text.size() + scan_padding)), size_(text.size()) {
        std::copy(text.begin(), text.end(), bytes_.get());
        for (std::size_t i = 0; i < scan_padding; ++i) bytes_[size_ + i] = "\"\n,\r"[i % 4];
    }
    const char* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

// What analyse_chunk promises for one starting state, byte by byte.
bool is_regular(std::string_view text, bool inside, const char before[2], char delimiter) {
    enum class At { field_start, unquoted, quoted, behind_quote, behind_quote_and_return };
    At at = At::unquoted;
    if (inside) {
        at = At::quoted;
    } else if (before[1] == delimiter || before[1] == '\n') {
        at = At::field_start;
    } else if (before[1] == '"') {
        at = At::behind_quote;
    } else if (before[1] == '\r' && before[0] == '"') {
        at = At::behind_quote_and_return;
    }
    for (const char c : text) {
        const bool border = c == delimiter || c == '\n';
        if (at == At::quoted) {
            if (c == '"') at = At::behind_quote;
        } else if (at == At::behind_quote) {
            if (c != '"' && c != '\r' && !border) return false;
            at = c == '"' ? At::quoted : c == '\r' ? At::behind_quote_and_return : At::field_start;
        } else if (at == At::behind_quote_and_return) {
            if (c != '\n') return false;
            at = At::field_start;
        } else {
            if (c == '"' && at == At::unquoted) return false;
            at = c == '"' ? At::quoted : border ? At::field_start : At::unquoted;
        }
    }
    return true;
}

ChunkAnalysis analysis_by_loop(std::string_view text, const char before[2], char delimiter) {
    ChunkAnalysis result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') result.odd_quotes = !result.odd_quotes;
        if (text[i] == '\n') ++result.newlines;
    }
    for (int state = 0; state < 2; ++state) result.regular[state] = is_regular(text, state == 1, before, delimiter);
    return result;
}

bool same(const ChunkAnalysis& a, const ChunkAnalysis& b) {
    return a.odd_quotes == b.odd_quotes && a.newlines == b.newlines && std::ranges::equal(a.regular, b.regular);
}

struct Scanned {
    std::vector<std::uint32_t> positions, record_ends;
    bool inside = false;

    friend bool operator==(const Scanned&, const Scanned&) = default;
};

Scanned scan_by_loop(std::string_view text, bool inside, char delimiter) {
    Scanned result{{}, {}, inside};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') result.inside = !result.inside;
        if (result.inside || (text[i] != delimiter && text[i] != '\n')) continue;
        if (text[i] == '\n') result.record_ends.push_back(static_cast<std::uint32_t>(result.positions.size()));
        result.positions.push_back(static_cast<std::uint32_t>(i));
    }
    return result;
}

// Every newline outside quotes, of a text that starts in the given state; and the state at its end.
std::vector<std::size_t> ends_by_loop(std::string_view text, bool& inside) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') inside = !inside;
        if (text[i] == '\n' && !inside) ends.push_back(i);
    }
    return ends;
}

void check_record_ends(std::string_view text) {
    const PaddedText padded(text);
    for (const bool inside : {false, true}) {
        bool inside_at_end = inside;
        const std::vector<std::size_t> ends = ends_by_loop(text, inside_at_end);
        const std::size_t first = ends.empty() ? no_record_end : ends.front();
        const std::size_t last = ends.empty() ? no_record_end : ends.back();
        if (first_record_end(padded.data(), padded.size(), inside) != first ||
            last_record_end(padded.data(), padded.size(), inside_at_end) != last) {
            FAIL("record ends of '" << base::shown(text, 5'000) << (inside ? "' from inside quotes" : "'"));
        }
    }
}

// In windows, as the record reader does it, with what the window before left in the structure.
template <class Scan>
Scanned scan_in_windows(Scan scan, const PaddedText& text, bool inside, char delimiter, std::size_t window) {
    Scanned result{{}, {}, inside};
    Structure structure;
    for (std::size_t begin = 0; begin < text.size(); begin += window) {
        scan(text.data(), begin, std::min(begin + window, text.size()), delimiter, result.inside, structure);
    }
    structure.positions.resize(structure.position_count);
    structure.record_ends.resize(structure.record_count);
    result.positions = structure.positions;
    result.record_ends = structure.record_ends;
    return result;
}

void check_random_texts(std::uint64_t seed, int rounds) {
    test::RandomText random(seed);
    for (int round = 0; round < rounds; ++round) {
        const char delimiter = random.below(2) == 0 ? ',' : ';';
        std::string all = random.below(3) == 0 ? random.noise(402) : random.records(402, delimiter, 3, 90);
        if (random.below(2) == 0) random.change_bytes(all, 1);
        all.resize(402, 'x');
        const std::size_t size = random.below(401);
        const char before[4] = {'\n', '\n', all[0], all[1]};
        const std::string_view plain = std::string_view(all).substr(2, size);
        const PaddedText text(plain);

        const ChunkAnalysis expected = analysis_by_loop(plain, before + 2, delimiter);
        const ChunkAnalysis quick = analyse_chunk(text.data(), size, before, delimiter);
        const ChunkAnalysis portable = analyse_chunk_portable(text.data(), size, before, delimiter);
        if (!same(quick, expected) || !same(portable, expected))
            FAIL("analysis of " << size << " bytes: " << base::shown(all, 5'000));
        check_record_ends(plain);

        const bool inside = random.below(2) == 0;
        const std::size_t window = 64 * (1 + random.below(7));
        const Scanned scanned = scan_by_loop(plain, inside, delimiter);
        if (scan_in_windows(scan_regular, text, inside, delimiter, window) != scanned ||
            scan_in_windows(scan_regular_portable, text, inside, delimiter, window) != scanned) {
            FAIL("scan of " << size << " bytes in windows of " << window << ": " << base::shown(all, 5'000));
        }
    }
}

TEST_CASE("the dispatched and the portable scanner agree with plain loops") {
    check_random_texts(3, 4'000);
    SUCCEED();
}

TEST_CASE("every instruction set of this machine agrees") {
    REQUIRE_FALSE(test::targets().empty());
    for (const std::int64_t target : test::targets()) {
        INFO("instruction set " << hwy::TargetName(target));
        const test::OneTarget only(target);
        REQUIRE((hwy::SupportedTargets() & HWY_TARGETS) == target);
        check_random_texts(static_cast<std::uint64_t>(target), 2'000);
    }
}

TEST_CASE("each byte of a block sets its own bit") {
    for (const char special : {',', '\n', '"'}) {
        for (std::size_t size = 1; size <= 200; ++size) {
            for (std::size_t at = 0; at < size; ++at) {
                std::string plain(size, 'x');
                plain[at] = special;
                const PaddedText text(plain);
                if (scan_in_windows(scan_regular, text, false, ',', 64) != scan_by_loop(plain, false, ',')) {
                    FAIL("byte " << at << " of " << size);
                }
            }
        }
    }
    SUCCEED();
}

TEST_CASE("a delimiter of any byte value works") {
    for (int value = 0; value < 256; ++value) {
        const char delimiter = static_cast<char>(value);
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') continue;
        std::string plain;
        for (int i = 0; i < 256; ++i) plain += static_cast<char>(i);
        const PaddedText text(plain);
        if (scan_in_windows(scan_regular, text, false, delimiter, 128) != scan_by_loop(plain, false, delimiter)) {
            FAIL("delimiter " << value);
        }
    }
    SUCCEED();
}

TEST_CASE("the first and the last record end, from inside quotes and outside, or none at all") {
    constexpr std::size_t none = no_record_end;
    const auto first = [](std::string_view text, bool inside) {
        return first_record_end(text.data(), text.size(), inside);
    };
    const auto last = [](std::string_view text, bool inside) {
        return last_record_end(text.data(), text.size(), inside);
    };
    for (const std::string_view text : {"", "a", "a,b\r", "\"\"", "\"\n\n\""}) {
        INFO(text);
        CHECK(first(text, false) == none);
        CHECK(last(text, false) == none);
    }
    CHECK(first("\n", false) == 0);
    CHECK(first("\n", true) == none);
    CHECK(last("\n", false) == 0);
    CHECK(last("\n", true) == none);
    CHECK(first("a\nb\n\"c\n\"\nd\n", false) == 1);
    CHECK(first("a\nb\n\"c\n\"\nd\n", true) == 6);
    CHECK(last("a\nb\n\"c\n\"\nd", false) == 8);
    CHECK(last("a\nb\n\"c\nd", true) == 3);
    CHECK(last("a\nb\"\"\nc\n\"\"\"d\n", true) == 7);
    CHECK(first("\"\"\n", true) == none);
    CHECK(first("\"\"\"\n", true) == 3);
    // Every text of up to seven of the bytes that matter.
    const std::string_view bytes = "\"\nx";
    for (std::size_t size = 0; size <= 7; ++size) {
        std::size_t count = 1;
        for (std::size_t i = 0; i < size; ++i) count *= bytes.size();
        for (std::size_t number = 0; number < count; ++number) {
            std::string text;
            for (std::size_t left = number; text.size() < size; left /= bytes.size())
                text += bytes[left % bytes.size()];
            check_record_ends(text);
        }
    }
}

TEST_CASE("an empty chunk changes nothing") {
    const PaddedText text("");
    CHECK(same(analyse_chunk(text.data(), 0, "\n\n\n\n", ','), ChunkAnalysis{}));
    CHECK(same(analyse_chunk_portable(text.data(), 0, "\n\nx\"", ','), ChunkAnalysis{}));
}

}  // namespace
}  // namespace rfm::csv
