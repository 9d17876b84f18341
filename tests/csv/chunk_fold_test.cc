#include "csv/chunk_fold.h"

#include "csv/random_text.h"
#include "csv/read_text.h"
#include "support/catch.h"

namespace rfm::csv {
namespace {

using test::error_of;

// One region as text, with its line and scanner.
struct Piece {
    std::string text;
    std::uint64_t line = 0;
    bool regular = true;

    friend bool operator==(const Piece&, const Piece&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Piece& piece) {
        return out << base::shown(piece.text) << " line " << piece.line << (piece.regular ? " regular" : " irregular");
    }
};
using Pieces = std::vector<Piece>;

class Folding {
public:
    explicit Folding(std::uint64_t first_line = 1) : fold_(',', "orders.csv", first_line) {}

    Pieces take(std::string_view text) {
        std::string padded(text);
        padded.append(scan_padding, '"');
        fold_.take(padded.data(), text.size(), analyse_chunk(padded.data(), text.size(), before_.data(), ','), folded_);
        before_ = (before_ + std::string(text)).substr(text.size());
        return pieces();
    }

    Pieces finish() {
        fold_.finish(folded_);
        return pieces();
    }

private:
    Pieces pieces() const {
        Pieces result;
        for (const auto& region : {folded_.crossing, folded_.body}) {
            if (region)
                result.push_back({std::string(region->data, region->size), region->first_line, region->regular});
        }
        return result;
    }

    ChunkFold fold_;
    FoldedChunk folded_;
    std::string before_ = "\n\n\n\n";
};

TEST_CASE("whole records are the body, the rest waits for the chunks that end it") {
    Folding folding(5);
    CHECK(folding.take("a,b\nc,d\ne") == Pieces{{"a,b\nc,d\n", 5, true}});
    CHECK(folding.take(",").empty());
    CHECK(folding.take("f\ng,h\n") == Pieces{{"e,f\n", 7, true}, {"g,h\n", 8, true}});
    CHECK(folding.take("i") == Pieces{});
    CHECK(folding.finish() == Pieces{{"i\n", 9, true}});
    CHECK(folding.finish().empty());
}

TEST_CASE("a chunk that starts inside quotes is cut where its own state says") {
    Folding folding;
    CHECK(folding.take("a,\"b\n") == Pieces{});
    CHECK(folding.take("c,d\n").empty());
    CHECK(folding.take("e\",f\ng,\"h\n\",i\nj") ==
          Pieces{{"a,\"b\nc,d\ne\",f\n", 1, true}, {"g,\"h\n\",i\n", 4, true}});
    CHECK(folding.take("\n\n") == Pieces{{"j\n", 6, true}, {"\n", 7, true}});
    CHECK(folding.finish().empty());
}

TEST_CASE("a stray quote is read exactly, and the fast scanner takes over again behind it") {
    Folding folding;
    CHECK(folding.take("a\",b\nc,d\ne") == Pieces{{"a\",b\nc,d\n", 1, false}});
    CHECK(folding.take(",f\n\"g") == Pieces{{"e,f\n", 3, true}});
    CHECK(folding.take("\"h,i\n") == Pieces{{"\"g\"h,i\n", 4, false}});
    CHECK(folding.take("j,5\"") == Pieces{});
    CHECK(folding.take(",k\nl") == Pieces{{"j,5\",k\n", 5, false}});
    CHECK(folding.take("\nm\n") == Pieces{{"l\n", 6, true}, {"m\n", 7, true}});
    CHECK(folding.take("n\"") == Pieces{});
    CHECK(folding.finish() == Pieces{{"n\"\n", 8, false}});
}

// The fast path is what makes the reader quick: it must not be left without need.
TEST_CASE("well-formed text is regular in chunks of every size") {
    test::RandomText random(9);
    for (std::size_t size = 1; size <= 70; ++size) {
        const std::string text = random.records(2'000, ',', 3, 30);
        Folding folding;
        std::string all;
        const auto check = [&](const Pieces& pieces) {
            for (const Piece& piece : pieces) {
                REQUIRE(piece.regular);
                REQUIRE(piece.line == 1 + static_cast<std::uint64_t>(std::count(all.begin(), all.end(), '\n')));
                all += piece.text;
            }
        };
        for (std::size_t at = 0; at < text.size(); at += size) check(folding.take(text.substr(at, size)));
        check(folding.finish());
        REQUIRE(all == (text.ends_with('\n') ? text : text + '\n'));
    }
}

TEST_CASE("a quote that is never closed is refused with the line where it opens") {
    const std::string words =
        ": a quote opens here and is never closed; close it, or double it (\"\") where it is part of the text";
    Folding folding(11);
    folding.take("a,b\nc,\"d\ne\",\"f\n");
    folding.take("g\n\"\"h\n");
    CHECK(error_of([&] { folding.finish(); }) == "orders.csv:13" + words);
    // Also behind a stray quote in the same record.
    Folding exact;
    exact.take("a\n5\",b\n6\",\"c\n");
    exact.take("d\n");
    CHECK(error_of([&] { exact.finish(); }) == "orders.csv:3" + words);
}

TEST_CASE("a record longer than 64 MiB is refused, not kept in memory without end") {
    const std::string filler(std::size_t{32} << 20, 'x');
    const auto fill = [&](std::string_view start) {
        Folding folding;
        return error_of([&] {
            folding.take(start);
            for (int i = 0; i < 3; ++i) folding.take(filler);
        });
    };
    CHECK(fill("a,b\nc,") == "orders.csv:2: the record that starts here is longer than 64 MiB; is this a CSV file?");
    const std::string unclosed =
        ": a quote opens here and is not closed within 64 MiB; close it, or double it (\"\") where it is part of the "
        "text";
    CHECK(fill("a,b\nc,\"d\n\",\"e\nf") == "orders.csv:3" + unclosed);
    CHECK(fill("a,b\n5\",\"c\n") == "orders.csv:2" + unclosed);
    CHECK(fill("a,b\n\"c\"d,e") ==
          "orders.csv:2: the record that starts here is longer than 64 MiB; is this a CSV file?");
    // One byte less than the limit is a record.
    Folding folding;
    for (int i = 0; i < 2; ++i) folding.take(filler);
    CHECK(folding.finish().size() == 1);
}

}  // namespace
}  // namespace rfm::csv
