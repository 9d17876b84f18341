// Reads .ods: OpenDocument spreadsheets, all of whose sheets are in one part.
#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/shown_text.h"
#include "sources/cell_text.h"
#include "sources/open_workbook.h"
#include "sources/unreadable_part.h"
#include "sources/xml_part.h"

namespace rfm::sources {
namespace {

constexpr std::string_view office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
constexpr std::string_view table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
constexpr std::string_view text_space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
constexpr std::string_view style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

constexpr std::size_t most_sheets = 10'000;

std::uint32_t repetitions(const XmlAttributes& attributes, XmlName name) {
    const auto given = attributes.find(name);
    if (!given) return 1;
    std::uint32_t count = 0;
    const auto parsed = std::from_chars(given->data(), given->data() + given->size(), count);
    if (parsed.ec != std::errc() || parsed.ptr != given->data() + given->size() || count == 0) {
        throw UnreadablePart(fmt::format("it repeats something {} times", base::shown(*given)));
    }
    return count;
}

// The lines of a cell's text. Blanks are kept: LibreOffice writes and reads them so, though by the standard they count
// once. White space with a line end in it comes from a program that indents its XML, and does count once.
class Paragraphs {
public:
    void begin_cell() {
        text_.clear();
        is_first_ = true;
    }
    void begin() {
        check_text_length(text_.size());
        if (!is_first_) text_ += '\n';
        is_first_ = false;
        line_begin_ = text_.size();
        depth_ = 0;
        skipped_at_ = 0;
        blanks_ = 0;
        has_break_ = false;
    }
    void start(const XmlName& name, const XmlAttributes& attributes) {
        ++depth_;
        if (skipped_at_ != 0) return;
        if (name.space != text_space || name.local == "note" || name.local == "ruby-text") {
            skipped_at_ = depth_;  // comments, pictures, how a name is spoken
        } else if (name.local == "s") {
            const std::uint32_t count = repetitions(attributes, {text_space, "c"});
            check_text_length(text_.size() + count);
            put_blanks();
            text_.append(count, ' ');
        } else if (name.local == "tab" || name.local == "line-break") {
            put_blanks();
            text_ += name.local == "tab" ? '\t' : '\n';
        }
    }
    // False when it is the paragraph itself that ends.
    bool end() {
        if (depth_ == 0) {
            if (!has_break_) put_blanks();
            return false;
        }
        if (skipped_at_ == depth_) skipped_at_ = 0;
        --depth_;
        return true;
    }
    void text(std::string_view piece) {
        if (skipped_at_ != 0) return;
        for (const char byte : piece) {
            if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
                ++blanks_;
                has_break_ = has_break_ || byte != ' ';
            } else {
                put_blanks();
                text_ += byte;
            }
        }
        check_text_length(text_.size() + blanks_);
    }
    const std::string& get() const noexcept { return text_; }

private:
    void put_blanks() {
        if (has_break_) blanks_ = text_.size() > line_begin_ ? 1 : 0;
        text_.append(blanks_, ' ');
        blanks_ = 0;
        has_break_ = false;
    }

    std::string text_;
    std::size_t line_begin_ = 0;
    bool is_first_ = true;
    std::size_t blanks_ = 0;  // that wait for what follows
    bool has_break_ = false;  // among them
    int depth_ = 0;
    int skipped_at_ = 0;
};

// Called when a sheet begins; returns who takes its rows, or null when nobody wants them.
using SheetStart = std::function<const RowReceiver*(SheetEntry entry)>;

class ContentPart final : public XmlEvents {
public:
    // count_formulas: told of formulas without a result.
    ContentPart(SheetStart start, std::function<void(std::uint64_t)> count_formulas)
        : start_sheet_(std::move(start)), count_formulas_(std::move(count_formulas)) {}

