// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/time/date.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What is asked of the candidate beside the papers: one declaration for file, routes and row.
namespace ketnap::dossier::checks {

/// Where less schooling is enough (HD 01 pt 1.2).
enum class EducationException { hard_area, fisher, prestigious_person };
BOOST_DESCRIBE_ENUM(EducationException, hard_area, fisher, prestigious_person)

/// Cases with a rule of their own: the paper of consent is asked for.
enum class SpecialCase { religion, foreign_spouse, foreign_origin, ethnic_hoa, population_policy };
BOOST_DESCRIBE_ENUM(SpecialCase, religion, foreign_spouse, foreign_origin, ethnic_hoa,
                    population_policy)

enum class Over60Place { no_organization, no_member, special_need };
BOOST_DESCRIBE_ENUM(Over60Place, no_organization, no_member, special_need)

struct Over60 {
    std::optional<bool> health_and_prestige;  ///< a note on both lies in the file
    std::optional<Over60Place> place;
    bool operator==(const Over60&) const = default;
};
BOOST_DESCRIBE_STRUCT(Over60, (), (health_and_prestige, place))

/// How somebody left the Party before.
enum class LeftBy {
    removed,
    expelled,
    lost_contact,
    dropped_activity,
    asked_to_leave,
    broke_unity,
    corruption,
    serious_crime,
    less_serious_crime,
    population_policy
};
BOOST_DESCRIBE_ENUM(LeftBy, removed, expelled, lost_contact, dropped_activity, asked_to_leave,
                    broke_unity, corruption, serious_crime, less_serious_crime, population_policy)

struct Readmission {
    LeftBy left_by = LeftBy::removed;
    std::optional<time::PartialDate> left_on;
    std::optional<time::PartialDate> expunged_on;  ///< a conviction was expunged
    std::optional<int> earlier_readmissions;
    std::optional<bool> family_hardship;
    bool operator==(const Readmission&) const = default;
};
BOOST_DESCRIBE_STRUCT(Readmission, (),
                      (left_by, left_on, expunged_on, earlier_readmissions, family_hardship))

/// Absent means: not looked at. A judgement is made only of what was entered.
struct Conditions {
    std::optional<std::string> citizenship;
    std::optional<std::string> education;  ///< "9/12", or primary, lower_secondary …
    std::optional<EducationException> education_exception;
    std::optional<bool> is_union_member;
    std::optional<bool> has_union_organization;  ///< a Youth Union stands at the unit
    std::optional<bool> is_trade_union_member;
    std::optional<bool> has_trade_union;
    std::optional<std::vector<SpecialCase>> special_cases;
    std::optional<Over60> over_60;
    std::optional<Readmission> readmission;
    bool operator==(const Conditions&) const = default;
};
BOOST_DESCRIBE_STRUCT(Conditions, (),
                      (citizenship, education, education_exception, is_union_member,
                       has_union_organization, is_trade_union_member, has_trade_union,
                       special_cases, over_60, readmission))

enum class Relation {
    candidate,
    father,
    mother,
    raiser,
    spouse,
    father_in_law,
    mother_in_law,
    child
};
BOOST_DESCRIBE_ENUM(Relation, candidate, father, mother, raiser, spouse, father_in_law,
                    mother_in_law, child)

enum class VerificationState { open, requested, verified, waived };
BOOST_DESCRIBE_ENUM(VerificationState, open, requested, verified, waived)

/// Who of that side is a Party member, so that nobody of it need be verified.
enum class Waiver {
    father_member,
    mother_member,
    sibling_member,
    child_member,
    spouse_member,
    spouse_parent_member,
    spouse_sibling_member,
    other
};
BOOST_DESCRIBE_ENUM(Waiver, father_member, mother_member, sibling_member, child_member,
                    spouse_member, spouse_parent_member, spouse_sibling_member, other)

/// One person whose history is verified (HD 01 pt 3.4).
struct Relative {
    Relation relation = Relation::candidate;
    VerificationState state = VerificationState::open;
    std::optional<std::string> name;
    std::optional<bool> has_capacity;  ///< of a child: full civil capacity
    std::optional<bool> abroad;
    std::optional<time::Date> requested_on;
    std::optional<time::Date> finished_on;
    std::optional<Waiver> waiver;
    std::optional<time::Date> matched_on;  ///< with the member file of the relative who is a member
    std::optional<std::string> matched_at;
    std::optional<std::string> matched_by;
    bool operator==(const Relative&) const = default;
};
BOOST_DESCRIBE_STRUCT(Relative, (),
                      (relation, state, name, has_capacity, abroad, requested_on, finished_on,
                       waiver, matched_on, matched_at, matched_by))

enum class ConsentKind {
    over_60,
    education,
    readmission,
    religion,
    foreign_spouse,
    foreign_origin,
    ethnic_hoa,
    population_policy,
    late_ceremony
};
BOOST_DESCRIBE_ENUM(ConsentKind, over_60, education, readmission, religion, foreign_spouse,
                    foreign_origin, ethnic_hoa, population_policy, late_ceremony)

/// A written consent of the level that the rule names.
struct Consent {
    ConsentKind kind = ConsentKind::over_60;
    std::optional<std::string> number;
    std::optional<time::PartialDate> dated_on;
    std::optional<std::string> issued_by;
    bool operator==(const Consent&) const = default;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (kind, number, dated_on, issued_by))

}  // namespace ketnap::dossier::checks
