// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/bulk.h"

#include "platform/vocabulary/errors.h"
#include "stage/dossier/inside.h"

namespace ketnap::dossier {

namespace {

std::optional<State> target_of(BulkAct act) {
    switch (act) {
        case BulkAct::receive:
            return State::received;
        case BulkAct::take_up:
            return State::appraising;
        case BulkAct::send_back:
            return State::returned;
        case BulkAct::qualify:
            return State::qualified;
        case BulkAct::assign:
            break;
    }
    return std::nullopt;
}

ReturnNote note_of(const BulkForm& form) {
    ReturnNote note;
    note.due_days = form.due_days.value_or(0);
    ReturnItem item;
    item.paper = form.paper.value_or("");
    item.text = form.text.value_or("");
    note.items = {std::move(item)};
    return note;
}

Dossier act_on(const Work& work, const BulkForm& form, const BulkItem& item) {
    const DossierId id{item.id};
    if (form.act == BulkAct::assign) {
        return assign(work, id, form.account_id.value_or(""), item.version);
    }
    if (form.act == BulkAct::send_back) {
        return send_back(work, id, note_of(form), item.version);
    }
    return move(work, id, {.to = *target_of(form.act), .reason = {}, .on = {}}, item.version);
}

/// What is there now, for who may read it.
std::optional<Dossier> seen(const Work& work, const std::string& id) {
    auto dossier = work.ctx.read([&](db::Tx& tx) { return find(tx, DossierId{id}); });
    const bool known =
        dossier && work.rights.can(work.ctx.actor, auth::Action::dossier_read, dossier->object());
    return known ? dossier : std::nullopt;
}

void note_refusal(const Work& work, const BulkForm& form, const RequestError& problem,
                  BulkResult& result) {
    result.outcome = BulkOutcome::refused;
    result.findings = problem.findings();
    const auto now = seen(work, result.id);
    if (!now) {
        result.findings = {field_finding("dossier.bulk_unknown", "id")};
        return;
    }
    result.code = now->code;
    result.state = now->state;
    result.version = now->version;
    if (target_of(form.act) == now->state) {
        result.outcome = BulkOutcome::already;
        result.findings.clear();
    } else if (problem.code() == "conflict") {
        result.findings = {field_finding("dossier.bulk_stale", "version", {now->code})};
    } else if (problem.code() == "forbidden") {
        result.findings = {field_finding("dossier.bulk_forbidden", "id", {now->code})};
    }
}

// a row that cannot be done must not stop the others
BulkResult judged_alone(const Work& work, const BulkForm& form, const BulkItem& item) {
    BulkResult result;
    result.id = item.id;
    try {
        const auto done = act_on(work, form, item);
        result.code = done.code;
        result.state = done.state;
        result.version = done.version;
    } catch (const RequestError& problem) {
        note_refusal(work, form, problem, result);
    }
    return result;
}

}  // namespace

std::vector<BulkResult> bulk(const Work& work, const BulkForm& form) {
    if (form.items.empty()) {
        refuse("dossier.bulk_empty", "items");
    }
    if (form.items.size() > bulk_most) {
        refuse("dossier.bulk_many", "items", {std::to_string(bulk_most)});
    }
    std::vector<BulkResult> results;
    for (const auto& item : form.items) {
        results.push_back(judged_alone(work, form, item));
    }
    return results;
}

}  // namespace ketnap::dossier