    void start(const XmlName& name, const XmlAttributes& attributes) override {
        ++depth_;
        if (state_ == State::paragraph) {
            paragraphs_.start(name, attributes);
        } else if (skipped_at_ != 0) {
            return;
        } else if (state_ == State::outside) {
            start_outside(name, attributes);
        } else if (state_ == State::sheet && name == XmlName{table, "table-row"}) {
            state_ = State::row;
            row_count_ = repetitions(attributes, {table, "number-rows-repeated"});
            column_ = 0;
        } else if (state_ == State::row &&
                   (name == XmlName{table, "table-cell"} || name == XmlName{table, "covered-table-cell"})) {
            state_ = State::cell;
            start_cell(attributes);
        } else if (state_ == State::cell && name == XmlName{text_space, "p"}) {
            state_ = State::paragraph;
            paragraphs_.begin();
        } else if (state_ != State::sheet || !is_row_group(name)) {
            skipped_at_ = depth_;
        }
    }

    void end(const XmlName& name) override {
        if (state_ == State::paragraph) {
            if (!paragraphs_.end()) state_ = State::cell;
        } else if (skipped_at_ != 0) {
            if (skipped_at_ == depth_) skipped_at_ = 0;
        } else if (state_ == State::cell) {
            state_ = State::row;
            finish_cell();
        } else if (state_ == State::row) {
            state_ = State::sheet;
            finish_row();
        } else if (state_ == State::sheet && name == XmlName{table, "table"}) {
            state_ = State::outside;
        }
        --depth_;
    }

    void text(std::string_view piece) override {
        if (state_ == State::paragraph) paragraphs_.text(piece);
    }

private:
    enum class State { outside, sheet, row, cell, paragraph };

    static bool is_row_group(const XmlName& name) noexcept {
        return name.space == table &&
               (name.local == "table-row-group" || name.local == "table-header-rows" || name.local == "table-rows");
    }

    void start_outside(const XmlName& name, const XmlAttributes& attributes) {
        if (name == XmlName{style, "style"}) {
            style_ = attributes.find({style, "name"}).value_or("");
        } else if (name == XmlName{style, "table-properties"}) {
            constexpr std::size_t most_styles = 100'000;
            if (attributes.find({table, "display"}) == "false" && hidden_styles_.size() < most_styles) {
                hidden_styles_.insert(style_);
            }
        } else if (name == XmlName{office, "spreadsheet"}) {
            sheets_depth_ = depth_ + 1;
        } else if (depth_ == sheets_depth_ && name == XmlName{table, "table"}) {
            state_ = State::sheet;
            row_ = 0;
            SheetEntry entry;
            entry.name = attributes.find({table, "name"}).value_or("");
            entry.is_hidden = hidden_styles_.contains(std::string(attributes.find({table, "style-name"}).value_or("")));
            receive_ = start_sheet_(std::move(entry));
            // Who wants no rows need not look at them.
            if (receive_ == nullptr) {
                state_ = State::outside;
                skipped_at_ = depth_;
            }
        } else if (depth_ == sheets_depth_) {
            skipped_at_ = depth_;  // changes that were tracked, and others that hold cells that are not on a sheet
        }
    }

    void start_cell(const XmlAttributes& attributes) {
        cell_count_ = repetitions(attributes, {table, "number-columns-repeated"});
        has_formula_ = attributes.find({table, "formula"}).has_value();
        type_ = attributes.find({office, "value-type"}).value_or("string");
        paragraphs_.begin_cell();
        value_.reset();
        const auto stored = [&](std::string_view local) { return attributes.find({office, local}); };
        if (type_ == "float" || type_ == "currency" || type_ == "percentage") {
            if (const auto number = stored("value")) value_ = number_cell(*number);
        } else if (type_ == "date") {
            if (const auto date = stored("date-value")) value_ = stored_date(*date);
        } else if (type_ == "time") {
            if (const auto time = stored("time-value")) value_ = duration_text(*time);
        } else if (type_ == "boolean") {
            if (const auto truth = stored("boolean-value")) value_ = *truth == "true" ? "TRUE" : "FALSE";
        } else if (const auto given = stored("string-value"); given && !given->empty()) {
            value_ = *given;  // an error has an empty one, and its text in the cell
        }
    }

