// SPDX-License-Identifier: Apache-2.0
// Scans of what a body decided on paper: minutes, counts, decisions. They are about several people
// and lie sealed with a key of the meeting.
#pragma once
#include "base/attachments/attachments.h"
#include "stage/decision/meeting.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ketnap::decision {

using attachments::Attachment;
using attachments::AttachmentId;

/// Where the bytes lie; outlives the call.
struct ScanWork {
    const Ctx& ctx;
    const auth::Rights& rights;
    attachments::Shelf& shelf;
};

/// Needs meeting_edit; also of a closed meeting, whose scan often comes later. Refused: what
/// attachments::take_in() and keep() refuse.
Attachment attach_scan(const ScanWork& work, const MeetingId& id, const std::filesystem::path& file,
                       const std::string& name);
/// Marks one that does not belong there. Needs meeting_edit and a reason.
void take_out_scan(const ScanWork& work, const MeetingId& id, const AttachmentId& which,
                   const std::string& reason);
/// Those that were not taken out. Needs meeting_read.
std::vector<Attachment> scans_of(const ScanWork& work, const MeetingId& id);
struct ScanFile {
    Attachment about;
    std::string bytes;
};
/// Needs meeting_read; audited before it is given. Throws NotFound.
ScanFile open_scan(const ScanWork& work, const MeetingId& id, const AttachmentId& which);

}  // namespace ketnap::decision
