// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/workflow/deadline.h"
#include "base/workflow/workflow.h"
#include "platform/json/describe.h"
#include "platform/vocabulary/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::campaign {

/// What the plan leads to. A hand-over of decisions is not the cells' ceremony and does not start
/// probation (domain rules 5.1).
enum class EventKind { admission_ceremony, decision_handover, decision_and_list_handover };
BOOST_DESCRIBE_ENUM(EventKind, admission_ceremony, decision_handover, decision_and_list_handover)

enum class TargetKind { exact, open };
BOOST_DESCRIBE_ENUM(TargetKind, exact, open)

enum class GroupKind { guest, summoned, service, press };
BOOST_DESCRIBE_ENUM(GroupKind, guest, summoned, service, press)

/// A body that issues the plan, and its signature block.
struct IssuingBody {
    std::string name;
    std::optional<std::string> org_id;
    std::string authority;  ///< "TM. BAN THƯỜNG VỤ"
    std::string post;       ///< "BÍ THƯ"
    std::string signer;

    bool operator==(const IssuingBody&) const = default;
};
BOOST_DESCRIBE_STRUCT(IssuingBody, (), (name, org_id, authority, post, signer))

struct DelegateGroup {
    GroupKind kind = GroupKind::guest;
    std::string text;  ///< as the plan words it
    std::optional<std::int64_t> expected_count;

    bool operator==(const DelegateGroup&) const = default;
};
BOOST_DESCRIBE_STRUCT(DelegateGroup, (), (kind, text, expected_count))

/// The facts of a plan as they stand on paper. Dates and deadlines are the words of the paper
/// ("dự kiến tháng 9/2024", "trước ngày 01/8/2024"); PlanReading is what they mean.
struct PlanForm {
    std::string code;  ///< for people, search and the command line; never changes once dossiers lie
    std::string title;
    std::string short_title;  ///< for the switcher and lists
    EventKind event_kind = EventKind::admission_ceremony;
    std::vector<IssuingBody> bodies;  ///< one, or several for a joint plan; the leading one first
    std::string plan_number;
    std::optional<std::string> plan_on;  ///< day of issue, YYYY-MM-DD
    std::string issued_at;               ///< place of issue
    std::vector<std::string> bases;
    std::vector<std::string> purposes;
    std::vector<std::string> requirements;
    std::vector<std::string> contents;
    std::vector<std::string> methods;
    std::string audience;  ///< for whom: "đoàn viên đang sinh hoạt tại …"
    TargetKind target_kind = TargetKind::open;
    std::optional<std::int64_t> target_count;
    std::string target_as_written;
    std::string window_as_written;  ///< months of admission; empty when the plan names none
    std::string event_as_written;
    std::string place;
    bool place_tentative = false;
    std::optional<std::int64_t> expected_count;
    bool expected_approximate = false;  ///< "khoảng 300"
    std::vector<DelegateGroup> groups;
    std::string dossier_due_as_written;
    std::optional<std::int64_t> list_voted_year;  ///< year-end vote the handed list comes from
    std::string list_cutoff_as_written;           ///< month: "not yet proposed up to then"
    std::string funding_source;
    std::vector<workflow::TaskForm> tasks;
    std::vector<std::string> recipients;

    bool operator==(const PlanForm&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanForm, (),
                      (code, title, short_title, event_kind, bodies, plan_number, plan_on,
                       issued_at, bases, purposes, requirements, contents, methods, audience,
                       target_kind, target_count, target_as_written, window_as_written,
                       event_as_written, place, place_tentative, expected_count,
                       expected_approximate, groups, dossier_due_as_written, list_voted_year,
                       list_cutoff_as_written, funding_source, tasks, recipients))

/// The dates of a plan as the program understands them.
struct PlanReading {
    std::optional<std::string> window_from;  ///< YYYY-MM
    std::optional<std::string> window_to;
    std::optional<std::string> event_on;  ///< YYYY-MM-DD, or YYYY-MM when only the month is set
    bool event_tentative = false;
    std::optional<std::int64_t> event_minute;  ///< of the day
    std::optional<std::string> dossier_due_on;
    std::optional<workflow::DueWord> dossier_due_word;
    std::optional<std::string> dossier_last_day_on;  ///< the last day in time
    std::optional<std::string> list_cutoff;          ///< YYYY-MM

    bool operator==(const PlanReading&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanReading, (),
                      (window_from, window_to, event_on, event_tentative, event_minute,
                       dossier_due_on, dossier_due_word, dossier_last_day_on, list_cutoff))

}  // namespace ketnap::campaign
