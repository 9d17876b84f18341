// --keep, --drop, --as-of, --since: which rows count.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders =
    "customer,date,amount,Order Status,channel\n"
    "a,2025-01-01,1,paid,web\n"
    "b,2025-01-10,2,paid,shop\n"
    "c,2025-01-20,4,test,web\n"
    "d,2025-01-31,8, shipped ,web\n"
    "e,2025-02-01,16,\"paid, late\",[web]\n";

// The ids that are scored, and what is said.
std::string ids(std::vector<std::string> flags, std::string* words = nullptr) {
    flags.insert(flags.begin(), "score");
    const Ran ran = rfm(flags, orders);
    if (words != nullptr) {
        *words = ran.err;
    } else {
        CHECK(ran.err == "");
    }
    CHECK(ran.status == 0);
    std::string found;
    for (std::size_t at = ran.out.find('\n'); at + 1 < ran.out.size(); at = ran.out.find('\n', at + 1)) {
        found += ran.out[at + 1];
    }
    return found;
}

TEST_CASE("keep and drop: one value, several, several columns") {
    CHECK(ids({}) == "abcde");
    CHECK(ids({"--keep", "Order Status=paid"}) == "ab");
    CHECK(ids({"--keep", "order_status=paid,shipped"}) == "abd");
    CHECK(ids({"--keep", "4=paid,shipped"}) == "abd");
    CHECK(ids({"--drop", "channel=web"}) == "be");
    CHECK(ids({"--keep", "channel=web", "--drop", "order status=test"}) == "ad");
    CHECK(ids({"--keep", "channel=web", "--keep", "order status=paid"}) == "a");
    CHECK(ids({"--drop", "channel=shop", "--drop", "channel=[web]"}) == "acd");
}

// `status` is the column that plays the role, whatever its header.
TEST_CASE("keep and drop: status names the status column by its role") {
    CHECK(ids({"--drop", "status=test"}) == "abde");
    CHECK(ids({"--keep", "status=web", "--status", "channel"}) == "acd");
}

TEST_CASE("keep and drop: white space around values does not count") {
    CHECK(ids({"--keep", "status=test, shipped"}) == "cd");
}

TEST_CASE("keep and drop: a value that no row has is told") {
    std::string words;
    CHECK(ids({"--keep", "status=paid,Shipped"}, &words) == "ab");
    CHECK(words == "rfm: --keep status: no row has 'Shipped' there\n");
    CHECK(ids({"--drop", "channel=phone", "--drop", "status=paid"}, &words) == "cde");
    CHECK(words == "rfm: --drop channel: no row has 'phone' there\n");
    CHECK(ids({"--drop", "channel=phone", "--quiet"}) == "abcde");
}

TEST_CASE("keep and drop: nothing left is an error that says where the rows went") {
    const Ran ran = rfm({"score", "--keep", "status=nothing"}, orders);
    CHECK(ran.status == 65);
    CHECK(ran.err ==
          "rfm: standard input: no customer has a purchase, so there is nothing to score: of 5 rows, 5 filtered "
          "out\n");
}

TEST_CASE("keep and drop: what can't be meant is refused") {
    for (const char* text : {"status", "=paid", "status="}) {
        const Ran ran = rfm({"score", "--keep", text}, orders);
        CHECK(ran.status == 64);
        CHECK(ran.err.find("must be COLUMN=VALUE[,VALUE...], as in status=paid,shipped") != std::string::npos);
    }
    const Ran ran = rfm({"score", "--drop", "colour=red"}, orders);
    CHECK(ran.status == 65);
    CHECK(ran.err ==
          "rfm: standard input: has no column 'colour' (from --drop)\n"
          "  it has: 1 'customer', 2 'date', 3 'amount', 4 'Order Status', 5 'channel'\n");
}

TEST_CASE("as-of and since: the days themselves are in") {
    CHECK(ids({"--as-of", "2025-01-31"}) == "abcd");
    CHECK(ids({"--as-of", "2025-01-30"}) == "abc");
    CHECK(ids({"--since", "2025-01-10"}) == "bcde");
    CHECK(ids({"--since", "2025-01-11"}) == "cde");
    CHECK(ids({"--since", "2025-01-10", "--as-of", "2025-01-10"}) == "b");
    CHECK(ids({"--as-of", "today"}) == "abcde");
}

TEST_CASE("as-of: recency counts from it, and the latest purchase when it is not given") {
    CHECK(rfm({"score", "--as-of", "2025-02-01"}, orders).out.find("\ne,2025-02-01,0,1,16,") != std::string::npos);
    CHECK(rfm({"score"}, orders).out.find("\ne,2025-02-01,1,1,16,") != std::string::npos);
    CHECK(rfm({"score", "--as-of", "2025-03-01"}, orders).out.find("\na,2025-01-01,59,1,1,") != std::string::npos);
}

TEST_CASE("as-of and since: bad days are refused") {
    for (const char* flag : {"--as-of", "--since"}) {
        for (const char* text : {"2025-02-30", "31.01.2025", "20250131", "yesterday"}) {
            const Ran ran = rfm({"score", flag, text}, orders);
            CHECK(ran.status == 64);
            CHECK(ran.err ==
                  std::string("rfm: ") + flag + " '" + text + "': must be a date as in 2025-01-31, or today\n");
        }
    }
    CHECK(rfm({"score", "--since", "2025-02-01", "--as-of", "2025-01-31"}, orders).err ==
          "rfm: --since 2025-02-01 is after --as-of 2025-01-31\n");
}

}  // namespace
}  // namespace rfm::test
