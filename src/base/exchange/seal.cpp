// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/seal.h"

#include "platform/crypto/vault.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::exchange {

/// A finding as it is kept: its text is worded when it is shown.
struct KeptFinding {
    std::string rule;
    Level level = Level::error;
    std::string field;
    std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(KeptFinding, (), (rule, level, field, values))

struct KeptRow {
    std::string name;
    std::vector<KeptFinding> findings;
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (name, findings))

namespace {

std::string place(const Import& import, std::string_view kind, std::int64_t number) {
    return import.id.value + ":" + std::string{kind} + std::to_string(number);
}

std::string opened(const Ctx& ctx, const Import& import, std::string_view column,
                   const std::string& id, const db::Blob& bytes) {
    auto text = ctx.vault.open(ctx.actor.tenant, import.sealed_key, "import", column, id,
                               crypto::Sealed{bytes});
    KETNAP_CHECK(text.has_value());
    return std::move(*text);
}

}  // namespace

db::Blob sealed_piece(const Ctx& ctx, const Import& import, std::int64_t number,
                      std::string_view bytes) {
    return ctx.vault
        .seal(ctx.actor.tenant, import.sealed_key, "import", "bytes", place(import, "p", number),
              bytes)
        .bytes;
}

std::string opened_piece(const Ctx& ctx, const Import& import, std::int64_t number,
                         const db::Blob& bytes) {
    return opened(ctx, import, "bytes", place(import, "p", number), bytes);
}

store::SealedRow sealed_row(const Ctx& ctx, const Import& import, const FoundRow& row) {
    KeptRow kept{.name = row.name, .findings = {}};
    for (const auto& one : row.findings) {
        kept.findings.push_back(
            {one.rule, one.level, one.where.empty() ? "" : one.where.front().field, one.values});
    }
    auto sealed = ctx.vault.seal(ctx.actor.tenant, import.sealed_key, "import", "found",
                                 place(import, "r", row.line), json::write(kept));
    return {.line = row.line, .level = row.level, .found = std::move(sealed.bytes)};
}

FoundRow opened_row(const Ctx& ctx, const Import& import, const store::SealedRow& row) {
    const auto text = opened(ctx, import, "found", place(import, "r", row.line), row.found);
    auto kept = json::read<KeptRow>(text);
    KETNAP_CHECK(kept.has_value());
    FoundRow out{
        .line = row.line, .level = row.level, .name = std::move(kept->name), .findings = {}};
    for (auto& one : kept->findings) {
        auto finding = field_finding(one.rule, one.field, std::move(one.values));
        finding.level = one.level;
        finding.where.front().line = row.line;
        out.findings.push_back(std::move(finding));
    }
    return out;
}

std::string masked_number(std::string_view number) {
    constexpr std::size_t shown = 3;
    if (number.size() <= shown) {
        return std::string(number.size(), '*');
    }
    return std::string{number.substr(0, 1)} + std::string(number.size() - shown, '*') +
           std::string{number.substr(number.size() - 2)};
}

}  // namespace ketnap::exchange
