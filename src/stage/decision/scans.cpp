// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/scans.h"

#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/inside.h"

namespace ketnap::decision {
namespace {

constexpr const char* holder = "meeting";

void require_readable(db::Tx& tx, const ScanWork& work, const MeetingId& id) {
    const auto row = inside::meeting_row(tx, id);
    auth::require_known(work.rights.can(work.ctx.actor, auth::Action::meeting_read, row.object()));
}

void require_editable(db::Tx& tx, const ScanWork& work, const MeetingId& id) {
    const auto row = inside::meeting_row(tx, id);
    auth::require_known(work.rights.can(work.ctx.actor, auth::Action::meeting_read, row.object()));
    auth::require(work.rights.can(work.ctx.actor, auth::Action::meeting_edit, row.object()));
}

}  // namespace

Attachment attach_scan(const ScanWork& work, const MeetingId& id, const std::filesystem::path& file,
                       const std::string& name) {
    const auto& vault = work.ctx.vault;
    // Made once; whoever attaches at the same moment gets the key that was kept.
    const auto key = work.ctx.write([&](db::Tx& tx) {
        require_editable(tx, work, id);
        store::keep_file_key(tx, id, vault.new_person_key(work.ctx.actor.tenant));
        return *store::file_key(tx, id);
    });
    const auto taken =
        attachments::take_in(work.ctx, work.shelf, key, attachments::PlainFile::of(file), name);
    return work.ctx.write([&](db::Tx& tx) {
        require_editable(tx, work, id);
        return attachments::keep(tx, work.ctx, taken, {holder, id.value, "scan"});
    });
}

void take_out_scan(const ScanWork& work, const MeetingId& id, const AttachmentId& which,
                   const std::string& reason) {
    work.ctx.write([&](db::Tx& tx) {
        require_editable(tx, work, id);
        const auto one = attachments::get(tx, which, holder, id.value);
        if (text::trim(reason).empty()) {
            refuse("field.required", "reason");
        }
        attachments::take_out(tx, work.ctx, one, text::nfc(text::trim(reason)));
    });
}

std::vector<Attachment> scans_of(const ScanWork& work, const MeetingId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        require_readable(tx, work, id);
        auto all = attachments::of_holder(tx, holder, id.value);
        std::erase_if(all, [](const Attachment& one) {
            return one.removed_at.has_value() || one.superseded_at.has_value();
        });
        return all;
    });
}

ScanFile open_scan(const ScanWork& work, const MeetingId& id, const AttachmentId& which) {
    auto [one, key] = work.ctx.read([&](db::Tx& tx) {
        require_readable(tx, work, id);
        auto found = attachments::get(tx, which, holder, id.value);
        return std::pair{std::move(found), store::file_key(tx, id)};
    });
    KETNAP_CHECK(key.has_value());
    attachments::note_download(work.ctx, one);
    auto bytes = attachments::open(work.ctx, work.shelf, *key, one).bytes();
    return {std::move(one), std::move(bytes)};
}

}  // namespace ketnap::decision
