// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/ceremony/ceremony.h"
#include "stage/ceremony/gate/attendance.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony::store {

struct CeremonyRow {
    std::string id;
    std::int64_t number = 0;
    std::int64_t version = 1;
    CeremonyForm form;
};

std::optional<CeremonyRow> find(db::Tx& tx, const CeremonyId& id);
std::vector<CeremonyRow> all(db::Tx& tx, const std::string& campaign_id);
void insert(db::Tx& tx, const CeremonyRow& row);
/// False when someone saved first.
bool update(db::Tx& tx, const CeremonyRow& row);

struct DelegateRow {
    std::string id;
    std::string ceremony_id;
    Group group = Group::guest;
    DelegateState state = DelegateState::expected;
    std::optional<std::string> person_id;
    std::optional<std::string> helper_id;
    std::string name;
    std::string position;
    std::string unit;
    std::int64_t rank = 0;
    std::string decision_number;
    std::string note;
    std::int64_t ticket = 0;
    std::optional<Seat> seat;
    std::int64_t version = 1;
};

/// In the order of groups, ranks and names.
std::vector<DelegateRow> delegates(db::Tx& tx, const CeremonyId& id);
std::optional<DelegateRow> find_delegate(db::Tx& tx, const CeremonyId& ceremony,
                                         const std::string& id);
std::optional<DelegateRow> find_by_ticket(db::Tx& tx, const CeremonyId& ceremony,
                                          std::int64_t ticket);
/// The first new member beside whom this helper sits.
std::optional<DelegateRow> helped_by(db::Tx& tx, const CeremonyId& ceremony, const std::string& id);
std::vector<DelegateRow> find_by_words(db::Tx& tx, const CeremonyId& ceremony,
                                       const std::string& words);
void insert_delegate(db::Tx& tx, const DelegateRow& row);
bool update_delegate(db::Tx& tx, const DelegateRow& row);
std::int64_t last_rank(db::Tx& tx, const CeremonyId& ceremony, Group group);
void clear_seats(db::Tx& tx, const CeremonyId& ceremony);
void set_seat(db::Tx& tx, const std::string& delegate_id, const std::optional<Seat>& seat);

struct ScanRow {
    gate::Scan scan;
    std::string fault;
    std::string way;
    std::int64_t device_at = 0;
    std::int64_t received_at = 0;
    std::string account_id;
};

/// False when the scan is already there.
bool insert_scan(db::Tx& tx, const CeremonyId& ceremony, const ScanRow& row);
std::optional<ScanRow> find_scan(db::Tx& tx, const CeremonyId& ceremony, const std::string& id);
std::vector<ScanRow> scans(db::Tx& tx, const CeremonyId& ceremony);
/// With the scans that take one of these back.
std::vector<ScanRow> scans_of_delegate(db::Tx& tx, const std::string& delegate_id);

/// Those without a fault, as attendance() takes them.
std::vector<gate::Scan> valid(const std::vector<ScanRow>& rows);

}  // namespace ketnap::ceremony::store
