// Reads .xlsx: ISO/IEC 29500 SpreadsheetML, transitional and strict.
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/shown_text.h"
#include "sources/cell_text.h"
#include "sources/open_workbook.h"
#include "sources/unreadable_part.h"
#include "sources/xml_part.h"

namespace rfm::sources {
namespace {

// Every part but sheets and shared strings.
constexpr std::uint64_t small_part = std::uint64_t{64} << 20;

// Of the two namespaces that sheets can have.
bool is_sheet_name(const XmlName& name, std::string_view local) noexcept {
    return name.local == local && (name.space == "http://schemas.openxmlformats.org/spreadsheetml/2006/main" ||
                                   name.space == "http://purl.oclc.org/ooxml/spreadsheetml/main");
}

bool is_true(std::string_view text) noexcept {
    return text == "1" || text == "true" || text == "on";
}

std::optional<std::uint64_t> whole_number(std::string_view text) noexcept {
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string folder_of(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    return std::string(slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash + 1));
}

// Where a link of a part leads: relative to the part's folder, or from the archive's root.
std::string linked_part(const std::string& folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string base = folder;
    while (target.starts_with("../") || target.starts_with("./")) {
        const bool is_up = target.starts_with("../");
        target.remove_prefix(is_up ? 3 : 2);
        if (is_up && !base.empty()) base = folder_of(std::string_view(base).substr(0, base.size() - 1));
    }
    return base.append(target);
}

struct Link {
    std::string type;  // the last word of its address, as in worksheet
    std::string part;
};

// The links of a part to others, by their ids.
class Links final : public XmlEvents {
public:
    Links(const ZipParts& parts, const std::string& from) : folder_(folder_of(from)) {
        const std::string part = folder_ + "_rels/" + from.substr(folder_.size()) + ".rels";
        if (parts.has(part)) read_xml_part(parts, part, small_part, *this);
    }

    std::optional<Link> find(std::string_view id) const {
        const auto found = links_.find(id);
        return found == links_.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<Link> find_type(std::string_view type) const {
        const auto found = std::find_if(links_.begin(), links_.end(), [&](auto& l) { return l.second.type == type; });
        return found == links_.end() ? std::nullopt : std::optional(found->second);
    }

    void start(const XmlName& name, const XmlAttributes& attributes) override {
        if (name.local != "Relationship" || attributes.find("TargetMode") == "External") return;
        const auto type = attributes.find("Type").value_or("");
        const std::string part = linked_part(folder_, attributes.find("Target").value_or(""));
        links_.emplace(attributes.find("Id").value_or(""), Link{std::string(type.substr(type.rfind('/') + 1)), part});
    }
    void end(const XmlName&) override {}
    void text(std::string_view) override {}

private:
    std::string folder_;
    std::map<std::string, Link, std::less<>> links_;
};

struct NamedSheet {
    SheetEntry entry;
    std::string link;
};

// The workbook's own part: its sheets, and the day it counts from.
class WorkbookPart final : public XmlEvents {
public:
    WorkbookPart(const ZipParts& parts, const std::string& part) { read_xml_part(parts, part, small_part, *this); }

    std::vector<NamedSheet> sheets;
    bool counts_from_1904 = false;

    void start(const XmlName& name, const XmlAttributes& attributes) override {
        if (is_sheet_name(name, "workbookPr")) {
            counts_from_1904 = is_true(attributes.find("date1904").value_or(""));
        } else if (is_sheet_name(name, "sheet")) {
            NamedSheet sheet;
            sheet.entry.name = unescaped(attributes.find("name").value_or(""));
            const auto state = attributes.find("state").value_or("visible");
            sheet.entry.is_hidden = state == "hidden" || state == "veryHidden";
            for (const std::string_view space : {"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                                 "http://purl.oclc.org/ooxml/officeDocument/relationships"}) {
                if (const auto id = attributes.find({space, "id"})) sheet.link = *id;
            }
            sheets.push_back(sheet);
        }
    }
    void end(const XmlName&) override {}
    void text(std::string_view) override {}
};

// Which of the formats that cells refer to show dates.
class DateStyles final : public XmlEvents {
public:
    void load(const ZipParts& parts, const std::string& part) { read_xml_part(parts, part, small_part, *this); }

