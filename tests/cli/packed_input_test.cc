// Packed, archived and encoded files, as somebody meets them at the command line.
#include <filesystem>

#include "sources/memory_source.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/kept_files.h"

namespace rfm::test {
namespace {

const std::string orders = some_orders(1'500'000);

// What a run on the plain file writes.
std::string plain_scores() {
    return rfm({"score"}, orders).out;
}

TEST_CASE("packed orders score as the plain ones, from a file and from a pipe") {
    const TemporaryFolder folder;
    folder.write("orders.csv", orders);
    const std::string expected = plain_scores();
    REQUIRE(expected.size() > 100'000);
    output_of({"zip", "-q", "orders.zip", "orders.csv"}, {}, folder.path().string());
    const std::string packed[] = {output_of({"gzip", "-c"}, orders), output_of({"zstd", "-qc"}, orders),
                                  output_of({"xz", "-1c"}, orders), output_of({"bzip2", "-c"}, orders),
                                  read_file(folder.file("orders.zip"))};
    for (const std::string& bytes : packed) {
        // By content: the name says nothing.
        const std::string path = folder.write("orders.txt", bytes);
        for (const char* threads : {"1", "2", "5"}) {
            const Ran ran = rfm({"score", path, "--threads", threads});
            CHECK(ran.err.empty());
            CHECK((ran.out == expected));
        }
        CHECK((rfm({"score"}, bytes).out == expected));
    }
}

TEST_CASE("a packed file that is cut off or damaged ends the run, and the old output stays") {
    const TemporaryFolder folder;
    const std::string whole = output_of({"gzip", "-c"}, orders);
    const std::string path = folder.write("orders.csv.gz", whole.substr(0, whole.size() - 5));
    const TemporaryFolder results;
    const KeptFiles kept(results, {"scores.csv"});
    const Ran cut_off = rfm({"score", path, "-o", results.file("scores.csv")});
    CHECK(cut_off.status == 65);
    CHECK(cut_off.err == "rfm: " + path +
                             ": the gzip file is cut off or damaged: it ends in the middle; fetch or export it again, "
                             "and test it with: gzip -t FILE\n");
    std::string damaged = whole;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 4);
    const Ran wrong = rfm({"score", "-o", results.file("scores.csv")}, damaged);
    CHECK(wrong.status == 65);
    CHECK(wrong.err.starts_with("rfm: standard input: the gzip file is cut off or damaged: its checksum is wrong"));
    kept.check_untouched();
}

TEST_CASE("every file in a zip is an input of its own, with its own header") {
    const TemporaryFolder folder;
    folder.write("june.csv", "customer_id,order_date,amount\na,2025-06-01,1\nb,2025-06-02,2\n");
    folder.write("july.csv", "amount;customer_id;order_date\n5;a;2025-07-01\nx;c;2025-07-02\n");
    output_of({"zip", "-q", "orders.zip", "june.csv", "july.csv"}, {}, folder.path().string());
    const std::string path = folder.file("orders.zip");
    const Ran stopped = rfm({"score", path});
    CHECK(stopped.status == 65);
    CHECK(stopped.err.find(path + "/july.csv:3: column 'amount': 'x'") != std::string::npos);
    const Ran ran = rfm({"score", path, "--rejects", folder.file("bad.csv")});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("\na,2025-07-01,1,2,6,") != std::string::npos);
    const Ran inspected = rfm({"inspect", path, "--rejects", folder.file("bad.csv")});
    CHECK(inspected.out.find(path + "/july.csv\n  dialect    semicolon, header, LF, UTF-8") != std::string::npos);
}

TEST_CASE("an encoding that was found is told, and one that is given is taken") {
    const std::string text =
        "客户编号,下单日期,金额\n张三丰,2025-01-31,12.50\n李四,2025-02-01,8.00\n王小明,2025-02-03,9.00\n";
    const std::string gbk = output_of({"iconv", "-f", "UTF-8", "-t", "GB18030"}, text);
    const std::vector<std::string> columns = {"--customer", "1", "--date", "2", "--amount", "3"};
    const auto with = [&](std::vector<std::string> words) {
        words.insert(words.end(), columns.begin(), columns.end());
        return words;
    };
    const Ran expected = rfm(with({"score"}), text);
    REQUIRE(expected.status == 0);
    const Ran found = rfm(with({"inspect"}), gbk);
    CHECK(found.out.find("comma, header, LF, GB18030 (detected)") != std::string::npos);
    CHECK(
        found.err.find("standard input: was read as GB18030, which was found from its text; --encoding GB18030 states "
                       "it") != std::string::npos);
    CHECK(rfm(with({"score", "--encoding", "gbk"}), gbk).out == expected.out);
    const Ran unknown = rfm(with({"score", "--encoding", "klingon"}), gbk);
    CHECK(unknown.status == 64);
    CHECK(unknown.err.find("the common ones are utf-8, utf-16le") != std::string::npos);
}

TEST_CASE("white space and control characters delimit when asked to") {
    const std::string plain = rfm({"score"}, "customer_id,order_date,amount\na b,2025-01-31,1\n").out;
    CHECK(
        rfm({"score", "--delimiter", "whitespace"}, "  customer_id   order_date amount\n\"a b\"  2025-01-31 \t  1  \n")
            .out == plain);
    CHECK(rfm({"score", "--delimiter", "\\x1f"},
              "customer_id\x1forder_date\x1f"
              "amount\na b\x1f"
              "2025-01-31\x1f"
              "1\n")
              .out == plain);
    CHECK(rfm({"score", "--delimiter", "\\xff"}, "x").status == 64);
    CHECK(rfm({"score"}, "customer_id,order_date,amount\ra b,2025-01-31,1\r").out == plain);
}

}  // namespace
}  // namespace rfm::test
