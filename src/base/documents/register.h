// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {

using DocumentId = Id<struct DocumentTag>;

/// A paper may be changed while it is a draft. Issued, it keeps its number for ever; a corrected
/// paper takes its place and it is superseded.
enum class DocumentState { draft, issued, superseded };

struct Document {
    DocumentId id;
    std::string template_id;
    std::string object_kind;  ///< whose paper it is: "decision"
    std::string object_id;
    std::string type;  ///< "QĐ"
    std::string term;  ///< of the committee: "2020-2025"
    std::optional<std::int64_t> number;
    std::string number_text;  ///< "05-QĐ/ĐUK"
    std::string dated;
    DocumentState state = DocumentState::draft;
    std::string supersedes;  ///< id of the paper whose place it takes
    std::int64_t version = 1;
};

struct NewDocument {
    std::string template_id;
    std::string object_kind;
    std::string object_id;
    std::string type;
    std::string term;
    std::string supersedes;
};

/// The next number of a type in a term of the committee: starts at 1, no gap, no repeat; given back
/// when the transaction is undone.
std::int64_t take_number(db::Tx& tx, std::string_view type, std::string_view term);

/// The last number given out, on paper or by the program; 0 before the first.
std::int64_t last_number(db::Tx& tx, std::string_view type, std::string_view term);
/// An office that begins in the middle of a term goes on behind its paper register. Refused
/// (Conflict): a number below one that was given out.
void continue_after(db::Tx& tx, std::string_view type, std::string_view term, std::int64_t last);

/// A number between two that were given out which no paper of the program bears, and why.
struct NumberGap {
    std::int64_t number = 0;
    std::string reason;
};
/// In the order of the numbers.
std::vector<NumberGap> gaps(db::Tx& tx, std::string_view type, std::string_view term);

/// A number that stands on a paper already signed. `reason` says why the numbers it leaves out are
/// not here; needed when there are any.
struct PaperNumber {
    std::int64_t number = 0;
    std::string reason;
};

DocumentId draft(db::Tx& tx, const NewDocument& document);
/// Takes the number and the day in one step; the paper it supersedes is marked. Throws Conflict
/// when the draft is not one any more. The number is kept in `agency` form: number_text().
Document issue(db::Tx& tx, const DocumentId& id, std::string_view agency, std::string_view dated);
/// The same with the number that the paper bears. Refused: `number.taken` (already given out),
/// `number.gap` (numbers before it are missing and nobody said why), `number.range`.
Document issue_as(db::Tx& tx, const DocumentId& id, const PaperNumber& paper,
                  std::string_view agency, std::string_view dated);
Document load(db::Tx& tx, const DocumentId& id);
std::vector<Document> of_object(db::Tx& tx, std::string_view kind, std::string_view id);

/// The register of a type in a term, in the order of the numbers.
std::vector<Document> numbered(db::Tx& tx, std::string_view type, std::string_view term);

}  // namespace ketnap::documents
