// SPDX-License-Identifier: Apache-2.0
#include "app/demo/world.h"
#include "stage/dossier/facts.h"

#include <map>
#include <optional>

namespace ketnap::demo {
namespace {

using dossier::CandidateType;
using dossier::State;

// Days from the cell's meeting, in the order the papers are made.
constexpr int applied = -66;
constexpr int declared = -64;
constexpr int verified = -26;
constexpr int certified = -20;
constexpr int union_met = -15;
constexpr int introduced = -11;
constexpr int summed_up = -6;
constexpr int committee_met = 13;
constexpr int submitted = 16;
constexpr int received = 17;
constexpr int appraised = 19;
constexpr int sent_back = 22;
constexpr int mended = 30;
constexpr int qualified = 36;

constexpr const char* cell_number = "07-NQ/CB";

/// The hands that make one dossier: the unit's clerk writes, the office's officer judges.
struct Hands {
    audit::Ctx clerk;
    audit::Ctx officer;
};

class Maker {
  public:
    Maker(db::Tx& tx, World& world, const Source& source, const Course& course)
        : m_tx(tx),
          m_world(world),
          m_source(source),
          m_course(course),
          m_cell(world.units[source.unit].cells[source.cell]),
          m_hands{acting(world, world.desk.clerk, "donvi"),
                  acting(world, world.desk.officer, "canbo")} {}

    dossier::Dossier make() {
        open();
        add_papers();
        add_supports();
        add_votes();
        add_facts();
        if (m_course.until != State::drafting) {
            go();
        }
        return m_dossier;
    }

  private:
    dossier::Work work(const audit::Ctx& ctx) {
        return {ctx, m_world.tools.rights, m_world.tools.book, &m_tx};
    }
    time::Date day(int from_meeting) const {
        return m_world.working(m_course.cell_met + from_meeting);
    }
    bool has_come(const time::Date& date) const { return date <= m_world.tools.clock.today(); }

    void open() {
        dossier::NewDossier wanted;
        wanted.person_id = m_source.id.value;
        wanted.org_id = m_cell.id.value;
        wanted.campaign_id = m_course.campaign_id;
        wanted.candidate_type =
            m_source.union_member ? CandidateType::union_member : CandidateType::trade_union_member;
        const auto began = day(applied);
        wanted.opened_on = (has_come(began) ? began : m_world.tools.clock.today()).iso();
        m_dossier = dossier::open(work(m_hands.clerk), wanted);
    }

    void paper(const std::string& form, std::map<std::string, time::Date> dates, bool facts) {
        dossier::PaperRow row;
        row.form = form;
        row.is_signed = !(m_course.fault == Fault::unsigned_ && form == "opinion_summary");
        row.is_sealed = true;
        row.number = form == "cell_resolution" ? cell_number : "";
        for (const auto& [name, date] : dates) {
            if (!has_come(date)) {
                return;
            }
            row.dates[name] = date.vn();
            row.received_on = date.iso();
        }
        if (facts) {
            const bool wrong = m_course.fault == Fault::name_differs && form == "life_history";
            row.facts["full_name"] = wrong ? m_source.name + " A" : m_source.name;
            row.facts["born_on"] = time::Date::parse_iso(m_source.born_on)->vn();
        }
        m_dossier = dossier::put_paper(work(m_hands.clerk), m_dossier.id, row, std::nullopt,
                                       m_dossier.version);
    }

    void add_papers() {
        const bool old = m_course.fault == Fault::certificate_old;
        const auto course =
            time::add_months(m_course.cell_met, old ? -62 : -m_world.random.between(5, 40));
        paper("awareness_certificate", {{"issued_on", m_world.working(course)}}, true);
        const bool swapped = m_course.fault == Fault::order_swapped;
        paper("application", {{"dated_on", day(swapped ? declared + 4 : applied)}}, true);
        paper("life_history", {{"declared_on", day(declared)}, {"certified_on", day(certified)}},
              true);
        paper("verification", {{"finished_on", day(verified)}}, false);
        paper(m_source.union_member ? "union_resolution" : "trade_union_resolution",
              {{"met_on", day(union_met)}}, true);
        paper("member_introduction", {{"dated_on", day(introduced)}}, false);
        paper("opinion_summary", {{"dated_on", day(summed_up)}}, true);
        paper("cell_resolution", {{"met_on", day(0)}}, true);
        paper("committee_resolution", {{"met_on", day(committee_met)}}, true);
    }

    const Member& stander(std::size_t nth) const {
        const auto count = m_cell.officials.size();
        return m_cell.officials[(1 + nth) % count];
    }

    void add_supports() {
        dossier::Support introducer;
        introducer.kind = "introducer";
        introducer.person_id = stander(0).id;
        introducer.same_grassroots = true;
        const int months =
            m_course.fault == Fault::together_short ? 8 : m_world.random.between(16, 60);
        introducer.together_since = time::add_months(m_course.cell_met, -months).vn().substr(3);
        m_dossier =
            dossier::put_support(work(m_hands.clerk), m_dossier.id, introducer, m_dossier.version);
        if (!has_come(day(0))) {
            return;
        }
        dossier::Support helper;
        helper.kind = "helper";
        helper.person_id = stander(1).id;
        helper.from_on = day(0).iso();
        m_dossier =
            dossier::put_support(work(m_hands.clerk), m_dossier.id, helper, m_dossier.version);
    }

    void vote(const char* body, const time::Date& held_on, std::int64_t base) {
        if (!has_come(held_on)) {
            return;
        }
        dossier::checks::Vote vote;
        vote.body = body;
        vote.held_on = held_on;
        vote.base = base;
        vote.present = base - (base > 12 ? m_world.random.between(0, 1) : 0);
        const auto against = m_world.random.chance(25) ? std::min<std::int64_t>(1, base / 6) : 0;
        vote.in_favour = *vote.present - against;
        vote.against = against;
        m_dossier = dossier::put_vote(work(m_hands.clerk), m_dossier.id, vote, m_dossier.version);
    }

