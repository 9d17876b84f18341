// Markup as an XML parser sees it.
#pragma once

#include <expat.h>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::report::test {

struct XmlFacts {
    std::string error;                  // empty when it is well-formed
    std::vector<std::string> elements;  // their names, in order
    std::vector<std::string> classes;   // the class of each, empty where it has none
    std::string text;                   // all text
};

inline XmlFacts parse_xml(std::string_view xml) {
    XmlFacts facts;
    const XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &facts);
    XML_SetElementHandler(
        parser,
        [](void* data, const char* name, const char** attributes) {
            auto& found = *static_cast<XmlFacts*>(data);
            found.elements.emplace_back(name);
            found.classes.emplace_back();
            for (; *attributes != nullptr; attributes += 2) {
                if (std::string_view(attributes[0]) == "class") found.classes.back() = attributes[1];
            }
        },
        [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser, [](void* data, const char* text, int size) {
        static_cast<XmlFacts*>(data)->text.append(text, static_cast<std::size_t>(size));
    });
    if (XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_ERROR) {
        facts.error = XML_ErrorString(XML_GetErrorCode(parser));
    }
    XML_ParserFree(parser);
    return facts;
}

inline std::size_t count_class(const XmlFacts& facts, std::string_view word) {
    std::size_t count = 0;
    for (const std::string& of : facts.classes) {
        if ((" " + of + " ").find(" " + std::string(word) + " ") != std::string::npos) ++count;
    }
    return count;
}

}  // namespace rfm::report::test
