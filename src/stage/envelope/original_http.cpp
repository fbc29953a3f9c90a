// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/envelope/asked.h"
#include "stage/envelope/http.h"
#include "stage/envelope/originals.h"

namespace ketnap::envelope {

struct ReadingView {
    std::int64_t pass_no = 1;
    std::string by;
    std::int64_t read_at = 0;
    bool mine = false;
    Values fields;
};
BOOST_DESCRIBE_STRUCT(ReadingView, (), (pass_no, by, read_at, mine, fields))
BOOST_DESCRIBE_STRUCT(Difference, (), (field, typed, first, second))

struct OriginalView {
    std::string form;
    OriginalState state = OriginalState::missing;
    Values typed;
    std::vector<ReadingView> readings;
    std::vector<Difference> differences;
};
BOOST_DESCRIBE_STRUCT(OriginalView, (), (form, state, typed, readings, differences))

struct OpinionView {
    std::string id;
    OpinionKind kind = OpinionKind::residence;
    std::string body;
    std::string asked_on;
    std::string answered_on;
    std::optional<std::int64_t> asked;
    std::optional<std::int64_t> agreed;
    std::optional<std::int64_t> disagreed;
    std::string words;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(OpinionView, (),
                      (id, kind, body, asked_on, answered_on, asked, agreed, disagreed, words,
                       version))
BOOST_DESCRIBE_STRUCT(OpinionSum, (), (kind, bodies, answered, asked, agreed, disagreed))

/// Hand-written papers and opinions asked: what stands beside the checklist.
struct BesideView {
    std::vector<OriginalView> originals;
    std::vector<OpinionView> opinions;
    std::vector<OpinionSum> sums;
};
BOOST_DESCRIBE_STRUCT(BesideView, (), (originals, opinions, sums))

struct ReadBody {
    Values fields;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (fields))

struct OpinionBody {
    OpinionKind kind = OpinionKind::residence;
    std::string body;
    std::optional<std::string> id;
    std::optional<std::string> asked_on;
    std::optional<std::string> answered_on;
    std::optional<std::int64_t> asked;
    std::optional<std::int64_t> agreed;
    std::optional<std::int64_t> disagreed;
    std::optional<std::string> words;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(OpinionBody, (),
                      (kind, body, id, asked_on, answered_on, asked, agreed, disagreed, words,
                       version))

namespace {

using auth::Action;
using auth::Call;

OriginalView view_of(const Call& call, const Original& original) {
    OriginalView view{original.form, original.state, original.typed, {}, original.differences};
    for (const auto& one : original.readings) {
        view.readings.push_back({one.pass_no, one.by_name, one.read_at,
                                 one.by_account == call.ctx.actor.account_id, one.fields});
    }
    return view;
}

BesideView beside(const Call& call, const Work& work) {
    const DossierId id{call.param("id")};
    BesideView view;
    for (const auto& original : originals_of(work, id)) {
        view.originals.push_back(view_of(call, original));
    }
    const auto opinions = opinions_of(work, id);
    for (const auto& o : opinions) {
        view.opinions.push_back({o.id.value, o.kind, o.body, o.asked_on, o.answered_on, o.asked,
                                 o.agreed, o.disagreed, o.words, o.version});
    }
    view.sums = sums_of(opinions);
    return view;
}

Opinion opinion_of(const OpinionBody& body) {
    Opinion out;
    out.id = OpinionId{body.id.value_or("")};
    out.kind = body.kind;
    out.body = body.body;
    out.asked_on = body.asked_on.value_or("");
    out.answered_on = body.answered_on.value_or("");
    out.asked = body.asked;
    out.agreed = body.agreed;
    out.disagreed = body.disagreed;
    out.words = body.words.value_or("");
    out.version = body.version.value_or(0);
    return out;
}

}  // namespace

void add_original_routes(auth::Api& api, const Desk& desk) {
    const auto work = [desk](const Call& call) { return Work{call.ctx, call.rights, desk}; };
    api.get<BesideView>("/api/dossiers/{id}/originals", Action::dossier_read,
                        "Hand-written papers with their readings, and opinions asked",
                        [work](Call& call) { return beside(call, work(call)); });
    api.put<ReadBody, BesideView>(
        "/api/dossiers/{id}/originals/{form}/readings/{pass}", Action::dossier_edit,
        "What a person read on the paper, pass 1 or 2", [work](Call& call, const ReadBody& body) {
            read_original(work(call), DossierId{call.param("id")}, call.param("form"),
                          number_in(call.param("pass")), body.fields);
            call.answer_is_secret();
            return beside(call, work(call));
        });
    api.post<OpinionBody, BesideView>(
        "/api/dossiers/{id}/opinions", Action::dossier_edit,
        "Records the opinion of a Party cell at the residence or of a mass organisation",
        [work](Call& call, const OpinionBody& body) {
            put_opinion(work(call), DossierId{call.param("id")}, opinion_of(body));
            call.answer_is_secret();
            return beside(call, work(call));
        });
    api.del<BesideView>("/api/dossiers/{id}/opinions/{opinion}", Action::dossier_edit,
                        "Takes an opinion out", [work](Call& call) {
                            drop_opinion(work(call), DossierId{call.param("id")},
                                         OpinionId{call.param("opinion")});
                            call.answer_is_secret();
                            return beside(call, work(call));
                        });
}

}  // namespace ketnap::envelope
