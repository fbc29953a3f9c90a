// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "platform/text/fold.h"
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/delegates.h"
#include "stage/ceremony/delegates/rows.h"
#include "stage/ceremony/delegates/tickets.h"

#include <map>
#include <set>

namespace ketnap::ceremony {
namespace {

/// What one run of derive() works on: the delegates that are there, by person and by name.
class Derivation {
  public:
    Derivation(db::Tx& tx, const CeremonyId& id)
        : m_tx(tx), m_id(id), m_rows(store::delegates(tx, id)), m_tickets(m_rows) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_by_key.emplace(key_of(m_rows[i]), i);
        }
    }

    /// The delegate of that person in that role: as it was, put right, or new.
    std::string put(store::DelegateRow wanted) {
        const auto known = m_by_key.find(key_of(wanted));
        if (known == m_by_key.end()) {
            wanted.id = new_uuid(m_tx.now_ms());
            wanted.ceremony_id = m_id.value;
            wanted.ticket = m_tickets.draw();
            store::insert_delegate(m_tx, wanted);
            m_by_key.emplace(key_of(wanted), m_rows.size());
            m_rows.push_back(wanted);
            m_seen.insert(wanted.id);
            m_added.insert(wanted.id);
            return wanted.id;
        }
        auto& row = m_rows[known->second];
        const bool first_time = m_seen.insert(row.id).second;
        if (first_time && !same(row, wanted)) {
            wanted.id = row.id;
            wanted.ceremony_id = row.ceremony_id;
            wanted.ticket = row.ticket;
            wanted.note = row.note;
            wanted.version = row.version;
            save(m_tx, wanted);
            ++wanted.version;
            row = wanted;
        }
        return row.id;
    }

    bool is_new(const std::string& id) const { return m_added.contains(id); }

    /// Those who came from a decision that no longer stands.
    std::int64_t withdraw_rest() {
        std::int64_t count = 0;
        for (auto row : m_rows) {
            const bool derived =
                row.person_id && (row.group == Group::new_member || row.group == Group::helper);
            if (!derived || m_seen.contains(row.id) || row.state == DelegateState::withdrawn) {
                continue;
            }
            row.state = DelegateState::withdrawn;
            save(m_tx, row);
            store::set_seat(m_tx, row.id, std::nullopt);
            count += row.group == Group::new_member ? 1 : 0;
        }
        return count;
    }

  private:
    static std::string key_of(const store::DelegateRow& row) {
        return row.person_id ? *row.person_id : text::fold(row.name) + "|" + text::fold(row.unit);
    }
    static bool same(const store::DelegateRow& a, const store::DelegateRow& b) {
        return a.group == b.group && a.state == b.state && a.helper_id == b.helper_id &&
               a.name == b.name && a.position == b.position && a.unit == b.unit &&
               a.rank == b.rank && a.decision_number == b.decision_number;
    }

    db::Tx& m_tx;
    const CeremonyId& m_id;
    std::vector<store::DelegateRow> m_rows;
    Tickets m_tickets;
    std::map<std::string, std::size_t> m_by_key;
    std::set<std::string> m_seen;
    std::set<std::string> m_added;
};

std::optional<std::string> maybe(const std::string& id) {
    return id.empty() ? std::nullopt : std::optional{id};
}

store::DelegateRow helper_of(const Admitted& one, std::int64_t rank) {
    store::DelegateRow row;
    row.group = Group::helper;
    row.person_id = maybe(one.helper_person_id);
    row.name = one.helper_name;
    row.position = one.helper_position;
    row.unit = one.helper_unit;
    row.rank = rank;
    return row;
}

store::DelegateRow member_of(const Admitted& one, std::int64_t rank) {
    store::DelegateRow row;
    row.group = Group::new_member;
    row.person_id = one.person_id;
    row.name = one.name;
    row.position = one.position;
    row.unit = one.unit;
    row.rank = rank;
    row.decision_number = one.decision_number;
    return row;
}

}  // namespace

Derived derive(db::Tx& tx, const Ctx& ctx, const CeremonyId& id,
               const std::vector<Admitted>& admitted) {
    static_cast<void>(object_of(tx, id));
    Derivation derivation{tx, id};
    Derived out;
    std::int64_t rank = 0;
    for (const auto& one : admitted) {
        auto member = member_of(one, ++rank);
        if (one.helper_name.empty()) {
            ++out.without_helper;
        } else {
            member.helper_id = derivation.put(helper_of(one, rank));
        }
        const auto put = derivation.put(std::move(member));
        ++(derivation.is_new(put) ? out.added : out.kept);
    }
    out.withdrawn = derivation.withdraw_rest();
    audit::trace(tx, ctx, "ceremony.delegates_derived", "ceremony", id.value,
                 {{"added", "", std::to_string(out.added)},
                  {"kept", "", std::to_string(out.kept)},
                  {"withdrawn", "", std::to_string(out.withdrawn)}});
    return out;
}

}  // namespace ketnap::ceremony
