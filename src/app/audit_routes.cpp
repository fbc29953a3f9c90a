// SPDX-License-Identifier: Apache-2.0
#include "app/audit_routes.h"

#include "app/audit_lines.h"
#include "base/auth/accounts.h"
#include "base/exchange/export.h"
#include "base/people/history.h"
#include "base/people/people.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/dossier.h"

#include <charconv>

namespace ketnap::app {
namespace {

using auth::Action;
using auth::Call;

constexpr std::int64_t page_size = 50;
constexpr std::int64_t export_most = 20'000;

struct SearchForm {
    std::optional<std::string> user;
    std::optional<std::string> action;
    std::optional<std::string> kind;
    std::optional<std::string> code;  ///< of a dossier or a person
    std::optional<std::string> from_on;
    std::optional<std::string> until_on;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(SearchForm, (), (user, action, kind, code, from_on, until_on, cursor))

struct Choice {
    std::string value;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (value, label))

struct Choices {
    std::vector<Choice> users;
    std::vector<Choice> actions;
    std::vector<Choice> kinds;
};
BOOST_DESCRIBE_STRUCT(Choices, (), (users, actions, kinds))

std::int64_t morning_of(const std::optional<std::string>& text, const char* field, int plus_days) {
    if (!text || text->empty()) {
        return 0;
    }
    const auto day = time::Date::parse_iso(*text);
    if (!day) {
        throw Refused{{field_finding("field.format", field)}};
    }
    return time::moment_in_vietnam(*day + plus_days, 0, 0).ms;
}

// A code names a dossier or a person; what has none is refused rather than searched for in vain.
void add_object(db::Tx& tx, const std::string& code, audit::Search& wanted) {
    if (const auto id = dossier::find_by_code(tx, text::upper(code))) {
        wanted.object_kind = "dossier";
        wanted.object_id = id->value;
        return;
    }
    const auto person = people::find_by_code(tx, code);
    if (!person) {
        throw Refused{{field_finding("field.reference", "code")}};
    }
    wanted.object_kind = "person";
    wanted.object_id = person->value;
}

audit::Search wanted_of(db::Tx& tx, const SearchForm& form) {
    audit::Search wanted;
    wanted.actor = form.user.value_or("");
    wanted.action = form.action.value_or("");
    wanted.object_kind = form.kind.value_or("");
    wanted.from = morning_of(form.from_on, "from_on", 0);
    wanted.until = morning_of(form.until_on, "until_on", 1);
    const auto cursor = form.cursor.value_or("");
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), wanted.before);
    if (const auto code = text::trim(form.code.value_or("")); !code.empty()) {
        add_object(tx, code, wanted);
    }
    return wanted;
}

json::Page<ReadLine> search(Call& call, const SearchForm& form, const Shipped& shipped) {
    return call.ctx.read([&](db::Tx& tx) {
        auto wanted = wanted_of(tx, form);
        wanted.limit = page_size + 1;
        LineReader reader{tx, call, shipped};
        json::Page<ReadLine> page;
        for (const auto& entry : audit::search(tx, wanted)) {
            if (static_cast<std::int64_t>(page.items.size()) == page_size) {
                page.next = std::to_string(page.items.back().seq);
                break;
            }
            page.items.push_back(reader.line(entry));
        }
        page.count = static_cast<std::int64_t>(page.items.size());
        page.count_capped = page.next.has_value();
        return page;
    });
}

std::string changes_text(const ReadLine& line) {
    std::string out;
    for (const auto& one : line.changes) {
        out += out.empty() ? "" : "; ";
        out += one.label + ": ";
        out += one.from.empty() ? one.to : one.from + " → " + one.to;
    }
    return out;
}

http::Response exported(Call& call, const SearchForm& form, const Shipped& shipped) {
    const auto words = [&](const char* key) { return call.messages.text(key, call.language()); };
    audit::trace_apart(call.ctx, "audit.exported", "audit", "");
    const auto now = call.ctx.clock.now();
    exchange::ExportSheet sheet;
    sheet.name = words("audit_line.sheet");
    sheet.heading = {sheet.name, call.ctx.actor.name + ", " + time::clock_time_in_vietnam(now) +
                                     " " + time::date_in_vietnam(now).vn()};
    sheet.columns = {{words("audit_line.at"), 18},
                     {words("audit_line.who"), 24},
                     {words("audit_line.what"), 32},
                     {words("audit_line.object"), 32},
                     {words("audit_line.changes"), 80}};
    const auto bytes = call.ctx.read([&](db::Tx& tx) {
        auto wanted = wanted_of(tx, form);
        wanted.limit = export_most;
        LineReader reader{tx, call, shipped};
        return exchange::export_rows(
            sheet, exchange::Format::xlsx, [&](const exchange::RowOut& out) {
                for (const auto& entry : audit::search(tx, wanted)) {
                    const auto line = reader.line(entry);
                    const auto who =
                        line.in_stead_of.empty()
                            ? line.who
                            : call.messages.text("audit_line.in_stead", call.language(),
                                                 {line.who, line.in_stead_of});
                    const time::Moment at{line.at};
                    out({ooxml::text_cell(time::date_in_vietnam(at).vn() + " " +
                                          time::clock_time_in_vietnam(at)),
                         ooxml::text_cell(who), ooxml::text_cell(line.sentence),
                         ooxml::text_cell(line.object), ooxml::text_cell(changes_text(line))});
                }
            });
    });
    return http::download(bytes, exchange::content_type(exchange::Format::xlsx),
                          sheet.name + ".xlsx");
}

Choices choices(Call& call) {
    Choices out;
    call.ctx.read([&](db::Tx& tx) {
        for (const auto& one : auth::accounts(tx)) {
            out.users.push_back({one.user_name, one.name});
        }
    });
    for (const auto& key : call.messages.keys(call.language())) {
        const auto add = [&](std::string_view head, std::vector<Choice>& to) {
            if (key.starts_with(head)) {
                to.push_back({key.substr(head.size()), call.messages.text(key, call.language())});
            }
        };
        add("audit.", out.actions);
        add("audit_object.", out.kinds);
    }
    return out;
}

json::Page<ReadLine> trail(db::Tx& tx, const Call& call, const Shipped& shipped,
                           const std::vector<audit::Entry>& entries) {
    LineReader reader{tx, call, shipped};
    json::Page<ReadLine> page;
    for (const auto& entry : entries) {
        page.items.push_back(reader.line(entry));
    }
    page.count = static_cast<std::int64_t>(page.items.size());
    return page;
}

json::Page<ReadLine> of_person(Call& call, const Shipped& shipped) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto person = people::get(tx, people::PersonId{call.param("id")});
        auth::require_known(people::can_read(call.rights, call.ctx.actor, person));
        return trail(tx, call, shipped, people::history(tx, person.id));
    });
}

