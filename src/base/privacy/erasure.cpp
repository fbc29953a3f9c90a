// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/erasure.h"

#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/people/history.h"
#include "base/people/merge.h"
#include "base/privacy/registers.h"
#include "base/privacy/store.h"
#include "platform/crypto/crypto.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ketnap::privacy {

using auth::Action;

namespace {

constexpr std::size_t shortest_reason = 5;

std::string reason_of(const std::string& typed) {
    auto reason = text::nfc(text::trim(typed));
    if (text::length(reason) < shortest_reason) {
        refuse("field.too_short", "reason", {std::to_string(shortest_reason)});
    }
    return reason;
}

void tell(std::vector<Held>& held, const char* kind, const std::string& text,
          const std::string& on = {}) {
    if (!text.empty()) {
        held.push_back({kind, on, text});
    }
}

void tell_day(std::vector<Held>& held, const char* kind, const std::string& on,
              const std::string& as_written = {}) {
    if (!on.empty() || !as_written.empty()) {
        held.push_back({kind, on, as_written == on ? "" : as_written});
    }
}

/// A day as papers write it; what is known of a part of it stays as it is.
std::string on_paper(const std::string& on) {
    const auto day = time::Date::parse_iso(on);
    return day ? day->vn() : on;
}

std::vector<Held> fields_of(db::Tx& tx, const Work& work, const people::Person& p) {
    std::vector<Held> held;
    tell(held, "name", p.name);
    tell(held, "other_name", p.other_name);
    tell_day(held, "born_on", p.born_on, p.born_on_as_written);
    tell(held, "sex", p.sex.empty() ? "" : work.desk.texts.text("privacy.held." + p.sex, {}));
    tell(held, "unit", org::get(tx, p.org_id).name);
    tell(held, "home_place", p.home_place);
    tell(held, "residence", p.residence);
    tell(held, "phone", p.phone);
    tell(held, "position", p.position);
    tell(held, "occupation", p.occupation);
    tell(held, "education", p.education);
    tell(held, "professional_level", p.professional_level);
    tell(held, "political_theory_level", p.political_theory_level);
    tell_day(held, "union_joined_on", p.union_joined_on);
    tell_day(held, "joined_on", p.joined_on);
    tell_day(held, "official_on", p.official_on);
    const auto sealed = people::open_sensitive(tx, work.ctx, p.id);
    tell(held, "national_id", sealed.national_id);
    const auto& lists = work.desk.lists;
    tell(held, "ethnicity", lists.get("ethnic_groups").name_of(sealed.ethnicity));
    tell(held, "religion", lists.get("religions").name_of(sealed.religion));
    return held;
}

void tell_registers(db::Tx& tx, const Work& work, const PersonId& id, std::vector<Held>& held) {
    std::map<std::string, std::string> purposes;
    for (const auto& one : processing(tx, work)) {
        purposes[one.entry.id] = one.entry.purpose;
    }
    for (const auto& one : store::consents(tx, id.value, "")) {
        tell(held, "consent", purposes[one.purpose], one.given_on);
    }
    for (const auto& one : requests(tx, work, id.value)) {
        tell(held, "request", fmt::format("{}", one.number), one.received_on);
    }
}

std::vector<Held> seen_by(db::Tx& tx, const Work& work, const PersonId& id,
                          messages::Language language) {
    std::vector<Held> out;
    for (const auto& entry : people::history(tx, id)) {
        out.push_back({work.desk.texts.text("audit." + entry.action, language),
                       moment_text(entry.at), auth::called(tx, entry.actor)});
    }
    return out;
}

Erasure one_erasure(db::Tx& tx, const Work& work, const std::string& id) {
    auto found = store::erasures(tx, "", id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    require_office(tx, work, Action::data_erase);
    return std::move(found.front());
}

Erasure seen(const Work& work, Erasure one) {
    one.mine = one.asked_by == work.ctx.actor.user;
    return one;
}

}  // namespace

OwnData own_data(const Work& work, const std::string& person_id, const std::string& typed,
                 messages::Language language) {
    const auto reason = reason_of(typed);
    return work.ctx.write([&](db::Tx& tx) {
        const auto person = person_within(tx, work, Action::privacy_edit, person_id);
        audit::trace(tx, work.ctx, "privacy.own_data_given", "person", person.id.value,
                     {{"reason", "", reason}});
        OwnData data;
        data.made_on = work.ctx.clock.today().iso();
        data.name = person.name;
        data.held = fields_of(tx, work, person);
        tell_registers(tx, work, person.id, data.held);
        for (auto& one : work.desk.neighbours.tell(tx, person.id)) {
            data.held.push_back(std::move(one));
        }
        for (auto& one : data.held) {
            one.kind = work.desk.texts.text("privacy.held." + one.kind, language);
        }
        data.seen = seen_by(tx, work, person.id, language);
        return data;
    });
}

documents::Paper own_data_paper(db::Tx& tx, const Work& work, const OwnData& data) {
    auto fields = letter_fields(tx, work);
    fields.values["full_name"] = data.name;
    for (const auto& one : data.held) {
        fields.lists["held"].push_back(
            {{"kind", one.kind}, {"on", on_paper(one.on)}, {"text", one.text}});
    }
    for (const auto& one : data.seen) {
        fields.lists["seen"].push_back({{"kind", one.kind}, {"on", one.on}, {"text", one.text}});
    }
    fields.lists["held"];
    fields.lists["seen"];
    return documents::fill(work.desk.papers, "own_data", fields);
}

Findings kept_for(db::Tx& tx, const Work& work, const PersonId& id) {
    const auto today = work.ctx.clock.today();
    return work.desk.neighbours.keeps(tx, id, work.desk.book.periods(today), today);
}

std::vector<Erasure> erasures(db::Tx& tx, const Work& work) {
    require_office(tx, work, Action::privacy_read);
    auto found = store::erasures(tx, "", "");
    for (auto& one : found) {
        one = seen(work, std::move(one));
    }
    return found;
}

Erasure ask_erasure(const Work& work, const ErasureForm& form) {
    const auto reason = reason_of(form.reason);
    return work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::data_erase);
        const auto person = person_within(tx, work, Action::data_erase, form.person_id);
        for (const auto& one : store::erasures(tx, person.id.value, "")) {
            if (one.state != ErasureState::dropped) {
                refuse(one.state == ErasureState::done ? "privacy.erased_already"
                                                       : "privacy.erasure_asked",
                       "person_id", {one.asked_name});
            }
        }
        refuse_if(kept_for(tx, work, person.id));
        Erasure one;
        one.id = new_uuid(tx.now_ms());
        one.person_id = person.id.value;
        one.person_name = person.name;
        one.request_id = form.request_id;
        one.reason = reason;
        one.asked_at = tx.now_ms();
        one.asked_by = work.ctx.actor.user;
        one.asked_name = work.ctx.actor.name;
        one.version = 1;
        store::insert(tx, one);
        audit::trace(tx, work.ctx, "privacy.erasure_asked", "person", person.id.value,
                     {{"reason", "", reason}});
        return seen(work, one);
    });
}

