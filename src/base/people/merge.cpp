// SPDX-License-Identifier: Apache-2.0
#include "base/people/merge.h"

#include "base/people/differences.h"
#include "base/people/merge_fields.h"
#include "base/people/merge_store.h"
#include "base/people/store.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ketnap::people {
namespace {

using auth::Action;
using store::MovedRow;

constexpr std::string_view merge_table = "person_merge";
constexpr std::string_view before_column = "before";

std::string reason_of(const std::string& typed) {
    constexpr std::size_t shortest = 5;
    constexpr std::size_t longest = 500;
    auto reason = text::trim(typed);
    if (text::length(reason) < shortest) {
        throw Refused{{field_finding("field.too_short", "reason", {std::to_string(shortest)})}};
    }
    if (text::length(reason) > longest) {
        throw Refused{{field_finding("field.too_long", "reason", {std::to_string(longest)})}};
    }
    return reason;
}

bool is_erased(const store::SealedFields& sealed) {
    return sealed.sealed_key == crypto::Vault::destroyed_key();
}

// Both as they stand, readable and to be merged by whoever asks.
struct Two {
    Person kept;
    Person lost;
    store::SealedFields kept_sealed;
    store::SealedFields lost_sealed;
};
Two two_of(db::Tx& tx, const Ctx& ctx, const auth::Rights& rights, const Both& both) {
    Two out;
    out.kept = get(tx, both.kept);
    out.lost = get(tx, both.lost);
    for (const auto* person : {&out.kept, &out.lost}) {
        auth::require_known(can_read(rights, ctx.actor, *person));
    }
    for (const auto* person : {&out.kept, &out.lost}) {
        auth::require(may_merge(rights, ctx.actor, *person));
    }
    out.kept_sealed = *store::sealed(tx, both.kept);
    out.lost_sealed = *store::sealed(tx, both.lost);
    return out;
}

Findings against_state(const Two& two) {
    Findings out;
    if (two.kept.id == two.lost.id) {
        out.push_back(field_finding("people.merge_self", "lost_id"));
    }
    for (const auto& [person, sealed, field] :
         {std::tuple{&two.kept, &two.kept_sealed, "kept_id"},
          std::tuple{&two.lost, &two.lost_sealed, "lost_id"}}) {
        if (!person->active || is_erased(*sealed)) {
            out.push_back(field_finding("people.merge_inactive", field, {person->name}));
        }
    }
    return out;
}

Findings against(db::Tx& tx, const Holders& holders, const Two& two) {
    auto out = against_state(two);
    if (!out.empty()) {
        return out;
    }
    for (const auto& holder : holders) {
        if (holder.against) {
            for (auto& finding : holder.against(tx, two.kept, two.lost)) {
                out.push_back(std::move(finding));
            }
        }
    }
    return out;
}

// The same value under the key of another person, for another place.
crypto::Sealed moved_value(const Ctx& ctx, const store::SealedFields& from,
                           const store::SealedFields& to, std::string_view table,
                           const SealedRow& row, const std::string& bound_to) {
    if (row.value.empty() || is_erased(from) || is_erased(to)) {
        return row.value;
    }
    const auto& tenant = ctx.actor.tenant;
    const auto words =
        ctx.vault.open(tenant, from.sealed_key, table, row.column, row.bound_to, row.value);
    if (!words) {
        throw RequestError{words.error().key, {}};
    }
    return ctx.vault.seal(tenant, to.sealed_key, table, row.column, bound_to, *words);
}

std::string place_of(const SealedColumn& column, const SealedRow& row) {
    return std::string{column.table} + "." + row.column;
}

// What is sealed is found through whom it belongs to: before anything moves, and again for what
// stays because the kept person has the like.
class Mover {
  public:
    Mover(db::Tx& tx, const Ctx& ctx, const Holders& holders, const Two& two)
        : m_tx(tx), m_ctx(ctx), m_holders(holders), m_two(two) {}

    std::vector<MovedRow> move() {
        std::vector<std::pair<const SealedColumn*, std::vector<SealedRow>>> sealed;
        for (const auto& holder : m_holders) {
            for (const auto& column : holder.sealed) {
                sealed.emplace_back(&column, store::sealed_of(m_tx, column, m_two.lost.id));
            }
        }
        for (const auto& holder : m_holders) {
            for (const auto& column : holder.ids) {
                move_ids(column);
            }
        }
        for (const auto& [column, rows] : sealed) {
            seal_anew(*column, rows);
        }
        return std::move(m_rows);
    }

