// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/attachments/kind.h"
#include "base/attachments/plain_file.h"
#include "base/attachments/shelf.h"
#include "base/audit/ctx.h"
#include "platform/crypto/vault.h"
#include "platform/vocabulary/id.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::attachments {

using audit::Ctx;
using AttachmentId = Id<struct AttachmentTag>;

/// What a file belongs to: a holder ("dossier" and its id) and a place in it (a form).
struct Place {
    std::string holder;
    std::string holder_id;
    std::string place;
};

/// One version of one file. The bytes lie sealed on the shelf; who may see them is the holder's
/// matter.
struct Attachment {
    AttachmentId id;
    Place at;
    std::string series_id;
    std::int64_t version_no = 1;
    std::string name;
    Kind kind = Kind::pdf;
    std::int64_t size = 0;
    std::int64_t pages = 0;
    std::string sha256;  ///< of what is kept, for whoever compares
    std::string stored;  ///< of the sealed bytes: its name on the shelf
    crypto::Sealed key;  ///< its own key under the key of whom it belongs to
    std::int64_t added_at = 0;
    std::string added_by;
    std::string added_by_name;
    std::optional<std::int64_t> superseded_at;
    std::optional<std::int64_t> removed_at;
    std::string removed_reason;
    bool held = false;  ///< nobody opens it: it may be secret
};

/// Looks at a file that came in, leaves out what does not belong in it, seals it with the wrapped
/// key of its owner and lays it on the shelf. Before any transaction: keep() or replace() makes it
/// a row; what no row names is swept after a day. Refused with every reason: see kind.h; a stamp of
/// secrecy.
Attachment take_in(const Ctx& ctx, Shelf& shelf, const db::Blob& owner_key, const PlainFile& file,
                   std::string_view name);

/// A new file at a place. Refused: the same file lies there already; the holder is full (200 MiB).
Attachment keep(db::Tx& tx, const Ctx& ctx, Attachment taken, const Place& at);
/// The next version of the series; the one before stays and is marked. Refused: `old` is not the
/// newest, or was taken out.
Attachment replace(db::Tx& tx, const Ctx& ctx, Attachment taken, const Attachment& old);
/// Marks the whole series as taken out; its files stay with the reason.
void take_out(db::Tx& tx, const Ctx& ctx, const Attachment& one, const std::string& reason);
/// Holds a file back, or lets it go again. False: there is no such file, or nothing of it is left.
bool hold(db::Tx& tx, const AttachmentId& id, bool held);
/// Ends what is kept of one file: its key and its name; gives the name on the shelf, for
/// remove_unnamed() behind the commit.
std::string shred(db::Tx& tx, const AttachmentId& id);
/// The same for all files of a holder; the sweep takes their bytes. How many.
std::int64_t shred_all(db::Tx& tx, std::string_view holder, std::string_view holder_id);
/// Takes the bytes from the shelf unless another row names them.
void remove_unnamed(const Ctx& ctx, Shelf& shelf, const std::string& stored);
/// The newest files whose names hold these words; for whoever looks for one that must go.
std::vector<Attachment> latest(db::Tx& tx, std::string_view words, std::int64_t limit);

/// For what only passes through (a batch): the row stays as a record, the sweep takes the file.
void forget(db::Tx& tx, const AttachmentId& id);

/// All versions, by place, series and version; taken out ones too.
std::vector<Attachment> of_holder(db::Tx& tx, std::string_view holder, std::string_view holder_id);
/// Throws NotFound, also when it belongs to another holder.
Attachment get(db::Tx& tx, const AttachmentId& id, std::string_view holder,
               std::string_view holder_id);

/// The bytes as they came in, in a file without a name; compared with the hash of the row. Refused:
/// lost, changed, or its key destroyed.
PlainFile open(const Ctx& ctx, Shelf& shelf, const db::Blob& owner_key, const Attachment& one);

/// Writes the audit row of a view once for a quarter of an hour, before anything is shown.
void note_view(const Ctx& ctx, const Attachment& one);
/// Every download leaves its row.
void note_download(const Ctx& ctx, const Attachment& one);

/// One page as a picture: of a PDF drawn by a child with limits, a picture as it is.
struct Picture {
    std::string bytes;
    std::string_view type;
};
/// Refused: no such page, it cannot be drawn.
Picture picture(const PlainFile& file, const Attachment& one, std::int64_t page,
                int longest_side = 1'800);

/// Removes what lies on the shelf for a day and no row names. How many.
std::int64_t sweep(const Ctx& ctx, Shelf& shelf);

using CtxOf = std::function<Ctx(audit::Actor)>;
/// The sweep as a job that asks for itself again after a day.
void add_jobs(jobs::Jobs& jobs, const CtxOf& ctx_of, Shelf& shelf);
/// Once at start: the sweep waits as a job, unless it does already.
void plan_sweep(const Ctx& ctx);

}  // namespace ketnap::attachments
