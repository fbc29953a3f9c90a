// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/meeting.h"

#include "base/audit/trace.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/decision/checks.h"
#include "stage/decision/inside.h"

#include <algorithm>

namespace ketnap::decision {
namespace {

using auth::Action;
using inside::open_row;
using json::text_of;

audit::Changes differences(const MeetingForm& from, const MeetingForm& to) {
    audit::Changes changes;
    const auto add = [&](const char* field, const std::string& a, const std::string& b) {
        audit::add_change(changes, field, a, b);
    };
    add("body_kind", text_of(from.body_kind), text_of(to.body_kind));
    add("body_name", from.body_name, to.body_name);
    add("held_on", from.held_on, to.held_on);
    add("member_count", std::to_string(from.member_count), std::to_string(to.member_count));
    add("present_count", std::to_string(from.present_count), std::to_string(to.present_count));
    add("absent_note", from.absent_note, to.absent_note);
    add("chair_name", from.chair_name, to.chair_name);
    add("secretary_name", from.secretary_name, to.secretary_name);
    add("tellers", from.tellers, to.tellers);
    add("decided_on", from.decided_on, to.decided_on);
    add("signer_post", from.signer_post, to.signer_post);
    add("signer_name", from.signer_name, to.signer_name);
    add("starts_at", from.starts_at, to.starts_at);
    add("venue", from.venue, to.venue);
    add("paper", from.paper, to.paper);
    add("sent_on", from.sent_on, to.sent_on);
    add("closes_on", from.closes_on, to.closes_on);
    return changes;
}

// What ballots were counted by may not change under them, nor what the body was asked in.
void refuse_changed_base(db::Tx& tx, const store::MeetingRow& before, const MeetingForm& form) {
    const auto& old = before.form;
    if (old.kind != form.kind) {
        refuse("meeting.kind_fixed", "kind");
    }
    const bool same = old.org_id == form.org_id && old.body_kind == form.body_kind &&
                      old.held_on == form.held_on && old.member_count == form.member_count &&
                      old.present_count == form.present_count && old.closes_on == form.closes_on;
    if (!same) {
        inside::refuse_voted(tx, before.id);
    }
    const auto sheets = static_cast<std::int64_t>(store::sheets(tx, before.id).size());
    if (sheets > 0 && sheets != form.member_count) {
        refuse("meeting.sheets_differ", "member_count", {std::to_string(sheets)});
    }
}

template <class F>
Meeting on_open_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                        const MeetingId& id, Action action, F&& work) {
    return ctx.write([&](db::Tx& tx) {
        const auto row = open_row(tx, id);
        inside::require_acting(tx, ctx, rights, action, row);
        work(tx, row);
        return inside::assemble(tx, ctx, desk, inside::meeting_row(tx, id));
    });
}

}  // namespace

Meeting make_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingForm& form) {
    return ctx.write([&](db::Tx& tx) {
        const auto row = inside::make(tx, ctx, desk, form);
        inside::require_acting(tx, ctx, rights, Action::meeting_edit, row);
        return inside::assemble(tx, ctx, desk, row);
    });
}

Meeting change_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                       const MeetingId& id, const MeetingForm& form, std::int64_t version) {
    return on_open_meeting(
        ctx, rights, desk, id, Action::meeting_edit,
        [&](db::Tx& tx, const store::MeetingRow& before) {
            refuse_if(checks::check_meeting(form, ctx.clock.today(), desk.rules));
            auto row = before;
            row.form = inside::completed(form, before.form.present_count);
            row.version = version;
            refuse_changed_base(tx, before, row.form);
            const auto org = org::get(tx, org::OrgId{form.org_id});
            auth::require(rights.can(ctx.actor, Action::meeting_edit, org.object()));
            if (!store::update(tx, row)) {
                throw Conflict{};
            }
            audit::trace(tx, ctx, "meeting.changed", "meeting", id.value,
                         differences(before.form, row.form));
        });
}

Meeting put_on_agenda(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, const std::vector<dossier::DossierId>& dossiers) {
    return on_open_meeting(
        ctx, rights, desk, id, Action::meeting_edit, [&](db::Tx& tx, const store::MeetingRow& row) {
            for (const auto& one : dossiers) {
                auth::require_known(
                    rights.can(ctx.actor, Action::dossier_read, dossier::get(tx, one).object()));
            }
            inside::put_on_agenda(tx, ctx, row, dossiers);
        });
}

Meeting record_ballot(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, const ItemId& item, const Ballot& ballot) {
    return on_open_meeting(
        ctx, rights, desk, id, Action::ballot_record,
        [&](db::Tx& tx, const store::MeetingRow& read) {
            auto row = read;
            const auto before = inside::item_row(tx, id, item, ballot.version);
            const auto now = inside::record(tx, ctx, desk, row, before, ballot);
            if (ballot.issue && now.state == ItemState::passed) {
                inside::require_acting(tx, ctx, rights, Action::decision_issue, row);
                inside::issue(tx, ctx, desk, row, now, ballot.paper.value_or(PaperNumber{}));
            }
        });
}