  private:
    void move_ids(const db::HeldId& column) {
        const auto& kept = m_two.kept.id.value;
        const auto& lost = m_two.lost.id.value;
        for (const auto& row : store::held(m_tx, column, lost, kept)) {
            KETNAP_CHECK(store::put_held(m_tx, column, row, kept, lost));
            keep({0, std::string{column.name}, row, {}, {}, {}});
        }
    }
    void seal_anew(const SealedColumn& column, const std::vector<SealedRow>& rows) {
        std::set<std::pair<std::string, std::string>> stays;
        for (const auto& row : store::sealed_of(m_tx, column, m_two.lost.id)) {
            stays.emplace(row.row_id, row.column);
        }
        for (const auto& row : rows) {
            if (row.value.empty() || stays.contains({row.row_id, row.column})) {
                continue;
            }
            const auto value = moved_value(m_ctx, m_two.lost_sealed, m_two.kept_sealed,
                                           column.table, row, row.bound_to);
            KETNAP_CHECK(store::put_sealed(m_tx, column, row, value.bytes));
            keep({0, place_of(column, row), row.row_id, row.column, row.value.bytes, value.bytes});
        }
    }
    void keep(MovedRow row) {
        row.position = static_cast<std::int64_t>(m_rows.size()) + 1;
        m_rows.push_back(std::move(row));
    }

    db::Tx& m_tx;
    const Ctx& m_ctx;
    const Holders& m_holders;
    const Two& m_two;
    std::vector<MovedRow> m_rows;
};

// The kept record as it becomes, the lost one without what only one record may hold.
struct Outcome {
    Two two;
    audit::Changes changes;
};
Outcome outcome_of(const Ctx& ctx, const Two& before, const std::vector<std::string>& take) {
    Outcome out{before, {}};
    for (const auto& key : take) {
        if (!take_plain(key, before.lost, out.two.kept)) {
            const SealedRow row{before.lost.id.value, before.lost.id.value, key,
                                sealed_field(key, out.two.lost_sealed)};
            sealed_field(key, out.two.kept_sealed) = moved_value(
                ctx, before.lost_sealed, before.kept_sealed, "person", row, before.kept.id.value);
            coded_field(key, out.two.kept_sealed) = coded_field(key, before.lost_sealed);
            out.changes.push_back(audit::hidden(key));
        }
        if (key == "code") {
            out.two.lost.code.clear();
        } else if (key == "national_id") {
            out.two.lost_sealed.national_id_index.clear();
        }
    }
    auto names = before.lost.name;
    if (!before.lost.merged_from.empty()) {
        names += "; " + before.lost.merged_from;
    }
    auto& from = out.two.kept.merged_from;
    from += (from.empty() ? "" : "; ") + names;
    out.two.lost.active = false;
    return out;
}

void put_kept(db::Tx& tx, const Person& person, const store::SealedFields& sealed) {
    if (!store::update(tx, person)) {
        throw Conflict{};
    }
    store::update_sealed(tx, person.id, sealed);
    store::put_merged_from(tx, person);
}

crypto::Sealed seal_images(const Ctx& ctx, const db::Blob& key, const std::string& id,
                           const Two& before, const Two& after) {
    return ctx.vault.seal(ctx.actor.tenant, key, merge_table, before_column, id,
                          write_images({image_of(before.kept, before.kept_sealed),
                                        image_of(before.lost, before.lost_sealed),
                                        image_of(after.kept, after.kept_sealed)}));
}

void refuse_unknown_fields(const std::vector<std::string>& take) {
    for (const auto& key : take) {
        if (std::ranges::find(merge_fields(), key) == merge_fields().end() ||
            std::ranges::count(take, key) != 1) {
            throw Refused{{field_finding("field.choice", "take")}};
        }
    }
}

void tell_moved(db::Tx& tx, const Holders& holders, const PersonId& id) {
    for (const auto& holder : holders) {
        if (holder.moved) {
            holder.moved(tx, id);
        }
    }
}

std::vector<MovedCount> counts_of(db::Tx& tx, const Holders& holders, const Two& two) {
    std::vector<MovedCount> out;
    for (const auto& holder : holders) {
        for (const auto& column : holder.ids) {
            const auto moving = store::held(tx, column, two.lost.id.value, two.kept.id.value);
            const auto all = store::held(tx, column, two.lost.id.value, "");
            if (!all.empty()) {
                const auto count = static_cast<std::int64_t>(moving.size());
                out.push_back({std::string{column.name}, count,
                               static_cast<std::int64_t>(all.size()) - count});
            }
        }
    }
    return out;
}

}  // namespace