    bool is_date(std::uint64_t style) const noexcept { return style < is_date_.size() && is_date_[style]; }

    void start(const XmlName& name, const XmlAttributes& attributes) override {
        if (is_sheet_name(name, "numFmt")) {
            const auto id = whole_number(attributes.find("numFmtId").value_or(""));
            // Formats of conditional formatting, further down, have ids of their own.
            if (id && !styles_began_) codes_[*id] = is_date_code(attributes.find("formatCode").value_or(""));
        } else if (is_sheet_name(name, "cellXfs")) {
            in_cell_styles_ = true;
            styles_began_ = true;
        } else if (in_cell_styles_ && is_sheet_name(name, "xf")) {
            const auto id = whole_number(attributes.find("numFmtId").value_or("")).value_or(0);
            const auto own = codes_.find(id);
            is_date_.push_back(own != codes_.end() ? own->second
                                                   : id < 100 && is_built_in_date(static_cast<unsigned>(id)));
        }
    }
    void end(const XmlName& name) override {
        if (is_sheet_name(name, "cellXfs")) in_cell_styles_ = false;
    }
    void text(std::string_view) override {}

private:
    std::map<std::uint64_t, bool> codes_;
    std::vector<bool> is_date_;
    bool in_cell_styles_ = false;
    bool styles_began_ = false;
};

// The text of one string item: its runs joined, without phonetic ones (how a Japanese name is spoken).
class RunsText {
public:
    void begin() {
        text_.clear();
        depth_ = 0;
        skipped_at_ = 0;
        in_text_ = false;
    }
    void start(const XmlName& name) {
        ++depth_;
        if (skipped_at_ != 0) return;
        if (name.local == "t") {
            in_text_ = true;
        } else if (name.local != "r") {
            skipped_at_ = depth_;
        }
    }
    // False when it is the item itself that ends.
    bool end() {
        if (depth_ == 0) return false;
        if (skipped_at_ == depth_) skipped_at_ = 0;
        in_text_ = false;
        --depth_;
        return true;
    }
    void text(std::string_view piece) {
        if (!in_text_ || skipped_at_ != 0) return;
        text_ += piece;
        check_text_length(text_.size());
    }
    const std::string& get() const noexcept { return text_; }

private:
    std::string text_;
    int depth_ = 0;
    int skipped_at_ = 0;
    bool in_text_ = false;
};

// The texts that cells share, one after the other.
class SharedStrings final : public XmlEvents {
public:
    void load(const ZipParts& parts, const std::string& part, const WorkbookLimits& limits) {
        limit_ = limits.string_bytes;
        read_xml_part(parts, part, limits.part_bytes, *this);
    }

    std::uint64_t size() const noexcept { return ends_.size(); }
    std::string_view get(std::uint64_t index) const noexcept {
        const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(texts_).substr(begin, ends_[index] - begin);
    }

    void start(const XmlName& name, const XmlAttributes&) override {
        if (in_item_) {
            item_.start(name);
        } else if (is_sheet_name(name, "si")) {
            in_item_ = true;
            item_.begin();
        }
    }
    void end(const XmlName&) override {
        if (!in_item_ || item_.end()) return;
        in_item_ = false;
        texts_ += unescaped(item_.get());
        ends_.push_back(texts_.size());
        if (texts_.size() + ends_.size() * sizeof(ends_[0]) > limit_) {
            throw UnreadablePart(fmt::format("its texts take more than {} MiB", limit_ >> 20));
        }
    }
    void text(std::string_view piece) override {
        if (in_item_) item_.text(piece);
    }

private:
    std::string texts_;
    std::vector<std::uint64_t> ends_;
    RunsText item_;
    std::uint64_t limit_ = 0;
    bool in_item_ = false;
};

struct Surroundings {
    const SharedStrings& strings;
    const DateStyles& styles;
    bool counts_from_1904 = false;
};

// Makes rows of the cells of one sheet.
class SheetPart final : public XmlEvents {
public:
    SheetPart(const Surroundings& around, const RowReceiver& receive) : around_(around), receive_(receive) {}

