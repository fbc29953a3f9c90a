// SPDX-License-Identifier: Apache-2.0
#include "base/attachments/attachments.h"

#include "base/attachments/pages.h"
#include "base/attachments/store.h"
#include "base/audit/trace.h"
#include "platform/crypto/secret_stream.h"
#include "platform/jobs/jobs.h"
#include "platform/text/fold.h"
#include "platform/vocabulary/errors.h"

#include <algorithm>

namespace ketnap::attachments {
namespace {

constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t orphan_age = 24 * hour;
constexpr std::int64_t view_lasts = hour / 4;
constexpr std::int64_t holder_limit = std::int64_t{200} * 1024 * 1024;
constexpr std::int64_t in_memory = std::int64_t{64} * 1024 * 1024;
constexpr std::int64_t stamp_pages = 3;
constexpr const char* table = "attachment";
constexpr const char* column = "key";
constexpr const char* sweep_kind = "attachments.sweep";

[[noreturn]] void refuse_for(const Problem& why) {
    refuse(why.key, "file",
           why.detail.empty() ? std::vector<std::string>{} : std::vector{why.detail});
}

template <class T>
T or_refuse(Result<T> result) {
    if (!result) {
        refuse_for(result.error());
    }
    return std::move(*result);
}

/// Pages of a PDF; a machine without the reader takes it in uncounted.
std::int64_t looked_at(const PlainFile& file) {
    const auto pages = pages::count(file);
    if (!pages && pages.error().key == "attachment.no_reader") {
        return 0;
    }
    const auto text = pages ? pages::first_text(file, stamp_pages) : Result<std::string>{};
    if (text && has_secret_stamp(*text)) {
        refuse("attachment.secret_stamp", "file");
    }
    return or_refuse(pages);
}

void seal_to(Shelf& shelf, std::string_view bytes, const crypto::Blob& key, Attachment& out) {
    const auto incoming = shelf.receive();
    crypto::SecretWriter sealed{key, [&](std::string_view piece) { incoming->write(piece); }};
    crypto::Sha256 hash;
    each_kept_piece(out.kind, bytes, [&](std::string_view piece) {
        hash.add(piece);
        sealed.write(piece);
        out.size += static_cast<std::int64_t>(piece.size());
    });
    sealed.finish();
    const auto sum = hash.finish();
    out.sha256 = crypto::hex(sum.data(), sum.size());
    out.stored = incoming->finish();
}

void refuse_full_or_double(db::Tx& tx, const Attachment& taken, const Place& at) {
    std::int64_t sum = taken.size;
    for (const auto& other : store::of_holder(tx, at.holder, at.holder_id)) {
        sum += other.size;
        if (!other.removed_at && !other.superseded_at && other.at.place == at.place &&
            other.sha256 == taken.sha256) {
            refuse("attachment.same_file", "file", {other.name});
        }
    }
    if (sum > holder_limit) {
        refuse("attachment.holder_full", "file", {std::to_string(holder_limit / 1024 / 1024)});
    }
}

audit::Changes about(const Attachment& one) {
    audit::Changes changes;
    audit::add_change(changes, "form", "", one.at.place);
    audit::add_change(changes, "file", "", one.id.value);
    audit::add_change(changes, "sha256", "", one.sha256);
    return changes;
}

/// Memory for what is small, so that nothing readable touches the disk; else an unnamed file.
PlainFile plain_file(Shelf& shelf, std::int64_t size) {
    return size <= in_memory ? PlainFile::in_memory() : PlainFile{shelf.scratch()};
}

}  // namespace

Attachment take_in(const Ctx& ctx, Shelf& shelf, const db::Blob& owner_key, const PlainFile& file,
                   std::string_view name) {
    Attachment out;
    out.id = new_id<AttachmentId>(ctx.clock.now().ms);
    out.name = clean_file_name(name);
    const Mapped mapped{file};
    out.kind = or_refuse(kind_of(mapped.bytes()));
    refuse_if(check_name(out.name, out.kind));
    out.pages = out.kind == Kind::pdf ? looked_at(file) : 1;
    auto key = crypto::random_bytes(32);
    out.key = ctx.vault.seal(ctx.actor.tenant, owner_key, table, column, out.id.value,
                             {reinterpret_cast<const char*>(key.data()), key.size()});
    seal_to(shelf, mapped.bytes(), key, out);
    crypto::wipe(key);
    out.added_by = ctx.actor.account_id;
    out.added_by_name = ctx.actor.name;
    out.series_id = out.id.value;
    return out;
}

Attachment keep(db::Tx& tx, const Ctx& ctx, Attachment taken, const Place& at) {
    refuse_full_or_double(tx, taken, at);
    taken.at = at;
    taken.added_at = tx.now_ms();
    store::insert(tx, taken);
    audit::trace(tx, ctx, "attachment.added", at.holder, at.holder_id, about(taken));
    return taken;
}

Attachment replace(db::Tx& tx, const Ctx& ctx, Attachment taken, const Attachment& old) {
    refuse_full_or_double(tx, taken, old.at);
    if (!store::supersede(tx, old.id)) {
        throw Conflict{};
    }
    taken.at = old.at;
    taken.series_id = old.series_id;
    taken.version_no = old.version_no + 1;
    taken.added_at = tx.now_ms();
    store::insert(tx, taken);
    audit::trace(tx, ctx, "attachment.replaced", old.at.holder, old.at.holder_id, about(taken));
    return taken;
}

void take_out(db::Tx& tx, const Ctx& ctx, const Attachment& one, const std::string& reason) {
    store::take_out(tx, one.series_id, reason);
    audit::trace(tx, ctx, "attachment.taken_out", one.at.holder, one.at.holder_id, about(one));
}

void forget(db::Tx& tx, const AttachmentId& id) {
    store::forget(tx, id);
}

bool hold(db::Tx& tx, const AttachmentId& id, bool held) {
    return is_uuid(id.value) && store::hold(tx, id, held);
}

std::string shred(db::Tx& tx, const AttachmentId& id) {
    const auto one = store::by_id(tx, id);
    KETNAP_CHECK(one.has_value());
    store::shred(tx, id);
    return one->stored;
}

std::int64_t shred_all(db::Tx& tx, std::string_view holder, std::string_view holder_id) {
    return store::shred_all(tx, holder, holder_id);
}

void remove_unnamed(const Ctx& ctx, Shelf& shelf, const std::string& stored) {
    if (!stored.empty() && !ctx.read([&](db::Tx& tx) { return store::is_stored(tx, stored); })) {
        shelf.remove(stored);
    }
}

std::vector<Attachment> latest(db::Tx& tx, std::string_view words, std::int64_t limit) {
    const auto wanted = text::fold(words);
    std::vector<Attachment> out;
    for (auto& one : store::latest(tx)) {
        if (static_cast<std::int64_t>(out.size()) < limit &&
            (wanted.empty() || text::fold(one.name).find(wanted) != std::string::npos)) {
            out.push_back(std::move(one));
        }
    }
    return out;
}

std::vector<Attachment> of_holder(db::Tx& tx, std::string_view holder, std::string_view holder_id) {
    return store::of_holder(tx, holder, holder_id);
}

Attachment get(db::Tx& tx, const AttachmentId& id, std::string_view holder,
               std::string_view holder_id) {
    auto one = is_uuid(id.value) ? store::by_id(tx, id) : std::nullopt;
    if (!one || one->at.holder != holder || one->at.holder_id != holder_id) {
        throw NotFound{};
    }
    return std::move(*one);
}

PlainFile open(const Ctx& ctx, Shelf& shelf, const db::Blob& owner_key, const Attachment& one) {
    if (one.held) {
        refuse("attachment.held", "file", {one.name});
    }
    auto key_text = or_refuse(
        ctx.vault.open(ctx.actor.tenant, owner_key, table, column, one.id.value, one.key));
    const auto sealed = one.stored.empty() ? nullptr : shelf.open(one.stored);
    if (!sealed) {
        refuse("attachment.lost", "file", {one.name});
    }
    crypto::Blob key{key_text.begin(), key_text.end()};
    crypto::wipe(key_text);
    auto reader = or_refuse(crypto::SecretReader::open(
        key, [&](char* into, std::size_t most) { return sealed->read(into, most); }));
    crypto::wipe(key);
    auto out = plain_file(shelf, one.size);
    crypto::Sha256 hash;
    for (auto piece = or_refuse(reader.next()); !piece.empty(); piece = or_refuse(reader.next())) {
        hash.add(piece);
        out.append(piece);
    }
    const auto sum = hash.finish();
    if (crypto::hex(sum.data(), sum.size()) != one.sha256) {
        refuse("attachment.changed", "file", {one.name});
    }
    return out;
}

void note_view(const Ctx& ctx, const Attachment& one) {
    const auto now = ctx.clock.now().ms;
    const auto is_open = ctx.read(
        [&](db::Tx& tx) { return store::open_until(tx, one.id, ctx.actor.account_id) > now; });
    if (is_open) {
        return;
    }
    ctx.write([&](db::Tx& tx) {
        store::note_opening(tx, one.id, ctx.actor.account_id, now + view_lasts);
        audit::trace(tx, ctx, "attachment.viewed", one.at.holder, one.at.holder_id, about(one));
    });
}

void note_download(const Ctx& ctx, const Attachment& one) {
    audit::trace_apart(ctx, "attachment.downloaded", one.at.holder, one.at.holder_id, about(one));
}

Picture picture(const PlainFile& file, const Attachment& one, std::int64_t page, int longest_side) {
    if (page < 1 || (one.pages > 0 && page > one.pages)) {
        throw NotFound{};
    }
    if (one.kind != Kind::pdf) {
        return {file.bytes(), content_type(one.kind)};
    }
    return {or_refuse(pages::image(file, page, longest_side)), content_type(Kind::jpeg)};
}

std::int64_t sweep(const Ctx& ctx, Shelf& shelf) {
    std::int64_t removed = 0;
    for (const auto& stored : shelf.older_than(ctx.clock.now().ms - orphan_age)) {
        const bool named = ctx.read([&](db::Tx& tx) { return store::is_stored(tx, stored); });
        if (!named) {
            shelf.remove(stored);
            ++removed;
        }
    }
    return removed;
}

void add_jobs(jobs::Jobs& jobs, const CtxOf& ctx_of, Shelf& shelf) {
    jobs.handle(sweep_kind, [ctx_of, &shelf](jobs::JobContext& job) {
        audit::Actor actor;
        actor.tenant = job.tenant();
        const auto ctx = ctx_of(actor);
        sweep(ctx, shelf);
        ctx.write([&](db::Tx& tx) {
            ctx.jobs.enqueue(tx, sweep_kind, "{}", ctx.clock.now().ms + orphan_age);
        });
    });
}

void plan_sweep(const Ctx& ctx) {
    constexpr std::int64_t looked_through = 1'000;
    const auto known = ctx.jobs.recent(ctx.actor.tenant, looked_through);
    const bool waits = std::any_of(known.begin(), known.end(), [](const jobs::Status& job) {
        return job.kind == sweep_kind &&
               (job.state == jobs::State::waiting || job.state == jobs::State::running);
    });
    if (!waits) {
        ctx.write([&](db::Tx& tx) { ctx.jobs.enqueue(tx, sweep_kind, "{}"); });
    }
}

}  // namespace ketnap::attachments