Meeting set_aside(const Ctx& ctx, const auth::Rights& rights, const Desk& desk, const MeetingId& id,
                  const ItemId& item, ItemState state, const std::string& reason,
                  std::int64_t version) {
    return on_open_meeting(
        ctx, rights, desk, id, Action::meeting_edit, [&](db::Tx& tx, const store::MeetingRow&) {
            auto row = inside::item_row(tx, id, item, version);
            const bool aside = state == ItemState::withdrawn || state == ItemState::postponed;
            if (!row.decision_id.empty()) {
                throw Refused{{field_finding("ballot.decided", "state", {row.decision_number})}};
            }
            if (!aside && state != ItemState::waiting) {
                throw Refused{{field_finding("field.choice", "state")}};
            }
            if (aside && text::trim(reason).empty()) {
                throw Refused{{field_finding("field.required", "reason")}};
            }
            if (!aside && row.state != ItemState::waiting && row.state != ItemState::passed &&
                store::taken(tx).contains(row.dossier_id.value)) {
                throw Refused{{field_finding("meeting.on_agenda", "state", {})}};
            }
            const auto before = row.state;
            row.state = state;
            row.ballot = {};
            row.base = 0;
            row.rule.clear();
            row.rule_set.clear();
            row.reason = aside ? reason : "";
            if (!store::update_item(tx, row)) {
                throw Conflict{};
            }
            dossier::take_back_failed_vote(tx, row.id.value);
            audit::trace(tx, ctx, "meeting.item_set", "dossier", row.dossier_id.value,
                         {{"state", text_of(before), text_of(state)}, {"reason", "", row.reason}});
        });
}

Meeting issue_decision(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                       const MeetingId& id, const ItemId& item, const PaperNumber& paper) {
    return on_open_meeting(ctx, rights, desk, id, Action::decision_issue,
                           [&](db::Tx& tx, const store::MeetingRow& row) {
                               const auto rows = store::items(tx, id);
                               const auto found =
                                   std::ranges::find(rows, item, &store::ItemRow::id);
                               if (found == rows.end()) {
                                   throw NotFound{};
                               }
                               inside::issue(tx, ctx, desk, row, *found, paper);
                           });
}

Meeting order_agenda(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                     const MeetingId& id, const std::vector<ItemId>& order) {
    return on_open_meeting(
        ctx, rights, desk, id, Action::meeting_edit, [&](db::Tx& tx, const store::MeetingRow&) {
            std::vector<ItemId> known;
            for (const auto& item : store::items(tx, id)) {
                known.push_back(item.id);
            }
            if (!std::ranges::is_permutation(order, known)) {
                throw Conflict{};  // somebody added or took one meanwhile
            }
            const auto count = static_cast<std::int64_t>(order.size());
            const auto far = known.empty() ? 0 : store::items(tx, id).back().position + count;
            for (std::int64_t pass = 0; pass < 2; ++pass) {  // no two on one place in between
                std::int64_t position = pass == 0 ? far : 0;
                for (const auto& item : order) {
                    store::move_item(tx, id, item, ++position);
                }
            }
            audit::trace(tx, ctx, "meeting.agenda_ordered", "meeting", id.value,
                         {{"count", "", std::to_string(count)}});
        });
}

Meeting close_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                      const MeetingId& id, std::int64_t version) {
    return on_open_meeting(ctx, rights, desk, id, Action::meeting_edit,
                           [&](db::Tx& tx, const store::MeetingRow& row) {
                               if (row.version != version) {
                                   throw Conflict{};
                               }
                               close_meeting(tx, ctx, id);
                           });
}

std::vector<MeetingSummary> meetings(const Ctx& ctx, const auth::Rights& rights,
                                     std::string_view campaign_id) {
    return ctx.read([&](db::Tx& tx) {
        auto all = store::list(tx, campaign_id);
        std::erase_if(all, [&](const MeetingSummary& m) {
            return !rights.can(
                ctx.actor, Action::meeting_read,
                {.org_path = m.org_path, .campaign_id = m.campaign_id, .persons = {}});
        });
        return all;
    });
}

std::vector<dossier::Candidate> ready(const Ctx& ctx, const auth::Rights& rights,
                                      const MeetingId& id) {
    return ctx.read([&](db::Tx& tx) {
        const auto row = inside::meeting_row(tx, id);
        auth::require_known(rights.can(ctx.actor, Action::meeting_read, row.object()));
        auto taken = store::taken(tx);
        for (const auto& item : store::items(tx, id)) {
            taken.insert(item.dossier_id.value);
        }
        auto all = dossier::candidates(tx, dossier::State::qualified);
        std::erase_if(all, [&](const dossier::Candidate& c) {
            return taken.contains(c.dossier.id.value) ||
                   !rights.can(ctx.actor, Action::dossier_read, c.dossier.object());
        });
        return all;
    });
}

Meeting get_meeting(const Ctx& ctx, const auth::Rights& rights, const Desk& desk,
                    const MeetingId& id) {
    return ctx.read([&](db::Tx& tx) {
        const auto row = inside::meeting_row(tx, id);
        auth::require_known(rights.can(ctx.actor, Action::meeting_read, row.object()));
        return inside::assemble(tx, ctx, desk, row);
    });
}

Meeting make_meeting(db::Tx& tx, const Ctx& ctx, const Desk& desk, const MeetingForm& form,
                     const std::vector<dossier::DossierId>& agenda) {
    const auto row = inside::make(tx, ctx, desk, form);
    inside::put_on_agenda(tx, ctx, row, agenda);
    return inside::assemble(tx, ctx, desk, row);
}

void close_meeting(db::Tx& tx, const Ctx& ctx, const MeetingId& id) {
    const auto row = open_row(tx, id);
    const auto waiting =
        std::ranges::count(store::items(tx, id), ItemState::waiting, &store::ItemRow::state);
    if (waiting > 0) {
        throw Refused{{field_finding("meeting.still_waiting", "state", {std::to_string(waiting)})}};
    }
    if (!store::close(tx, id, row.version)) {
        throw Conflict{};
    }
    audit::trace(tx, ctx, "meeting.closed", "meeting", id.value,
                 {{"state", text_of(MeetingState::open), text_of(MeetingState::closed)}});
}

}  // namespace ketnap::decision
