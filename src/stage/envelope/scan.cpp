// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/scan.h"

#include "base/attachments/pages.h"
#include "base/attachments/picture_pdf.h"
#include "base/audit/trace.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/qr/qr.h"
#include "stage/envelope/inside.h"
#include "stage/envelope/scan_store.h"

#include <algorithm>

namespace ketnap::envelope {

/// What the job is told: the batch, who asked, and what they might do when they asked.
struct OrderGrant {
    std::string role;
    std::string org_id;
    std::string org_path;
    std::string campaign_id;
};
BOOST_DESCRIBE_STRUCT(OrderGrant, (), (role, org_id, org_path, campaign_id))
struct ScanOrder {
    std::string scan_id;
    std::string account_id;
    std::string person_id;
    std::string user;
    std::string name;
    bool all_rights = false;
    std::vector<OrderGrant> grants;
};
BOOST_DESCRIBE_STRUCT(ScanOrder, (),
                      (scan_id, account_id, person_id, user, name, all_rights, grants))

namespace {

constexpr const char* scan_holder = "scan";
constexpr const char* split_kind = "scan.split";
constexpr int seen_side = 1'300;  // pixels of the longer side when looking for a code
constexpr int small_side = 420;
constexpr int large_side = 1'800;
constexpr unsigned char dark = 170;
constexpr std::size_t blank_per_mille = 1;

std::string maker_of(const audit::Actor& actor) {
    return actor.account_id.empty() ? actor.user : actor.account_id;
}

std::string order_of(const Ctx& ctx, const ScanId& id) {
    const auto& actor = ctx.actor;
    ScanOrder order{
        id.value, actor.account_id, actor.person_id, actor.user, actor.name, actor.all_rights, {}};
    for (const auto& grant : actor.grants) {
        order.grants.push_back({grant.role, grant.org_id, grant.org_path, grant.campaign_id});
    }
    return json::write(order);
}

audit::Actor actor_of(const ScanOrder& order) {
    audit::Actor actor;
    actor.account_id = order.account_id;
    actor.person_id = order.person_id;
    actor.user = order.user;
    actor.name = order.name;
    actor.all_rights = order.all_rights;
    for (const auto& grant : order.grants) {
        actor.grants.push_back({grant.role, grant.org_id, grant.org_path, grant.campaign_id, 0});
    }
    return actor;
}

Batch own(db::Tx& tx, const Work& work, const ScanId& id) {
    auto found = is_uuid(id.value) ? scan_store::by_id(tx, id) : std::nullopt;
    auth::require_known(found && found->made_by == maker_of(work.ctx.actor));
    return std::move(*found);
}

attachments::PlainFile source_of(const Work& work, const Batch& batch) {
    const auto file = work.ctx.read([&](db::Tx& tx) {
        return attachments::get(tx, batch.source, scan_holder, batch.id.value);
    });
    return attachments::open(work.ctx, work.desk.shelf, batch.wrapped_key, file);
}

/// The edge of a scan is often dark; the middle tells whether anything is written.
bool is_blank(const attachments::pages::Grey& page) {
    const int from_x = page.width / 20;
    const int from_y = page.height / 20;
    std::size_t seen = 0;
    std::size_t written = 0;
    for (int y = from_y; y < page.height - from_y; ++y) {
        for (int x = from_x; x < page.width - from_x; ++x) {
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                            static_cast<std::size_t>(x);
            ++seen;
            written += static_cast<unsigned char>(page.dots[at]) < dark ? 1 : 0;
        }
    }
    return written * 1'000 < seen * blank_per_mille;
}

PageSight seen(const Ctx& ctx, const attachments::PlainFile& pdf, std::int64_t page) {
    const auto grey = attachments::pages::grey(pdf, page, seen_side);
    if (!grey) {
        return {};
    }
    PageSight sight;
    for (const auto& text : qr::read(grey->dots, grey->width, grey->height)) {
        if (auto mark = read_cover(ctx, text)) {
            sight.cover = std::move(mark);
        }
    }
    sight.blank = !sight.cover && is_blank(*grey);
    return sight;
}

Part part_of(db::Tx& tx, const Run& run) {
    Part part{new_id<PartId>(tx.now_ms()),
              run.first_page,
              run.last_page,
              run.cover_page,
              {},
              {},
              PartState::open,
              {},
              {}};
    if (!run.mark) {
        part.problem = "scan.no_cover";
        return part;
    }
    part.form = run.mark->form;
    if (const auto found = dossier::find_by_code(tx, run.mark->code)) {
        part.dossier_id = found->value;
    } else {
        part.problem = "scan.dossier_unknown";
    }
    if (run.last_page < run.first_page) {
        part.problem = "scan.cover_alone";
        part.state = PartState::dropped;
        part.last_page = part.first_page;
    }
    return part;
}

/// The pages of a part as a file of the paper.
void file_part(const Work& work, const attachments::PlainFile& pdf, const Batch& batch,
               const Part& part) {
    const auto of = work.ctx.read(
        [&](db::Tx& tx) { return inside::editable(tx, work, DossierId{part.dossier_id}); });
    inside::require_form(work, part.form);
    const auto key =
        work.ctx.read([&](db::Tx& tx) { return people::sealed_key(tx, of.person_id); });
    auto bytes = attachments::pages::cut(pdf, part.first_page, part.last_page, work.desk.workplace);
    if (!bytes) {
        refuse(bytes.error().key, "file");
    }
    const auto name = of.code + " " + part.form + ".pdf";
    const auto file = attachments::PlainFile::in_memory();
    file.append(*bytes);
    const auto taken = attachments::take_in(work.ctx, work.desk.shelf, key, file, name);
    work.ctx.write([&](db::Tx& tx) {
        inside::editable(tx, work, of.id);
        const auto kept =
            attachments::keep(tx, work.ctx, taken, {"dossier", of.id.value, part.form});
        auto filed = part;
        filed.state = PartState::filed;
        filed.attachment_id = kept.id.value;
        filed.problem.clear();
        if (!scan_store::change_part(tx, filed)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "scan.filed", scan_holder, batch.id.value);
    });
}

void note_problem(const Work& work, Part part, const std::string& rule) {
    part.problem = rule;
    work.ctx.write([&](db::Tx& tx) { scan_store::change_part(tx, part); });
}

void file_or_note(const Work& work, const attachments::PlainFile& pdf, const Batch& batch,
                  const Part& part) {
    try {
        file_part(work, pdf, batch, part);
    } catch (const Refused& refused) {
        note_problem(work, part, refused.findings().front().rule);
    } catch (const RequestError& error) {
        note_problem(work, part,
                     error.code() == "not_found" ? "scan.dossier_unknown" : "scan.not_allowed");
    }
}

/// Looks at every page; false when somebody asked to stop.
bool look(const Work& work, const attachments::PlainFile& pdf, jobs::JobContext& job,
          std::int64_t count, std::vector<PageSight>& pages) {
    for (std::int64_t page = 1; page <= count; ++page) {
        if (job.cancelled()) {
            return false;
        }
        pages.push_back(seen(work.ctx, pdf, page));
        job.progress(page, count, "scan.looking");
    }
    return true;
}

void split(const Work& work, jobs::JobContext& job, const ScanId& id) {
    auto batch = work.ctx.read([&](db::Tx& tx) { return scan_store::by_id(tx, id); });
    if (!batch || batch->state == ScanState::closed) {
        return;
    }
    const auto pdf = source_of(work, *batch);
    std::vector<PageSight> pages;
    if (!look(work, pdf, job, batch->pages, pages)) {
        return;
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (pages[i].blank) {
            batch->blank_pages.push_back(static_cast<std::int64_t>(i) + 1);
        }
    }
    batch->state = ScanState::splitting;
    batch->parts = work.ctx.write([&](db::Tx& tx) {
        scan_store::drop_open_parts(tx, id);
        for (const auto& run : runs_of(pages)) {
            scan_store::put_part(tx, id, part_of(tx, run));
        }
        scan_store::set_state(tx, *batch);
        return scan_store::by_id(tx, id)->parts;
    });
    for (const auto& part : batch->parts) {
        if (part.state == PartState::open && part.problem.empty() && !job.cancelled()) {
            file_or_note(work, pdf, *batch, part);
        }
    }
    batch->state = ScanState::split;
    work.ctx.write([&](db::Tx& tx) {
        scan_store::set_state(tx, *batch);
        audit::trace(tx, work.ctx, "scan.split", scan_holder, id.value);
    });
}

/// A split that cannot be done is told on the batch, not only on the job.
void split_or_fail(const Work& work, jobs::JobContext& job, const ScanId& id) {
    try {
        split(work, job, id);
    } catch (const Refused& refused) {
        work.ctx.write([&](db::Tx& tx) {
            if (auto batch = scan_store::by_id(tx, id)) {
                batch->state = ScanState::failed;
                batch->problem = refused.findings().front().rule;
                scan_store::set_state(tx, *batch);
            }
        });
        throw;
    }
}

/// The open part that holds these pages.
Part part_around(const Batch& batch, std::int64_t first, std::int64_t last) {
    const auto found = std::find_if(batch.parts.begin(), batch.parts.end(), [&](const Part& part) {
        return part.state == PartState::open && part.first_page <= first && last <= part.last_page;
    });
    if (first < 1 || last < first || found == batch.parts.end()) {
        refuse("scan.pages_not_open", "first_page");
    }
    return *found;
}

/// What is left of a part before and behind the pages that are taken from it.
void keep_rest(db::Tx& tx, const ScanId& id, const Part& whole, const Part& taken) {
    const auto rest = [&](std::int64_t first, std::int64_t last) {
        if (first <= last) {
            scan_store::put_part(tx, id,
                                 {new_id<PartId>(tx.now_ms()),
                                  first,
                                  last,
                                  0,
                                  {},
                                  {},
                                  PartState::open,
                                  {},
                                  "scan.no_cover"});
        }
    };
    rest(whole.first_page, taken.first_page - 1);
    rest(taken.last_page + 1, whole.last_page);
}

}  // namespace

std::vector<Run> runs_of(const std::vector<PageSight>& pages) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto page = static_cast<std::int64_t>(i) + 1;
        if (pages[i].cover) {
            const bool has_empty_back = i + 1 < pages.size() && pages[i + 1].blank;
            const auto first = page + (has_empty_back ? 2 : 1);
            runs.push_back({first, first - 1, page, pages[i].cover});
        } else if (runs.empty()) {
            runs.push_back({page, page, 0, std::nullopt});
        } else if (page >= runs.back().first_page) {
            runs.back().last_page = page;
        }
    }
    return runs;
}

