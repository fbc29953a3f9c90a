// SPDX-License-Identifier: Apache-2.0
// Cover sheets: one in front of each paper tells a batch of scans where it belongs (C35).
#pragma once
#include "stage/envelope/envelope.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::envelope {

/// What a cover sheet says: the code of a dossier and a form. No name, no date.
struct CoverMark {
    std::string code;
    std::string form;

    bool operator==(const CoverMark&) const = default;
};

/// The text of its QR code. The tag is of this office: sheets of another are not taken for own.
std::string cover_text(const Ctx& ctx, const CoverMark& mark);
std::optional<CoverMark> read_cover(const Ctx& ctx, std::string_view text);

/// One sheet a paper, dossier after dossier: the given forms, or all that its checklist asks. Needs
/// dossier_read of each. Throws NotFound; refused: no dossier, more than 300 sheets.
std::string covers_pdf(const Work& work, const std::vector<std::string>& dossiers,
                       const std::vector<std::string>& forms);

}  // namespace ketnap::envelope
