// SPDX-License-Identifier: Apache-2.0
// Letters of verification of the dossiers under way: answered, waiting, overdue, not sent yet.
#include "stage/envelope/letters.h"

#include "app/demo/world.h"
#include "stage/dossier/facts.h"

namespace ketnap::demo {
namespace {

using dossier::State;
using envelope::Letter;

/// The course of one letter in days before the day the office is looked at; 0: not happened.
struct Course {
    int sent;
    int reminded;
    int answered;
    const char* outcome;
};

// In the order of sending, so that the register counts up. What waits longer than the limit for a
// reply is overdue; the last two lie unsent.
constexpr Course courses[]{{84, 0, 60, "confirmed"},
                           {80, 0, 52, "differs"},
                           {77, 0, 49, "confirmed"},
                           {72, 28, 0, ""},
                           {68, 0, 47, "unknown"},
                           {63, 12, 0, ""},
                           {56, 0, 0, ""},
                           {49, 0, 0, ""},
                           {41, 0, 11, "confirmed"},
                           {24, 0, 0, ""},
                           {17, 0, 0, ""},
                           {9, 0, 0, ""},
                           {4, 0, 0, ""},
                           {0, 0, 0, ""},
                           {0, 0, 0, ""}};
constexpr std::size_t of_the_office = 8;  ///< the rest asks for dossiers that units still prepare

class Writer {
  public:
    Writer(World& world, Diary& diary)
        : m_world(world),
          m_diary(diary),
          m_words(world.scenario.desk.letter),
          m_ctx(acting(world, world.desk.officer, "canbo")) {}

    void plan(const dossier::Dossier& about, const Course& course) {
        const auto letter = std::make_shared<Letter>();
        m_diary.on(day(course.sent + 1), [=, this, form = form_of(about)] {
            *letter = envelope::write_letter(work(), about.id, form);
        });
        if (course.sent == 0) {
            return;
        }
        m_diary.on(day(course.sent), [=, this] { send(*letter); });
        if (course.reminded > 0) {
            m_diary.on(day(course.reminded), [=, this] {
                *letter = envelope::remind(work(), letter->id, letter->version);
            });
        }
        if (course.answered > 0) {
            m_diary.on(day(course.answered), [=, this] { answer(*letter, course.outcome); });
        } else if (about.state == State::received || about.state == State::appraising) {
            m_diary.on(m_world.on(), [=, this] { mark_asked(about, day(course.sent)); });
        }
    }

  private:
    envelope::Work work() const {
        const auto& tools = m_world.tools;
        return {m_ctx, tools.rights, {tools.book, tools.shelf, tools.library, {}}};
    }
    time::Date day(int days_ago) const {
        return std::min(m_world.working(m_world.on() - days_ago), m_world.on());
    }

    void send(Letter& letter) const {
        letter = envelope::send_letter(
            work(), letter.id, {.number = {}, .take_number = true, .sent_on = {}, .remind_on = {}},
            letter.version);
    }

    envelope::LetterForm form_of(const dossier::Dossier& about) {
        auto& random = m_world.random;
        const auto person =
            m_world.tools.ctx.read([&](db::Tx& tx) { return people::get(tx, about.person_id); });
        const auto family = person.name.substr(0, person.name.find(' '));
        const auto place = random.pick(m_world.names.places);
        const auto born = time::Date::parse_iso(person.born_on)->year() - random.between(24, 33);
        envelope::LetterForm form;
        form.about = m_words.about + family + " " + random.pick(m_world.names.middles_male) + " " +
                     random.pick(m_world.names.given_male) + m_words.born + std::to_string(born) +
                     m_words.home + place;
        form.to_name = m_words.body + place;
        form.to_address = m_words.address;
        form.ask = m_words.ask;
        return form;
    }

    void answer(const Letter& letter, const std::string& outcome) {
        envelope::Answer answer;
        answer.answer_number =
            std::to_string(10 + m_world.random.below(80)) + m_words.answer_number;
        answer.outcome = outcome;
        answer.words = outcome == "confirmed" ? m_words.confirmed
                       : outcome == "differs" ? m_words.differs
                                              : m_words.unknown;
        envelope::answer_letter(work(), letter.id, answer, letter.version);
    }

    /// The list of relatives says what the register of letters says.
    void mark_asked(const dossier::Dossier& about, const time::Date& sent_on) {
        m_world.write([&](db::Tx& tx) {
            const dossier::Work work{m_ctx, m_world.tools.rights, m_world.tools.book, &tx};
            const auto now = dossier::get(tx, about.id);
            auto relatives = dossier::facts(tx, m_ctx, now)
                                 .relatives.value_or(std::vector<dossier::checks::Relative>{});
            for (auto& one : relatives) {
                if (one.relation == dossier::checks::Relation::father) {
                    one.state = dossier::checks::VerificationState::requested;
                    one.requested_on = sent_on;
                    one.finished_on.reset();
                }
            }
            dossier::put_relatives(work, about.id, relatives, now.version);
        });
    }

    World& m_world;
    Diary& m_diary;
    const LetterWords& m_words;
    audit::Ctx m_ctx;
};

/// The office asks for what lies with it, first where somebody is not verified yet.
std::vector<dossier::Dossier> asked_for(const World& world) {
    std::vector<dossier::Dossier> office;
    std::vector<dossier::Dossier> units;
    for (const auto& one : world.under_way) {
        if (one.state == State::received || one.state == State::appraising) {
            office.push_back(one);
        } else if (one.state == State::drafting) {
            units.push_back(one);
        }
    }
    office.resize(std::min(office.size(), of_the_office));
    office.insert(office.end(), units.begin(), units.end());
    return office;
}

}  // namespace

void plan_letters(World& world, Diary& diary) {
    const auto writer = std::make_shared<Writer>(world, diary);
    const auto dossiers = asked_for(world);
    for (std::size_t i = 0; i < std::size(courses) && i < dossiers.size(); ++i) {
        writer->plan(dossiers[i], courses[i]);
    }
    // the diary plays after this function has ended
    diary.on(world.on(), [writer] {});
}

}  // namespace ketnap::demo
