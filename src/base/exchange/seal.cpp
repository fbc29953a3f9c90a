// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/seal.h"

#include "platform/crypto/vault.h"
#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <array>
#include <charconv>

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

// Written and read once between two passes of one file: a text is its length, a colon, its bytes.
void put(std::string& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

std::string taken(std::string_view& rest) {
    std::size_t size = 0;
    const auto length = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    KETNAP_CHECK(length.ec == std::errc{});
    const auto at = static_cast<std::size_t>(length.ptr - rest.data()) + 1;
    KETNAP_CHECK(at <= rest.size() && size <= rest.size() - at);
    std::string out{rest.substr(at, size)};
    rest.remove_prefix(at + size);
    return out;
}

std::int64_t taken_number(std::string_view& rest) {
    const auto text = taken(rest);
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    KETNAP_CHECK(read.ec == std::errc{});
    return number;
}

using people::Person;
using people::Sensitive;

constexpr std::array texts{&Person::code,
                           &Person::name,
                           &Person::other_name,
                           &Person::sex,
                           &Person::born_on,
                           &Person::born_on_as_written,
                           &Person::home_place,
                           &Person::residence,
                           &Person::phone,
                           &Person::position,
                           &Person::occupation,
                           &Person::education,
                           &Person::professional_level,
                           &Person::political_theory_level,
                           &Person::standing_since,
                           &Person::union_joined_on,
                           &Person::union_joined_on_as_written,
                           &Person::joined_on,
                           &Person::official_on,
                           &Person::note};
constexpr std::array sealed_texts{&Sensitive::national_id, &Sensitive::ethnicity,
                                  &Sensitive::religion};

void put_person(std::string& out, const Row& row) {
    put(out, std::to_string(row.line));
    put(out, row.who.org_id.value);
    put(out, row.who.union_org_id.value);
    put(out, std::to_string(static_cast<int>(row.who.standing)));
    for (const auto field : texts) {
        put(out, row.who.*field);
    }
    for (const auto field : sealed_texts) {
        put(out, row.sensitive.*field);
    }
}

Row taken_person(std::string_view& rest) {
    Row row;
    row.line = taken_number(rest);
    row.who.org_id = org::OrgId{taken(rest)};
    row.who.union_org_id = org::OrgId{taken(rest)};
    row.who.standing = static_cast<people::Standing>(taken_number(rest));
    for (const auto field : texts) {
        row.who.*field = taken(rest);
    }
    for (const auto field : sealed_texts) {
        row.sensitive.*field = taken(rest);
    }
    return row;
}

}  // namespace

std::optional<store::SealedChunk> sealed_chunk(const Ctx& ctx, const Import& import,
                                               const std::vector<Row>& rows) {
    store::SealedChunk chunk;
    std::string bytes;
    for (const auto& row : rows) {
        if (!has_error(row.findings)) {
            put_person(bytes, row);
            chunk.last_line = row.line;
        }
    }
    if (bytes.empty()) {
        return std::nullopt;
    }
    auto sealed = ctx.vault.seal(ctx.actor.tenant, import.sealed_key, "import", "people",
                                 place(import, "c", chunk.last_line), bytes);
    chunk.people = std::move(sealed.bytes);
    return chunk;
}

std::vector<Row> opened_chunk(const Ctx& ctx, const Import& import,
                              const store::SealedChunk& chunk) {
    const auto bytes =
        opened(ctx, import, "people", place(import, "c", chunk.last_line), chunk.people);
    std::vector<Row> rows;
    for (std::string_view rest = bytes; !rest.empty();) {
        rows.push_back(taken_person(rest));
    }
    return rows;
}

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
