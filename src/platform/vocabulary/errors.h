// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/finding.h"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace ketnap {

/// A request that cannot be done. `code` is stable and names the text in data/ui/messages.*.json
/// ("error.<code>"); what() is for the log and never holds a person's data.
/// Caught in three places only: HTTP dispatcher, job runner, main.
class RequestError : public std::runtime_error {
  public:
    RequestError(std::string code, Findings findings)
        : std::runtime_error(code), m_code(std::move(code)), m_findings(std::move(findings)) {}
    const std::string& code() const { return m_code; }
    const Findings& findings() const { return m_findings; }

  private:
    std::string m_code;
    Findings m_findings;
};

/// The rules or the form refuse it: 422 with every finding.
struct Refused : RequestError {
    explicit Refused(Findings findings) : RequestError("refused", std::move(findings)) {}
};
/// 404; also for what the actor may not even know of.
struct NotFound : RequestError {
    NotFound() : RequestError("not_found", {}) {}
};
/// 403: known to exist, not allowed.
struct Forbidden : RequestError {
    Forbidden() : RequestError("forbidden", {}) {}
};
/// 401: no sign-in, or it has ended.
struct NotSignedIn : RequestError {
    NotSignedIn() : RequestError("not_signed_in", {}) {}
};
/// 409: someone saved first; the screen reads the row again and shows both.
struct Conflict : RequestError {
    Conflict() : RequestError("conflict", {}) {}
};
/// 429 or 503: not now; the answer says after how many seconds.
struct TryLater : RequestError {
    TryLater(std::string code, std::int64_t seconds)
        : RequestError(std::move(code), {}), after_seconds(seconds) {}
    std::int64_t after_seconds;
};
/// The database failed or its answer did not come in time: 503.
struct DbError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// An assumption of ours is broken: 500, logged with its place.
struct BrokenAssumption : std::logic_error {
    using std::logic_error::logic_error;
};

/// Throws Refused when any finding is an error.
inline void refuse_if(const Findings& findings) {
    if (has_error(findings)) {
        throw Refused{findings};
    }
}

/// Refuses for one reason at one field.
[[noreturn]] inline void refuse(std::string rule, std::string field,
                                std::vector<std::string> values = {}) {
    throw Refused{{field_finding(std::move(rule), std::move(field), std::move(values))}};
}

[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace ketnap

/// Always on, never for input: fails the request, not the process.
#define KETNAP_CHECK(expression) \
    ((expression) ? static_cast<void>(0) : ::ketnap::check_failed(#expression, __FILE__, __LINE__))
