// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/envelope/originals.h"

#include <map>

namespace ketnap::envelope::original_store {

std::map<std::string, std::vector<Reading>> readings(db::Tx& tx, const DossierId& id);
void put_reading(db::Tx& tx, const DossierId& id, const std::string& form, const Reading& reading);

/// An opinion with its words still sealed.
struct OpinionRow {
    Opinion opinion;
    crypto::Sealed words;
};
std::vector<OpinionRow> opinions(db::Tx& tx, const DossierId& id);
void insert(db::Tx& tx, const DossierId& id, const OpinionRow& row);
bool update(db::Tx& tx, const DossierId& id, const OpinionRow& row);
bool drop(db::Tx& tx, const DossierId& id, const OpinionId& which);

}  // namespace ketnap::envelope::original_store
