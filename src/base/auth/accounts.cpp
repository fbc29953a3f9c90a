// SPDX-License-Identifier: Apache-2.0
#include "base/auth/accounts.h"

#include "base/audit/trace.h"
#include "base/auth/store.h"
#include "platform/crypto/crypto.h"
#include "platform/text/fold.h"
#include "platform/text/nfkc.h"
#include "platform/text/text.h"

#include <algorithm>
#include <fstream>

namespace ketnap::auth {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::size_t shortest_word = 4;
constexpr std::size_t identity_digits = 12;

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
}

std::string letters_between(const std::string& folded) {
    const auto first = std::find_if(folded.begin(), folded.end(), is_letter);
    const auto last = std::find_if(folded.rbegin(), folded.rend(), is_letter).base();
    return first < last ? std::string{first, last} : std::string{};
}

// What a text repeats: "abcabc" → "abc"; the text itself when it repeats nothing.
std::string once(const std::string& text) {
    for (std::size_t size = shortest_word; size <= text.size() / 2; ++size) {
        if (text.size() % size == 0 &&
            text.compare(size, std::string::npos, text, 0, text.size() - size) == 0) {
            return text.substr(0, size);
        }
    }
    return text;
}

// A common one, one between digits and marks ("Matkhau@2026"), or one over and over.
bool is_common(const std::set<std::string, std::less<>>& common, const std::string& folded) {
    const auto core = letters_between(folded);
    return common.contains(folded) || common.contains(once(folded)) ||
           (core.size() >= shortest_word && common.contains(core));
}

// An identity number is typed in groups too: "0790-9900.1234".
std::size_t longest_digits(const std::string& text) {
    constexpr std::string_view between = ".-_/,";
    std::size_t longest = 0;
    std::size_t here = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            ++here;
        } else if (between.find(c) == std::string_view::npos) {
            here = 0;
        }
        longest = std::max(longest, here);
    }
    return longest;
}

// It holds the whole of a known name, or has no other letters than some of it ("Nguyendu@2026").
bool is_guessable(const std::string& folded, const std::string& known) {
    const auto core = letters_between(folded);
    return (known.size() >= shortest_word && folded.find(known) != std::string::npos) ||
           (core.size() >= shortest_word && known.find(core) != std::string::npos);
}

bool good_user_name(const std::string& name) {
    if (name.size() < 2 || name.size() > 64) {
        return false;
    }
    for (const char c : name) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (!plain) {
            return false;
        }
    }
    return true;
}

Findings check_account(db::Tx& tx, const NewAccount& account) {
    Findings findings;
    if (!good_user_name(account.user_name)) {
        findings.push_back(field_finding("auth.user_name", "user_name"));
    } else if (store::secret_by_user(tx, account.user_name)) {
        findings.push_back(field_finding("field.taken", "user_name"));
    }
    const auto odd = text::check_name(account.name, "name");
    findings.insert(findings.end(), odd.begin(), odd.end());
    if (text::trim(account.name).empty()) {
        findings.push_back(field_finding("field.required", "name"));
    }
    return findings;
}

}  // namespace

PasswordRules PasswordRules::load(const std::filesystem::path& file) {
    PasswordRules rules;
    std::ifstream in{file};
    if (!in) {
        throw std::runtime_error{"cannot read " + file.string()};
    }
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line[0] != '#') {
            rules.m_common.insert(without_spaces(text::fold(line)));
        }
    }
    return rules;
}

Findings PasswordRules::check(std::string_view password,
                              const std::vector<std::string>& known_words,
                              std::string_view field) const {
    constexpr std::size_t shortest = 12;
    constexpr std::size_t longest = 128;
    const std::string at{field};
    const auto plain = text::nfkc(password);
    const auto length = text::length(plain);
    if (length < shortest) {
        return {field_finding("field.too_short", at, {std::to_string(shortest)})};
    }
    if (length > longest) {
        return {field_finding("field.too_long", at, {std::to_string(longest)})};
    }
    const auto folded = without_spaces(text::fold(plain));
    if (is_common(m_common, folded)) {
        return {field_finding("auth.password_common", at)};
    }
    if (longest_digits(folded) >= identity_digits) {
        return {field_finding("auth.password_number", at)};
    }
    for (const auto& word : known_words) {
        if (is_guessable(folded, without_spaces(text::fold(word)))) {
            return {field_finding("auth.password_guessable", at)};
        }
    }
    return {};
}

