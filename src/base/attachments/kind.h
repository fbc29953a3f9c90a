// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace ketnap::attachments {

enum class Kind { pdf, jpeg, png };
BOOST_DESCRIBE_ENUM(Kind, pdf, jpeg, png)

std::string_view content_type(Kind kind);

/// What a file is by its bytes, whatever its name says: the whole structure is walked, nothing may
/// hide in front of it or behind it. Problems: `attachment.empty`, `attachment.not_allowed`,
/// `attachment.damaged`, `attachment.locked` (PDF under a password), `attachment.active` (PDF with
/// scripts, programs or other files in it).
Result<Kind> kind_of(std::string_view bytes);

/// Everything wrong with the name a file came under: no ending of an allowed kind, an ending of
/// another kind than it is (`attachment.not_what_it_says`), a mark of secrecy
/// (`attachment.secret_mark`).
Findings check_name(std::string_view name, Kind kind);
bool has_secret_mark(std::string_view name);
/// A stamp of secrecy among the lines of a PDF's text.
bool has_secret_stamp(std::string_view text);

/// The name as it is kept: without folders, controls and what would not fit.
std::string clean_file_name(std::string_view name);

/// The bytes that are kept, piece by piece: of a picture without place, device, comments and
/// whatever hangs behind it, but with the way it stands; of a PDF all. The file is what kind_of()
/// said.
void each_kept_piece(Kind kind, std::string_view bytes,
                     const std::function<void(std::string_view)>& take);

}  // namespace ketnap::attachments
