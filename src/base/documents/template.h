// SPDX-License-Identifier: Apache-2.0
// A template as it stands in data/papers/<id>.json. Inside this folder only.
#pragma once
#include "base/documents/paper.h"
#include "platform/json/describe.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::documents {

enum class BlockKind {
    body,
    basis,
    decides,
    heading,
    centered,
    plain,
    addressee,
    table,        ///< one row for each entry of a list
    given_table,  ///< a table that the fields bring along
    squares
};

struct TemplateColumn {
    std::string title;
    int width = 1;
    std::optional<CellAlign> align;
    std::string value;
};

/// `when` names a value or list: the block stands only when it is not empty. `each` repeats the
/// block for every entry of a list. `end` puts the layout's end mark behind the text.
struct TemplateBlock {
    BlockKind kind = BlockKind::body;
    std::optional<std::string> text;
    std::optional<std::string> when;
    std::optional<std::string> each;
    std::optional<bool> end;
    std::optional<std::vector<TemplateColumn>> columns;
    std::optional<std::string> name;  ///< of the given table or squares
    std::optional<int> size_pt;
    std::optional<int> side_mm;
};

struct TemplateLine {
    std::string text;
    std::optional<std::string> when;
    std::optional<std::string> each;
};

struct TemplateHead {
    std::optional<std::string> superior;
    std::optional<std::string> issuer;
    std::optional<std::string> number;
    std::optional<std::string> place;
    std::optional<std::string> dated;
    std::optional<std::string> title;
};

struct TemplateSignature {
    Authority authority = Authority::own;
    std::string body;
    std::string post;
    std::string name;
    std::optional<std::string> layout;
    std::optional<std::string> when;
};

struct TemplateAppendix {
    std::string label;
    std::string title;
    std::string note;
    std::optional<Orientation> orientation;
    std::optional<std::string> when;
    std::vector<TemplateBlock> blocks;
};

struct Template {
    std::string id;
    std::string title;
    std::string type;
    std::string layout;
    std::string source;
    std::string confidence;
    std::string file_title;
    std::optional<Orientation> orientation;
    TemplateHead head;
    std::string type_name;
    std::string subject;
    std::vector<TemplateBlock> blocks;
    std::vector<TemplateSignature> signatures;
    std::vector<TemplateLine> recipients;
    std::optional<std::string> foot_squares;
    std::optional<std::vector<TemplateAppendix>> appendices;
};

BOOST_DESCRIBE_ENUM(CellAlign, left, center, right)
BOOST_DESCRIBE_ENUM(Orientation, portrait, landscape)
BOOST_DESCRIBE_ENUM(Authority, own, on_behalf, deputy, by_order, acting)
BOOST_DESCRIBE_ENUM(BlockKind, body, basis, decides, heading, centered, plain, addressee, table,
                    given_table, squares)
BOOST_DESCRIBE_STRUCT(TemplateColumn, (), (title, width, align, value))
BOOST_DESCRIBE_STRUCT(TemplateBlock, (),
                      (kind, text, when, each, end, columns, name, size_pt, side_mm))
BOOST_DESCRIBE_STRUCT(TemplateLine, (), (text, when, each))
BOOST_DESCRIBE_STRUCT(TemplateHead, (), (superior, issuer, number, place, dated, title))
BOOST_DESCRIBE_STRUCT(TemplateSignature, (), (authority, body, post, name, layout, when))
BOOST_DESCRIBE_STRUCT(TemplateAppendix, (), (label, title, note, orientation, when, blocks))
BOOST_DESCRIBE_STRUCT(Template, (),
                      (id, title, type, layout, source, confidence, file_title, orientation, head,
                       type_name, subject, blocks, signatures, recipients, foot_squares,
                       appendices))

}  // namespace ketnap::documents