namespace {

/// Pictures become the pages of a PDF; anything else stays as it came.
attachments::PlainFile as_pdf(const Work& work, attachments::PlainFile sent, std::string& name) {
    const attachments::Mapped mapped{sent};
    if (!attachments::begins_picture(mapped.bytes())) {
        return sent;
    }
    const bool is_jpeg = mapped.bytes().starts_with("\xFF\xD8");
    refuse_if(
        attachments::check_name(name, is_jpeg ? attachments::Kind::jpeg : attachments::Kind::png));
    attachments::PlainFile pdf{work.desk.shelf.scratch()};
    const auto pages = attachments::pdf_of_pictures(
        mapped.bytes(), [&](std::string_view piece) { pdf.append(piece); });
    if (!pages) {
        refuse(pages.error().key, "file", {pages.error().detail});
    }
    name = name.substr(0, name.rfind('.')) + ".pdf";
    return pdf;
}

}  // namespace

Batch receive(const Work& work, const Incoming& incoming) {
    Batch batch;
    batch.id = new_id<ScanId>(work.ctx.clock.now().ms);
    batch.wrapped_key = work.ctx.vault.new_person_key(work.ctx.actor.tenant);
    auto name = incoming.name;
    const auto pdf = as_pdf(work, attachments::PlainFile::of(incoming.file), name);
    const auto taken =
        attachments::take_in(work.ctx, work.desk.shelf, batch.wrapped_key, pdf, name);
    if (taken.pages == 0) {
        refuse("attachment.no_reader", "file");
    }
    batch.name = taken.name;
    batch.pages = taken.pages;
    batch.source = taken.id;
    batch.made_by = maker_of(work.ctx.actor);
    work.ctx.write([&](db::Tx& tx) {
        attachments::keep(tx, work.ctx, taken, {scan_holder, batch.id.value, ""});
        scan_store::insert(tx, batch, work.ctx.actor.name);
        scan_store::set_job(tx, batch.id,
                            work.ctx.jobs.enqueue(tx, split_kind, order_of(work.ctx, batch.id)));
    });
    return envelope::batch(work, batch.id);
}

