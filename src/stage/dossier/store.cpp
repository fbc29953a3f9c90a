// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/store.h"

#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/queries.h"

namespace ketnap::dossier::store {
namespace {

using json::enum_of;
using json::text_of;
using Texts = std::map<std::string, std::string>;

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::string or_empty(const db::Row& row, int column) {
    return row.maybe_text(column).value_or("");
}

std::optional<bool> maybe_flag(const db::Row& row, int column) {
    const auto held = row.maybe_big(column);
    return held ? std::optional{*held != 0} : std::nullopt;
}

std::optional<std::int64_t> as_big(const std::optional<bool>& flag) {
    return flag ? std::optional<std::int64_t>{*flag ? 1 : 0} : std::nullopt;
}

Texts texts_of(const std::string& json) {
    auto read = json::read<Texts>(json);
    KETNAP_CHECK(read.has_value());
    return std::move(*read);
}

time::Date date_of(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    KETNAP_CHECK(date.has_value());
    return *date;
}

bool is_open(State state) {
    return state != State::withdrawn && state != State::admitted;
}

}  // namespace

Row row_of(const db::Row& r) {
    Row out;
    Dossier& d = out.dossier;
    d.id = DossierId{r.text(0)};
    d.code = r.text(1);
    d.person_id = people::PersonId{r.text(2)};
    d.org_id = org::OrgId{r.text(3)};
    d.org_path = r.text(4);
    d.campaign_id = or_empty(r, 5);
    d.candidate_type = enum_of<CandidateType>(r.text(6));
    d.section_committee = r.flag(7);
    d.state = enum_of<State>(r.text(8));
    d.state_since = r.text(9);
    d.received_on = or_empty(r, 10);
    d.shelf = r.text(11);
    d.extension_days = static_cast<int>(r.big(12));
    d.extension_reason = r.text(13);
    d.prepared_by = or_empty(r, 14);
    d.appraised_by = or_empty(r, 15);
    d.due_on = or_empty(r, 16);
    d.error_count = static_cast<int>(r.big(17));
    d.warning_count = static_cast<int>(r.big(18));
    d.decision_number = r.text(19);
    d.decided_on = or_empty(r, 20);
    d.decision_received_on = or_empty(r, 21);
    d.ceremony_on = or_empty(r, 22);
    d.version = r.big(23);
    out.person_name = r.text(24);
    out.person_sort = r.text(25);
    out.org_name = r.text(26);
    if (const auto decider = r.maybe_text(27)) {
        d.decided_by = enum_of<checks::Decider>(*decider);
    }
    return out;
}

std::optional<Row> by_id(db::Tx& tx, const DossierId& id) {
    return tx.one(queries::by_id, {id}, row_of);
}

std::optional<DossierId> by_code(db::Tx& tx, std::string_view code) {
    return tx.one(queries::id_of_code, {code},
                  [](const db::Row& r) { return DossierId{r.text(0)}; });
}

std::optional<DossierId> open_of(db::Tx& tx, const people::PersonId& person) {
    return tx.one(queries::open_of_person, {person},
                  [](const db::Row& r) { return DossierId{r.text(0)}; });
}

namespace {

/// What a dossier keeps of others for its list: the order of the name, the path of the cell.
struct Kept {
    std::string name_sort;
    std::string org_path;
};

Kept kept_of(db::Tx& tx, const Dossier& d) {
    const auto found = tx.one(queries::kept_of, {d.person_id, d.org_id},
                              [](const db::Row& r) { return Kept{r.text(0), r.text(1)}; });
    return found.value_or(Kept{});
}

}  // namespace

void insert(db::Tx& tx, const Dossier& d) {
    const auto kept = kept_of(tx, d);
    tx.run(queries::insert, {d.id,
                             d.code,
                             d.person_id,
                             d.org_id,
                             or_null(d.campaign_id),
                             text_of(d.candidate_type),
                             d.section_committee,
                             text_of(d.state),
                             d.state_since,
                             or_null(d.received_on),
                             d.shelf,
                             d.extension_days,
                             d.extension_reason,
                             or_null(d.prepared_by),
                             or_null(d.appraised_by),
                             or_null(d.due_on),
                             d.error_count,
                             d.warning_count,
                             d.decision_number,
                             or_null(d.decided_on),
                             or_null(d.decision_received_on),
                             or_null(d.ceremony_on),
                             or_null(is_open(d.state) ? d.person_id.value : ""),
                             kept.name_sort,
                             kept.org_path});
}

void rename(db::Tx& tx, const people::PersonId& person) {
    tx.run(queries::rename, {person});
}

void move_paths(db::Tx& tx, const std::string& from, const std::string& to) {
    const auto tail = static_cast<std::int64_t>(from.size() + 1);
    tx.run(queries::move_paths, {to, tail, from, auth::path_end(from)});
}

bool update(db::Tx& tx, Dossier& d) {
    const auto changed =
        tx.run(queries::update, {d.id,
                                 d.org_id,
                                 or_null(d.campaign_id),
                                 text_of(d.candidate_type),
                                 d.section_committee,
                                 text_of(d.state),
                                 d.state_since,
                                 or_null(d.received_on),
                                 d.shelf,
                                 d.extension_days,
                                 d.extension_reason,
                                 or_null(d.prepared_by),
                                 or_null(d.appraised_by),
                                 or_null(d.due_on),
                                 d.error_count,
                                 d.warning_count,
                                 d.decision_number,
                                 or_null(d.decided_on),
                                 or_null(d.decision_received_on),
                                 or_null(d.ceremony_on),
                                 or_null(is_open(d.state) ? d.person_id.value : ""),
                                 d.version,
                                 or_null(d.decided_by ? text_of(*d.decided_by) : "")});
    if (changed != 1) {
        return false;
    }
    ++d.version;
    return true;
}

std::vector<PaperRow> papers(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::papers, {id}, [](const db::Row& r) {
        PaperRow paper;
        paper.id = r.text(0);
        paper.form = r.text(1);
        paper.received = r.flag(2);
        paper.received_on = or_empty(r, 3);
        paper.number = r.text(4);
        paper.is_signed = maybe_flag(r, 5);
        paper.is_sealed = maybe_flag(r, 6);
        paper.dates = texts_of(r.text(7));
        paper.facts = texts_of(r.text(8));
        paper.has_remark = !r.is_null(9);
        return paper;
    });
}

