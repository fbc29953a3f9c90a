// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/attachments/attachments.h"
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "stage/dossier/dossier.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::documents {
class Library;
}

/// What lies in the envelope of a dossier beyond what is typed: files of its papers, batches of
/// scans, readings of hand-written originals, letters of verification, opinions asked.
namespace ketnap::envelope {

using attachments::Attachment;
using attachments::AttachmentId;
using audit::Ctx;
using dossier::DossierId;

/// What the slice works with; what is referred to outlives it.
struct Desk {
    const dossier::Book& book;
    attachments::Shelf& shelf;
    const documents::Library& library;
    std::filesystem::path workplace;  ///< a folder where tools may leave files for a moment
};

struct Work {
    const Ctx& ctx;
    const auth::Rights& rights;
    Desk desk;
};

/// A file that came in, under the name its sender gave it.
struct Incoming {
    std::filesystem::path file;
    std::string name;
};

/// Puts a file to a paper. Needs the right to edit the dossier in its state. Refused: a form that
/// no checklist knows; everything attachments::take_in() and keep() refuse.
Attachment attach(const Work& work, const DossierId& id, const std::string& form,
                  const Incoming& incoming);
/// The next version of a file; the one before stays.
Attachment replace(const Work& work, const DossierId& id, const AttachmentId& old,
                   const Incoming& incoming);
/// Marks a file that does not belong there, with a reason.
void take_out(const Work& work, const DossierId& id, const AttachmentId& which,
              const std::string& reason);

/// The files of a dossier that the actor may see: those of verification only with letter_read.
std::vector<Attachment> files_of(const Work& work, const DossierId& id);
/// One of them; throws NotFound.
Attachment file_of(const Work& work, const DossierId& id, const AttachmentId& which);
/// Its bytes, or one page; audited before they are given.
std::string download(const Work& work, const DossierId& id, const Attachment& one);
attachments::Picture page_of(const Work& work, const DossierId& id, const Attachment& one,
                             std::int64_t page);

/// Papers that only whoever verifies, appraises or approves may open (P3).
bool is_closed_paper(std::string_view form);

}  // namespace ketnap::envelope
