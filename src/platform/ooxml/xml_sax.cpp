// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/xml_sax.h"

#include <expat.h>

#include <exception>
#include <memory>
#include <string>

namespace ketnap::ooxml {
namespace {

std::string_view local_name(const char* qualified) {
    const std::string_view name(qualified);
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Parse {
    XML_Parser parser;
    XmlHandler& handler;
    int max_depth;
    int depth = 0;
    std::string refusal;
    std::exception_ptr thrown;

    void stop(std::string_view why) {
        refusal = why;
        XML_StopParser(parser, XML_FALSE);
    }

    // expat is C: nothing may be thrown through it.
    template <class F>
    void guarded(F&& event) {
        if (!refusal.empty() || thrown) {
            return;
        }
        try {
            event();
            if (const auto verdict = handler.verdict(); !verdict.empty()) {
                stop(verdict);
            }
        } catch (...) {
            thrown = std::current_exception();
            XML_StopParser(parser, XML_FALSE);
        }
    }
};

Parse& of(void* data) {
    return *static_cast<Parse*>(data);
}

void XMLCALL on_start(void* data, const char* name, const char** attributes) {
    auto& p = of(data);
    if (++p.depth > p.max_depth) {
        p.stop("workbook.broken");
        return;
    }
    p.guarded([&] { p.handler.start(local_name(name), XmlAttributes(attributes)); });
}

void XMLCALL on_end(void* data, const char* name) {
    auto& p = of(data);
    --p.depth;
    p.guarded([&] { p.handler.end(local_name(name)); });
}

void XMLCALL on_text(void* data, const char* text, int length) {
    auto& p = of(data);
    p.guarded([&] { p.handler.text({text, static_cast<std::size_t>(length)}); });
}

void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {
    of(data).stop("workbook.broken");
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
    for (const char** pair = m_pairs; *pair != nullptr; pair += 2) {
        if (local_name(pair[0]) == name) {
            return pair[1];
        }
    }
    return {};
}

Result<void> parse_xml(ZipReader& zip, std::string_view entry, XmlHandler& handler, int max_depth) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{
        XML_ParserCreate(nullptr), XML_ParserFree};
    if (!parser) {
        return problem("workbook.broken");
    }
    Parse parse{parser.get(), handler, max_depth, 0, {}, {}};
    XML_SetUserData(parser.get(), &parse);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    bool well_formed = true;
    const auto feed = [&](std::string_view piece, bool last) {
        well_formed = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                                last ? 1 : 0) == XML_STATUS_OK;
        return well_formed;
    };
    const auto read = zip.stream(entry, [&](std::string_view piece) { return feed(piece, false); });
    if (parse.thrown) {
        std::rethrow_exception(parse.thrown);
    }
    if (!parse.refusal.empty()) {
        return parse.refusal == "stop" ? Result<void>{} : problem(parse.refusal);
    }
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    if (!well_formed || !feed({}, true)) {
        return problem("workbook.broken");
    }
    return {};
}

}  // namespace ketnap::ooxml
