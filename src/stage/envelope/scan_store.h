// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage/envelope/scan.h"

namespace ketnap::envelope::scan_store {

void insert(db::Tx& tx, const Batch& batch, const std::string& made_by_name);
/// With its parts.
std::optional<Batch> by_id(db::Tx& tx, const ScanId& id);
/// Without parts.
std::vector<Batch> of_maker(db::Tx& tx, const std::string& account);
void set_job(db::Tx& tx, const ScanId& id, const jobs::JobId& job);
void set_state(db::Tx& tx, const Batch& batch);
bool close(db::Tx& tx, const ScanId& id);
void drop_open_parts(db::Tx& tx, const ScanId& id);
void put_part(db::Tx& tx, const ScanId& id, const Part& part);
/// False: it is not open any more.
bool change_part(db::Tx& tx, const Part& part);

}  // namespace ketnap::envelope::scan_store
