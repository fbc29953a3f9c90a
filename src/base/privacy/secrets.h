// SPDX-License-Identifier: Apache-2.0
// State secrets have no place in the program: a stub stands for a paper that lies on paper only;
// a secret file that got in is held by one and destroyed by another (C11).
#pragma once
#include "base/privacy/privacy.h"

namespace ketnap::privacy {

struct PaperStub {
    std::string id;
    std::string number;
    std::string dated;
    std::string holder;
    std::string place;
    std::optional<std::string> person_id;
    std::string person_name;
    std::string recorded_by;
    std::optional<std::string> ended_on;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PaperStub, (),
                      (id, number, dated, holder, place, person_id, person_name, recorded_by,
                       ended_on, version))

struct StubForm {
    std::string number;
    std::string dated;
    std::string holder;
    std::string place;
    std::optional<std::string> person_id;
};
BOOST_DESCRIBE_STRUCT(StubForm, (), (number, dated, holder, place, person_id))

std::vector<PaperStub> stubs(db::Tx& tx, const Work& work);
PaperStub add_stub(const Work& work, const StubForm& form);
/// The paper went elsewhere or was destroyed; the line stays.
PaperStub end_stub(const Work& work, const std::string& id, std::int64_t version);

enum class PurgeState { held, done, dropped };
BOOST_DESCRIBE_ENUM(PurgeState, held, done, dropped)

struct Purge {
    std::string id;
    std::string attachment_id;
    std::string file_name;
    PurgeState state = PurgeState::held;
    std::string reason;
    std::int64_t asked_at = 0;
    std::string asked_by;
    std::string asked_name;
    std::optional<std::int64_t> done_at;
    std::optional<std::string> done_by;
    std::string done_name;
    bool mine = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Purge, (),
                      (id, attachment_id, file_name, state, reason, asked_at, asked_by, asked_name,
                       done_at, done_by, done_name, mine, version))

struct PurgeForm {
    std::string attachment_id;
    std::string hold_reason;
};
BOOST_DESCRIBE_STRUCT(PurgeForm, (), (attachment_id, hold_reason))

std::vector<Purge> purges(db::Tx& tx, const Work& work);
/// From now on nobody opens the file. Needs data_erase.
Purge hold_file(const Work& work, const PurgeForm& form);
/// By another person: its key is destroyed, its name overwritten, its bytes removed from the shelf.
Purge purge_file(const Work& work, const std::string& id, std::int64_t version);
/// It was not secret after all.
Purge release_file(const Work& work, const std::string& id, std::int64_t version);

}  // namespace ketnap::privacy
