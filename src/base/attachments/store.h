// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/attachments/attachments.h"

#include <set>

namespace ketnap::attachments::store {

void insert(db::Tx& tx, const Attachment& one);
std::optional<Attachment> by_id(db::Tx& tx, const AttachmentId& id);
std::vector<Attachment> of_holder(db::Tx& tx, std::string_view holder, std::string_view holder_id);
bool supersede(db::Tx& tx, const AttachmentId& id);
void take_out(db::Tx& tx, std::string_view series, const std::string& reason);
void forget(db::Tx& tx, const AttachmentId& id);
std::set<std::string> all_stored(db::Tx& tx);
bool hold(db::Tx& tx, const AttachmentId& id, bool held);
void shred(db::Tx& tx, const AttachmentId& id);
std::int64_t shred_all(db::Tx& tx, std::string_view holder, std::string_view holder_id);
std::vector<Attachment> latest(db::Tx& tx);
bool is_stored(db::Tx& tx, const std::string& stored);
std::int64_t open_until(db::Tx& tx, const AttachmentId& id, const std::string& account);
void note_opening(db::Tx& tx, const AttachmentId& id, const std::string& account,
                  std::int64_t until);

}  // namespace ketnap::attachments::store