Comparison compare(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                   const Both& both) {
    return ctx.read([&](db::Tx& tx) {
        const auto two = two_of(tx, ctx, rights, both);
        Comparison out;
        out.against = against(tx, holders, two);
        out.fields =
            field_pairs(two.kept, masked(tx, ctx, both.kept), two.lost, masked(tx, ctx, both.lost));
        const auto kept = open_sensitive(tx, ctx, both.kept);
        const auto lost = open_sensitive(tx, ctx, both.lost);
        mark_sealed(out.fields, kept, lost);
        out.moves = counts_of(tx, holders, two);
        out.kept = two.kept;
        out.lost = two.lost;
        return out;
    });
}

std::string merge(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                  const MergeOrder& order) {
    const auto reason = reason_of(order.reason);
    refuse_unknown_fields(order.take);
    return ctx.write([&](db::Tx& tx) {
        const auto before = two_of(tx, ctx, rights, order.both);
        refuse_if(against(tx, holders, before));
        if (before.kept.version != order.kept_version ||
            before.lost.version != order.lost_version) {
            throw Conflict{};
        }
        const auto rows = Mover{tx, ctx, holders, before}.move();
        const auto done = outcome_of(ctx, before, order.take);
        const auto& after = done.two;
        put_kept(tx, after.lost, after.lost_sealed);
        tx.search_drop("person", after.lost.id.value);
        put_kept(tx, after.kept, after.kept_sealed);
        tell_moved(tx, holders, after.kept.id);
        Merge merge;
        merge.id = new_uuid(tx.now_ms());
        merge.kept = before.kept.id;
        merge.lost = before.lost.id;
        merge.taken = order.take;
        merge.reason = reason;
        merge.merged_at = tx.now_ms();
        merge.merged_by = ctx.actor.user;
        merge.merged_name = ctx.actor.name;
        store::insert_merge(
            tx, {merge, seal_images(ctx, before.kept_sealed.sealed_key, merge.id, before, after)});
        for (const auto& row : rows) {
            store::insert_moved(tx, merge.id, row);
        }
        auto changes = differences(before.kept, after.kept);
        changes.insert(changes.begin(),
                       {{"merged_from", "", before.lost.name}, {"reason", "", reason}});
        if (!rows.empty()) {
            changes.push_back({"rows", "", std::to_string(rows.size())});
        }
        changes.insert(changes.end(), done.changes.begin(), done.changes.end());
        audit::trace(tx, ctx, "person.merged", "person", merge.kept.value, changes);
        audit::trace(tx, ctx, "person.merged_away", "person", merge.lost.value,
                     {{"merged_into", "", after.kept.name}, {"reason", "", reason}});
        return merge.id;
    });
}

std::vector<Merge> merges_of(db::Tx& tx, const PersonId& id) {
    return store::merges_of(tx, id);
}

std::vector<PersonId> merged_into(db::Tx& tx, const PersonId& kept) {
    std::vector<PersonId> out;
    for (const auto& part : store::lost_to(tx, kept)) {
        out.push_back(part);
        for (const auto& deeper : merged_into(tx, part)) {
            out.push_back(deeper);
        }
    }
    return out;
}

namespace {

// Takes a merge back row by row; what was changed since is told, never overwritten.
class Undoer {
  public:
    Undoer(db::Tx& tx, const Ctx& ctx, const Holders& holders, const Two& two)
        : m_tx(tx), m_ctx(ctx), m_holders(holders), m_two(two) {}

    Findings give_back(const std::vector<MovedRow>& rows) {
        for (const auto& row : rows) {
            m_rows.emplace(row.place + "|" + row.row_id, &row);
        }
        for (const auto& holder : m_holders) {
            for (const auto& column : holder.ids) {
                ids_back(column, rows);
            }
        }
        for (const auto& holder : m_holders) {
            for (const auto& column : holder.sealed) {
                values_back(column);
            }
        }
        return std::move(m_against);
    }

  private:
    void ids_back(const db::HeldId& column, const std::vector<MovedRow>& rows) {
        std::int64_t changed = 0;
        for (const auto& row : rows) {
            if (row.place == column.name &&
                !store::put_held(m_tx, column, row.row_id, m_two.lost.id.value,
                                 m_two.kept.id.value)) {
                ++changed;
            }
        }
        if (changed > 0) {
            m_against.push_back(field_finding("people.undo_row", std::string{column.name},
                                              {std::to_string(changed)}));
        }
    }
    // What lies as the merge left it becomes what it was; what was written since is sealed anew.
    void values_back(const SealedColumn& column) {
        for (const auto& row : store::sealed_of(m_tx, column, m_two.lost.id)) {
            if (row.value.empty()) {
                continue;
            }
            const auto known = m_rows.find(place_of(column, row) + "|" + row.row_id);
            if (known != m_rows.end() && known->second->part == row.column &&
                known->second->became == row.value.bytes) {
                KETNAP_CHECK(store::put_sealed(m_tx, column, row, *known->second->was));
            } else if (!opens_already(column, row)) {
                const auto value = moved_value(m_ctx, m_two.kept_sealed, m_two.lost_sealed,
                                               column.table, row, row.bound_to);
                KETNAP_CHECK(store::put_sealed(m_tx, column, row, value.bytes));
            }
        }
    }
    // Of a row that never moved because the kept person had the like.
    bool opens_already(const SealedColumn& column, const SealedRow& row) const {
        return m_ctx.vault
            .open(m_ctx.actor.tenant, m_two.lost_sealed.sealed_key, column.table, row.column,
                  row.bound_to, row.value)
            .has_value();
    }

