// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/secrets.h"

#include "base/audit/trace.h"
#include "base/privacy/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::privacy {

using auth::Action;

namespace {

PaperStub one_stub(db::Tx& tx, const std::string& id) {
    auto found = store::stubs(tx, id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    return std::move(found.front());
}

Purge one_purge(db::Tx& tx, const Work& work, const std::string& id) {
    auto found = store::purges(tx, id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    require_office(tx, work, Action::data_erase);
    return std::move(found.front());
}

Purge seen(const Work& work, Purge one) {
    one.mine = one.asked_by == work.ctx.actor.user;
    return one;
}

void finish(db::Tx& tx, const Work& work, Purge& one, PurgeState state, std::int64_t version) {
    one.state = state;
    one.done_at = tx.now_ms();
    one.done_by = work.ctx.actor.user;
    one.done_name = work.ctx.actor.name;
    one.version = version;
    if (!store::finish(tx, one)) {
        throw Conflict{};
    }
}

}  // namespace

std::vector<PaperStub> stubs(db::Tx& tx, const Work& work) {
    require_office(tx, work, Action::privacy_read);
    return store::stubs(tx, "");
}

PaperStub add_stub(const Work& work, const StubForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        PaperStub one;
        one.id = new_uuid(tx.now_ms());
        one.number = text::trim(form.number);
        one.dated = form.dated;
        one.holder = text::trim(form.holder);
        one.place = text::trim(form.place);
        Findings findings;
        for (const auto& [field, value] :
             {std::pair{"number", &one.number}, std::pair{"holder", &one.holder},
              std::pair{"place", &one.place}}) {
            if (value->empty()) {
                findings.push_back(field_finding("field.required", field));
            }
        }
        if (!time::Date::parse_iso(one.dated)) {
            findings.push_back(field_finding("field.format", "dated"));
        }
        refuse_if(findings);
        if (form.person_id && !form.person_id->empty()) {
            one.person_id = person_within(tx, work, Action::privacy_edit, *form.person_id).id.value;
        }
        one.recorded_by = work.ctx.actor.name;
        store::insert(tx, one);
        audit::trace(tx, work.ctx, "privacy.stub_added", "paper_stub", one.id,
                     {{"holder", "", one.holder}});
        return one_stub(tx, one.id);
    });
}

PaperStub end_stub(const Work& work, const std::string& id, std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        one_stub(tx, id);
        if (!store::end_stub(tx, id, work.ctx.clock.today().iso(), version)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "privacy.stub_ended", "paper_stub", id);
        return one_stub(tx, id);
    });
}

std::vector<Purge> purges(db::Tx& tx, const Work& work) {
    require_office(tx, work, Action::privacy_read);
    auto found = store::purges(tx, "");
    for (auto& one : found) {
        one = seen(work, std::move(one));
    }
    return found;
}

Purge hold_file(const Work& work, const PurgeForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::data_erase);
        const attachments::AttachmentId file{form.attachment_id};
        if (text::trim(form.hold_reason).empty()) {
            refuse("field.required", "hold_reason");
        }
        if (!attachments::hold(tx, file, true)) {
            throw NotFound{};
        }
        Purge one;
        one.id = new_uuid(tx.now_ms());
        one.attachment_id = form.attachment_id;
        one.reason = text::nfc(text::trim(form.hold_reason));
        one.asked_at = tx.now_ms();
        one.asked_by = work.ctx.actor.user;
        one.asked_name = work.ctx.actor.name;
        if (!store::insert(tx, one)) {
            refuse("privacy.held_already", "attachment_id");
        }
        audit::trace(tx, work.ctx, "secrecy.file_held", "attachment", form.attachment_id,
                     {{"reason", "", one.reason}});
        return seen(work, one_purge(tx, work, one.id));
    });
}

Purge purge_file(const Work& work, const std::string& id, std::int64_t version) {
    const auto stored = work.ctx.write([&](db::Tx& tx) {
        auto one = one_purge(tx, work, id);
        require_another(tx, work, one.asked_by);
        finish(tx, work, one, PurgeState::done, version);
        const auto gone = attachments::shred(tx, attachments::AttachmentId{one.attachment_id});
        audit::trace(tx, work.ctx, "secrecy.file_purged", "attachment", one.attachment_id,
                     {{"asked_by", "", one.asked_by}});
        return gone;
    });
    attachments::remove_unnamed(work.ctx, work.desk.shelf, stored);
    return work.ctx.read([&](db::Tx& tx) { return seen(work, one_purge(tx, work, id)); });
}

Purge release_file(const Work& work, const std::string& id, std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        auto one = one_purge(tx, work, id);
        require_another(tx, work, one.asked_by);
        finish(tx, work, one, PurgeState::dropped, version);
        attachments::hold(tx, attachments::AttachmentId{one.attachment_id}, false);
        audit::trace(tx, work.ctx, "secrecy.file_released", "attachment", one.attachment_id);
        return seen(work, one_purge(tx, work, id));
    });
}

}  // namespace ketnap::privacy
