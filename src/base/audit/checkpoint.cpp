// SPDX-License-Identifier: Apache-2.0
#include "base/audit/checkpoint.h"

#include "base/audit/store.h"
#include "platform/crypto/crypto.h"
#include "platform/db/local_disk.h"
#include "platform/json/read.h"
#include "platform/json/write.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>

namespace ketnap::audit {
namespace {

template <class Bytes>
std::string hex_of(const Bytes& bytes) {
    return crypto::hex(bytes.data(), bytes.size());
}

/// False when the text is not exactly these bytes in hex.
template <class Bytes>
bool from_hex(const std::string& text, Bytes& bytes) {
    if (text.size() != 2 * bytes.size()) {
        return false;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto* at = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(at, at + 2, bytes[i], 16);
        if (error != std::errc{} || end != at + 2) {
            return false;
        }
    }
    return true;
}

std::string signed_text(const Checkpoint& c) {
    return c.tenant + " " + std::to_string(c.seq) + " " + c.hash + " " + std::to_string(c.at);
}

constexpr std::string_view key_purpose = "audit";

}  // namespace

std::string checkpoint_key(const crypto::Vault& vault, const std::string& tenant) {
    return hex_of(vault.signing_key(tenant, key_purpose).public_key());
}

Checkpoint sign_checkpoint(const crypto::Vault& vault, const std::string& tenant,
                           const ChainEnd& end, std::int64_t at_ms) {
    Checkpoint checkpoint{tenant, end.seq, hex_of(end.hash), at_ms, {}, {}};
    const auto key = vault.signing_key(tenant, key_purpose);
    checkpoint.public_key = hex_of(key.public_key());
    checkpoint.signature = hex_of(key.sign(signed_text(checkpoint)));
    return checkpoint;
}

bool is_signed(const Checkpoint& checkpoint) {
    crypto::SigningKey::PublicKey key{};
    crypto::SigningKey::Signature signature{};
    return from_hex(checkpoint.public_key, key) && from_hex(checkpoint.signature, signature) &&
           crypto::verify(key, signed_text(checkpoint), signature);
}

Result<std::vector<Checkpoint>> read_checkpoints(const std::filesystem::path& file) {
    std::ifstream in{file};
    if (!in) {
        return problem("audit.checkpoint_unreadable", file.string());
    }
    std::vector<Checkpoint> found;
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        if (line.empty()) {
            continue;
        }
        auto checkpoint = json::read<Checkpoint>(line);
        if (!checkpoint) {
            return problem("audit.checkpoint_unreadable",
                           file.string() + ":" + std::to_string(number));
        }
        found.push_back(std::move(*checkpoint));
    }
    if (found.empty()) {
        return problem("audit.checkpoint_unreadable", file.string());
    }
    return found;
}

void append_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
    const auto folder = file.parent_path();
    std::filesystem::create_directories(folder);
    const bool is_new = !std::filesystem::exists(file);
    std::ofstream out{file, std::ios::app};
    out << json::write(checkpoint) << '\n';
    out.close();
    if (!out) {
        throw std::runtime_error{"the checkpoint cannot be written: " + file.string()};
    }
    db::sync_file(file);
    if (is_new) {
        db::sync_folder(folder);
    }
}

std::string name_of(Fault fault) {
    switch (fault) {
        case Fault::none:
            return "none";
        case Fault::changed:
            return "changed";
        case Fault::missing:
            return "missing";
        case Fault::unlinked:
            return "unlinked";
        case Fault::inserted:
            return "inserted";
        case Fault::cut:
            return "cut";
        case Fault::rewritten:
            return "rewritten";
        case Fault::other_data:
            return "other_data";
        case Fault::forged:
            return "forged";
    }
    return "none";
}

namespace {

/// One pass over the chain beside the checkpoints in the order of their rows.
class Verifier {
  public:
    Verifier(std::span<const Checkpoint> against, const std::string& public_key,
             const std::string& tenant)
        : m_against(against) {
        for (std::size_t i = 0; i < against.size(); ++i) {
            m_order.push_back(i);
            const auto& one = against[i];
            if (!is_signed(one)) {
                blame(Fault::forged, 0, i);
            } else if (one.tenant != tenant ||
                       (!public_key.empty() && one.public_key != public_key)) {
                blame(Fault::other_data, 0, i);
            }
        }
        std::ranges::sort(m_order, {}, [&](std::size_t i) { return std::pair{against[i].seq, i}; });
    }

    bool holds() const { return m_verdict.fault == Fault::none; }
    std::int64_t rows() const { return m_verdict.rows; }

    void take(const store::Row& row) {
        if (const auto fault = fault_of(row); fault != Fault::none) {
            blame(fault, fault == Fault::inserted ? row.seq : m_verdict.rows + 1);
            return;
        }
        ++m_verdict.rows;
        m_prev = row.hash;
        compare();
    }

    /// `counter`: the last number that was given.
    Verdict end(std::int64_t counter) {
        if (holds() && m_next < m_order.size()) {
            blame(Fault::cut, m_verdict.rows + 1, m_order[m_next]);
        } else if (holds() && counter > m_verdict.rows) {
            blame(Fault::cut, m_verdict.rows + 1);
        } else if (holds() && counter < m_verdict.rows) {
            blame(Fault::inserted, counter + 1);
        }
        return m_verdict;
    }

    void compare() {
        for (; holds() && m_next < m_order.size() && seq_of(m_next) == m_verdict.rows; ++m_next) {
            if (m_against[m_order[m_next]].hash != hex_of(m_prev)) {
                blame(Fault::rewritten, m_verdict.last_checked + 1, m_order[m_next]);
                return;
            }
            ++m_verdict.checkpoints;
            m_verdict.last_checked = m_verdict.rows;
        }
    }

  private:
    std::int64_t seq_of(std::size_t place) const { return m_against[m_order[place]].seq; }

    Fault fault_of(const store::Row& row) const {
        if (row.seq <= m_verdict.rows) {
            return Fault::inserted;
        }
        if (row.seq != m_verdict.rows + 1) {
            return Fault::missing;
        }
        if (row.hash != store::hash_of(row)) {
            return Fault::changed;
        }
        return row.prev_hash == m_prev ? Fault::none : Fault::unlinked;
    }

    void blame(Fault fault, std::int64_t row) {
        m_verdict.fault = fault;
        m_verdict.first_bad = row;
    }
    void blame(Fault fault, std::int64_t row, std::size_t line) {
        blame(fault, row);
        m_verdict.bad_line = static_cast<std::int64_t>(line) + 1;
    }

    std::span<const Checkpoint> m_against;
    std::vector<std::size_t> m_order;
    std::size_t m_next = 0;
    db::Blob m_prev;
    Verdict m_verdict;
};

}  // namespace

Verdict verify(db::Tx& tx, std::span<const Checkpoint> against, const std::string& public_key) {
    constexpr std::int64_t step = 1000;
    Verifier verifier{against, public_key, tx.tenant()};
    verifier.compare();  // of an office before its first row
    std::int64_t from = INT64_MIN;
    for (bool more = true; more && verifier.holds();) {
        const auto rows = store::after(tx, from, step);
        more = static_cast<std::int64_t>(rows.size()) == step;
        for (const auto& row : rows) {
            verifier.take(row);
            if (!verifier.holds()) {
                break;
            }
            from = row.seq;
        }
    }
    return verifier.end(store::last_number(tx));
}

}  // namespace ketnap::audit
