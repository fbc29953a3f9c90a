// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"

#include <optional>
#include <string_view>

namespace ketnap::auth {

/// Everything that may be allowed or refused. Which role may do what is data: data/auth/roles.json.
enum class Action {
    signed_in,  ///< whoever has signed in
    org_read,
    org_edit,
    person_read,
    person_edit,
    person_reveal,
    person_merge,
    person_import,
    list_export,
    calendar_edit,
    settings_edit,
    account_manage,
    reset_confirm,
    audit_read,
    campaign_read,
    campaign_edit,
    quota_edit,
    task_read,
    task_edit,
    nomination_read,
    nomination_edit,
    request_send,
    request_answer,
    dossier_read,
    dossier_edit,
    dossier_submit,
    dossier_appraise,
    dossier_return,
    letter_read,
    letter_edit,
    meeting_read,
    meeting_edit,
    ballot_record,
    decision_read,
    decision_issue,
    number_take,
    ceremony_read,
    ceremony_edit,
    delegate_edit,
    invitation_print,
    check_in,
    pack_make,
    report_read,
    privacy_read,
    privacy_edit,
    data_erase,
    break_glass,
    break_glass_sign
};
BOOST_DESCRIBE_ENUM(Action, signed_in, org_read, org_edit, person_read, person_edit, person_reveal,
                    person_merge, person_import, list_export, calendar_edit, settings_edit,
                    account_manage, reset_confirm, audit_read, campaign_read, campaign_edit,
                    quota_edit, task_read, task_edit, nomination_read, nomination_edit,
                    request_send, request_answer, dossier_read, dossier_edit, dossier_submit,
                    dossier_appraise, dossier_return, letter_read, letter_edit, meeting_read,
                    meeting_edit, ballot_record, decision_read, decision_issue, number_take,
                    ceremony_read, ceremony_edit, delegate_edit, invitation_print, check_in,
                    pack_make, report_read, privacy_read, privacy_edit, data_erase, break_glass,
                    break_glass_sign)

std::string_view action_name(Action action);
std::optional<Action> action_of(std::string_view name);

}  // namespace ketnap::auth
