// SPDX-License-Identifier: Apache-2.0
// What goes on around the dossiers under way: bodies asked for their opinion, two set aside,
// originals read against what was typed, and somebody who acts in the stead of another.
#include "app/demo/world.h"
#include "base/auth/accounts.h"
#include "base/workflow/stand_in.h"
#include "stage/dossier/opinions.h"
#include "stage/envelope/originals.h"

#include <algorithm>
#include <map>

namespace ketnap::demo {
namespace {

using dossier::State;

class Desks {
  public:
    Desks(World& world, Diary& diary) : m_world(world), m_diary(diary) {
        for (auto& one : world.tools.ctx.read([](db::Tx& tx) { return auth::accounts(tx); })) {
            m_accounts.emplace(one.user_name, std::move(one));
        }
    }

    /// A board is asked beside the standing committee: answered by all, by one, by nobody yet.
    void ask() {
        const auto dossiers = of(State::appraising);
        const auto& words = m_world.scenario.desk.board;
        ask_one(dossiers.at(1), 8, 5, {agree(), agree()});
        ask_one(dossiers.at(2), 8, 5, {agree(), std::nullopt});
        ask_one(dossiers.at(3), 3, -5,
                {{{dossier::Answer::disagree, words.disagree, {}, 1}}, std::nullopt});
        ask_one(dossiers.at(4), 0, -7, {std::nullopt, std::nullopt});
    }

    void hold() {
        const auto& words = m_world.scenario.desk;
        hold_one(of(State::appraising).front(), "candidate_away", words.hold_away, 60);
        hold_one(of(State::received).back(), "letter_checked", words.hold_checked, 9);
    }

    /// Three applications: read twice and right, read once, read twice with a difference.
    void read_originals() {
        const auto dossiers = of(State::received);
        read(dossiers.at(0), "donvi", 1, {});
        read(dossiers.at(0), "canbo", 2, {});
        read(dossiers.at(1), "canbo", 1, {});
        read(dossiers.at(2), "canbo", 1, {});
        read(dossiers.at(2), "vanphong", 2, m_world.scenario.desk.misread);
    }

    /// Who summed up opinions for 5-KNĐ.
    void record_asked() {
        const auto& words = m_world.scenario.desk.asked;
        for (const auto& one : of(State::received)) {
            const auto name = words.residence + m_world.random.pick(m_world.names.places);
            put(one, envelope::OpinionKind::residence, name, words.residence_words);
            put(one, envelope::OpinionKind::mass_organisation, words.mass, words.mass_words);
        }
    }

    void assign() {
        m_world.write([&](db::Tx& tx) {
            for (const auto& one : of(State::appraising)) {
                dossier::assign(work(tx, as("canbo")), one.id, m_accounts.at("canbo").id.value,
                                dossier::get(tx, one.id).version);
            }
        });
    }

    /// The officer was away and the committee office took a dossier up for them; now the standing
    /// committee travels.
    void stand_in() {
        const auto& words = m_world.scenario.desk;
        const auto today = m_world.on();
        m_diary.on(today - 1, [=, this] {
            make_stand_in("canbo", "vanphong", today - 1, today + 1, words.stand_in_leave);
            make_stand_in("thuongtruc", "lanhdao", today + 3, today + 12, words.stand_in_trip);
        });
        m_diary.on(today, [this] { take_up_for_another(of(State::received).front()); });
    }

  private:
    using Answers = std::vector<std::optional<dossier::AnswerForm>>;

    void take_up_for_another(const dossier::Dossier& taken) const {
        m_world.write([&](db::Tx& tx) {
            const auto ctx = as("vanphong");
            auto hands = work(tx, ctx);
            hands.on_behalf_of = m_accounts.at("canbo").id.value;
            dossier::move(hands, taken.id, {.to = State::appraising, .reason = {}, .on = {}},
                          dossier::get(tx, taken.id).version);
        });
    }

    audit::Ctx as(const std::string& user) const {
        const auto& account = m_accounts.at(user);
        auto ctx = acting(m_world, {account.person_id, account.name}, user.c_str());
        ctx.actor.account_id = account.id.value;
        return ctx;
    }
    dossier::Work work(db::Tx& tx, const audit::Ctx& ctx) const {
        return {ctx, m_world.tools.rights, m_world.tools.book, &tx};
    }
    envelope::Work envelope_of(const audit::Ctx& ctx) const {
        const auto& tools = m_world.tools;
        return {ctx, tools.rights, {tools.book, tools.shelf, tools.library, {}}};
    }
    std::vector<dossier::Dossier> of(State state) const {
        auto all = m_world.under_way;
        std::erase_if(all, [&](const auto& one) { return one.state != state; });
        return all;
    }
    dossier::AnswerForm agree() const {
        return {dossier::Answer::agree, m_world.scenario.desk.board.agree, {}, 1};
    }

