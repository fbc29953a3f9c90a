// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/envelope.h"

#include "stage/envelope/inside.h"

#include <algorithm>

namespace ketnap::envelope {

namespace inside {

dossier::Dossier known(db::Tx& tx, const Work& work, const DossierId& id) {
    auto found = dossier::get(tx, id);
    auth::require_known(
        work.rights.can(work.ctx.actor, auth::Action::dossier_read, found.object()));
    return found;
}

dossier::Dossier editable(db::Tx& tx, const Work& work, const DossierId& id) {
    auto found = known(tx, work, id);
    dossier::require_editable(work.rights, work.ctx.actor, work.desk.book.states, found);
    return found;
}

void require_form(const Work& work, const std::string& form) {
    const auto& lists = work.desk.book.basis.checklists.all();
    if (std::none_of(lists.begin(), lists.end(),
                     [&](const auto& list) { return list.find(form) != nullptr; })) {
        refuse("paper.unknown", "form", {form});
    }
}

bool may_see(const Work& work, const dossier::Dossier& dossier, std::string_view form) {
    return !is_closed_paper(form) ||
           work.rights.can(work.ctx.actor, auth::Action::letter_read, dossier.object());
}

}  // namespace inside

namespace {

constexpr const char* holder = "dossier";

struct Owned {
    Attachment file;
    db::Blob key;
};

Owned owned(db::Tx& tx, const Work& work, const DossierId& id, const AttachmentId& which) {
    const auto of = inside::known(tx, work, id);
    Owned out{attachments::get(tx, which, holder, id.value), people::sealed_key(tx, of.person_id)};
    auth::require_known(inside::may_see(work, of, out.file.at.place));
    return out;
}

attachments::PlainFile opened(const Work& work, const DossierId& id, const Attachment& one) {
    const auto key = work.ctx.read([&](db::Tx& tx) { return owned(tx, work, id, one.id).key; });
    return attachments::open(work.ctx, work.desk.shelf, key, one);
}

/// The rights are asked before the file is looked at, and again in the transaction that keeps it.
Attachment taken_in(const Work& work, const DossierId& id, const Incoming& incoming) {
    const auto key = work.ctx.read([&](db::Tx& tx) {
        return people::sealed_key(tx, inside::editable(tx, work, id).person_id);
    });
    return attachments::take_in(work.ctx, work.desk.shelf, key,
                                attachments::PlainFile::of(incoming.file), incoming.name);
}

}  // namespace

bool is_closed_paper(std::string_view form) {
    return form == "verification";
}

Attachment attach(const Work& work, const DossierId& id, const std::string& form,
                  const Incoming& incoming) {
    work.ctx.read([&](db::Tx& tx) { inside::editable(tx, work, id); });
    inside::require_form(work, form);
    const auto taken = taken_in(work, id, incoming);
    return inside::keep_or_forget(work, taken, [&](db::Tx& tx) {
        inside::editable(tx, work, id);
        return attachments::keep(tx, work.ctx, taken, {holder, id.value, form});
    });
}

Attachment replace(const Work& work, const DossierId& id, const AttachmentId& old,
                   const Incoming& incoming) {
    const auto before = file_of(work, id, old);
    const auto taken = taken_in(work, id, incoming);
    return inside::keep_or_forget(work, taken, [&](db::Tx& tx) {
        inside::editable(tx, work, id);
        return attachments::replace(tx, work.ctx, taken, before);
    });
}

void take_out(const Work& work, const DossierId& id, const AttachmentId& which,
              const std::string& reason) {
    work.ctx.write([&](db::Tx& tx) {
        inside::editable(tx, work, id);
        const auto one = owned(tx, work, id, which).file;
        if (text::trim(reason).empty()) {
            refuse("field.required", "reason");
        }
        attachments::take_out(tx, work.ctx, one, text::nfc(text::trim(reason)));
    });
}

std::vector<Attachment> files_of(const Work& work, const DossierId& id) {
    return work.ctx.read([&](db::Tx& tx) {
        const auto of = inside::known(tx, work, id);
        auto files = attachments::of_holder(tx, holder, id.value);
        std::erase_if(
            files, [&](const Attachment& one) { return !inside::may_see(work, of, one.at.place); });
        return files;
    });
}

Attachment file_of(const Work& work, const DossierId& id, const AttachmentId& which) {
    return work.ctx.read([&](db::Tx& tx) { return owned(tx, work, id, which).file; });
}

std::string download(const Work& work, const DossierId& id, const Attachment& one) {
    attachments::note_download(work.ctx, one);
    return opened(work, id, one).bytes();
}

attachments::Picture page_of(const Work& work, const DossierId& id, const Attachment& one,
                             std::int64_t page) {
    attachments::note_view(work.ctx, one);
    return attachments::picture(opened(work, id, one), one, page);
}

}  // namespace ketnap::envelope
