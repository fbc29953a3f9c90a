// SPDX-License-Identifier: Apache-2.0
#include "base/auth/api.h"

#include "base/audit/trace.h"
#include "platform/json/read.h"
#include "platform/text/secret_words.h"
#include "platform/vocabulary/errors.h"

#include <system_error>

namespace ketnap::auth {
namespace {

constexpr std::string_view without_content = "204";

std::string id_in(const http::Request& request) {
    const auto found = request.path_params.find("id");
    return found == request.path_params.end() ? std::string{} : found->second;
}

http::Response replay(const std::string& answer) {
    if (answer.empty()) {
        throw RequestError{"already_done", {}};
    }
    return answer == without_content ? http::no_content() : http::json(answer);
}

std::string kept(const audit::Ctx& ctx, const http::Response& response) {
    if (ctx.command->secret) {
        return {};
    }
    return response.status == 204 ? std::string{without_content} : response.body;
}

// Whatever is read of a dossier opened outside the scope leaves its trace before the answer goes.
void trace_opened(const Call& call, Action action) {
    const auto& used = call.ctx.actor.used;
    if (used && !used->opened.empty()) {
        audit::trace_apart(call.ctx, "break_glass.read", "break_glass", used->opened,
                           {{"page", "", std::string{action_name(action)}}});
    }
}

// What it will answer is claimed with its first write where that is known; else it follows in a
// commit of its own.
http::Response carry_out_beside(Call& call, bool has_content,
                                const std::function<http::Response()>& run) {
    if (!has_content) {
        call.ctx.command->answer = without_content;
    }
    auto response = run();
    if (has_content && !call.ctx.command->secret) {
        audit::keep_answer(call.ctx, kept(call.ctx, response));
    }
    return response;
}

using Kind = json::detail::Node::Kind;

// Names may hold the word, passwords may be anything, why a secret file is held says it.
bool may_hold_words(std::string_view field) {
    return field == "name" || field == "other_name" || field == "hold_reason" ||
           field.ends_with("_name") || field.find("password") != std::string_view::npos;
}

void find_secret_words(const json::detail::Node& node, std::string_view field, Findings& findings) {
    if (node.kind == Kind::string && !may_hold_words(field) && text::has_secret_words(node.text)) {
        findings.push_back(field_finding("secrecy.words", std::string{field}));
    }
    for (const auto& item : node.items) {
        find_secret_words(item, field, findings);
    }
    for (const auto& [key, value] : node.members) {
        find_secret_words(value, key, findings);
    }
}

/// Nothing secret is taken in: words in a form are looked at, whoever sends a file says so.
void refuse_secrets(const http::Request& request) {
    if (!request.upload_file.empty()) {
        if (request.header("X-Contains-Secret") != "no") {
            refuse("secrecy.said", "file");
        }
        return;
    }
    // every way of writing the word holds one of these bytes, most bodies hold none
    if (request.body.find_first_of("\xE1\xCC\\") == std::string::npos) {
        return;
    }
    const json::detail::Document document{request.body};
    Findings findings;
    find_secret_words(document.root(), "", findings);
    refuse_if(findings);
}

}  // namespace

const std::string& Call::param(std::string_view name) const {
    return request.param(name);
}

std::string Call::query(std::string_view name) const {
    return request.query_param(name);
}

void Call::answer_is_secret() const {
    if (ctx.command) {
        ctx.command->secret = true;
    }
}

messages::Language Call::language() const {
    const auto chosen = request.header("Accept-Language");
    return messages::language_of(chosen.empty() ? std::string_view{ctx.actor.language} : chosen);
}

http::Response Api::carry_out(Call& call, Commits commits, bool has_content,
                              const std::function<http::Response()>& run) {
    if (commits == Commits::never) {
        call.ctx.command = nullptr;
        return run();
    }
    refuse_secrets(call.request);
    if (commits == Commits::itself) {
        return call.ctx.command ? carry_out_beside(call, has_content, run) : run();
    }
    if (!call.ctx.command) {
        call.ctx.command = std::make_shared<audit::Command>();
    }
    std::optional<http::Response> response;
    audit::in_one(call.ctx, [&] {
        call.answer_headers.clear();
        response = run();
        return kept(call.ctx, *response);
    });
    return std::move(*response);
}

void Api::download(std::string path, Action action, std::string summary,
                   std::function<http::Response(Call&)> fn) {
    raw({http::Method::get, std::move(path), action, std::move(summary), false},
        http::BodyKind::none, std::nullopt, std::nullopt, std::move(fn));
}

void Api::raw(Head head, http::BodyKind kind, std::optional<json::Schema> body,
              std::optional<json::Schema> answer, Run run) {
    http::Route route;
    route.method = head.method;
    route.path = std::move(head.path);
    route.right = head.open ? std::string{"public"} : std::string{action_name(head.action)};
    route.summary = std::move(head.summary);
    route.body = kind;
    route.upload_limit = head.upload_limit;
    route.request_schema = std::move(body);
    route.answer_schema = std::move(answer);
    route.fresh_factor = m_fresh_factor;
    route.handler =
        [gate = m_gate, run = std::move(run),
         wants = Wants{head.action, head.open, m_fresh_factor, m_counts}](http::Request& request) {
            try {
                auto call = gate(request, wants);
                auto response = run(call);
                trace_opened(call, wants.action);
                for (auto& [name, value] : call.answer_headers) {
                    response.with(std::move(name), std::move(value));
                }
                if (wants.counts != Watched::nothing) {
                    note_access(call.ctx, wants.counts, id_in(request));
                }
                return response;
            } catch (const audit::AlreadyDone& done) {
                return replay(done.answer);
            } catch (const db::StorageFull&) {
                throw RequestError{"full", {}};
            } catch (const std::system_error& error) {
                if (error.code() == std::errc::no_space_on_device) {
                    throw RequestError{"full", {}};
                }
                throw;
            }
        };
    m_router.add(std::move(route));
}

}  // namespace ketnap::auth