void check_days(const NewGrant& grant, Findings& findings) {
    const auto known = [&](const std::string& day, const char* field) {
        if (!day.empty() && !time::Date::parse_iso(day)) {
            findings.push_back(field_finding("field.format", field));
            return false;
        }
        return !day.empty();
    };
    const bool from = known(grant.from_on, "from_on");
    const bool until = known(grant.until_on, "until_on");
    if (from && until && grant.until_on < grant.from_on) {
        findings.push_back(field_finding("auth.days_reversed", "until_on"));
    }
}

AccountId insert_account(db::Tx& tx, const Ctx& ctx, const NewAccount& account,
                         const std::string& password_hash) {
    refuse_if(check_account(tx, account));
    Account row;
    row.id = new_id<AccountId>(tx.now_ms());
    row.user_name = account.user_name;
    row.name = text::clean_name(account.name);
    row.person_id = account.person_id;
    row.must_change = account.must_change;
    std::optional<std::int64_t> expires_at;
    if (account.password_hours > 0) {
        expires_at = tx.now_ms() + account.password_hours * hour_ms;
    }
    store::insert_account(tx, row, password_hash, expires_at);
    audit::trace(tx, ctx, "account.created", "account", row.id.value,
                 {{"user_name", "", row.user_name}});
    return row.id;
}

void insert_grant(db::Tx& tx, const Ctx& ctx, const NewGrant& grant) {
    auto row = grant;
    if (row.granted_at == 0) {
        row.granted_at = tx.now_ms();
    }
    store::insert_grant(tx, new_uuid(tx.now_ms()), row, ctx.actor.user);
    audit::Changes changes{{"role", "", grant.role}, {"org_id", "", grant.org_id}};
    audit::add_change(changes, "campaign_id", "", grant.campaign_id);
    audit::add_change(changes, "from_on", "", grant.from_on);
    audit::add_change(changes, "until_on", "", grant.until_on);
    audit::add_change(changes, "reason", "", grant.reason);
    audit::trace(tx, ctx, grant.lent_grant_id.empty() ? "role.granted" : "role.lent", "account",
                 grant.account_id.value, changes);
}

AccountId create_account(const Ctx& ctx, const NewAccount& account) {
    const auto hash =
        crypto::password_hash(text::nfkc(account.password));  // slow: outside the write
    return ctx.write([&](db::Tx& tx) { return insert_account(tx, ctx, account, hash); });
}

void set_up(const Ctx& ctx, const std::string& token, const NewAccount& account,
            const std::function<std::string(db::Tx&)>& make_root,
            const std::vector<std::string>& roles) {
    const auto hash = crypto::password_hash(text::nfkc(account.password));
    ctx.write([&](db::Tx& tx) {
        if (has_accounts(tx) || !store::use_setup_link(tx, crypto::sha256_hex(token))) {
            throw Refused{{field_finding("auth.setup_link", "token")}};
        }
        const auto id = insert_account(tx, ctx, account, hash);
        const auto org_id = make_root(tx);
        for (const auto& role : roles) {
            insert_grant(tx, ctx, {id, role, org_id, "", 0});
        }
    });
}

bool must_change_password(db::Tx& tx, const AccountId& account) {
    const auto secret = store::secret_by_id(tx, account);
    return secret && secret->account.must_change;
}

void set_language(const Ctx& ctx, const std::string& language) {
    if (language != "vi" && language != "en") {
        throw Refused{{field_finding("field.choice", "language")}};
    }
    ctx.write([&](db::Tx& tx) {
        store::set_language(tx, AccountId{ctx.actor.account_id}, language);
        audit::trace(tx, ctx, "account.language", "account", ctx.actor.account_id,
                     {{"language", "", language}});
    });
}

