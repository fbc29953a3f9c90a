// SPDX-License-Identifier: Apache-2.0
#include "app/access_words.h"

#include "platform/json/enum_text.h"

namespace ketnap::app {

std::string right_text(const auth::Call& call, const std::string& action) {
    return call.messages.text("right." + action, call.language());
}

std::string verdict_text(const auth::Call& call, auth::Verdict verdict) {
    return call.messages.text("verdict." + json::text_of(verdict), call.language(),
                              {std::to_string(call.rights.book().closed_days)});
}

std::string role_title(const auth::Call& call, const std::string& role) {
    const auto* found = call.rights.book().find(role);
    if (found == nullptr) {
        return role;
    }
    return call.language() == messages::Language::en ? found->title_en : found->title_vi;
}

}  // namespace ketnap::app
