// What a file is, by its first bytes, whatever its name says.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sources/archive_reader.h"

namespace rfm::sources {

// How the bytes are packed, if they are.
Packing packing_of(std::string_view start);
bool is_zip(std::string_view start);
bool is_tar(std::string_view start);
// The files of old Office programs, which hold an .xls, or a workbook with a password.
bool is_ole(std::string_view start);

// Throws Error(data) when the bytes are those of a kind of file that holds no CSV text: a document, a picture, a
// program, another archive. Says which, and what to do.
void refuse_other_kinds(std::string_view start, const std::string& name);

// The same for text in UTF-8 that is no CSV: HTML, XML, JSON, or no text at all. delimiter: as given, since it may be a
// control character.
void refuse_other_texts(std::string_view start, std::optional<char> delimiter, const std::string& name);

}  // namespace rfm::sources