    void ask_one(const dossier::Dossier& about, int asked_ago, int due_ago,
                 const Answers& answers) {
        const auto asked_on = m_world.working(m_world.on() - asked_ago);
        const auto due = m_world.working(m_world.on() - due_ago);
        m_diary.on(asked_on, [=, this] { send_question(about, due); });
        m_diary.on(std::min(asked_on + 1, m_world.on()), [=, this] { answer(about, answers); });
    }
    void send_question(const dossier::Dossier& about, const time::Date& due) const {
        const auto officer = as("canbo");
        m_world.write([&](db::Tx& tx) {
            dossier::ask_opinions(
                work(tx, officer), about.id,
                {.question = m_world.scenario.desk.board.question,
                 .due_on = due.iso(),
                 .asked = {{.org_id = m_world.boards.back().id.value, .account_id = {}},
                           {.org_id = {}, .account_id = m_accounts.at("thuongtruc").id.value}},
                 .version = dossier::get(tx, about.id).version});
        });
    }
    void answer(const dossier::Dossier& about, const Answers& answers) const {
        m_world.write([&](db::Tx& tx) {
            for (const auto& one : dossier::opinions(tx, about.id)) {
                const bool board = one.account_id.empty();
                const auto& answer = answers.at(board ? 0 : 1);
                if (answer) {
                    const auto ctx = as(board ? "tuyengiao" : "thuongtruc");
                    dossier::answer_opinion(work(tx, ctx), about.id, one.id, *answer);
                }
            }
        });
    }

    void hold_one(const dossier::Dossier& about, const char* kind, const std::string& reason,
                  int days) {
        m_world.write([&](db::Tx& tx) {
            const auto ctx = as("canbo");
            dossier::move(work(tx, ctx), about.id,
                          {.to = State::held,
                           .reason = reason,
                           .on = {},
                           .hold_kind = kind,
                           .look_on = (m_world.on() + days).iso()},
                          dossier::get(tx, about.id).version);
        });
    }

    void read(const dossier::Dossier& about, const char* user, int pass,
              const std::string& misread) {
        const auto ctx = as(user);
        const auto w = envelope_of(ctx);
        for (const auto& original : envelope::originals_of(w, about.id)) {
            if (original.form == "application") {
                auto fields = original.typed;
                if (!misread.empty()) {
                    fields["full_name"] = misread;
                }
                envelope::read_original(w, about.id, original.form, pass, fields);
            }
        }
    }

    void put(const dossier::Dossier& about, envelope::OpinionKind kind, const std::string& body,
             const std::string& words) {
        const auto officer = as("canbo");
        envelope::Opinion opinion;
        opinion.kind = kind;
        opinion.body = body;
        opinion.asked_on = m_world.working(m_world.on() - 40).iso();
        opinion.answered_on = m_world.working(m_world.on() - 34).iso();
        opinion.asked = m_world.random.between(9, 18);
        opinion.disagreed = m_world.random.chance(20) ? 1 : 0;
        opinion.agreed = *opinion.asked - *opinion.disagreed;
        opinion.words = words;
        envelope::put_opinion(envelope_of(officer), about.id, opinion);
    }

    void make_stand_in(const char* principal, const char* deputy, const time::Date& from,
                       const time::Date& until, const std::string& reason) {
        workflow::add_stand_in(as(principal), m_world.tools.rights,
                               {.principal_account_id = {},
                                .deputy_account_id = m_accounts.at(deputy).id.value,
                                .from_on = from.iso(),
                                .until_on = until.iso(),
                                .reason = reason});
    }

    World& m_world;
    Diary& m_diary;
    std::map<std::string, auth::Account> m_accounts;
};

}  // namespace

void run_desks(World& world) {
    Diary diary;
    plan_letters(world, diary);
    Desks desks{world, diary};
    desks.ask();
    desks.stand_in();
    diary.on(world.on(), [&desks] {
        desks.assign();
        desks.read_originals();
        desks.record_asked();
        desks.hold();
    });
    diary.play(world);
}

}  // namespace ketnap::demo
