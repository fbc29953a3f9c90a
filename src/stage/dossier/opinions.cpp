// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/opinions.h"

#include "base/workflow/stand_in.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/erase.h"
#include "stage/dossier/inside.h"

#include <algorithm>

namespace ketnap::dossier {

using auth::Action;

namespace {

std::string name_of(db::Tx& tx, const Work& work, const Asked& asked, const Dossier& dossier) {
    if (asked.org_id && !asked.org_id->empty()) {
        const auto body = org::find(tx, org::OrgId{*asked.org_id});
        return body ? body->name : std::string{};
    }
    const auto readers =
        workflow::able(tx, work.ctx, work.rights, Action::dossier_read, dossier.object());
    const auto found = std::find_if(readers.begin(), readers.end(), [&](const auto& one) {
        return one.account_id == asked.account_id.value_or("");
    });
    return found == readers.end() ? std::string{} : found->name;
}

bool is_waiting(const Opinion& one) {
    return one.answered_on.empty() && one.dropped_on.empty();
}

bool asked_already(const std::vector<Opinion>& known, const Asked& asked) {
    return std::any_of(known.begin(), known.end(), [&](const Opinion& one) {
        const bool same = one.org_id == asked.org_id.value_or("") &&
                          one.account_id == asked.account_id.value_or("");
        return same && is_waiting(one);
    });
}

void check_ask(const Work& work, const AskForm& form, Findings& findings) {
    if (text::trim(form.question).empty()) {
        findings.push_back(field_finding("field.required", "question"));
    }
    if (form.asked.empty()) {
        findings.push_back(field_finding("dossier.nobody_asked", "asked"));
    }
    const auto due = time::Date::parse_iso(form.due_on);
    if (!due) {
        findings.push_back(field_finding("field.format", "due_on"));
    } else if (*due <= work.ctx.clock.today()) {
        findings.push_back(field_finding("dossier.opinion_due", "due_on", {due->vn()}));
    }
}

}  // namespace

Dossier ask_opinions(const Work& work, const DossierId& id, const AskForm& form) {
    return inside::run(work, [&](db::Tx& tx) {
        auto dossier = inside::load(tx, work, id, form.version, Action::dossier_appraise);
        Findings findings;
        check_ask(work, form, findings);
        auto known = opinions(tx, id);
        std::vector<Opinion> made;
        for (std::size_t i = 0; i < form.asked.size(); ++i) {
            const auto& asked = form.asked[i];
            const std::string field = "asked[" + std::to_string(i) + "]";
            Opinion one;
            one.name = name_of(tx, work, asked, dossier);
            if (one.name.empty()) {
                findings.push_back(field_finding("field.reference", field));
            } else if (asked_already(known, asked)) {
                findings.push_back(field_finding("dossier.asked_twice", field, {one.name}));
            }
            one.id = new_uuid(tx.now_ms());
            one.org_id = asked.org_id.value_or("");
            one.account_id = asked.account_id.value_or("");
            one.asked_on = work.ctx.clock.today().iso();
            one.asked_by = work.ctx.actor.name;
            one.question = text::trim(form.question);
            one.due_on = form.due_on;
            known.push_back(one);
            made.push_back(std::move(one));
        }
        refuse_if(findings);
        audit::Changes changes{{"due_on", "", form.due_on}};
        for (const Opinion& one : made) {
            store::add_opinion(tx, id, one);
            changes.push_back({"asked", "", one.name});
        }
        dossier = inside::save(tx, work, std::move(dossier));
        audit::trace(tx, work.ctx, "dossier.opinions_asked", "dossier", id.value, changes);
        return dossier;
    });
}

namespace {

Opinion waiting(db::Tx& tx, const DossierId& id, const std::string& opinion_id) {
    for (Opinion& one : opinions(tx, id)) {
        if (one.id == opinion_id) {
            return std::move(one);
        }
    }
    throw NotFound{};
}

void check_answer(const AnswerForm& form, const Opinion& opinion, const std::string& on) {
    Findings findings;
    if (form.answer != Answer::agree && text::trim(form.text).empty()) {
        findings.push_back(field_finding("field.required", "text"));
    }
    if (on < opinion.asked_on) {
        findings.push_back(field_finding("dossier.before_asked", "on"));
    }
    if (!opinion.dropped_on.empty()) {
        findings.push_back(field_finding("dossier.asked_no_longer", "answer", {opinion.name}));
    }
    refuse_if(findings);
}

crypto::Sealed sealed(db::Tx& tx, const Work& work, const Dossier& dossier, const char* column,
                      const std::string& id, const std::string& words) {
    if (words.empty()) {
        return {};
    }
    return work.ctx.vault.seal(work.ctx.actor.tenant, people::sealed_key(tx, dossier.person_id),
                               "dossier_opinion", column, id, words);
}

Dossier known(db::Tx& tx, const Work& work, const DossierId& id) {
    auto dossier = get(tx, id);
    auth::require_known(work.rights.can(work.ctx.actor, Action::dossier_read, dossier.object()));
    return dossier;
}

}  // namespace

namespace {

bool is_asked(const Work& work, const audit::Actor& me, const Dossier& dossier,
              const Opinion& opinion) {
    if (work.rights.can(me, Action::dossier_appraise, dossier.object())) {
        return true;
    }
    if (!work.rights.can(me, Action::dossier_read, dossier.object()) ||
        me.person_id == dossier.person_id.value) {
        return false;
    }
    const bool of_body = !opinion.org_id.empty() &&
                         std::any_of(me.grants.begin(), me.grants.end(), [&](const auto& grant) {
                             return grant.org_id == opinion.org_id;
                         });
    return of_body || (!opinion.account_id.empty() && opinion.account_id == me.account_id);
}

}  // namespace

bool may_answer(const Work& work, const Dossier& dossier, const Opinion& opinion) {
    return is_asked(work, work.ctx.actor, dossier, opinion);
}

std::optional<std::string> answers_for(db::Tx& tx, const Work& work, const Dossier& dossier,
                                       const Opinion& opinion) {
    return workflow::acting_name(tx, work.ctx, dossier.object(), [&](const audit::Actor& who) {
        auto one = who;
        if (one.account_id != work.ctx.actor.account_id) {
            one.assigned = in_hands(tx, one);
        }
        return is_asked(work, one, dossier, opinion);
    });
}

namespace {

bool may_read_answer(const Work& work, const Dossier& dossier, const Opinion& opinion) {
    return may_answer(work, dossier, opinion) ||
           work.rights.can(work.ctx.actor, Action::decision_issue, dossier.object());
}

}  // namespace

std::optional<Answer> answer_of(db::Tx& tx, const Work& work, const Dossier& dossier,
                                const Opinion& opinion) {
    if (!may_read_answer(work, dossier, opinion) || opinion.sealed_answer.empty()) {
        return std::nullopt;
    }
    const auto key = people::sealed_key(tx, dossier.person_id);
    const auto text = work.ctx.vault.open(work.ctx.actor.tenant, key, "dossier_opinion", "answer",
                                          opinion.id, opinion.sealed_answer);
    return text ? std::optional{json::enum_of<Answer>(*text)} : std::nullopt;
}

void seal_leftovers(const Ctx& ctx) {
    for (bool more = true; more;) {
        ctx.write([&](db::Tx& tx) {
            const auto rows = store::plain_opinions(tx);
            more = !rows.empty();
            for (const auto& row : rows) {
                const auto key = people::sealed_key(tx, row.person);
                const bool gone = key == crypto::Vault::destroyed_key();
                store::seal_opinion(tx, row.id,
                                    gone ? crypto::Sealed{}
                                         : ctx.vault.seal(ctx.actor.tenant, key, "dossier_opinion",
                                                          "answer", row.id, row.answer));
            }
        });
    }
}

Dossier answer_opinion(const Work& work, const DossierId& id, const std::string& opinion_id,
                       const AnswerForm& form) {
    return inside::run(work, [&](db::Tx& tx) {
        const auto dossier = known(tx, work, id);
        auto opinion = waiting(tx, id, opinion_id);
        const auto for_name = answers_for(tx, work, dossier, opinion);
        auth::require(for_name.has_value());
        if (opinion.version != form.version) {
            throw Conflict{};
        }
        const auto on = inside::happened_on(work, form.on.value_or(""), "on");
        check_answer(form, opinion, on);
        opinion.sealed_answer =
            sealed(tx, work, dossier, "answer", opinion_id, json::text_of(form.answer));
        opinion.answered_on = on;
        opinion.answered_by = work.ctx.actor.name;
        const auto words = text::trim(form.text);
        if (!store::answer_opinion(tx, opinion,
                                   sealed(tx, work, dossier, "text", opinion_id, words))) {
            throw Conflict{};
        }
        audit::Changes changes{{"name", "", opinion.name}, audit::hidden("answer")};
        audit::add_change(changes, "on_behalf_of", "", *for_name);
        if (!words.empty()) {
            changes.push_back(audit::hidden("text"));
        }
        audit::trace(tx, work.ctx, "dossier.opinion_given", "dossier", id.value, changes);
        return dossier;
    });
}

Dossier drop_opinion(const Work& work, const DossierId& id, const std::string& opinion_id,
                     std::int64_t version) {
    return inside::run(work, [&](db::Tx& tx) {
        const auto dossier = known(tx, work, id);
        auth::require(work.rights.can(work.ctx.actor, Action::dossier_appraise, dossier.object()));
        auto opinion = waiting(tx, id, opinion_id);
        opinion.dropped_on = work.ctx.clock.today().iso();
        if (opinion.version != version || !store::drop_opinion(tx, opinion)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "dossier.opinion_dropped", "dossier", id.value,
                     {{"name", opinion.name, ""}});
        return dossier;
    });
}

std::string open_opinion(const Work& work, const DossierId& id, const std::string& opinion_id) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto dossier = known(tx, work, id);
        const auto& me = work.ctx.actor;
        const auto opinion = waiting(tx, id, opinion_id);
        auth::require(may_read_answer(work, dossier, opinion));
        const auto words = store::sealed_opinion(tx, id, opinion_id);
        audit::trace(tx, work.ctx, "dossier.opinion_opened", "dossier", id.value,
                     {{"name", "", opinion.name}});
        if (words.empty()) {
            return std::string{};
        }
        auto opened = work.ctx.vault.open(me.tenant, people::sealed_key(tx, dossier.person_id),
                                          "dossier_opinion", "text", opinion_id, words);
        if (!opened) {
            throw RequestError{opened.error().key, {}};
        }
        return std::move(*opened);
    });
}

std::vector<Opinion> opinions(db::Tx& tx, const DossierId& id) {
    return store::opinions(tx, id);
}

}  // namespace ketnap::dossier
