// SPDX-License-Identifier: Apache-2.0
#include "app/checkpoints.h"

#include "app/store.h"
#include "platform/json/write.h"
#include "platform/qr/qr.h"

#include <fmt/format.h>

namespace ketnap::app {
namespace {

documents::Squares squares_of(const std::string& text) {
    const auto rows = qr::modules(text);
    documents::Squares out;
    out.side = static_cast<int>(rows.size());
    for (const auto& row : rows) {
        out.black.insert(out.black.end(), row.begin(), row.end());
    }
    return out;
}

/// In groups that an eye can compare.
std::string grouped(const std::string& text) {
    constexpr std::size_t width = 8;
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += width) {
        out += (at == 0 ? "" : " ") + text.substr(at, width);
    }
    return out;
}

}  // namespace

std::filesystem::path own_checkpoints(const std::filesystem::path& data) {
    return data / "checkpoints" / "audit.jsonl";
}

audit::Checkpoint checkpoint_now(Office& office) {
    const auto end = office.db().read(office.tenant(), audit::chain_end);
    return audit::sign_checkpoint(office.vault(), office.tenant(), end, office.clock().now().ms);
}

Folders keep_checkpoint(const std::filesystem::path& data, const Folders& others,
                        const audit::Checkpoint& checkpoint) {
    std::vector<std::filesystem::path> files{own_checkpoints(data)};
    for (const auto& folder : others) {
        files.push_back(folder / "ketnap-audit.jsonl");
    }
    Folders failed;
    for (const auto& file : files) {
        try {
            audit::append_checkpoint(file, checkpoint);
        } catch (const std::exception&) {
            failed.push_back(file);
        }
    }
    return failed;
}

bool is_kept(const std::filesystem::path& data, const audit::Checkpoint& checkpoint) {
    const auto kept = audit::read_checkpoints(own_checkpoints(data));
    return kept && kept->back().seq == checkpoint.seq && kept->back().hash == checkpoint.hash;
}

std::string verdict_text(const messages::Catalogue& texts, messages::Language language,
                         const audit::Verdict& verdict,
                         std::span<const audit::Checkpoint> against) {
    std::vector<std::string> values{std::to_string(verdict.rows),
                                    std::to_string(verdict.first_bad),
                                    std::to_string(verdict.checkpoints),
                                    std::to_string(verdict.last_checked),
                                    {}};
    if (verdict.bad_line > 0) {
        const auto& one = against[static_cast<std::size_t>(verdict.bad_line - 1)];
        const time::Moment at{one.at};
        values[4] = texts.text("audit.fault.by_checkpoint", language,
                               {std::to_string(one.seq), time::clock_time_in_vietnam(at),
                                time::date_in_vietnam(at).vn()});
    }
    return texts.text("audit.fault." + audit::name_of(verdict.fault), language, values);
}

std::string checkpoint_page(Office& office, const audit::Checkpoint& checkpoint) {
    const time::Moment at{checkpoint.at};
    documents::Fields fields;
    fields.values = {
        {"office",
         office.db().read(office.tenant(), [](db::Tx& tx) { return store::tenant_name(tx); })},
        {"tenant", checkpoint.tenant},
        {"seq", std::to_string(checkpoint.seq)},
        {"time", time::clock_time_in_vietnam(at)},
        {"day", time::date_in_vietnam(at).vn()},
        {"hash", grouped(checkpoint.hash)},
        {"public_key", grouped(checkpoint.public_key)},
        {"signature", grouped(checkpoint.signature)}};
    fields.squares["checkpoint"] = squares_of(json::write(checkpoint));
    const auto& library = *office.shipped().papers;
    const std::vector papers{documents::fill(library, "audit_checkpoint", fields)};
    return documents::to_pdf(library, papers);
}

}  // namespace ketnap::app