    db::Tx& m_tx;
    const Ctx& m_ctx;
    const Holders& m_holders;
    const Two& m_two;
    std::multimap<std::string, const MovedRow*> m_rows;
    Findings m_against;
};

Images images_of(const Ctx& ctx, const Two& now, const store::MergeRow& row) {
    if (row.before.empty() || is_erased(now.kept_sealed) || is_erased(now.lost_sealed)) {
        throw Refused{{field_finding("people.undo_erased", "id")}};
    }
    const auto text = ctx.vault.open(ctx.actor.tenant, now.kept_sealed.sealed_key, merge_table,
                                     before_column, row.merge.id, row.before);
    if (!text) {
        throw RequestError{text.error().key, {}};
    }
    return read_images(*text);
}

void refuse_later(db::Tx& tx, const Merge& merge) {
    for (const auto& id : {merge.kept, merge.lost}) {
        for (const auto& other : store::merges_of(tx, id)) {
            if (other.id > merge.id && !other.undone_at) {
                const auto& third = other.kept == id ? other.lost : other.kept;
                throw Refused{{field_finding("people.undo_later", "id", {get(tx, third).name})}};
            }
        }
    }
}

Findings fields_back(db::Tx& tx, const Images& images, const Merge& merge, Two& two) {
    Findings out;
    for (const auto& key : merge.taken) {
        if (!same_field(key, image_of(two.kept, two.kept_sealed), images.after)) {
            out.push_back(field_finding("people.undo_field", key));
        }
        put_field(key, images.kept, two.kept, two.kept_sealed);
    }
    two.kept.org_path = org::get(tx, two.kept.org_id).path;  // it may have moved meanwhile
    if (!two.kept.union_org_id.empty()) {
        two.kept.union_org_path = org::get(tx, two.kept.union_org_id).path;
    }
    two.kept.merged_from = images.kept.at("merged_from");
    two.lost.code = images.lost.at("code");
    two.lost.active = true;
    put_field("national_id", images.lost, two.lost, two.lost_sealed);
    return out;
}

}  // namespace

void undo_merge(const Ctx& ctx, const auth::Rights& rights, const Holders& holders,
                const std::string& id, const std::string& reason, std::int64_t version) {
    const auto why = reason_of(reason);
    ctx.write([&](db::Tx& tx) {
        const auto row = store::merge_by_id(tx, id);
        if (!row) {
            throw NotFound{};
        }
        auto merge = row->merge;
        const auto now = two_of(tx, ctx, rights, {merge.kept, merge.lost});
        if (merge.undone_at) {
            throw Refused{{field_finding("people.undo_done", "id")}};
        }
        refuse_later(tx, merge);
        const auto images = images_of(ctx, now, *row);
        auto after = now;
        auto findings = fields_back(tx, images, merge, after);
        for (auto& finding :
             Undoer{tx, ctx, holders, now}.give_back(store::moved_rows(tx, merge.id))) {
            findings.push_back(std::move(finding));
        }
        refuse_if(findings);
        put_kept(tx, after.kept, after.kept_sealed);
        put_kept(tx, after.lost, after.lost_sealed);
        tell_moved(tx, holders, merge.kept);
        tell_moved(tx, holders, merge.lost);
        merge.undone_at = tx.now_ms();
        merge.undone_by = ctx.actor.user;
        merge.undone_name = ctx.actor.name;
        merge.undone_reason = why;
        merge.version = version;
        if (!store::end_merge(tx, merge)) {
            throw Conflict{};
        }
        auto changes = differences(now.kept, after.kept);
        changes.insert(changes.begin(),
                       {{"merged_from", after.lost.name, ""}, {"reason", "", why}});
        audit::trace(tx, ctx, "person.unmerged", "person", merge.kept.value, changes);
        audit::trace(tx, ctx, "person.unmerged_away", "person", merge.lost.value,
                     {{"merged_into", after.kept.name, ""}, {"reason", "", why}});
    });
}

}  // namespace ketnap::people