    std::uint64_t formulas_without_result() const noexcept { return formulas_without_result_; }

    void start(const XmlName& name, const XmlAttributes& attributes) override {
        if (state_ == State::inline_text) {
            runs_.start(name);
        } else if (skipped_depth_ > 0) {
            ++skipped_depth_;
        } else if (state_ == State::outside) {
            if (is_sheet_name(name, "sheetData")) state_ = State::data;
        } else if (state_ == State::data && is_sheet_name(name, "row")) {
            state_ = State::row;
            start_row(attributes);
        } else if (state_ == State::row && is_sheet_name(name, "c")) {
            state_ = State::cell;
            start_cell(attributes);
        } else if (state_ == State::cell && is_sheet_name(name, "v")) {
            state_ = State::value;
        } else if (state_ == State::cell && is_sheet_name(name, "is")) {
            state_ = State::inline_text;
            runs_.begin();
        } else {
            if (state_ == State::cell && is_sheet_name(name, "f")) has_formula_ = true;
            skipped_depth_ = 1;
        }
    }

    void end(const XmlName& name) override {
        if (state_ == State::inline_text) {
            if (runs_.end()) return;
            state_ = State::cell;
            value_ = runs_.get();
        } else if (skipped_depth_ > 0) {
            --skipped_depth_;
        } else if (state_ == State::value) {
            state_ = State::cell;
        } else if (state_ == State::cell) {
            state_ = State::row;
            finish_cell();
        } else if (state_ == State::row) {
            state_ = State::data;
            cells_.finish(row_, 1, receive_);
        } else if (state_ == State::data && is_sheet_name(name, "sheetData")) {
            state_ = State::outside;
        }
    }

    void text(std::string_view piece) override {
        if (state_ == State::inline_text) {
            runs_.text(piece);
        } else if (state_ == State::value && skipped_depth_ == 0) {
            value_ += piece;
            check_text_length(value_.size());
        }
    }

private:
    enum class State { outside, data, row, cell, value, inline_text };

    void start_row(const XmlAttributes& attributes) {
        std::uint64_t number = next_row_ + std::uint64_t{1};
        if (const auto given = attributes.find("r")) {
            const auto parsed = whole_number(*given);
            if (!parsed || *parsed == 0 || *parsed > most_rows) {
                throw UnreadablePart(fmt::format("it has a row {}", base::shown(*given)));
            }
            number = *parsed;
        }
        if (number <= next_row_) throw UnreadablePart(fmt::format("row {} does not stand in its place", number));
        if (number > most_rows) throw UnreadablePart(fmt::format("it has more than {} rows", most_rows));
        row_ = static_cast<std::uint32_t>(number - 1);
        next_row_ = row_ + 1;
        next_column_ = 0;
    }

    void start_cell(const XmlAttributes& attributes) {
        column_ = next_column_;
        if (const auto given = attributes.find("r")) column_ = column_of(*given);
        next_column_ = column_ + 1;
        type_ = attributes.find("t").value_or("n");
        is_date_ = around_.styles.is_date(whole_number(attributes.find("s").value_or("0")).value_or(0));
        has_formula_ = false;
        value_.clear();
    }

    // Of an address as in AB12, in this row.
    std::uint32_t column_of(std::string_view address) const {
        std::uint32_t column = 0;
        std::size_t letters = 0;
        for (; letters < std::min<std::size_t>(address.size(), 4); ++letters) {
            const char letter = address[letters];
            if (letter < 'A' || letter > 'Z') break;
            column = column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
        }
        const auto row = whole_number(address.substr(letters));
        if (column == 0 || column > most_columns || row != std::uint64_t{row_} + 1) {
            throw UnreadablePart(fmt::format("row {} has a cell {}", row_ + 1, base::shown(address)));
        }
        return column - 1;
    }

