// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/registers.h"

#include "base/audit/trace.h"
#include "base/auth/accounts.h"
#include "base/documents/letterhead.h"
#include "base/privacy/store.h"
#include "base/rules/office_days.h"
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::privacy {

using auth::Action;

namespace {

constexpr const char* consent_holder = "consent";
constexpr const char* request_table = "data_request";

time::Date past_day(const Work& work, const std::string& iso, const char* field,
                    Findings& findings) {
    const auto day = time::Date::parse_iso(iso);
    const auto today = work.ctx.clock.today();
    if (!day) {
        findings.push_back(field_finding("field.format", field));
    } else if (*day > today) {
        findings.push_back(field_finding("privacy.future", field));
    }
    return day.value_or(today);
}

crypto::Sealed seal(db::Tx& tx, const Work& work, const DataRequest& one, const char* column,
                    const std::string& words) {
    if (words.empty()) {
        return {};
    }
    const auto key = people::sealed_key(tx, PersonId{one.person_id});
    return work.ctx.vault.seal(work.ctx.actor.tenant, key, request_table, column, one.id, words);
}

// Words about a person whose key is gone are gone as well.
std::string opened(db::Tx& tx, const Work& work, const DataRequest& one, const char* column,
                   const crypto::Sealed& sealed) {
    if (sealed.empty()) {
        return {};
    }
    const auto key = people::sealed_key(tx, PersonId{one.person_id});
    if (key == crypto::Vault::destroyed_key()) {
        return {};
    }
    auto words =
        work.ctx.vault.open(work.ctx.actor.tenant, key, request_table, column, one.id, sealed);
    if (!words) {
        throw RequestError{words.error().key, {}};
    }
    return std::move(*words);
}

DataRequest readable(db::Tx& tx, const Work& work, store::RequestRow row) {
    auto& one = row.request;
    one.asked = opened(tx, work, one, "asked", row.asked);
    one.answer = opened(tx, work, one, "answer", row.answer);
    const auto today = work.ctx.clock.today().iso();
    one.late =
        !one.closed_on && ((!one.answered_on && one.answer_by < today) || one.act_by < today);
    return std::move(one);
}

store::RequestRow request_row(db::Tx& tx, const Work& work, const std::string& id) {
    auto found = store::requests(tx, "", id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    person_within(tx, work, Action::privacy_edit, found.front().request.person_id);
    return std::move(found.front());
}

Consent one_consent(db::Tx& tx, const Work& work, Action action, const std::string& id) {
    auto found = store::consents(tx, "", id);
    if (id.empty() || found.empty()) {
        throw NotFound{};
    }
    person_within(tx, work, action, found.front().person_id);
    return std::move(found.front());
}

std::optional<attachments::Attachment> form_of(db::Tx& tx, const std::string& consent) {
    for (auto& one : attachments::of_holder(tx, consent_holder, consent)) {
        if (!one.removed_at && !one.superseded_at) {
            return std::move(one);
        }
    }
    return std::nullopt;
}

DataRequest make_request(db::Tx& tx, const Work& work, const RequestForm& form,
                         const std::optional<std::string>& consent) {
    Findings findings;
    const auto received = past_day(work, form.received_on, "received_on", findings);
    refuse_if(findings);
    const auto& periods = work.desk.book.periods(received);
    const auto calendar = rules::office_calendar(tx, work.desk.calendar);
    const auto person = people::get(tx, PersonId{form.person_id});
    store::RequestRow row;
    auto& one = row.request;
    one.id = new_uuid(tx.now_ms());
    one.number = tx.next_number("data_request");
    one.person_id = person.id.value;
    one.person_name = person.name;
    one.kind = form.kind;
    one.received_on = received.iso();
    one.asked = text::trim(form.asked);
    one.answer_by =
        calendar.add_working_days(received, static_cast<int>(periods.answer_working_days)).iso();
    one.act_by = (received + static_cast<int>(periods.of(form.kind).days)).iso();
    one.periods = periods.id;
    one.recorded_by = work.ctx.actor.name;
    one.version = 1;
    row.asked = seal(tx, work, one, "asked", one.asked);
    store::insert(tx, row, consent);
    audit::trace(tx, work.ctx, "privacy.request_received", "person", one.person_id,
                 {{"number", "", std::to_string(one.number)},
                  {"request_kind", "", json::text_of(one.kind)},
                  {"act_by", "", one.act_by}});
    return readable(tx, work, std::move(row));
}

void trace_request(db::Tx& tx, const Work& work, const char* action, const DataRequest& one,
                   audit::Changes changes) {
    changes.insert(changes.begin(), {"number", "", std::to_string(one.number)});
    audit::trace(tx, work.ctx, action, "person", one.person_id, changes);
}

}  // namespace

void require_office(db::Tx& tx, const Work& work, Action action) {
    const auto root = org::root(tx);
    auth::require(root && work.rights.can(work.ctx.actor, action, root->object()));
}

people::Person person_within(db::Tx& tx, const Work& work, Action action, const std::string& id) {
    auto person = people::get(tx, PersonId{id});
    auth::require_known(work.rights.can(work.ctx.actor, action, person.object()));
    return person;
}

void require_another(db::Tx& tx, const Work& work, const std::string& asked_by) {
    const auto& actor = work.ctx.actor;
    const bool same_person =
        !actor.person_id.empty() && auth::person_of_user(tx, asked_by) == actor.person_id;
    if (asked_by == actor.user || same_person) {
        refuse("privacy.second_person", "id");
    }
}

std::string moment_text(std::int64_t ms) {
    const time::Moment at{ms};
    return fmt::format("{} {}", time::clock_time_in_vietnam(at), time::date_in_vietnam(at).vn());
}

documents::Fields letter_fields(db::Tx& tx, const Work& work) {
    documents::Fields fields;
    const auto root = org::root(tx);
    KETNAP_CHECK(root.has_value());
    const auto head = documents::letterhead(tx, root->id);
    auto& values = fields.values;
    values["superior"] = head.superior;
    values["issuer"] = head.issuer;
    values["agency"] = head.agency;
    values["place"] = head.place;
    values["layout"] = head.layout;
    values["dated"] = work.ctx.clock.today().iso();
    values["office_name"] = root->name;
    values["signer_post_upper"] = text::upper(head.signer_post);
    values["signer_name"] = head.signer_name;
    return fields;
}

std::vector<ProcessingView> processing(db::Tx& tx, const Work& work) {
    require_office(tx, work, Action::privacy_read);
    auto own = store::entries(tx);
    std::vector<ProcessingView> out;
    for (const auto& entry : work.desk.book.processing()) {
        const auto found = std::find_if(own.begin(), own.end(), [&](const ProcessingView& one) {
            return one.entry.id == entry.id;
        });
        if (found == own.end()) {
            out.push_back({entry, false, 0});
        } else {
            out.push_back(std::move(*found));
            own.erase(found);
        }
    }
    std::move(own.begin(), own.end(), std::back_inserter(out));
    return out;
}

void put_processing(const Work& work, const std::string& id, const ProcessingForm& form) {
    const Processing entry{id,
                           text::trim(form.purpose),
                           text::trim(form.basis),
                           text::trim(form.subjects),
                           text::trim(form.fields),
                           text::trim(form.recipients),
                           text::trim(form.period),
                           text::trim(form.measures)};
    Findings findings;
    for (const auto& [field, value] :
         {std::pair{"purpose", &entry.purpose}, std::pair{"basis", &entry.basis},
          std::pair{"fields", &entry.fields}, std::pair{"period", &entry.period}}) {
        if (value->empty()) {
            findings.push_back(field_finding("field.required", field));
        }
    }
    constexpr std::size_t longest_id = 40;
    const bool named =
        !id.empty() && id.size() <= longest_id &&
        id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (!named) {
        findings.push_back(field_finding("field.format", "id"));
    }
    work.ctx.write([&](db::Tx& tx) {
        require_office(tx, work, Action::privacy_edit);
        refuse_if(findings);
        if (!store::put_entry(tx, entry, form.version)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "privacy.processing_changed", "processing", id,
                     {{"purpose", "", entry.purpose}});
    });
}

documents::Paper processing_paper(db::Tx& tx, const Work& work) {
    auto fields = letter_fields(tx, work);
    auto& rows = fields.lists["entries"];
    for (const auto& [entry, own, version] : processing(tx, work)) {
        rows.push_back({{"order", std::to_string(rows.size() + 1)},
                        {"purpose", entry.purpose},
                        {"basis", entry.basis},
                        {"subjects", entry.subjects},
                        {"fields", entry.fields},
                        {"recipients", entry.recipients},
                        {"period", entry.period},
                        {"measures", entry.measures}});
    }
    return documents::fill(work.desk.papers, "processing_register", fields);
}

std::vector<Consent> consents(db::Tx& tx, const Work& work, const std::string& person_id) {
    if (person_id.empty()) {
        require_office(tx, work, Action::privacy_read);
    } else {
        person_within(tx, work, Action::privacy_read, person_id);
    }
    auto found = store::consents(tx, person_id, "");
    for (auto& one : found) {
        one.has_scan = form_of(tx, one.id).has_value();
    }
    return found;
}

Consent add_consent(const Work& work, const ConsentForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto person = person_within(tx, work, Action::privacy_edit, form.person_id);
        Findings findings;
        const auto on = past_day(work, form.given_on, "given_on", findings);
        const auto known = processing(tx, work);
        if (std::none_of(known.begin(), known.end(),
                         [&](const auto& one) { return one.entry.id == form.purpose; })) {
            findings.push_back(field_finding("field.choice", "purpose"));
        }
        const bool by_consent = form.basis == Basis::consent;
        if (by_consent && text::trim(form.text_version).empty()) {
            findings.push_back(field_finding("field.required", "text_version"));
        }
        if (!by_consent && text::trim(form.rule).empty()) {
            findings.push_back(field_finding("field.required", "rule"));
        }
        refuse_if(findings);
        Consent one;
        one.id = new_uuid(tx.now_ms());
        one.person_id = person.id.value;
        one.person_name = person.name;
        one.purpose = form.purpose;
        one.basis = form.basis;
        one.rule = text::trim(form.rule);
        one.text_version = text::trim(form.text_version);
        one.given_on = on.iso();
        one.recorded_by = work.ctx.actor.name;
        one.version = 1;
        if (!store::insert(tx, one)) {
            refuse("privacy.in_force", "purpose");
        }
        audit::trace(tx, work.ctx, "privacy.consent_recorded", "person", person.id.value,
                     {{"purpose", "", one.purpose},
                      {"basis", "", json::text_of(one.basis)},
                      {"given_on", "", one.given_on}});
        return one;
    });
}