crypto::Sealed sealed_remark(db::Tx& tx, const DossierId& id, std::string_view form) {
    crypto::Sealed found;
    tx.each(queries::papers, {id}, [&](const db::Row& r) {
        if (r.view(1) == form) {
            found.bytes = r.maybe_blob(9).value_or(db::Blob{});
        }
    });
    return found;
}

void put_paper(db::Tx& tx, const DossierId& id, const PaperRow& paper,
               const crypto::Sealed& remark) {
    const auto bytes = remark.empty() ? std::nullopt : std::optional{remark.bytes};
    tx.run(queries::put_paper,
           {paper.id, id, paper.form, paper.received, or_null(paper.received_on), paper.number,
            as_big(paper.is_signed), as_big(paper.is_sealed), json::write(paper.dates),
            json::write(paper.facts), bytes});
}

void drop_paper(db::Tx& tx, const DossierId& id, std::string_view form) {
    tx.run(queries::drop_paper, {id, form});
}

std::vector<Support> supports(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::supports, {id}, [](const db::Row& r) {
        return Support{.id = r.text(0),
                       .kind = r.text(1),
                       .person_id = or_empty(r, 2),
                       .name = r.text(3),
                       .official = r.flag(4),
                       .same_grassroots = maybe_flag(r, 5),
                       .together_since = r.text(6),
                       .from_on = or_empty(r, 7),
                       .until_on = or_empty(r, 8),
                       .reason = r.text(9),
                       .open_dossiers = r.big(10)};
    });
}