std::vector<Batch> batches(const Work& work) {
    return work.ctx.read(
        [&](db::Tx& tx) { return scan_store::of_maker(tx, maker_of(work.ctx.actor)); });
}

Batch batch(const Work& work, const ScanId& id) {
    return work.ctx.read([&](db::Tx& tx) { return own(tx, work, id); });
}

attachments::Picture scan_page(const Work& work, const Batch& batch, std::int64_t page,
                               bool large) {
    const auto file = work.ctx.read([&](db::Tx& tx) {
        return attachments::get(tx, batch.source, scan_holder, batch.id.value);
    });
    attachments::note_view(work.ctx, file);
    return attachments::picture(source_of(work, batch), file, page,
                                large ? large_side : small_side);
}

Batch assign(const Work& work, const ScanId& id, const Assignment& wanted) {
    const auto found = batch(work, id);
    const auto whole = part_around(found, wanted.first_page, wanted.last_page);
    const auto of = work.ctx.read([&](db::Tx& tx) {
        const auto known = dossier::find_by_code(tx, text::upper(text::trim(wanted.code)));
        if (!known) {
            refuse("scan.dossier_unknown", "code");
        }
        return inside::editable(tx, work, *known).id;
    });
    inside::require_form(work, wanted.form);
    auto part = whole;
    part.first_page = wanted.first_page;
    part.last_page = wanted.last_page;
    part.dossier_id = of.value;
    part.form = wanted.form;
    work.ctx.write([&](db::Tx& tx) {
        if (!scan_store::change_part(tx, part)) {
            throw Conflict{};
        }
        keep_rest(tx, id, whole, part);
    });
    file_part(work, source_of(work, found), found, part);
    return batch(work, id);
}

