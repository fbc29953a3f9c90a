// SPDX-License-Identifier: Apache-2.0
// The paper model: what a paper says, part by part. Where each part stands, in which size and with
// which prefix, is the business of a layout (layout.h).
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ketnap::documents {

struct Span {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool underline = false;

    bool operator==(const Span&) const = default;
};
using Spans = std::vector<Span>;

enum class ParagraphKind {
    body,      ///< justified, first line indented
    basis,     ///< "- Căn cứ …;"
    decides,   ///< centred, bold: "BAN THƯỜNG VỤ … QUYẾT ĐỊNH"
    heading,   ///< bold, at the left
    centered,  ///< as it is, in the middle
    plain,     ///< as it is, at the left
    addressee  ///< "Kính gửi: …"
};

struct Paragraph {
    ParagraphKind kind = ParagraphKind::body;
    Spans spans;
};

enum class CellAlign { left, center, right };

struct Column {
    std::string title;
    double width = 1;  ///< a share of the page width
    CellAlign align = CellAlign::left;
};

/// Also seat plans: columns without any title have no head row.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    double size_pt = 12;
    bool last_row_bold = false;
};

/// Modules of a QR code, row by row, true = black; `caption` (the short code) stands below.
struct Squares {
    int side = 0;
    std::vector<bool> black;
    double side_mm = 30;
    std::string caption;
};

using Block = std::variant<Paragraph, Table, Squares>;

enum class Orientation { portrait, landscape };

/// Left and right block above the text. Empty parts are left out: a list without a number has no
/// number line. `dated` is YYYY-MM-DD; empty with a place leaves the day to be written by hand.
struct Head {
    std::vector<std::string> superior;
    std::vector<std::string> issuer;
    std::string number;  ///< "05-QĐ/ĐUK"; the layout writes "Số "
    std::string place;
    std::string dated;
    std::string title;  ///< of the right block; empty = the layout's own
};

enum class Authority {
    own,        ///< no line above the post
    on_behalf,  ///< T/M: for a collective body
    deputy,     ///< K/T: for the head
    by_order,   ///< T/L
    acting      ///< Q.
};

/// `layout` overrules the paper's for this block's prefix only: a joint paper may carry T/M and TM.
struct Signature {
    Authority authority = Authority::own;
    std::string body;  ///< "BAN THƯỜNG VỤ"
    std::string post;  ///< "BÍ THƯ"
    std::string name;
    std::string layout;
};

struct Appendix {
    std::string label;  ///< "PHỤ LỤC 1"; empty for the only one
    std::string title;
    std::string note;  ///< "(Kèm theo Tờ trình số …)"
    Orientation orientation = Orientation::portrait;
    std::vector<Block> blocks;
};

struct Paper {
    std::string layout;  ///< dang_2018, dang_2026, doan_2013, nd30_2020
    std::string file_title;
    Orientation orientation = Orientation::portrait;
    Head head;
    std::string type_name;  ///< "QUYẾT ĐỊNH"; empty for a công văn
    std::string subject;
    std::vector<Block> blocks;
    std::vector<Signature> signatures;  ///< left to right
    std::vector<std::string> recipients;
    std::optional<Squares> foot_squares;  ///< stands left of the signature: the QR of an invitation
    std::vector<Appendix> appendices;
};

}  // namespace ketnap::documents
