// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/audit/ctx.h"
#include "base/auth/can.h"
#include "base/org/org.h"
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/id.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::people {

using audit::Ctx;
using PersonId = Id<struct PersonTag>;

/// Where a person stands on the way (glossary, People and states).
enum class Standing {
    outsider,
    union_member,
    sympathizer,
    candidate,
    probationary_member,
    official_member
};

/// One person, typed once. Dates are kept as they were written beside the value compared.
struct Person {
    PersonId id;
    std::string code;   ///< the office's own code, for imports; may be empty
    org::OrgId org_id;  ///< Party cell or unit
    std::string org_path;
    org::OrgId union_org_id;  ///< Youth Union branch, if any
    std::string union_org_path;
    std::string name;
    std::string other_name;
    std::string sex;      ///< "male" | "female" | ""
    std::string born_on;  ///< YYYY[-MM[-DD]]
    std::string born_on_as_written;
    std::string home_place;
    std::string residence;
    std::string phone;
    std::string position;
    std::string occupation;
    std::string education;
    std::string professional_level;
    std::string political_theory_level;
    Standing standing = Standing::outsider;
    std::string standing_since;
    std::string union_joined_on;
    std::string union_joined_on_as_written;
    std::string joined_on;  ///< ceremony date
    std::string official_on;
    std::string note;
    bool active = true;
    std::int64_t version = 0;
    std::string merged_from;  ///< names of records that were made one with this

    auth::Object object() const {
        return {.org_path = org_path, .campaign_id = {}, .persons = {id.value}};
    }
    auth::Object union_object() const {
        return {.org_path = union_org_path, .campaign_id = {}, .persons = {id.value}};
    }
};

/// P2: sealed with the person's own key, masked until shown for a stated reason.
struct Sensitive {
    std::string national_id;
    std::string ethnicity;  ///< code of data/lists/ethnic_groups.csv
    std::string religion;   ///< code of data/lists/religions.csv
};

/// Pure: everything wrong with what was entered, each at its field.
Findings check(const Person& person, const Sensitive& sensitive, const time::Date& today);

/// Adds a person. Needs person_edit at the body. Refused: findings of check(), national id taken,
/// unknown body.
Person add(const Ctx& ctx, const auth::Rights& rights, const Person& person,
           const Sensitive& sensitive);
/// Told in the transaction that gives a person another name, for tables that keep the order of it
/// (stages, which this slice does not know; app/wiring plugs them in).
using Renamed = std::function<void(db::Tx&, const PersonId&)>;
/// Changes a person; `sensitive` fields that are not given stay as they are. 409 on a stale
/// version.
Person change(const Ctx& ctx, const auth::Rights& rights, const Person& person,
              const std::optional<Sensitive>& sensitive, const Renamed& renamed);

/// Which line of which import a person came from: the audit row that says it was taken over.
struct Origin {
    std::int64_t audit_seq = 0;
    std::int64_t line = 0;
};
/// For imports, demo and later stages, inside their own transaction; checked by the caller, who
/// leaves the audit row where there is no origin.
Person insert(db::Tx& tx, const Ctx& ctx, Person person, const Sensitive& sensitive,
              const std::optional<Origin>& origin = {});
/// A later stage moves a person on: standing, joined_on, official_on. Leaves its audit row.
void set_standing(db::Tx& tx, const Ctx& ctx, const PersonId& id, Standing standing,
                  const std::string& since);

std::optional<Person> find(db::Tx& tx, const PersonId& id);
/// Throws NotFound.
Person get(db::Tx& tx, const PersonId& id);
std::vector<Person> get_many(db::Tx& tx, const std::vector<std::string>& ids);
std::optional<PersonId> find_by_national_id(db::Tx& tx, const Ctx& ctx,
                                            std::string_view national_id);
/// By the office's own code.
std::optional<PersonId> find_by_code(db::Tx& tx, std::string_view code);
/// Shows P2 values; a reason is required and audited before the answer. Needs person_reveal.
Sensitive reveal(const Ctx& ctx, const auth::Rights& rights, const PersonId& id,
                 const std::string& reason);
/// P2 values inside an operation that already has the right and audits itself (papers, transfer).
Sensitive open_sensitive(db::Tx& tx, const Ctx& ctx, const PersonId& id);
/// Masked forms for screens: "0*********12".
Sensitive masked(db::Tx& tx, const Ctx& ctx, const PersonId& id);

/// Ends a person's data: the key is destroyed, every plain value overwritten, the name by
/// `in_place`. The caller has decided who may and leaves the trace.
void erase(db::Tx& tx, const PersonId& id, const std::string& in_place);

/// The wrapped data key of a person, to seal P2/P3 values of other tables that belong to them.
db::Blob sealed_key(db::Tx& tx, const PersonId& id);

/// A subtree of organisations got another path (org::Moved).
void move_paths(db::Tx& tx, const std::string& from, const std::string& to);

bool can_read(const auth::Rights& rights, const audit::Actor& actor, const Person& person);
bool can_edit(const auth::Rights& rights, const audit::Actor& actor, const Person& person);

/// A list is always a page with a key-set cursor and a capped count; the same filter prints and
/// exports.
struct Query {
    std::string text;    ///< words without dấu, prefixes of syllables
    std::string org_id;  ///< a body and everything below it
    std::vector<Standing> standing;
    std::string sex;
    std::string sort = "name";  ///< name | born_on | org
    bool descending = false;
    std::string cursor;
    std::int64_t limit = 50;
};
struct ListItem {
    Person person;
    std::string org_name;
};
struct List {
    std::vector<ListItem> items;
    std::string next;
    std::int64_t count = 0;
    bool count_capped = false;
};
List query(db::Tx& tx, const auth::Scope& reach, const Query& query);

}  // namespace ketnap::people