    void finish_cell() {
        if (value_.empty()) {
            if (has_formula_ && type_ != "str") ++formulas_without_result_;
            return;
        }
        if (type_ == "n") {
            cells_.set(row_, column_, is_date_ ? serial_text(value_, around_.counts_from_1904) : number_cell(value_));
        } else if (type_ == "s") {
            cells_.set(row_, column_, shared_string());
        } else if (type_ == "inlineStr" || type_ == "str") {
            cells_.set(row_, column_, unescaped(value_));
        } else if (type_ == "b") {
            cells_.set(row_, column_, is_true(value_) ? "TRUE" : "FALSE");
        } else if (type_ == "e") {
            cells_.set(row_, column_, value_);
        } else if (type_ == "d") {
            cells_.set(row_, column_, stored_date(value_));
        } else {
            throw UnreadablePart(
                fmt::format("cell {} is of an unknown type, {}", cell_name(row_, column_), base::shown(type_)));
        }
    }

    std::string_view shared_string() const {
        const auto index = whole_number(value_);
        if (!index || *index >= around_.strings.size()) {
            throw UnreadablePart(fmt::format("cell {} has the text number {}, and there are {}",
                                             cell_name(row_, column_), base::shown(value_), around_.strings.size()));
        }
        return around_.strings.get(*index);
    }

    const Surroundings& around_;
    const RowReceiver& receive_;
    RowCells cells_;
    RunsText runs_;
    State state_ = State::outside;
    int skipped_depth_ = 0;
    std::uint32_t next_row_ = 0;
    std::uint32_t next_column_ = 0;
    std::uint32_t row_ = 0;
    std::uint32_t column_ = 0;
    std::string type_;
    std::string value_;
    bool is_date_ = false;
    bool has_formula_ = false;
    std::uint64_t formulas_without_result_ = 0;
};

class XlsxWorkbook final : public OpenWorkbook {
public:
    XlsxWorkbook(const ZipParts& parts, const WorkbookLimits& limits) : parts_(parts), limits_(limits) {
        const std::optional<Link> main = Links(parts, "").find_type("officeDocument");
        const std::string part = main ? main->part : "xl/workbook.xml";
        const WorkbookPart workbook(parts, part);
        counts_from_1904_ = workbook.counts_from_1904;
        const Links links(parts, part);
        for (const NamedSheet& sheet : workbook.sheets) {
            const std::optional<Link> link = links.find(sheet.link);
            if (!link) {
                throw UnreadablePart(fmt::format("the link to its sheet {} is missing", base::shown(sheet.entry.name)));
            }
            if (link->type != "worksheet") continue;  // charts and macros have sheets of their own
            sheets_.push_back(sheet.entry);
            sheet_parts_.push_back(link->part);
        }
        if (const auto styles = links.find_type("styles")) styles_.load(parts, styles->part);
        if (const auto strings = links.find_type("sharedStrings")) strings_.load(parts, strings->part, limits);
    }

    const std::vector<SheetEntry>& sheets() const override { return sheets_; }

    SheetSize measure(std::size_t sheet) override {
        SheetSize size;
        kept_ = KeptRows(limits_.kept_bytes);
        kept_sheet_ = sheet;
        size.formulas_without_result =
            read_part(sheet, [&](std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
                size.add(row, count, cells, limits_.csv_bytes);
                kept_.add(row, count, cells);
            });
        return size;
    }

    void read(std::size_t sheet, const RowReceiver& receive) override {
        if (sheet == kept_sheet_ && kept_.is_whole()) {
            kept_.replay(receive);
        } else {
            read_part(sheet, receive);
        }
    }

private:
    std::uint64_t read_part(std::size_t sheet, const RowReceiver& receive) const {
        const Surroundings around{strings_, styles_, counts_from_1904_};
        SheetPart part(around, receive);
        read_xml_part(parts_, sheet_parts_[sheet], limits_.part_bytes, part);
        return part.formulas_without_result();
    }

    const ZipParts& parts_;
    WorkbookLimits limits_;
    bool counts_from_1904_ = false;
    DateStyles styles_;
    SharedStrings strings_;
    std::vector<SheetEntry> sheets_;
    std::vector<std::string> sheet_parts_;
    KeptRows kept_{0};
    std::optional<std::size_t> kept_sheet_;
};

}  // namespace

std::unique_ptr<OpenWorkbook> open_xlsx(const ZipParts& parts, const WorkbookLimits& limits) {
    return std::make_unique<XlsxWorkbook>(parts, limits);
}

}  // namespace rfm::sources
