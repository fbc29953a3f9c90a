// SPDX-License-Identifier: Apache-2.0
// Rows of the way through the office: trail, rounds item by item, register, desk, holds.
#include "platform/json/enum_text.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"
#include "stage/dossier/opinions.h"
#include "stage/dossier/queries_way.h"
#include "stage/dossier/store.h"

#include <algorithm>

namespace ketnap::dossier::store {
namespace {

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::string or_empty(const db::Row& row, int column) {
    return row.maybe_text(column).value_or("");
}

}  // namespace

void undo_step(db::Tx& tx, const Step& step) {
    tx.run(queries::undo_step, {step.id, step.undone_on, step.undone_by, step.undone_reason});
}

void undo_round(db::Tx& tx, const std::string& round_id, const std::string& on) {
    tx.run(queries::undo_round, {round_id, on});
}

void reopen_round(db::Tx& tx, const ReturnRound& round) {
    tx.run(queries::reopen_round, {round.id});
    for (const ReturnItem& item : round.items) {
        fix_item(tx, item.id, "");
    }
}

void settle_item(db::Tx& tx, const ReturnItem& item) {
    tx.run(queries::settle_item, {item.id, or_null(item.done_on), or_null(item.done_by)});
}

void add_answer(db::Tx& tx, const std::string& item_id, const ItemAnswer& answer) {
    tx.run(queries::add_answer,
           {new_uuid(tx.now_ms()), item_id, answer.on, answer.by, answer.text});
}

void add_answers(db::Tx& tx, const DossierId& id, std::vector<ReturnRound>& rounds) {
    if (rounds.empty()) {
        return;
    }
    tx.each(queries::answers, {id}, [&](const db::Row& r) {
        for (ReturnRound& round : rounds) {
            for (ReturnItem& item : round.items) {
                if (r.view(0) == item.id) {
                    item.answers.push_back({r.text(1), r.text(2), r.text(3)});
                }
            }
        }
    });
}

void put_snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no, std::string_view moment,
                  const std::string& on, const Shot& shot) {
    tx.run(queries::put_snapshot,
           {new_uuid(tx.now_ms()), id, round_no, moment, on, json::write(shot)});
}

std::optional<Shot> snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no,
                             std::string_view moment) {
    return tx.one(queries::snapshot, {id, round_no, moment}, [](const db::Row& r) {
        auto read = json::read<Shot>(r.text(0));
        KETNAP_CHECK(read.has_value());
        return std::move(*read);
    });
}

void drop_snapshot(db::Tx& tx, const DossierId& id, std::int64_t round_no,
                   std::string_view moment) {
    tx.run(queries::drop_snapshot, {id, round_no, moment});
}

Receipt receipt_of(const db::Row& r) {
    Receipt out;
    out.id = r.text(0);
    out.year = r.big(1);
    out.number = r.big(2);
    out.round_no = r.big(3);
    out.received_on = r.text(4);
    out.received_by = r.text(5);
    out.from_name = r.text(6);
    out.paper_count = r.big(7);
    out.deadline_as_written = r.text(8);
    out.last_day_on = or_empty(r, 9);
    out.late = r.flag(10);
    out.struck_on = or_empty(r, 11);
    out.struck_reason = r.text(12);
    return out;
}

std::vector<Receipt> receipts(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::receipts, {id}, receipt_of);
}

void add_receipt(db::Tx& tx, const DossierId& id, const Receipt& receipt) {
    tx.run(queries::add_receipt,
           {receipt.id, id, receipt.year, receipt.number, receipt.round_no, receipt.received_on,
            receipt.received_by, receipt.from_name, receipt.paper_count,
            receipt.deadline_as_written, or_null(receipt.last_day_on), receipt.late});
}

void strike_receipt(db::Tx& tx, const Receipt& receipt) {
    tx.run(queries::strike_receipt, {receipt.id, receipt.struck_on, receipt.struck_reason});
}

std::optional<Desk> desk(db::Tx& tx, const DossierId& id) {
    return tx.one(queries::desk, {id}, [](const db::Row& r) {
        return Desk{r.text(0), r.text(1), r.text(2), r.text(3)};
    });
}