    void add_votes() {
        const auto members = static_cast<std::int64_t>(m_cell.officials.size());
        vote("cell", day(0), std::max<std::int64_t>(3, members));
        vote("grassroots", day(committee_met), m_world.random.between(9, 17));
    }

    bool lies_on_a_desk() const {
        return m_course.until == State::submitted || m_course.until == State::received ||
               m_course.until == State::appraising;
    }

    /// Who is verified, what 8-KNĐ cites, the special cases: of the dossiers that are looked at.
    void add_facts() {
        if (!lies_on_a_desk()) {
            return;
        }
        add_relatives();
        const auto w = work(m_hands.clerk);
        const bool other = m_course.fault == Fault::cites_other_number;
        m_dossier = dossier::put_sightings(
            w, m_dossier.id,
            {"committee_resolution",
             {{"cell_resolution.number", other ? "12-NQ/CB" : cell_number, 1, 6},
              {"full_name", m_source.name, 1, 9}}},
            m_dossier.version);
        dossier::checks::Conditions conditions;
        if (m_course.fault == Fault::consent_missing) {
            conditions.special_cases = {dossier::checks::SpecialCase::foreign_spouse};
        }
        if (m_course.fault == Fault::schooling_low) {
            conditions.education = "7/12";
        }
        if (conditions != dossier::checks::Conditions{}) {
            m_dossier = dossier::put_conditions(w, m_dossier.id, conditions, m_dossier.version);
        }
    }

    void add_relatives() {
        using enum dossier::checks::Relation;
        using dossier::checks::VerificationState;
        std::vector<dossier::checks::Relative> relatives;
        for (const auto relation : {candidate, father, mother}) {
            dossier::checks::Relative one;
            one.relation = relation;
            if (relation == mother && m_course.fault == Fault::mother_waived) {
                one.state = VerificationState::waived;
                one.waiver = dossier::checks::Waiver::mother_member;
                relatives.push_back(one);
                continue;
            }
            const bool open = relation == father && m_course.fault == Fault::father_open;
            one.state = open ? VerificationState::open : VerificationState::verified;
            if (!open) {
                one.finished_on = day(verified);
            }
            relatives.push_back(one);
        }
        m_dossier =
            dossier::put_relatives(work(m_hands.clerk), m_dossier.id, relatives, m_dossier.version);
    }

    void move(const audit::Ctx& who, State to, const time::Date& on, std::string reason = {}) {
        m_dossier = dossier::move(work(who), m_dossier.id,
                                  {.to = to, .reason = std::move(reason), .on = on.iso()},
                                  m_dossier.version);
    }

    void shelve() {
        dossier::Head head;
        head.org_id = m_dossier.org_id.value;
        head.campaign_id = m_dossier.campaign_id;
        head.candidate_type = m_dossier.candidate_type;
        head.shelf = m_world.scenario.work.shelf + std::to_string(1 + m_world.random.below(8));
        m_dossier = dossier::change(work(m_hands.officer), m_dossier.id, head, m_dossier.version);
    }

    void send_back(const time::Date& on) {
        dossier::ReturnNote note;
        note.on = on.iso();
        note.due_on = m_world.tools.calendar.add_working_days(on, 8).iso();
        note.message = m_world.scenario.work.return_message;
        note.items = {{"", "facts.same", "life_history", m_world.scenario.work.return_item, ""}};
        m_dossier =
            dossier::send_back(work(m_hands.officer), m_dossier.id, note, m_dossier.version);
    }

    void resubmit(const time::Date& on) {
        std::vector<std::string> items;
        for (const auto& round : dossier::contents(m_tx, m_dossier.id).rounds) {
            for (const auto& item : round.items) {
                items.push_back(item.id);
            }
        }
        m_dossier = dossier::resubmit(work(m_hands.clerk), m_dossier.id, items, on.iso(),
                                      m_dossier.version);
    }

    void go() {
        const auto until = m_course.until;
        move(m_hands.clerk, State::submitted, day(submitted));
        if (until == State::submitted) {
            return;
        }
        move(m_hands.officer, State::received, day(received));
        shelve();
        if (until == State::received) {
            return;
        }
        if (until == State::withdrawn) {
            move(m_hands.officer, State::withdrawn, day(appraised),
                 m_world.scenario.work.withdrawn);
            return;
        }
        move(m_hands.officer, State::appraising, day(appraised));
        if (m_course.returned_once || until == State::returned || until == State::resubmitted) {
            send_back(day(sent_back));
            if (until == State::returned) {
                return;
            }
            resubmit(day(mended));
            if (until == State::resubmitted) {
                return;
            }
            move(m_hands.officer, State::appraising, day(mended + 1));
        }
        if (until == State::qualified) {
            move(m_hands.officer, State::qualified, day(qualified));
        }
    }

    db::Tx& m_tx;
    World& m_world;
    const Source& m_source;
    const Course& m_course;
    const Cell& m_cell;
    Hands m_hands;
    dossier::Dossier m_dossier;
};

}  // namespace

audit::Ctx acting(const World& world, const Member& member, const char* user) {
    auto ctx = world.tools.ctx;
    ctx.actor.user = user;
    ctx.actor.name = member.name;
    ctx.actor.person_id = member.id;
    return ctx;
}

dossier::Dossier make_dossier(db::Tx& tx, World& world, const Source& source,
                              const Course& course) {
    return Maker{tx, world, source, course}.make();
}

}  // namespace ketnap::demo
