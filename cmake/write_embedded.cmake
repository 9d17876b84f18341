# Run by rfm_embed: writes OUT.cc and OUT.h with the bytes of FILE.
file(READ ${FILE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT}.h "#pragma once\n#include <string_view>\nnamespace rfm::embedded {\nstd::string_view ${NAME}() noexcept;\n}\n")
file(WRITE ${OUT}.cc "#include <embedded/${NAME}.h>\nnamespace rfm::embedded {\nnamespace {\nconstexpr unsigned char bytes[] = {\n${bytes}0};\n}\nstd::string_view ${NAME}() noexcept {\n    return {reinterpret_cast<const char*>(bytes), sizeof bytes - 1};\n}\n}\n")