void grant_role(const Ctx& ctx, const Rights& rights, const BranchResolver& branches,
                const NewGrant& grant) {
    ctx.write([&](db::Tx& tx) {
        Findings findings;
        if (!rights.book().roles.contains(grant.role)) {
            findings.push_back(field_finding("field.choice", "role"));
        }
        if (!branches(tx, grant.org_id)) {
            findings.push_back(field_finding("field.reference", "org_id"));
        }
        if (!store::secret_by_id(tx, grant.account_id)) {
            findings.push_back(field_finding("field.reference", "account_id"));
        }
        check_days(grant, findings);
        refuse_if(findings);
        insert_grant(tx, ctx, grant);
        store::end_sign_ins(tx, grant.account_id, ctx.actor.sign_in_id);
    });
}

namespace {

GrantRow grant_of(db::Tx& tx, const AccountId& account, const std::string& grant_id) {
    for (auto& one : store::grants(tx, account)) {
        if (one.id == grant_id) {
            return std::move(one);
        }
    }
    throw NotFound{};
}

}  // namespace

void revoke_role(const Ctx& ctx, const AccountId& account, const std::string& grant_id) {
    ctx.write([&](db::Tx& tx) {
        const auto grant = grant_of(tx, account, grant_id);
        if (!store::revoke_grant(tx, account, grant_id)) {
            throw NotFound{};
        }
        store::end_sign_ins(tx, account, "");
        audit::trace(tx, ctx, "role.revoked", "account", account.value,
                     {{"role", grant.role, ""}, {"org_id", grant.org_id, ""}});
    });
}

void confirm_role(const Ctx& ctx, const AccountId& account, const std::string& grant_id) {
    ctx.write([&](db::Tx& tx) {
        const auto grant = grant_of(tx, account, grant_id);
        if (grant.granted_by == ctx.actor.user || account.value == ctx.actor.account_id ||
            grant.lent_by_account == ctx.actor.account_id) {
            throw Refused{{field_finding("auth.second_person", "grant_id")}};
        }
        if (!store::confirm_grant(tx, account, grant_id, ctx.actor.user)) {
            throw Conflict{};
        }
        audit::trace(tx, ctx, "role.confirmed", "account", account.value,
                     {{"role", "", grant.role}, {"org_id", "", grant.org_id}});
    });
}

void set_disabled(const Ctx& ctx, const AccountId& account, bool disabled, std::int64_t version) {
    ctx.write([&](db::Tx& tx) {
        if (!store::secret_by_id(tx, account)) {
            throw NotFound{};
        }
        if (account.value == ctx.actor.account_id) {
            throw Refused{{field_finding("auth.own_account", "disabled")}};
        }
        if (!store::set_disabled(tx, account, disabled, version)) {
            throw Conflict{};
        }
        store::end_sign_ins(tx, account, "");
        audit::trace(tx, ctx, disabled ? "account.disabled" : "account.enabled", "account",
                     account.value);
    });
}

std::vector<Account> accounts(db::Tx& tx) {
    return store::accounts(tx);
}

std::vector<GrantRow> grants_of(db::Tx& tx, const AccountId& account) {
    return store::grants(tx, account);
}

std::optional<Account> account_of(db::Tx& tx, const AccountId& id) {
    auto found = store::secret_by_id(tx, id);
    return found ? std::optional{std::move(found->account)} : std::nullopt;
}

bool has_accounts(db::Tx& tx) {
    return store::count_accounts(tx) > 0;
}

std::string person_of_user(db::Tx& tx, const std::string& user) {
    const auto found = store::secret_by_user(tx, user);
    return found ? found->account.person_id : std::string{};
}

std::string called(db::Tx& tx, const std::string& user) {
    const auto found = store::secret_by_user(tx, user);
    return found && !found->account.name.empty() ? found->account.name : user;
}

}  // namespace ketnap::auth