    void finish_cell() {
        const std::string& cell = value_ ? *value_ : paragraphs_.get();
        if (!cell.empty()) {
            if (cell_count_ > most_columns) throw UnreadablePart("it repeats a cell beyond the last column");
            for (std::uint32_t i = 0; i < cell_count_; ++i) cells_.set(row_, column_ + i, cell);
        } else if (has_formula_ && type_ != "string") {
            count_formulas_(std::uint64_t{cell_count_} * row_count_);
        }
        // Blank cells are repeated to the last column; beyond it a cell with text is refused.
        column_ =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{column_} + cell_count_, most_columns));
    }

    void finish_row() {
        const RowReceiver checked = [&](std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
            if (count > most_rows || row > most_rows - count) {
                throw UnreadablePart(fmt::format("it has more than {} rows", most_rows));
            }
            (*receive_)(row, count, cells);
        };
        cells_.finish(row_, row_count_, checked);
        row_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{row_} + row_count_, most_rows));
    }

    SheetStart start_sheet_;
    std::function<void(std::uint64_t)> count_formulas_;
    const RowReceiver* receive_ = nullptr;
    State state_ = State::outside;
    int depth_ = 0;
    int skipped_at_ = 0;
    int sheets_depth_ = -1;
    std::string style_;
    std::set<std::string> hidden_styles_;
    RowCells cells_;
    Paragraphs paragraphs_;
    std::uint32_t row_ = 0;
    std::uint32_t row_count_ = 1;
    std::uint32_t column_ = 0;
    std::uint32_t cell_count_ = 1;
    std::string type_;
    std::optional<std::string> value_;
    bool has_formula_ = false;
};

class OdsWorkbook final : public OpenWorkbook {
public:
    OdsWorkbook(const ZipParts& parts, const WorkbookLimits& limits) : parts_(parts), limits_(limits) {
        constexpr std::string_view manifest = "META-INF/manifest.xml";
        constexpr std::uint64_t longest_manifest = std::uint64_t{16} << 20;
        if (parts.has(manifest) &&
            parts.text(manifest, longest_manifest).find("encryption-data") != std::string::npos) {
            throw UnreadablePart("it is protected by a password");
        }
        const auto start_sheet = [&](SheetEntry entry) {
            if (sheets_.size() >= most_sheets) throw UnreadablePart("it has too many sheets");
            sheets_.push_back(std::move(entry));
            sizes_.emplace_back();
            return &count_row_;
        };
        read_content(start_sheet, [&](std::uint64_t count) { sizes_.back().formulas_without_result += count; });
    }

    const std::vector<SheetEntry>& sheets() const override { return sheets_; }
    SheetSize measure(std::size_t sheet) override { return sizes_[sheet]; }

    void read(std::size_t sheet, const RowReceiver& receive) override {
        std::size_t next = 0;
        read_content([&](const SheetEntry&) { return next++ == sheet ? &receive : nullptr; }, [](std::uint64_t) {});
    }

private:
    void read_content(SheetStart start_sheet, std::function<void(std::uint64_t)> count_formulas) const {
        ContentPart part(std::move(start_sheet), std::move(count_formulas));
        read_xml_part(parts_, "content.xml", limits_.part_bytes, part);
    }

    const ZipParts& parts_;
    WorkbookLimits limits_;
    std::vector<SheetEntry> sheets_;
    std::vector<SheetSize> sizes_;
    // All sheets are in one part, so that the first look finds the sizes of all.
    RowReceiver count_row_ = [this](std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
        sizes_.back().add(row, count, cells, limits_.csv_bytes);
    };
};

}  // namespace

std::unique_ptr<OpenWorkbook> open_ods(const ZipParts& parts, const WorkbookLimits& limits) {
    return std::make_unique<OdsWorkbook>(parts, limits);
}

}  // namespace rfm::sources
