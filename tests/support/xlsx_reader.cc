#include "support/xlsx_reader.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <expat.h>
#include <functional>
#include <memory>
#include <stdexcept>
#include <zlib.h>

#include <fmt/format.h>

#include <rfm/day.h>

namespace rfm::test {
namespace {

std::uint64_t number_at(std::string_view bytes, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return value;
}

std::string inflated(std::string_view packed, std::size_t size) {
    std::string out(size, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error("zlib");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (end != Z_STREAM_END || stream.avail_out != 0) throw std::runtime_error("a part is damaged");
    return out;
}

using Attributes = std::map<std::string, std::string>;

struct Handlers {
    std::function<void(const std::string&, const Attributes&)> start;
    std::function<void(const std::string&)> end;
    std::function<void(std::string_view)> text;
};

void parse(const std::string& xml, const Handlers& handlers) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree);
    XML_SetUserData(parser.get(), const_cast<Handlers*>(&handlers));
    XML_SetElementHandler(
        parser.get(),
        [](void* data, const char* name, const char** pairs) {
            Attributes attributes;
            for (; *pairs != nullptr; pairs += 2) attributes[pairs[0]] = pairs[1];
            const auto* to = static_cast<const Handlers*>(data);
            if (to->start) to->start(name, attributes);
        },
        [](void* data, const char* name) {
            const auto* to = static_cast<const Handlers*>(data);
            if (to->end) to->end(name);
        });
    XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* text, int size) {
        const auto* to = static_cast<const Handlers*>(data);
        if (to->text) to->text({text, static_cast<std::size_t>(size)});
    });
    if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) != XML_STATUS_OK) {
        throw std::runtime_error(XML_ErrorString(XML_GetErrorCode(parser.get())));
    }
}

// _x0001_ as the character that it stands for.
std::string decoded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        unsigned code = 0;
        char behind = 0;
        if (text.compare(i, 2, "_x") == 0 && i + 7 <= text.size() &&
            std::sscanf(text.substr(i, 7).c_str(), "_x%4x%c", &code, &behind) == 2 && behind == '_') {
            if (code < 0x80) {
                out += static_cast<char>(code);
            } else {
                out += static_cast<char>(0xE0 | code >> 12);
                out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
                out += static_cast<char>(0x80 | (code & 0x3F));
            }
            i += 7;
        } else {
            out += text[i++];
        }
    }
    return out;
}

// The number codes by style.
std::vector<std::string> read_styles(const std::string& xml) {
    std::map<std::string, std::string> codes = {{"0", "General"}, {"1", "0"},        {"2", "0.00"},
                                                {"3", "#,##0"},   {"4", "#,##0.00"}, {"49", "@"}};
    std::vector<std::string> styles;
    bool in_cells = false;
    Handlers handlers;
    handlers.start = [&](const std::string& name, const Attributes& attributes) {
        if (name == "numFmt") codes[attributes.at("numFmtId")] = attributes.at("formatCode");
        if (name == "cellXfs") in_cells = true;
        if (name == "xf" && in_cells) styles.push_back(codes.at(attributes.at("numFmtId")));
    };
    handlers.end = [&](const std::string& name) {
        if (name == "cellXfs") in_cells = false;
    };
    parse(xml, handlers);
    return styles;
}

std::vector<std::string> read_strings(const std::string& xml) {
    std::vector<std::string> strings;
    Handlers handlers;
    handlers.start = [&](const std::string& name, const Attributes&) {
        if (name == "si") strings.emplace_back();
    };
    handlers.text = [&](std::string_view text) {
        if (!strings.empty()) strings.back() += text;
    };
    parse(xml, handlers);
    return strings;
}

