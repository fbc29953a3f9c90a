// SPDX-License-Identifier: Apache-2.0
// A person's own copy, and the end of a person's data.
#pragma once
#include "base/privacy/privacy.h"

namespace ketnap::privacy {

// ---- own copy ----

struct OwnData {
    std::string made_on;
    std::string name;
    std::vector<Held> held;
    std::vector<Held> seen;  ///< who opened or changed it, from the audit
};
BOOST_DESCRIBE_STRUCT(OwnData, (), (made_on, name, held, seen))

/// Everything held of a person that is theirs to see, P2 values too; opinions and verification
/// (P3) are not. Audited with its reason before it is given. Needs privacy_edit.
OwnData own_data(const Work& work, const std::string& person_id, const std::string& reason,
                 messages::Language language);
documents::Paper own_data_paper(db::Tx& tx, const Work& work, const OwnData& data);

// ---- erasure ----

enum class ErasureState { asked, done, dropped };
BOOST_DESCRIBE_ENUM(ErasureState, asked, done, dropped)

struct Erasure {
    std::string id;
    std::string person_id;
    std::string person_name;
    std::optional<std::string> request_id;
    ErasureState state = ErasureState::asked;
    std::string reason;
    std::int64_t asked_at = 0;
    std::string asked_by;
    std::string asked_name;
    std::optional<std::int64_t> done_at;
    std::optional<std::string> done_by;
    std::string done_name;
    std::optional<std::int64_t> number;
    std::string key_hash;
    std::int64_t row_count = 0;
    bool mine = false;  ///< asked by whoever looks: another one must do it
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Erasure, (),
                      (id, person_id, person_name, request_id, state, reason, asked_at, asked_by,
                       asked_name, done_at, done_by, done_name, number, key_hash, row_count, mine,
                       version))

struct ErasureForm {
    std::string person_id;
    std::optional<std::string> request_id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ErasureForm, (), (person_id, request_id, reason))

/// Why not, today; empty when nothing stands against it.
Findings kept_for(db::Tx& tx, const Work& work, const PersonId& id);

std::vector<Erasure> erasures(db::Tx& tx, const Work& work);
/// Needs data_erase. Refused: no reason, asked already, erased already, kept_for().
Erasure ask_erasure(const Work& work, const ErasureForm& form);
/// By another person than who asked: the key is destroyed, plain values are overwritten, files are
/// given up. Refused: the same person, kept_for().
Erasure do_erasure(const Work& work, const std::string& id, std::int64_t version);
void drop_erasure(const Work& work, const std::string& id, std::int64_t version);
documents::Paper certificate(db::Tx& tx, const Work& work, const std::string& id);

}  // namespace ketnap::privacy