DataRequest withdraw_consent(const Work& work, const std::string& id, const std::string& on,
                             std::int64_t version) {
    return work.ctx.write([&](db::Tx& tx) {
        const auto one = one_consent(tx, work, Action::privacy_edit, id);
        if (one.basis != Basis::consent) {
            refuse("privacy.no_consent", "id", {one.rule});
        }
        Findings findings;
        const auto day = past_day(work, on, "on", findings);
        if (day.iso() < one.given_on) {
            findings.push_back(field_finding("privacy.before_given", "on"));
        }
        refuse_if(findings);
        if (!store::end_consent(tx, id, day.iso(), version)) {
            throw Conflict{};
        }
        audit::trace(tx, work.ctx, "privacy.consent_withdrawn", "person", one.person_id,
                     {{"purpose", one.purpose, ""}, {"withdrawn_on", "", day.iso()}});
        return make_request(tx, work, {one.person_id, RequestKind::withdraw, day.iso(), ""}, id);
    });
}

void attach_form(const Work& work, const std::string& id, const std::filesystem::path& file,
                 const std::string& name) {
    const auto [person, key] = work.ctx.read([&](db::Tx& tx) {
        const auto one = one_consent(tx, work, Action::privacy_edit, id);
        return std::pair{one.person_id, people::sealed_key(tx, PersonId{one.person_id})};
    });
    const auto taken = attachments::take_in(work.ctx, work.desk.shelf, key,
                                            attachments::PlainFile::of(file), name);
    work.ctx.write([&](db::Tx& tx) {
        one_consent(tx, work, Action::privacy_edit, id);
        if (const auto before = form_of(tx, id)) {
            attachments::replace(tx, work.ctx, taken, *before);
        } else {
            attachments::keep(tx, work.ctx, taken, {consent_holder, id, "form"});
        }
    });
}

