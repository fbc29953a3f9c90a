// SPDX-License-Identifier: Apache-2.0
// What to do when data got out: whom it touches, by when to tell, what to write.
#pragma once
#include "base/privacy/privacy.h"

namespace ketnap::privacy {

struct Incident {
    std::string id;
    std::int64_t number = 0;
    std::string title;
    std::int64_t discovered_at = 0;
    std::int64_t from_at = 0;
    std::int64_t until_at = 0;
    std::string actor;  ///< sign-in name; empty: everyone
    bool grave = false;
    std::string what;
    std::string harm;
    std::string measures;
    std::int64_t notify_by = 0;
    std::optional<std::int64_t> notified_at;
    std::optional<std::int64_t> closed_at;
    std::string recorded_by;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Incident, (),
                      (id, number, title, discovered_at, from_at, until_at, actor, grave, what,
                       harm, measures, notify_by, notified_at, closed_at, recorded_by, version))

struct IncidentForm {
    std::string title;
    std::int64_t discovered_at = 0;
    std::int64_t from_at = 0;
    std::int64_t until_at = 0;
    std::string actor;
    bool grave = false;
    std::string what;
    std::string harm;
    std::string measures;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(IncidentForm, (),
                      (title, discovered_at, from_at, until_at, actor, grave, what, harm, measures,
                       version))

/// A person whose data was opened or changed in that stretch: what, when first and last, by whom.
struct Touched {
    std::string person_id;
    std::string name;
    std::string org_name;
    std::vector<std::string> fields;
    std::vector<std::string> actors;
    std::int64_t first_at = 0;
    std::int64_t last_at = 0;
    std::int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(Touched, (),
                      (person_id, name, org_name, fields, actors, first_at, last_at, times))

struct TouchedList {
    std::vector<Touched> people;
    std::int64_t rows = 0;           ///< rows of the audit that were read
    bool capped = false;             ///< there are more rows than were read
    std::vector<std::string> lists;  ///< exports and lists, that are about many at once
};
BOOST_DESCRIBE_STRUCT(TouchedList, (), (people, rows, capped, lists))

std::vector<Incident> incidents(db::Tx& tx, const Work& work);
Incident incident(db::Tx& tx, const Work& work, const std::string& id);
Incident add_incident(const Work& work, const IncidentForm& form);
Incident change_incident(const Work& work, const std::string& id, const IncidentForm& form);
/// Told to the authority; or all is done.
Incident mark_notified(const Work& work, const std::string& id, std::int64_t version);
Incident close_incident(const Work& work, const std::string& id, std::int64_t version);
TouchedList touched(db::Tx& tx, const Work& work, const Incident& incident,
                    messages::Language language);
documents::Paper notice(db::Tx& tx, const Work& work, const Incident& incident);

}  // namespace ketnap::privacy