void put_on_desk(db::Tx& tx, const DossierId& id, const Desk& desk) {
    tx.run(queries::leave_desk, {id, desk.from_on});
    tx.run(queries::put_on_desk,
           {new_uuid(tx.now_ms()), id, desk.account_id, desk.name, desk.from_on, desk.by_name});
}

std::vector<Hold> holds(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::holds, {id}, [](const db::Row& r) {
        return Hold{r.text(0), r.text(1),      json::enum_of<State>(r.text(2)),
                    r.text(3), or_empty(r, 4), or_empty(r, 5),
                    r.text(6), r.flag(7)};
    });
}

void add_hold(db::Tx& tx, const DossierId& id, const Hold& hold) {
    tx.run(queries::add_hold, {hold.id, id, hold.kind, json::text_of(hold.from_state), hold.held_on,
                               or_null(hold.look_on), hold.reason, hold.stops_clock});
}

void end_hold(db::Tx& tx, const std::string& hold_id, const std::string& ended_on) {
    tx.run(queries::end_hold, {hold_id, or_null(ended_on)});
}

void drop_hold(db::Tx& tx, const std::string& hold_id) {
    tx.run(queries::drop_hold, {hold_id});
}

std::vector<Opinion> opinions(db::Tx& tx, const DossierId& id) {
    return tx.all(queries::opinions, {id}, [](const db::Row& r) {
        Opinion one;
        one.id = r.text(0);
        one.dossier_id = r.text(1);
        one.asked_on = r.text(2);
        one.asked_by = r.text(3);
        one.question = r.text(4);
        one.due_on = r.text(5);
        one.name = r.text(6);
        one.org_id = or_empty(r, 7);
        one.account_id = or_empty(r, 8);
        if (!r.is_null(9)) {
            one.answer = json::enum_of<Answer>(r.text(9));
        }
        one.sealed_answer.bytes = r.maybe_blob(15).value_or(db::Blob{});
        one.answered_on = or_empty(r, 10);
        one.answered_by = r.text(11);
        one.has_text = !r.is_null(12);
        one.dropped_on = or_empty(r, 13);
        one.version = r.big(14);
        return one;
    });
}

crypto::Sealed sealed_opinion(db::Tx& tx, const DossierId& id, std::string_view opinion_id) {
    crypto::Sealed found;
    tx.each(queries::opinions, {id}, [&](const db::Row& r) {
        if (r.view(0) == opinion_id) {
            found.bytes = r.maybe_blob(12).value_or(db::Blob{});
        }
    });
    return found;
}

void add_opinion(db::Tx& tx, const DossierId& id, const Opinion& one) {
    tx.run(queries::add_opinion, {one.id, id, one.asked_on, one.asked_by, one.question, one.due_on,
                                  one.name, or_null(one.org_id), or_null(one.account_id)});
}

bool answer_opinion(db::Tx& tx, const Opinion& one, const crypto::Sealed& text) {
    KETNAP_CHECK(!one.sealed_answer.empty());
    const auto bytes = text.empty() ? std::nullopt : std::optional{text.bytes};
    return tx.run(queries::answer_opinion, {one.id, one.version, one.sealed_answer.bytes,
                                            one.answered_on, one.answered_by, bytes}) == 1;
}

std::vector<PlainOpinion> plain_opinions(db::Tx& tx) {
    return tx.all(queries::plain_opinions, {}, [](const db::Row& r) {
        return PlainOpinion{r.text(0), r.text(1), people::PersonId{r.text(2)}};
    });
}

void seal_opinion(db::Tx& tx, const std::string& id, const crypto::Sealed& answer) {
    tx.run(queries::seal_opinion, {id, answer.bytes});
}

bool drop_opinion(db::Tx& tx, const Opinion& one) {
    return tx.run(queries::drop_opinion, {one.id, one.version, one.dropped_on}) == 1;
}

}  // namespace ketnap::dossier::store

namespace ketnap::dossier {

std::vector<std::string> in_hands(db::Tx& tx, const auth::Actor& actor) {
    return tx.all(queries::in_hands, {actor.person_id, actor.account_id},
                  [](const db::Row& r) { return r.text(0); });
}

}  // namespace ketnap::dossier