void put_support(db::Tx& tx, const DossierId& id, const Support& s) {
    tx.run(queries::put_support,
           {s.id, id, s.kind, or_null(s.person_id), s.name, s.official, as_big(s.same_grassroots),
            s.together_since, or_null(s.from_on), or_null(s.until_on), s.reason});
}

std::vector<checks::Vote> failed_votes(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::failed_votes, {id}, [](const db::Row& r) {
        return checks::Vote{r.text(0), date_of(r.text(1)), r.big(2), r.maybe_big(3),
                            r.big(4),  r.big(5),           r.text(6)};
    });
}

void put_failed_vote(db::Tx& tx, const DossierId& id, const std::string& source,
                     const checks::Vote& vote) {
    tx.run(queries::put_failed_vote, {source, id, vote.body, vote.held_on.iso(), vote.base,
                                      vote.present, vote.in_favour, vote.against, vote.rule});
}

void drop_failed_vote(db::Tx& tx, const std::string& source) {
    tx.run(queries::drop_failed_vote, {source});
}

std::vector<VoteRow> votes(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::votes, {id}, [](const db::Row& r) {
        return VoteRow{r.text(0), checks::Vote{r.text(1), date_of(r.text(2)), r.big(3),
                                               r.maybe_big(4), r.big(5), r.big(6), r.text(7)}};
    });
}

void put_vote(db::Tx& tx, const DossierId& id, const VoteRow& row) {
    const checks::Vote& v = row.vote;
    tx.run(queries::put_vote, {row.id, id, v.body, v.held_on.iso(), v.base, v.present, v.in_favour,
                               v.against, v.rule});
}

std::vector<ReturnRound> rounds(db::Tx& tx, const DossierId& id) {
    auto rounds = tx.all(queries::rounds, {id}, [](const db::Row& r) {
        return ReturnRound{.id = r.text(0),
                           .round_no = r.big(1),
                           .returned_on = r.text(2),
                           .due_on = r.text(3),
                           .answered_on = or_empty(r, 4),
                           .message = r.text(5),
                           .items = {},
                           .undone_on = or_empty(r, 6)};
    });
    tx.each(queries::items, {id}, [&](const db::Row& r) {
        for (ReturnRound& round : rounds) {
            if (r.view(1) == round.id) {
                round.items.push_back({r.text(0), r.text(2), r.text(3), r.text(4), or_empty(r, 5),
                                       or_empty(r, 6), or_empty(r, 7), or_empty(r, 8)});
            }
        }
    });
    add_answers(tx, id, rounds);
    return rounds;
}

void add_round(db::Tx& tx, const DossierId& id, const ReturnRound& round) {
    tx.run(queries::add_round,
           {round.id, id, round.round_no, round.returned_on, round.due_on, round.message});
    std::int64_t position = 0;
    for (const ReturnItem& item : round.items) {
        tx.run(queries::add_item, {item.id, round.id, ++position, item.rule, item.paper, item.text,
                                   or_null(item.field)});
    }
}

void answer_round(db::Tx& tx, const DossierId& id, const std::string& answered_on) {
    tx.run(queries::answer_round, {id, answered_on});
}

void fix_item(db::Tx& tx, const std::string& item_id, const std::string& fixed_on) {
    tx.run(queries::fix_item, {item_id, or_null(fixed_on)});
}

std::vector<Step> steps(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::steps, {id}, [](const db::Row& r) {
        return Step{.state = enum_of<State>(r.text(0)),
                    .on = r.text(1),
                    .by = r.text(2),
                    .note = r.text(3),
                    .id = r.text(4),
                    .for_name = or_empty(r, 5),
                    .undone_on = or_empty(r, 6),
                    .undone_by = or_empty(r, 7),
                    .undone_reason = or_empty(r, 8)};
    });
}

void add_step(db::Tx& tx, const DossierId& id, const Step& step) {
    tx.run(queries::add_step, {new_uuid(tx.now_ms()), id, text_of(step.state), step.on, step.by,
                               step.note, or_null(step.for_name)});
}

}  // namespace ketnap::dossier::store