FormFile open_form(const Work& work, const std::string& id) {
    const auto [found, key] = work.ctx.read([&](db::Tx& tx) {
        const auto one = one_consent(tx, work, Action::privacy_read, id);
        return std::pair{form_of(tx, id), people::sealed_key(tx, PersonId{one.person_id})};
    });
    if (!found) {
        throw NotFound{};
    }
    attachments::note_download(work.ctx, *found);
    return {*found, attachments::open(work.ctx, work.desk.shelf, key, *found).bytes()};
}

std::vector<DataRequest> requests(db::Tx& tx, const Work& work, const std::string& person_id) {
    if (person_id.empty()) {
        require_office(tx, work, Action::privacy_read);
    } else {
        person_within(tx, work, Action::privacy_read, person_id);
    }
    std::vector<DataRequest> out;
    for (auto& row : store::requests(tx, person_id, "")) {
        out.push_back(readable(tx, work, std::move(row)));
    }
    return out;
}

DataRequest add_request(const Work& work, const RequestForm& form) {
    return work.ctx.write([&](db::Tx& tx) {
        person_within(tx, work, Action::privacy_edit, form.person_id);
        return make_request(tx, work, form, std::nullopt);
    });
}

namespace {

// Not before it came, not in the future.
std::string step_day(const Work& work, const DataRequest& one, const std::string& on) {
    Findings findings;
    const auto day = past_day(work, on, "on", findings);
    if (day.iso() < one.received_on) {
        findings.push_back(field_finding("privacy.before_received", "on"));
    }
    refuse_if(findings);
    return day.iso();
}

}  // namespace