Batch drop_part(const Work& work, const ScanId& id, const PartId& which) {
    work.ctx.write([&](db::Tx& tx) {
        for (auto part : own(tx, work, id).parts) {
            if (part.id == which) {
                part.state = PartState::dropped;
                if (!scan_store::change_part(tx, part)) {
                    throw Conflict{};
                }
                return;
            }
        }
        throw NotFound{};
    });
    return batch(work, id);
}

void close_batch(const Work& work, const ScanId& id, bool with_open) {
    work.ctx.write([&](db::Tx& tx) {
        const auto found = own(tx, work, id);
        const bool unfinished =
            found.state == ScanState::split &&
            std::any_of(found.parts.begin(), found.parts.end(),
                        [](const Part& part) { return part.state == PartState::open; });
        if (unfinished && !with_open) {
            refuse("scan.parts_open", "");
        }
        if (scan_store::close(tx, id)) {
            attachments::forget(tx, found.source);
            audit::trace(tx, work.ctx, "scan.closed", scan_holder, id.value);
        }
        if (!found.job_id.empty()) {
            work.ctx.jobs.cancel(tx, found.job_id);
        }
    });
}

void add_scan_jobs(jobs::Jobs& jobs, const attachments::CtxOf& ctx_of, const auth::Rights& rights,
                   const Desk& desk) {
    jobs.handle(split_kind, [ctx_of, &rights, desk](jobs::JobContext& job) {
        const auto order = json::read<ScanOrder>(job.payload());
        KETNAP_CHECK(order.has_value());
        const auto ctx = ctx_of(actor_of(*order));
        split_or_fail({ctx, rights, desk}, job, ScanId{order->scan_id});
    });
}

}  // namespace ketnap::envelope
