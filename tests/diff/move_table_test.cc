#include "diff/move_table.h"

#include <limits>

#include "support/catch.h"

namespace rfm::diff {
namespace {

ScoredCustomer customer(std::int64_t monetary, std::uint8_t r, std::uint8_t f, std::uint8_t m) {
    ScoredCustomer made;
    made.monetary_scaled = monetary;
    made.scores[0] = r;
    made.scores[1] = f;
    made.scores[2] = m;
    return made;
}

TEST_CASE("move table: cells, totals and directions") {
    MoveTable moves(3);
    moves.add_both(0, customer(100, 5, 5, 5), 0, customer(110, 5, 4, 5));
    moves.add_both(0, customer(200, 4, 4, 4), 2, customer(220, 1, 4, 5));
    moves.add_both(2, customer(300, 1, 1, 1), 1, customer(330, 2, 2, 2));
    moves.add_both(1, customer(-5, 1, 1, 1), 0, customer(7, 3, 1, 1));
    moves.add_lost(2, customer(1000, 1, 1, 1));
    moves.add_won(1, customer(2000, 5, 1, 3));
    moves.add_won(1, customer(4000, 5, 1, 3));
    CHECK(moves.cell(0, 2).customers == 1);
    CHECK(moves.cell(0, 2).old_monetary == 200);
    CHECK(moves.cell(0, 2).new_monetary == 220);
    CHECK(moves.cell(2, 3).old_monetary == 1000);
    CHECK(moves.cell(3, 1).customers == 2);
    CHECK(moves.cell(3, 1).new_monetary == 6000);
    CHECK(moves.from(0).customers == 2);
    CHECK(moves.from(2).old_monetary == 1300);
    CHECK(moves.to(1).new_monetary == 6330);
    CHECK(moves.all_old().customers == 5);
    CHECK(moves.all_old().old_monetary == 1595);
    CHECK(moves.all_new().customers == 6);
    CHECK(moves.all_new().new_monetary == 6667);
    CHECK(moves.all().customers == 7);
    CHECK(moves.won() == 2);
    CHECK(moves.lost() == 1);
    CHECK(moves.rising() == 2);
    CHECK(moves.slipping() == 1);
    CHECK(moves.staying() == 1);
    const ScoreMoves r = moves.score_moves(0);
    CHECK((r.up == 2 && r.same == 1 && r.down == 1));
    const ScoreMoves f = moves.score_moves(1);
    CHECK((f.up == 1 && f.same == 2 && f.down == 1));
    const ScoreMoves m = moves.score_moves(2);
    CHECK((m.up == 2 && m.same == 2 && m.down == 0));
}

TEST_CASE("move table: sums beyond 64 bits") {
    MoveTable moves(1);
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (int i = 0; i < 3; ++i) moves.add_lost(0, customer(most, 1, 1, 1));
    CHECK(moves.all_old().old_monetary == base::Int128{most} * 3);
}

}  // namespace
}  // namespace rfm::diff
