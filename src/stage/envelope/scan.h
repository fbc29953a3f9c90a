// SPDX-License-Identifier: Apache-2.0
// Batches of scans: one PDF or many pictures of many papers, cut at the cover sheets, each part put
// to its paper.
#pragma once
#include "platform/jobs/jobs.h"
#include "stage/envelope/cover.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ketnap::envelope {

using ScanId = Id<struct ScanTag>;
using PartId = Id<struct ScanPartTag>;

enum class ScanState { waiting, splitting, split, failed, closed };
enum class PartState { open, filed, dropped };
BOOST_DESCRIBE_ENUM(ScanState, waiting, splitting, split, failed, closed)
BOOST_DESCRIBE_ENUM(PartState, open, filed, dropped)

/// A run of pages behind one cover sheet, or in front of the first.
struct Part {
    PartId id;
    std::int64_t first_page = 0;
    std::int64_t last_page = 0;
    std::int64_t cover_page = 0;  ///< 0: there was none
    std::string dossier_id;
    std::string form;
    PartState state = PartState::open;
    std::string attachment_id;
    std::string problem;  ///< message key: why it waits for a person
};

struct Batch {
    ScanId id;
    std::string name;
    ScanState state = ScanState::waiting;
    db::Blob wrapped_key;
    AttachmentId source;
    jobs::JobId job_id;
    std::int64_t pages = 0;
    std::vector<std::int64_t> blank_pages;
    std::string problem;
    std::int64_t made_at = 0;
    std::string made_by;
    std::int64_t version = 0;
    std::vector<Part> parts;
};

/// What was seen on one page.
struct PageSight {
    bool blank = false;
    std::optional<CoverMark> cover;
};
struct Run {
    std::int64_t first_page = 0;
    std::int64_t last_page = 0;
    std::int64_t cover_page = 0;
    std::optional<CoverMark> mark;
};
/// Pure: pages → runs. The empty back of a cover sheet belongs to none; a cover with nothing behind
/// it gives a run without pages (last before first).
std::vector<Run> runs_of(const std::vector<PageSight>& pages);

/// Takes a batch in and asks a job to split it: a PDF, or pictures one behind another, each a page.
/// Needs dossier_edit somewhere; refused: what attachments::take_in() or pdf_of_pictures() refuses.
Batch receive(const Work& work, const Incoming& incoming);
/// One's own batches, newest first; one of them with its parts (NotFound for others').
std::vector<Batch> batches(const Work& work);
Batch batch(const Work& work, const ScanId& id);
/// A page, small for the table of pages or large for reading; audited as a view.
attachments::Picture scan_page(const Work& work, const Batch& batch, std::int64_t page, bool large);

struct Assignment {
    std::int64_t first_page = 0;
    std::int64_t last_page = 0;
    std::string code;  ///< of the dossier
    std::string form;
};
/// Puts pages of an open part to a paper by hand; what is left of the part stays open.
Batch assign(const Work& work, const ScanId& id, const Assignment& wanted);
/// Marks an open part as not needed.
Batch drop_part(const Work& work, const ScanId& id, const PartId& part);
/// Ends a batch: its key is destroyed, the scan is gone, filed parts stay. Stops a running split.
/// Refused while parts are open, unless `with_open`.
void close_batch(const Work& work, const ScanId& id, bool with_open);

/// The split as a job.
void add_scan_jobs(jobs::Jobs& jobs, const attachments::CtxOf& ctx_of, const auth::Rights& rights,
                   const Desk& desk);

}  // namespace ketnap::envelope
