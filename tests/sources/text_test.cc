// Encodings and line ends: what the text of a file is, and what is said of it.
#include "sources/text.h"

#include <fmt/format.h>

#include "sources/blank_run_source.h"
#include "sources/decoded_source.h"
#include "sources/memory_source.h"
#include "sources/read_ahead.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sources {
namespace {

using test::error_of;
using test::MemorySource;
using test::output_of;
using test::read_all;
using test::read_texts;
using test::ReadText;
using test::TemporaryFolder;

std::string encoded(const std::string& to, const std::string& text) {
    return output_of({"iconv", "-f", "UTF-8", "-t", to}, text);
}

ReadText read(std::string_view bytes, const SourceOptions& options = {}) {
    const TemporaryFolder folder;
    return read_texts(folder.write("orders.csv", bytes), options).at(0);
}

std::string refusal(std::string_view bytes, const SourceOptions& options = {}) {
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", bytes);
    const std::string words = error_of([&] { read_texts(path, options); });
    REQUIRE((words.empty() || words.starts_with(path)));
    return words.empty() ? words : words.substr(path.size());
}

SourceOptions with_encoding(const std::string& name) {
    SourceOptions options;
    options.encoding = name;
    return options;
}

std::string repeated(const std::string& line, std::size_t size) {
    std::string text;
    while (text.size() < size) text += line;
    return text;
}

const std::string chinese =
    "客户编号,下单日期,金额\n" + repeated("张三丰,2025-01-31,12.50\n李四,2025-02-01,8.00\n", 600'000);
const std::string taiwanese =
    "客戶編號,訂單日期,金額\n" + repeated("陳小姐,2025-01-31,12.50\n王先生,2025-02-01,8.00\n", 600'000);
const std::string japanese =
    "顧客番号,注文日,金額\n" + repeated("たなかさん,2025-01-31,12.50\n鈴木カズオ,2025-02-01,8.00\n", 600'000);
const std::string western = "Kunde,Datum,Betrag\n" +
                            repeated("Frau Müller in Köln am Café,2025-01-31,12.50 €\nJosé,2025-02-01,8.00\n", 600'000);

struct Form {
    std::string iconv_name, flag, name;
    const std::string* text;
    bool is_found;
};

const Form forms[] = {{"GB18030", "gbk", "GB18030", &chinese, true},
                      {"GB18030", "gb18030", "GB18030", &chinese, true},
                      {"BIG5", "big5", "Big5", &taiwanese, true},
                      {"CP932", "shift-jis", "Shift-JIS", &japanese, true},
                      {"CP1252", "windows-1252", "Windows-1252", &western, true},
                      {"UTF-16LE", "utf-16le", "UTF-16LE", &chinese, false},
                      {"UTF-16BE", "utf-16be", "UTF-16BE", &japanese, false},
                      {"KOI8-R", "koi8-r", "koi8-r", nullptr, false}};

TEST_CASE("each encoding is read as it is named, and found where it can be") {
    for (const Form& form : forms) {
        const std::string text = form.text == nullptr ? repeated("Иванов,2025-01-31\n", 500'000) : *form.text;
        const std::string bytes = encoded(form.iconv_name, text);
        INFO(form.flag);
        const ReadText named = read(bytes, with_encoding(form.flag));
        CHECK((named.text == text));
        CHECK(named.warnings.empty());
        if (!form.is_found) continue;
        const ReadText found = read(bytes);
        CHECK((found.text == text));
        CHECK(found.encoding == form.name + " (detected)");
        REQUIRE(found.warnings.size() == 1);
        CHECK(found.warnings[0].find(fmt::format("was read as {0}, which was found from its text; --encoding {0} "
                                                 "states it",
                                                 form.name)) != std::string::npos);
    }
    CHECK(read(encoded("ISO-8859-1", "Kunde\nMüller\n"), with_encoding("latin1")).text == "Kunde\nMüller\n");
}

TEST_CASE("a byte-order mark says the encoding") {
    for (const char* name : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
        const ReadText found = read(encoded(name, "\uFEFF" + chinese));
        CHECK((found.text == chinese));
        CHECK(found.encoding == fmt::format("{} with byte-order mark", name));
        CHECK(found.warnings.empty());
    }
    CHECK(read(encoded("UTF-16LE", "\uFEFFid,day\n"), with_encoding("utf-16")).text == "id,day\n");
    CHECK(refusal(encoded("UTF-16LE", "\uFEFFid,day\n"), with_encoding("latin1")) ==
          ": begins with the byte-order mark of UTF-16LE, which contradicts --encoding latin1; leave the flag out");
    CHECK(read("\xEF\xBB\xBFid,day\n").encoding == "UTF-8 with byte-order mark");
    CHECK(read("id,day\n").encoding == "UTF-8");
}

TEST_CASE("UTF-16 without a mark is refused with the flag that it wants") {
    CHECK(refusal(encoded("UTF-16LE", chinese)) ==
          ": looks like UTF-16 without a byte-order mark; if so, give --encoding utf-16le");
    CHECK(refusal(encoded("UTF-16BE", "id,day\n7,2025-01-31\n")) ==
          ": looks like UTF-16 without a byte-order mark; if so, give --encoding utf-16be");
}

TEST_CASE("what can't be told is refused with what to try") {
    // Every byte above ASCII: no encoding has them all in this order.
    std::string bytes = "id,day\n";
    for (int c = 255; c > 127; --c) bytes += fmt::format("{},", static_cast<char>(c));
    const std::string words = refusal(bytes);
    CHECK(
        words.starts_with(": its encoding can't be told from its text; say which it is, as in --encoding gb18030 "
                          "(also big5, "));
    CHECK(words.find("\n  line 2 is not UTF-8: '\\xff,") != std::string::npos);
    CHECK(error_of([] { named_encoding("klingon"); }) ==
          "--encoding 'klingon': is not known; the common ones are utf-8, utf-16le, utf-16be, gb18030, gbk, big5, "
          "shift-jis, windows-1252, latin-1; iconv -l lists all");
    CHECK_FALSE(error_of([] { named_encoding("GB18030//IGNORE"); }).empty());
}

TEST_CASE("where two encodings make words, both readings are shown, and neither is taken") {
    const std::string words =
        refusal(encoded("CP1252", "Kunde,Stadt\n" + repeated("José,Köln\nFrau Peña,Köln €\n", 500)));
    CHECK(words.starts_with(": its encoding can't be told from its text; "));
    CHECK(words.find("--encoding windows-1250 reads 'Frau Peńa,Köln €', --encoding windows-1252 reads 'Frau Peña,Köln "
                     "€'") != std::string::npos);
}

TEST_CASE("UTF-8 with a few broken bytes stays UTF-8, for the reader to refuse where they stand") {
    const ReadText text = read(repeated("日本,7\n", 3000) + "\xFF\n");
    CHECK(text.encoding == "UTF-8");
    CHECK(text.text.ends_with("\xFF\n"));
}

TEST_CASE("bytes that contradict the encoding are refused where they stand, also far down") {
    const std::string ascii = repeated("a,2025-01-31,12.50\n", 300'000);
    const std::string start = "客户编号,金额\n" + ascii;
    const std::string bytes = encoded("GB18030", start) + "张\xFF,5\n";
    const std::size_t lines = static_cast<std::size_t>(std::count(start.begin(), start.end(), '\n'));
    const std::string words = refusal(bytes, with_encoding("gb18030"));
    // 张 in UTF-8 is one and a half characters of GB18030, whose last half and the FF make none.
    CHECK(
        words.starts_with(fmt::format(":{}: the text is not GB18030 from byte {} on (", lines + 1, bytes.size() - 5)));
    CHECK(words.find("give the encoding that it has with --encoding NAME") != std::string::npos);
    CHECK(words.find("iconv -c -f GB18030 -t UTF-8 FILE | rfm score") != std::string::npos);
}

TEST_CASE("a character is read across the end of every buffer, and one that is cut off is refused") {
    const std::string text = "张三丰,たなか,é€\n𠀀,x\n";
    for (const char* name : {"GB18030", "UTF-16LE", "UTF-16BE", "UTF-32BE", "UTF-7", "EUC-JISX0213"}) {
        const bool has_all = std::string(name) != "EUC-JISX0213";
        const std::string plain = has_all ? text : "たなか,x\n";
        const std::string bytes = encoded(name, plain);
        for (std::size_t size = 1; size <= bytes.size() + 1; ++size) {
            DecodedSource source(std::make_unique<MemorySource>(bytes), named_encoding(name), size);
            INFO(name << " in buffers of " << size);
            REQUIRE(read_all(source, 1 + size % 7) == plain);
        }
    }
    for (std::size_t size = 1; size < 9; ++size) {
        const auto cut_off = [&](const std::string& name, std::string bytes) {
            return error_of([&] {
                DecodedSource source(std::make_unique<MemorySource>(bytes), named_encoding(name), size);
                read_all(source, 3);
            });
        };
        CHECK(cut_off("gb18030", "ab\n\xD5\xC5\xD5") ==
              "orders:2: the last character is cut off from byte 5 on (D5); export or fetch the file again; or, to "
              "leave it out: iconv -c -f GB18030 -t UTF-8 FILE | rfm score");
        CHECK(cut_off("utf-16le", std::string("a\0b", 3)).find("from byte 2 on (62)") != std::string::npos);
        CHECK(cut_off("utf-16le", std::string("a\0\x00\xDC", 4)).find("is not UTF-16LE from byte 2 on (00 DC)") !=
              std::string::npos);
    }
}

TEST_CASE("lines that end in CR alone are read") {
    CHECK(read("id,day\r7,2025-01-02\r").text == "id,day\n7,2025-01-02\n");
    CHECK((read(repeated("7,2025-01-02\r", 900'000)).text == repeated("7,2025-01-02\n", 900'000)));
    CHECK(read("id,day\r").text == "id,day\r");
    CHECK(read("id,day\r\n7,8\r9,10\r\n").text == "id,day\r\n7,8\r9,10\r\n");
}

TEST_CASE("runs of blanks become one tab outside quotes, from buffers of every size") {
    const std::string text = "  id \t day  amount \r\n\n   \n7 2025-01-01\t\t5\n\"a  \"\" b\"  \"\"  c\"d  e\"\n x";
    const std::string expected = "id\tday\tamount\r\n\n\n7\t2025-01-01\t5\n\"a  \"\" b\"\t\"\"\tc\"d\te\"\nx";
    for (const std::size_t size : {1UL, 2UL, 3UL, 7UL, 1000UL}) {
        BlankRunSource source(std::make_unique<MemorySource>(text), size);
        CHECK(read_all(source, size) == expected);
    }
    SourceOptions options;
    options.whitespace_delimited = true;
    options.delimiter = '\t';
    CHECK(read(text, options).text == expected);
}

class FailingSource : public ByteSource {
public:
    explicit FailingSource(int good_reads) : ByteSource("orders"), left_(good_reads) {}
    std::size_t read(std::span<char> into) override {
        if (left_-- == 0) throw Error(ErrorKind::io, "the cable is out");
        std::fill(into.begin(), into.end(), 'x');
        return into.size();
    }

private:
    int left_;
};

TEST_CASE("reading ahead gives the same bytes, carries failures over, and can stop anywhere") {
    const std::string text = test::some_orders(5000);
    for (const std::size_t block : {1UL, 2UL, 3UL, 7UL, 5000UL}) {
        for (const std::size_t size : {1UL, 2UL, 3UL, 7UL, 9000UL}) {
            ReadAhead source(std::make_unique<MemorySource>(text), block);
            REQUIRE(read_all(source, size) == text);
            char more[3];
            CHECK(source.read(more) == 0);
        }
    }
    ReadAhead failing(std::make_unique<FailingSource>(7), 10);
    std::vector<char> bytes(70);
    CHECK(failing.read(bytes) == 70);
    CHECK(error_of([&] { failing.read(bytes); }) == "the cable is out");
    CHECK(error_of([&] { failing.read(bytes); }) == "the cable is out");
    for (std::size_t size = 0; size < 60; size += 7) {
        ReadAhead stopped(std::make_unique<FailingSource>(1'000'000), 10);
        bytes.resize(size);
        CHECK(stopped.read(bytes) == size);
    }
}

}  // namespace
}  // namespace rfm::sources