DataRequest answer_request(const Work& work, const std::string& id, const RequestStep& step) {
    return work.ctx.write([&](db::Tx& tx) {
        auto row = request_row(tx, work, id);
        row.request.version = step.version;
        const auto on = step_day(work, row.request, step.on);
        if (!store::answer(tx, row.request, on)) {
            throw Conflict{};
        }
        trace_request(tx, work, "privacy.request_answered", row.request, {{"on", "", on}});
        return readable(tx, work, request_row(tx, work, id));
    });
}

DataRequest extend_request(const Work& work, const std::string& id, const RequestStep& step) {
    return work.ctx.write([&](db::Tx& tx) {
        auto row = request_row(tx, work, id);
        auto& one = row.request;
        if (text::trim(step.words).empty()) {
            refuse("field.required", "words");
        }
        if (one.extended) {
            refuse("privacy.extended_once", "words");
        }
        const auto received = *time::Date::parse_iso(one.received_on);
        const auto by = *time::Date::parse_iso(one.act_by) +
                        static_cast<int>(work.desk.book.periods(received).of(one.kind).extension);
        one.version = step.version;
        if (!store::extend(tx, one, by.iso())) {
            throw Conflict{};
        }
        trace_request(tx, work, "privacy.request_extended", one,
                      {{"act_by", one.act_by, by.iso()}, {"reason", "", text::trim(step.words)}});
        return readable(tx, work, request_row(tx, work, id));
    });
}

DataRequest close_request(const Work& work, const std::string& id, const RequestStep& step) {
    return work.ctx.write([&](db::Tx& tx) {
        auto row = request_row(tx, work, id);
        auto& one = row.request;
        if (!step.outcome) {
            refuse("field.required", "outcome");
        }
        if (!one.answered_on) {
            refuse("privacy.answer_first", "outcome");
        }
        if (*step.outcome == Outcome::refused && text::trim(step.words).empty()) {
            refuse("field.required", "words");
        }
        const bool erased =
            people::sealed_key(tx, PersonId{one.person_id}) == crypto::Vault::destroyed_key();
        if (*step.outcome == Outcome::done && one.kind == RequestKind::erase && !erased) {
            refuse("privacy.not_erased", "outcome");
        }
        one.outcome = step.outcome;
        one.closed_on = step_day(work, one, step.on);
        if (!erased) {
            row.answer = seal(tx, work, one, "answer", text::trim(step.words));
        }
        one.version = step.version;
        if (!store::close(tx, row)) {
            throw Conflict{};
        }
        trace_request(tx, work, "privacy.request_closed", one,
                      {{"outcome", "", json::text_of(*one.outcome)}});
        return readable(tx, work, request_row(tx, work, id));
    });
}

}  // namespace ketnap::privacy