json::Page<ReadLine> of_dossier(Call& call, const Shipped& shipped) {
    return call.ctx.read([&](db::Tx& tx) {
        const auto found = dossier::get(tx, dossier::DossierId{call.param("id")});
        auth::require_known(call.can(Action::dossier_read, found.object()));
        return trail(tx, call, shipped, audit::history(tx, "dossier", found.id.value));
    });
}

}  // namespace

void add_audit_routes(auth::Api& api, const Office& office) {
    const auto& shipped = office.shipped();
    api.query<SearchForm, json::Page<ReadLine>>(
        "/api/audit/search", Action::audit_read, "The trail by who, what, when and about what",
        [&shipped](Call& call, const SearchForm& form) { return search(call, form, shipped); });
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<SearchForm>("/api/audit/export", Action::audit_read,
                                   "The same as a workbook",
                                   [&shipped](Call& call, const SearchForm& form) {
                                       return exported(call, form, shipped);
                                   });
    api.get<Choices>("/api/audit/choices", Action::audit_read, "What the trail is searched by",
                     choices);
    api.get<json::Page<ReadLine>>(
        "/api/people/{id}/trail", Action::person_read,
        "What changed of a person: field by field, old and new, who, when, why",
        [&shipped](Call& call) { return of_person(call, shipped); });
    api.get<json::Page<ReadLine>>(
        "/api/dossiers/{id}/trail", Action::dossier_read,
        "What changed of a dossier: field by field, old and new, who, when, why",
        [&shipped](Call& call) { return of_dossier(call, shipped); });
}

}  // namespace ketnap::app
