// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/documents/paper.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {

struct TextStyle {
    double size_pt = 14;
    bool bold = false;
    bool italic = false;
    bool underline = false;
};

/// How signing for another is written: "T/M " in Party papers, "TM. " in those of the Union.
struct Prefixes {
    std::string on_behalf;
    std::string deputy;
    std::string by_order;
    std::string acting;
};

struct Margins {
    double top_mm = 20;
    double bottom_mm = 20;
    double left_mm = 30;
    double right_mm = 15;
};

/// A layout regime, read from data/layouts/<id>.json with its source and how sure it is.
struct Layout {
    std::string id;
    std::string name;
    std::string in_force;  ///< first day, YYYY-MM-DD
    std::string source;
    std::string confidence;
    Margins margins;
    std::string title;          ///< right block: ĐẢNG CỘNG SẢN VIỆT NAM
    std::string star;           ///< below the issuer
    std::string number_prefix;  ///< "Số "
    std::string end_mark;       ///< behind the last word of the text
    std::string subject_rule;   ///< "-----" below the subject
    std::string recipients_label;
    std::string recipient_end;  ///< between recipients; the last one ends with a full stop
    Prefixes prefixes;
    TextStyle title_style;
    TextStyle superior_style;
    TextStyle issuer_style;
    TextStyle number_style;
    TextStyle place_style;
    TextStyle type_style;
    TextStyle subject_style;
    TextStyle letter_subject_style;
    TextStyle body_style;
    TextStyle authority_style;
    TextStyle post_style;  ///< below an authority line
    TextStyle post_alone_style;
    TextStyle signer_style;
    TextStyle recipients_label_style;
    TextStyle recipients_style;
    double first_line_mm = 10;
    double paragraph_gap_pt = 6;
    double line_pt = 19;
    int signature_lines = 5;
};

/// "ngày 03 tháng 02 năm 2026": days below 10 and the months 1 and 2 are padded.
std::string place_and_date(std::string_view place, std::string_view iso_date);

/// "05-QĐ/ĐUK": numbers below 10 are padded.
std::string number_text(std::int64_t number, std::string_view type, std::string_view agency);

}  // namespace ketnap::documents