void read_cells(ReadSheet& sheet, const std::vector<std::string>& styles, const std::vector<std::string>& strings) {
    std::string type;
    ReadCell* cell = nullptr;
    Handlers handlers;
    handlers.start = [&](const std::string& name, const Attributes& attributes) {
        if (name == "f") throw std::runtime_error("there is a formula");
        if (name != "c") return;
        const std::string& place = attributes.at("r");
        std::size_t column = 0;
        std::size_t at = 0;
        for (; place[at] >= 'A'; ++at) column = column * 26 + static_cast<std::size_t>(place[at] - 'A' + 1);
        const auto row = static_cast<std::size_t>(std::stoul(place.substr(at)));
        if (sheet.rows.size() < row) sheet.rows.resize(row);
        if (sheet.rows[row - 1].size() < column) sheet.rows[row - 1].resize(column);
        cell = &sheet.rows[row - 1][column - 1];
        type = attributes.contains("t") ? attributes.at("t") : "n";
        if (attributes.contains("s")) cell->number_code = styles.at(std::stoul(attributes.at("s")));
    };
    handlers.text = [&](std::string_view text) {
        if (cell != nullptr) cell->value += text;
    };
    handlers.end = [&](const std::string& name) {
        if (name != "c") return;
        if (type == "s") cell->value = strings.at(std::stoul(cell->value));
        cell->type = type == "n" ? "number" : "text";
        if (cell->type == "text") cell->value = decoded(cell->value);
        cell = nullptr;
    };
    parse(sheet.part, handlers);
}

}  // namespace

std::map<std::string, std::string> unzip(std::string_view archive) {
    const std::size_t end = archive.rfind("PK\5\6");
    if (end == std::string_view::npos) throw std::runtime_error("no zip archive");
    const std::uint64_t count = number_at(archive, end + 10, 2);
    std::size_t at = number_at(archive, end + 16, 4);
    std::map<std::string, std::string> files;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t name_size = number_at(archive, at + 28, 2);
        const std::size_t header = number_at(archive, at + 42, 4);
        const std::size_t begin = header + 30 + number_at(archive, header + 26, 2) + number_at(archive, header + 28, 2);
        const std::string_view packed = archive.substr(begin, number_at(archive, at + 20, 4));
        const std::size_t size = number_at(archive, at + 24, 4);
        const std::string text = number_at(archive, at + 10, 2) == 0 ? std::string(packed) : inflated(packed, size);
        if (crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())) !=
            number_at(archive, at + 16, 4)) {
            throw std::runtime_error("a checksum is wrong");
        }
        files[std::string(archive.substr(at + 46, name_size))] = text;
        at += 46 + name_size + number_at(archive, at + 30, 2) + number_at(archive, at + 32, 2);
    }
    return files;
}

std::vector<ReadSheet> read_xlsx(std::string_view archive) {
    std::map<std::string, std::string> files = unzip(archive);
    for (const auto& [name, text] : files) parse(text, {});  // all of it is XML
    const std::vector<std::string> styles = read_styles(files.at("xl/styles.xml"));
    const std::vector<std::string> strings = files.contains("xl/sharedStrings.xml")
                                                 ? read_strings(files.at("xl/sharedStrings.xml"))
                                                 : std::vector<std::string>();
    std::vector<ReadSheet> sheets;
    Handlers handlers;
    handlers.start = [&](const std::string& name, const Attributes& attributes) {
        if (name == "sheet") sheets.push_back({attributes.at("name"), {}, {}});
    };
    parse(files.at("xl/workbook.xml"), handlers);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        sheets[i].part = files.at(fmt::format("xl/worksheets/sheet{}.xml", i + 1));
        read_cells(sheets[i], styles, strings);
    }
    return sheets;
}

std::string shown_cell(const ReadCell& cell) {
    if (cell.type != "number") return cell.value;
    const double value = std::strtod(cell.value.c_str(), nullptr);
    if (cell.number_code == "yyyy-mm-dd") {
        constexpr DayNumber day_zero = -25569;  // 1899-12-30
        return format_day(day_zero + static_cast<DayNumber>(value));
    }
    const std::size_t point = std::min(cell.number_code.find('.'), cell.number_code.size());
    const std::size_t behind = std::min(point + 1, cell.number_code.size());
    const std::size_t decimals =
        std::min(cell.number_code.find_first_not_of('0', behind), cell.number_code.size()) - behind;
    return fmt::format("{:.{}f}", value, decimals);
}

}  // namespace rfm::test
