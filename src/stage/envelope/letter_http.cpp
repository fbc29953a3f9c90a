// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"
#include "platform/vocabulary/errors.h"
#include "stage/envelope/http.h"
#include "stage/envelope/letters.h"

#include <algorithm>

namespace ketnap::envelope {

struct LetterView {
    std::string id;
    std::string dossier_id;
    std::string dossier_code;
    std::string person_name;
    std::string relative_id;
    std::string about;
    std::string to_org_id;
    std::string to_name;
    std::string to_address;
    std::string ask;
    LetterState state = LetterState::draft;
    std::string number;
    std::string sent_on;
    std::string remind_on;
    std::string reminded_on;
    std::string answered_on;
    std::string answer_number;
    std::string outcome;
    std::string answer;
    std::string made_by;
    std::optional<std::int64_t> waiting_days;
    bool late = false;  ///< waits, and the day to remind has passed
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(LetterView, (),
                      (id, dossier_id, dossier_code, person_name, relative_id, about, to_org_id,
                       to_name, to_address, ask, state, number, sent_on, remind_on, reminded_on,
                       answered_on, answer_number, outcome, answer, made_by, waiting_days, late,
                       version))

struct LetterBody {
    std::string to_name;
    std::string ask;
    std::optional<std::string> to_address;
    std::optional<std::string> to_org_id;
    std::optional<std::string> relative_id;
    std::optional<std::string> about;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(LetterBody, (),
                      (to_name, ask, to_address, to_org_id, relative_id, about, version))

struct SendBody {
    std::int64_t version = 0;
    std::optional<std::string> number;
    std::optional<bool> take_number;
    std::optional<std::string> sent_on;
    std::optional<std::string> remind_on;
};
BOOST_DESCRIBE_STRUCT(SendBody, (), (version, number, take_number, sent_on, remind_on))

struct AnswerBody {
    std::int64_t version = 0;
    std::string outcome;
    std::optional<std::string> answered_on;
    std::optional<std::string> answer_number;
    std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(AnswerBody, (), (version, outcome, answered_on, answer_number, answer))

struct VersionBody {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (), (version))

struct LetterWish {
    std::optional<std::string> text;
    std::optional<std::string> org_id;
    std::optional<std::vector<LetterState>> states;
    std::optional<std::string> remind_until;
    std::optional<std::string> sort;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
    std::optional<std::string> format;  ///< of an export: "xlsx" (usual) or "pdf"
};
BOOST_DESCRIBE_STRUCT(LetterWish, (),
                      (text, org_id, states, remind_until, sort, cursor, limit, format))

namespace {

using auth::Action;
using auth::Call;

constexpr const char* xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Work letter_work(const Call& call, const Desk& desk) {
    return {call.ctx, call.rights, desk};
}

LetterId letter_id(const Call& call) {
    return LetterId{call.param("id")};
}

LetterForm form_of(const LetterBody& body) {
    return {body.relative_id.value_or(""), body.about.value_or(""),
            body.to_org_id.value_or(""),   body.to_name,
            body.to_address.value_or(""),  body.ask};
}

LetterView view_of(const Work& work, db::Tx& tx, const Letter& l) {
    LetterView view{l.id.value,
                    l.dossier_id.value,
                    l.dossier_code,
                    l.person_name,
                    l.relative_id,
                    l.about,
                    l.to_org_id,
                    l.to_name,
                    l.to_address,
                    l.ask,
                    l.state,
                    l.number,
                    l.sent_on,
                    l.remind_on,
                    l.reminded_on,
                    l.answered_on,
                    l.answer_number,
                    l.outcome,
                    l.answer,
                    l.made_by_name,
                    {},
                    false,
                    l.version};
    if (const auto days = waiting_days(work, tx, l)) {
        view.waiting_days = *days;
    }
    view.late = l.state == LetterState::sent && !l.remind_on.empty() &&
                l.remind_on < work.ctx.clock.today().iso();
    return view;
}

LetterView shown(const Work& work, const Letter& letter) {
    return work.ctx.read([&](db::Tx& tx) { return view_of(work, tx, letter); });
}

json::Page<LetterView> shown(const Work& work, const std::vector<Letter>& letters) {
    return work.ctx.read([&](db::Tx& tx) {
        json::Page<LetterView> page;
        for (const auto& one : letters) {
            page.items.push_back(view_of(work, tx, one));
        }
        page.count = static_cast<std::int64_t>(page.items.size());
        return page;
    });
}

LetterQuery query_of(const LetterWish& wish) {
    LetterQuery query;
    query.text = wish.text.value_or("");
    query.org_id = wish.org_id.value_or("");
    query.states = wish.states.value_or(std::vector<LetterState>{});
    query.remind_until = wish.remind_until.value_or("");
    query.sort = wish.sort.value_or("waiting");
    query.cursor = wish.cursor.value_or("");
    query.limit = std::clamp<std::int64_t>(wish.limit.value_or(50), 1, 500);
    return query;
}

json::Page<LetterView> listed(const Work& work, const LetterWish& wish) {
    const auto found = query_letters(work, query_of(wish));
    auto page = shown(work, found.items);
    page.next = found.next.empty() ? std::nullopt : std::optional{found.next};
    page.count = found.count;
    page.count_capped = found.count_capped;
    return page;
}

http::Response exported(const Call& call, const Desk& desk, const LetterWish& wish) {
    const auto paper = letter_register(
        letter_work(call, desk), query_of(wish),
        [&](const std::string& key) { return call.messages.text(key, call.language()); });
    const auto name = call.messages.text("letter.register_file", call.language());
    if (wish.format.value_or("xlsx") == "pdf") {
        return http::download(documents::to_pdf(desk.library, {&paper, 1}), "application/pdf",
                              name + ".pdf");
    }
    std::filesystem::create_directories(desk.workplace);
    const auto file = desk.workplace / ("letters-" + new_uuid(0) + ".xlsx");
    documents::to_xlsx(paper, file);
    auto answer = http::file(file, xlsx_type, name + ".xlsx");
    answer.remove_file = true;
    return answer;
}

http::Response printed(const Call& call, const Desk& desk) {
    const auto paper = letter_paper(letter_work(call, desk), letter_id(call));
    const auto name = call.messages.text("letter.paper_file", call.language());
    return call.query("format") == "docx"
               ? http::download(documents::to_docx(desk.library, paper), docx_type, name + ".docx")
               : http::download(documents::to_pdf(desk.library, {&paper, 1}), "application/pdf",
                                name + ".pdf");
}

void add_letter_reads(auth::Api& api, const Desk& desk) {
    api.query<LetterWish, json::Page<LetterView>>(
        "/api/letters/query", Action::letter_read,
        "Letters of verification across dossiers, the longest waiting first",
        [desk](Call& call, const LetterWish& wish) {
            return listed(letter_work(call, desk), wish);
        });
    api.fresh_factor()
        .counted(auth::Watched::exports)
        .post_download<LetterWish>(
            "/api/letters/export", Action::letter_read,
            "The register of what the filter lets through",
            [desk](Call& call, const LetterWish& wish) { return exported(call, desk, wish); });
    api.get<json::Page<LetterView>>("/api/dossiers/{id}/letters", Action::letter_read,
                                    "The letters about one dossier", [desk](Call& call) {
                                        const auto work = letter_work(call, desk);
                                        return shown(work,
                                                     letters_of(work, DossierId{call.param("id")}));
                                    });
    api.get<LetterView>("/api/letters/{id}", Action::letter_read, "One letter", [desk](Call& call) {
        const auto work = letter_work(call, desk);
        return shown(work, letter(work, letter_id(call)));
    });
    api.download("/api/letters/{id}/paper", Action::letter_read,
                 "The letter to sign (?format=docx or pdf)",
                 [desk](Call& call) { return printed(call, desk); });
}

}  // namespace

void add_letter_routes(auth::Api& api, const Desk& desk) {
    add_letter_reads(api, desk);
    const auto one = [desk](Call& call, const auto& change) {
        call.answer_is_secret();  // what came back is P3: it lies sealed only
        const auto work = letter_work(call, desk);
        return shown(work, change(work));
    };
    api.post<LetterBody, LetterView>(
        "/api/dossiers/{id}/letters", Action::letter_edit,
        "Writes a letter that asks a body to verify", [one](Call& call, const LetterBody& body) {
            return one(call, [&](const Work& work) {
                return write_letter(work, DossierId{call.param("id")}, form_of(body));
            });
        });
    api.put<LetterBody, LetterView>(
        "/api/letters/{id}", Action::letter_edit, "Changes a letter that is not sent yet",
        [one](Call& call, const LetterBody& body) {
            return one(call, [&](const Work& work) {
                return change_letter(work, letter_id(call), form_of(body),
                                     body.version.value_or(0));
            });
        });
    api.post<SendBody, LetterView>(
        "/api/letters/{id}/send", Action::letter_edit, "Notes number and day it went out",
        [one](Call& call, const SendBody& body) {
            return one(call, [&](const Work& work) {
                return send_letter(work, letter_id(call),
                                   {body.number.value_or(""), body.take_number.value_or(false),
                                    body.sent_on.value_or(""), body.remind_on.value_or("")},
                                   body.version);
            });
        });
    api.post<AnswerBody, LetterView>(
        "/api/letters/{id}/answer", Action::letter_edit, "Notes what came back",
        [one](Call& call, const AnswerBody& body) {
            return one(call, [&](const Work& work) {
                return answer_letter(
                    work, letter_id(call),
                    {body.answered_on.value_or(""), body.answer_number.value_or(""), body.outcome,
                     body.answer.value_or("")},
                    body.version);
            });
        });
    api.post<VersionBody, LetterView>("/api/letters/{id}/remind", Action::letter_edit,
                                      "Notes that the body was reminded today",
                                      [one](Call& call, const VersionBody& body) {
                                          return one(call, [&](const Work& work) {
                                              return remind(work, letter_id(call), body.version);
                                          });
                                      });
    api.post<VersionBody, LetterView>(
        "/api/letters/{id}/cancel", Action::letter_edit, "A letter that is not needed any more",
        [one](Call& call, const VersionBody& body) {
            return one(call, [&](const Work& work) {
                return cancel_letter(work, letter_id(call), body.version);
            });
        });
}

}  // namespace ketnap::envelope
