// SPDX-License-Identifier: Apache-2.0
// Processing register, grounds of use a person and purpose, requests of data subjects.
#pragma once
#include "base/privacy/privacy.h"

#include <filesystem>

namespace ketnap::privacy {

// ---- processing ----

struct ProcessingView {
    Processing entry;
    bool own = false;  ///< the office wrote it
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ProcessingView, (), (entry, own, version))

struct ProcessingForm {
    std::string purpose;
    std::string basis;
    std::string subjects;
    std::string fields;
    std::string recipients;
    std::string period;
    std::string measures;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ProcessingForm, (),
                      (purpose, basis, subjects, fields, recipients, period, measures, version))

std::vector<ProcessingView> processing(db::Tx& tx, const Work& work);
/// The office's own words for an entry, or an entry of its own.
void put_processing(const Work& work, const std::string& id, const ProcessingForm& form);
documents::Paper processing_paper(db::Tx& tx, const Work& work);

// ---- consents ----

enum class Basis { consent, rule };
BOOST_DESCRIBE_ENUM(Basis, consent, rule)

struct Consent {
    std::string id;
    std::string person_id;
    std::string person_name;
    std::string purpose;
    Basis basis = Basis::consent;
    std::string rule;
    std::string text_version;
    std::string given_on;
    std::string recorded_by;
    std::optional<std::string> withdrawn_on;
    bool has_scan = false;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Consent, (),
                      (id, person_id, person_name, purpose, basis, rule, text_version, given_on,
                       recorded_by, withdrawn_on, has_scan, version))

struct ConsentForm {
    std::string person_id;
    std::string purpose;
    Basis basis = Basis::consent;
    std::string rule;
    std::string text_version;
    std::string given_on;
};
BOOST_DESCRIBE_STRUCT(ConsentForm, (), (person_id, purpose, basis, rule, text_version, given_on))

std::vector<Consent> consents(db::Tx& tx, const Work& work, const std::string& person_id);
/// Refused: an unknown purpose, a day to come, a consent without the version of its text, a rule
/// without a name, one in force already.
Consent add_consent(const Work& work, const ConsentForm& form);
/// Ends it and opens a request of kind `withdraw`; gives that request.
struct DataRequest;
DataRequest withdraw_consent(const Work& work, const std::string& id, const std::string& on,
                             std::int64_t version);
void attach_form(const Work& work, const std::string& id, const std::filesystem::path& file,
                 const std::string& name);
struct FormFile {
    attachments::Attachment about;
    std::string bytes;
};
FormFile open_form(const Work& work, const std::string& id);

// ---- requests ----

enum class Outcome { done, refused };
BOOST_DESCRIBE_ENUM(Outcome, done, refused)

struct DataRequest {
    std::string id;
    std::int64_t number = 0;
    std::string person_id;
    std::string person_name;
    RequestKind kind = RequestKind::access;
    std::string received_on;
    std::string asked;
    std::string answer_by;
    std::string act_by;
    bool extended = false;
    std::string periods;
    std::optional<std::string> answered_on;
    std::optional<Outcome> outcome;
    std::string answer;
    std::optional<std::string> closed_on;
    std::string recorded_by;
    bool late = false;  ///< a deadline has passed
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DataRequest, (),
                      (id, number, person_id, person_name, kind, received_on, asked, answer_by,
                       act_by, extended, periods, answered_on, outcome, answer, closed_on,
                       recorded_by, late, version))

struct RequestForm {
    std::string person_id;
    RequestKind kind = RequestKind::access;
    std::string received_on;
    std::string asked;
};
BOOST_DESCRIBE_STRUCT(RequestForm, (), (person_id, kind, received_on, asked))

/// What is done about one: acknowledged, put off once, closed.
struct RequestStep {
    std::string on;
    std::optional<Outcome> outcome;
    std::string words;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RequestStep, (), (on, outcome, words, version))

std::vector<DataRequest> requests(db::Tx& tx, const Work& work, const std::string& person_id);
DataRequest add_request(const Work& work, const RequestForm& form);
DataRequest answer_request(const Work& work, const std::string& id, const RequestStep& step);
/// Once, with a reason.
DataRequest extend_request(const Work& work, const std::string& id, const RequestStep& step);
/// Refused: not acknowledged yet; a refusal without its reason; an erasure said to be done that
/// was not.
DataRequest close_request(const Work& work, const std::string& id, const RequestStep& step);

}  // namespace ketnap::privacy