Erasure do_erasure(const Work& work, const std::string& id, std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        auto one = one_erasure(tx, work, id);
        require_another(tx, work, one.asked_by);
        const PersonId person{one.person_id};
        refuse_if(kept_for(tx, work, person));
        const auto in_place = work.desk.texts.text("privacy.erased_name", {});
        const auto key = people::sealed_key(tx, person);
        one.key_hash = crypto::sha256_hex({reinterpret_cast<const char*>(key.data()), key.size()});
        one.row_count = work.desk.neighbours.erase(tx, person, in_place);
        for (const auto& part : people::merged_into(tx, person)) {
            one.row_count += work.desk.neighbours.erase(tx, part, in_place);
        }
        for (const auto& consent : store::consents(tx, person.value, "")) {
            one.row_count += attachments::shred_all(tx, "consent", consent.id);
        }
        people::erase(tx, person, in_place);
        work.desk.neighbours.renamed(tx, person);
        ++one.row_count;
        one.state = ErasureState::done;
        one.done_at = tx.now_ms();
        one.done_by = work.ctx.actor.user;
        one.done_name = work.ctx.actor.name;
        one.number = tx.next_number("erasure");
        one.version = version;
        if (!store::finish(tx, one)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "privacy.erased", "person", one.person_id,
                     {{"number", "", std::to_string(*one.number)},
                      {"asked_by", "", one.asked_by},
                      {"rows", "", std::to_string(one.row_count)}});
        one.person_name = in_place;
        ++one.version;
        return seen(work, one);
    });
}

void drop_erasure(const Work& work, const std::string& id, std::int64_t version) {
    work.ctx.write([&](db::Tx& tx) {
        const auto one = one_erasure(tx, work, id);
        if (!store::drop_erasure(tx, id, version)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "privacy.erasure_dropped", "person", one.person_id);
    });
}

documents::Paper certificate(db::Tx& tx, const Work& work, const std::string& id) {
    require_office(tx, work, Action::privacy_read);
    const auto found = store::erasures(tx, "", id);
    if (id.empty() || found.empty() || found.front().state != ErasureState::done) {
        throw NotFound{};
    }
    const auto& one = found.front();
    auto fields = letter_fields(tx, work);
    auto& values = fields.values;
    values["number"] = std::to_string(*one.number);
    values["reference"] = one.person_id;
    values["reason"] = one.reason;
    values["asked_at"] = moment_text(one.asked_at);
    values["asked_name"] = one.asked_name;
    values["done_at"] = moment_text(*one.done_at);
    values["done_name"] = one.done_name;
    values["rows"] = std::to_string(one.row_count);
    values["key_hash"] = one.key_hash;
    return documents::fill(work.desk.papers, "erasure_certificate", fields);
}

}  // namespace ketnap::privacy
