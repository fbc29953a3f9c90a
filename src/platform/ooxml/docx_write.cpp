// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/docx_write.h"

#include "platform/ooxml/docx_xml.h"
#include "platform/ooxml/png.h"
#include "platform/ooxml/zip_write.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace ketnap::ooxml {
namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Default Extension="png" ContentType="image/png"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>)"
    R"(<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(</Types>)";

constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view relations_head =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>)"
    R"(<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/>)";

constexpr std::string_view styles =
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>)"
    R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>)"
    R"(<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>)"
    R"(</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>)"
    R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>)";

constexpr std::string_view settings =
    R"(<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:characterSpacingControl w:val="doNotCompress"/><w:compat>)"
    R"(<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>)"
    R"(</w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>)";

constexpr std::string_view number_header =
    R"(<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>)"
    R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>)"
    R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>)";

constexpr std::string_view empty_header =
    R"(<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p/></w:hdr>)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            out.push_back(c);
        }
    }
    return out;
}

std::string core_properties(std::string_view title) {
    return fmt::format(
        R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
        R"( xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>ketnap</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>)",
        xml_head, escaped(title));
}

std::string document_relations(std::size_t pictures) {
    auto out = fmt::format("{}{}", xml_head, relations_head);
    for (std::size_t i = 0; i < pictures; ++i) {
        out += fmt::format(
            R"(<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/qr{}.png"/>)",
            static_cast<std::size_t>(DocxXml::first_picture_relation) + i, i + 1);
    }
    return out + "</Relationships>";
}

}  // namespace

struct DocxWriter::State {
    ZipWriter zip;
    DocxXml xml;
    std::vector<ZipPart> before;
    std::vector<ZipPart> after;

    ZipPart part(const char* name, std::string_view content) {
        return zip.compress(name, fmt::format("{}{}", xml_head, content));
    }
};

DocxWriter::DocxWriter() : m_state(std::make_unique<State>()) {
    auto& s = *m_state;
    s.before.push_back(s.part("[Content_Types].xml", content_types));
    s.before.push_back(s.part("_rels/.rels", package_relations));
    s.after.push_back(s.part("word/styles.xml", styles));
    s.after.push_back(s.part("word/settings.xml", settings));
    s.after.push_back(s.part("word/header1.xml", number_header));
    s.after.push_back(s.part("word/header2.xml", empty_header));
}

DocxWriter::~DocxWriter() = default;

std::string DocxWriter::write(const flow::Document& document) {
    auto& s = *m_state;
    s.xml.document(document);
    for (const auto& part : s.before) {
        s.zip.add(part);
    }
    s.zip.add("word/document.xml", s.xml.text());
    s.zip.add("word/_rels/document.xml.rels", document_relations(s.xml.pictures().size()));
    for (const auto& part : s.after) {
        s.zip.add(part);
    }
    for (std::size_t i = 0; i < s.xml.pictures().size(); ++i) {
        s.zip.add(fmt::format("word/media/qr{}.png", i + 1), png_of(*s.xml.pictures()[i]));
    }
    s.zip.add("docProps/core.xml", core_properties(document.title));
    return s.zip.finish();
}

std::string DocxWriter::document_xml(const flow::Document& document) {
    DocxXml xml;
    xml.document(document);
    return xml.text();
}

}  // namespace ketnap::ooxml
