#include "support/workbook_files.h"

#include <cstdint>
#include <zlib.h>

#include <fmt/format.h>

#include "support/catch.h"

namespace rfm::test {
namespace {

void put(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string deflated(const std::string& text) {
    z_stream stream{};
    REQUIRE(::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(::deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    ::deflateEnd(&stream);
    return packed;
}

constexpr std::string_view sheet_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view link_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package_space = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string link(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, link_space, type, target);
}

std::string links(std::string_view inside) {
    return fmt::format(R"(<Relationships xmlns="{}">{}</Relationships>)", package_space, inside);
}

}  // namespace

std::string zip_archive(const ZipFiles& files, Packing packing) {
    std::string archive;
    std::string directory;
    for (const auto& [name, content] : files) {
        const std::string packed = packing == Packing::stored ? content : deflated(content);
        const uLong checksum = ::crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
        std::string shared;  // what both headers say
        put(shared, 20, 2);
        put(shared, 0, 2);
        put(shared, packing == Packing::stored ? 0 : 8, 2);
        put(shared, 0, 4);  // time
        put(shared, checksum, 4);
        put(shared, packed.size(), 4);
        put(shared, content.size(), 4);
        put(shared, name.size(), 2);
        put(shared, 0, 2);
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += shared;
        put(directory, 0, 2);  // comment, disk, attributes
        put(directory, 0, 8);
        put(directory, archive.size(), 4);
        directory += name;
        archive += "PK\x03\x04" + shared + name + packed;
    }
    const std::size_t directory_at = archive.size();
    archive += directory + "PK\x05\x06";
    put(archive, 0, 4);
    put(archive, files.size(), 2);
    put(archive, files.size(), 2);
    put(archive, directory.size(), 4);
    put(archive, directory_at, 4);
    put(archive, 0, 2);
    return archive;
}

ZipFiles xlsx_files(const XlsxParts& parts) {
    std::string sheets;
    std::string sheet_links = link("s", "styles", "styles.xml") + link("t", "sharedStrings", "/xl/sharedStrings.xml");
    ZipFiles files = {{"[Content_Types].xml", "<Types/>"},
                      {"_rels/.rels", links(link("rId1", "officeDocument", "xl/workbook.xml"))}};
    for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
        const XlsxSheet& sheet = parts.sheets[i];
        sheets += fmt::format(R"(<sheet name="{}" sheetId="{}" state="{}" r:id="rId{}"/>)", sheet.name, 10 * i + 7,
                              sheet.state, i);
        sheet_links += link(fmt::format("rId{}", i), "worksheet", fmt::format("worksheets/sheet{}.xml", i));
        files.emplace_back(
            fmt::format("xl/worksheets/sheet{}.xml", i),
            fmt::format(R"(<?xml version="1.0"?><worksheet xmlns="{}"><cols><col min="1" max="3"/></cols><sheetData>{})"
                        R"(</sheetData><pageMargins left="1"/></worksheet>)",
                        sheet_space, sheet.rows));
    }
    files.emplace_back("xl/workbook.xml",
                       fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}"><workbookPr date1904="{}"/><sheets>{}</sheets>)"
                                   R"(</workbook>)",
                                   sheet_space, link_space, parts.counts_from_1904 ? 1 : 0, sheets));
    files.emplace_back("xl/_rels/workbook.xml.rels", links(sheet_links));
    files.emplace_back("xl/sharedStrings.xml", fmt::format(R"(<sst xmlns="{}">{}</sst>)", sheet_space, parts.strings));
    files.emplace_back("xl/styles.xml",
                       fmt::format(R"(<styleSheet xmlns="{}"><numFmts>{}</numFmts><cellStyleXfs><xf numFmtId="14"/>)"
                                   R"(</cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>)",
                                   sheet_space, parts.number_codes, parts.cell_formats));
    return files;
}

std::string xlsx(const XlsxParts& parts, Packing packing) {
    return zip_archive(xlsx_files(parts), packing);
}

std::string xlsx(std::string_view rows) {
    return xlsx(XlsxParts{{{"Sheet1", std::string(rows)}}, "", "", ""});
}

ZipFiles ods_files(std::string_view tables, std::string_view styles) {
    constexpr std::string_view urn = "urn:oasis:names:tc:opendocument:xmlns";
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml",
             fmt::format(R"(<office:document-content xmlns:office="{0}:office:1.0" xmlns:table="{0}:table:1.0" )"
                         R"(xmlns:text="{0}:text:1.0" xmlns:style="{0}:style:1.0" xmlns:calcext="{0}:calcext:1.0">)"
                         R"(<office:automatic-styles>{1}</office:automatic-styles><office:body><office:spreadsheet>{2})"
                         R"(</office:spreadsheet></office:body></office:document-content>)",
                         urn, styles, tables)}};
}

std::string ods(std::string_view tables, std::string_view styles) {
    return zip_archive(ods_files(tables, styles));
}

}  // namespace rfm::test
