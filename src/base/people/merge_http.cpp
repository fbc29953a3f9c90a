// SPDX-License-Identifier: Apache-2.0
#include "base/people/http.h"
#include "base/people/json.h"
#include "base/people/merge.h"
#include "base/people/merge_fields.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::people {

struct BothForm {
    std::string kept_id;
    std::string lost_id;
};
BOOST_DESCRIBE_STRUCT(BothForm, (), (kept_id, lost_id))

struct MergeSide {
    std::string id;
    std::string name;
    std::string org_name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MergeSide, (), (id, name, org_name, version))

/// One field side by side; bodies by their names, sealed values masked.
struct MergeField {
    std::string key;
    std::string kept;
    std::string lost;
    bool differs = false;
    bool take_lost = false;
};
BOOST_DESCRIBE_STRUCT(MergeField, (), (key, kept, lost, differs, take_lost))

struct MergeMoves {
    std::string what;  ///< in words
    std::int64_t count = 0;
    std::int64_t stays = 0;
};
BOOST_DESCRIBE_STRUCT(MergeMoves, (), (what, count, stays))

struct MergeComparison {
    MergeSide kept;
    MergeSide lost;
    std::vector<MergeField> fields;
    std::vector<MergeMoves> moves;
    Findings against;
};
BOOST_DESCRIBE_STRUCT(MergeComparison, (), (kept, lost, fields, moves, against))

struct MergeForm {
    std::string kept_id;
    std::string lost_id;
    std::vector<std::string> take;
    std::string reason;
    std::int64_t kept_version = 0;
    std::int64_t lost_version = 0;
};
BOOST_DESCRIBE_STRUCT(MergeForm, (), (kept_id, lost_id, take, reason, kept_version, lost_version))

struct MergeDone {
    std::string id;
    std::string kept_id;
};
BOOST_DESCRIBE_STRUCT(MergeDone, (), (id, kept_id))

struct UndoMergeForm {
    std::string reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UndoMergeForm, (), (reason, version))

struct MergeView {
    std::string id;
    std::string kept_id;
    std::string kept_name;
    std::string lost_id;
    std::string lost_name;
    std::vector<std::string> taken;
    std::string reason;
    std::int64_t merged_at = 0;
    std::string merged_name;
    std::optional<std::int64_t> undone_at;
    std::string undone_name;
    std::string undone_reason;
    bool may_undo = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MergeView, (),
                      (id, kept_id, kept_name, lost_id, lost_name, taken, reason, merged_at,
                       merged_name, undone_at, undone_name, undone_reason, may_undo, version))

namespace {

using auth::Action;
using auth::Call;

MergeSide side_of(db::Tx& tx, const Person& person) {
    return {person.id.value, person.name, org::get(tx, person.org_id).name, person.version};
}

std::string body_name(db::Tx& tx, const std::string& id) {
    const auto body = org::find(tx, org::OrgId{id});
    return body ? body->name : std::string{};
}

std::vector<MergeField> fields_of(db::Tx& tx, const std::vector<FieldPair>& fields) {
    std::vector<MergeField> out;
    for (const auto& field : fields) {
        const bool body = field.key == "org_id" || field.key == "union_org_id";
        out.push_back({field.key, body ? body_name(tx, field.kept) : field.kept,
                       body ? body_name(tx, field.lost) : field.lost, field.differs,
                       field.take_lost});
    }
    return out;
}

MergeComparison compared(Call& call, const BothForm& form, const Holders& holders) {
    auto found =
        compare(call.ctx, call.rights, holders, {PersonId{form.kept_id}, PersonId{form.lost_id}});
    MergeComparison out;
    call.ctx.read([&](db::Tx& tx) {
        out.kept = side_of(tx, found.kept);
        out.lost = side_of(tx, found.lost);
        out.fields = fields_of(tx, found.fields);
    });
    for (const auto& moved : found.moves) {
        out.moves.push_back({call.messages.text("people.held." + moved.place, call.language()),
                             moved.count, moved.stays});
    }
    call.localize(found.against);
    out.against = std::move(found.against);
    return out;
}

MergeDone merged(Call& call, const MergeForm& form, const Holders& holders) {
    MergeOrder order{{PersonId{form.kept_id}, PersonId{form.lost_id}},
                     form.take,
                     form.reason,
                     form.kept_version,
                     form.lost_version};
    return {merge(call.ctx, call.rights, holders, order), form.kept_id};
}

json::Page<MergeView> merges(Call& call) {
    json::Page<MergeView> page;
    call.ctx.read([&](db::Tx& tx) {
        const auto person = get(tx, PersonId{call.param("id")});
        auth::require_known(can_read(call.rights, call.ctx.actor, person));
        for (const auto& one : merges_of(tx, person.id)) {
            const auto kept = get(tx, one.kept);
            const auto lost = get(tx, one.lost);
            const bool undoable = !one.undone_at && may_merge(call.rights, call.ctx.actor, kept) &&
                                  may_merge(call.rights, call.ctx.actor, lost);
            page.items.push_back({one.id, kept.id.value, kept.name, lost.id.value, lost.name,
                                  one.taken, one.reason, one.merged_at, one.merged_name,
                                  one.undone_at, one.undone_name, one.undone_reason, undoable,
                                  one.version});
        }
    });
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

}  // namespace

void add_merge_routes(auth::Api& api, Holders holders) {
    const auto shared = std::make_shared<const Holders>(std::move(holders));
    api.query<BothForm, MergeComparison>(
        "/api/people-merges/compare", Action::person_merge,
        "Two records field by field, what would move, what stands against it",
        [shared](Call& call, const BothForm& form) { return compared(call, form, *shared); });
    api.post<MergeForm, MergeDone>(
        "/api/people-merges", Action::person_merge, "Make two records one",
        [shared](Call& call, const MergeForm& form) { return merged(call, form, *shared); });
    api.post<UndoMergeForm, auth::Nothing>(
        "/api/people-merges/{id}/undo", Action::person_merge, "Take a merge back",
        [shared](Call& call, const UndoMergeForm& form) {
            undo_merge(call.ctx, call.rights, *shared, call.param("id"), form.reason, form.version);
            return auth::Nothing{};
        });
    api.get<json::Page<MergeView>>("/api/people/{id}/merges", Action::person_read,
                                   "Merges in which this person was kept or lost, newest first",
                                   merges);
}

}  // namespace ketnap::people
