// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/documents/paper.h"
#include "platform/json/describe.h"

#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {

struct TextStyle {
    int size_pt = 14;
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
    int top_mm = 20;
    int bottom_mm = 20;
    int left_mm = 30;
    int right_mm = 15;
};

/// Where each part of a paper gets its size and weight from.
struct Styles {
    TextStyle title;
    TextStyle motto;
    TextStyle superior;
    TextStyle issuer;
    TextStyle number;
    TextStyle place;
    TextStyle type_name;
    TextStyle subject;
    TextStyle letter_subject;
    TextStyle addressee;
    TextStyle body;
    TextStyle authority;
    TextStyle post;  ///< below an authority line
    TextStyle post_alone;
    TextStyle signer;
    TextStyle recipients_label;
    TextStyle recipients;
};

/// A layout regime, read from data/layouts/<id>.json with its source and how sure it is.
struct Layout {
    std::string id;
    std::string name;
    std::string in_force;  ///< first day, YYYY-MM-DD
    std::string source;
    std::string confidence;
    Margins portrait;
    Margins landscape;
    std::string title;            ///< right block: ĐẢNG CỘNG SẢN VIỆT NAM
    std::string motto;            ///< second line of it; the rule stands below the last line
    std::string star;             ///< below the issuer
    int issuer_rule_percent = 0;  ///< a rule below the issuer, as long as this share of the text
    std::string number_prefix;    ///< "Số "
    std::string letter_subject_prefix;
    std::string subject_mark;  ///< "-----" below the subject
    int subject_rule_percent = 0;
    std::string end_mark;  ///< behind the last word of the text
    std::string recipients_label;
    std::string recipient_end;  ///< between recipients; the last one ends with a full stop
    Prefixes prefixes;
    Styles styles;
    int first_line_mm = 10;
    int paragraph_gap_pt = 6;
    int line_pt = 19;
    int signature_gap_pt = 88;
};

BOOST_DESCRIBE_STRUCT(TextStyle, (), (size_pt, bold, italic, underline))
BOOST_DESCRIBE_STRUCT(Prefixes, (), (on_behalf, deputy, by_order, acting))
BOOST_DESCRIBE_STRUCT(Margins, (), (top_mm, bottom_mm, left_mm, right_mm))
BOOST_DESCRIBE_STRUCT(Styles, (),
                      (title, motto, superior, issuer, number, place, type_name, subject,
                       letter_subject, addressee, body, authority, post, post_alone, signer,
                       recipients_label, recipients))
BOOST_DESCRIBE_STRUCT(Layout, (),
                      (id, name, in_force, source, confidence, portrait, landscape, title, motto,
                       star, issuer_rule_percent, number_prefix, letter_subject_prefix,
                       subject_mark, subject_rule_percent, end_mark, recipients_label,
                       recipient_end, prefixes, styles, first_line_mm, paragraph_gap_pt, line_pt,
                       signature_gap_pt))

/// "Vĩnh Giang, ngày 03 tháng 02 năm 2026": days below 10 and the months 1 and 2 are padded.
/// Without a date the day stays open for the pen.
std::string place_and_date(std::string_view place, std::string_view iso_date);

/// "05-QĐ/ĐUK": numbers below 10 are padded.
std::string number_text(std::int64_t number, std::string_view type, std::string_view agency);

/// "T/M BAN THƯỜNG VỤ"; empty when the post signs for itself.
std::string authority_line(const Layout& layout, const Signature& signature);

}  // namespace ketnap::documents
