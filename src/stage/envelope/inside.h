// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/envelope/envelope.h"

/// What the operations of this slice share. Private to it.
namespace ketnap::envelope::inside {

/// The row just read, known to the actor; throws NotFound.
dossier::Dossier known(db::Tx& tx, const Work& work, const DossierId& id);
/// The same, when its contents may be changed.
dossier::Dossier editable(db::Tx& tx, const Work& work, const DossierId& id);
/// Refused: no checklist knows the form.
void require_form(const Work& work, const std::string& form);
bool may_see(const Work& work, const dossier::Dossier& dossier, std::string_view form);

/// Keeps what was taken in; when that is refused, nothing of it stays on the shelf.
template <class Keep>
Attachment keep_or_forget(const Work& work, const Attachment& taken, Keep keep) {
    try {
        return work.ctx.write(keep);
    } catch (const RequestError&) {
        attachments::remove_unnamed(work.ctx, work.desk.shelf, taken.stored);
        throw;
    }
}

}  // namespace ketnap::envelope::inside
