// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/privacy/erasure.h"
#include "base/privacy/incidents.h"
#include "base/privacy/registers.h"
#include "base/privacy/secrets.h"

namespace ketnap::privacy::store {

std::vector<ProcessingView> entries(db::Tx& tx);
/// False: the version is stale; version 0 adds.
bool put_entry(db::Tx& tx, const Processing& entry, std::int64_t version);

/// Empty person or id: all of them, the newest 500.
std::vector<Consent> consents(db::Tx& tx, const std::string& person, const std::string& id);
/// False: one is in force already.
bool insert(db::Tx& tx, const Consent& one);
bool end_consent(db::Tx& tx, const std::string& id, const std::string& on, std::int64_t version);

struct RequestRow {
    DataRequest request;
    crypto::Sealed asked;
    crypto::Sealed answer;
};
std::vector<RequestRow> requests(db::Tx& tx, const std::string& person, const std::string& id);
void insert(db::Tx& tx, const RequestRow& row, const std::optional<std::string>& consent);
bool answer(db::Tx& tx, const DataRequest& one, const std::string& on);
bool extend(db::Tx& tx, const DataRequest& one, const std::string& act_by);
bool close(db::Tx& tx, const RequestRow& row);

std::vector<Erasure> erasures(db::Tx& tx, const std::string& person, const std::string& id);
void insert(db::Tx& tx, const Erasure& one);
bool finish(db::Tx& tx, const Erasure& one);
bool drop_erasure(db::Tx& tx, const std::string& id, std::int64_t version);

std::vector<Incident> incidents(db::Tx& tx, const std::string& id);
void insert(db::Tx& tx, const Incident& one);
bool update(db::Tx& tx, const Incident& one);
bool notify(db::Tx& tx, const std::string& id, std::int64_t version);
bool close_incident(db::Tx& tx, const std::string& id, std::int64_t version);

std::vector<PaperStub> stubs(db::Tx& tx, const std::string& id);
void insert(db::Tx& tx, const PaperStub& one);
bool end_stub(db::Tx& tx, const std::string& id, const std::string& on, std::int64_t version);

std::vector<Purge> purges(db::Tx& tx, const std::string& id);
/// False: it is held already.
bool insert(db::Tx& tx, const Purge& one);
bool finish(db::Tx& tx, const Purge& one);

}  // namespace ketnap::privacy::store
