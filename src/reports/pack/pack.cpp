// SPDX-License-Identifier: Apache-2.0
#include "reports/pack/pack.h"

#include "base/audit/trace.h"
#include "base/messages/messages.h"
#include "platform/vocabulary/errors.h"
#include "reports/pack/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace ketnap::reports {
namespace {

namespace fs = std::filesystem;

struct Cancelled {};

/// A folder that becomes the pack when everything in it is written, and is gone otherwise.
class Unfinished {
  public:
    explicit Unfinished(const fs::path& out) : m_out(out) {
        std::error_code ignored;
        if (fs::exists(out, ignored) &&
            !(fs::is_directory(out, ignored) && fs::is_empty(out, ignored))) {
            throw Refused{{field_finding("pack.out_in_use", "out", {out.string()})}};
        }
        auto parent = fs::absolute(out).lexically_normal();
        if (!parent.has_filename()) {
            parent = parent.parent_path();
        }
        m_out = parent;
        m_part = parent.parent_path() / (parent.filename().string() + ".part");
        fs::create_directories(parent.parent_path());
        fs::remove_all(m_part);
        fs::create_directory(m_part);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() {
        std::error_code ignored;
        fs::remove_all(m_part, ignored);
    }

    const fs::path& path() const { return m_part; }
    void finish() const { fs::rename(m_part, m_out); }

  private:
    fs::path m_out;
    fs::path m_part;
};

class Writer {
  public:
    Writer(const Ctx& ctx, const PackKit& kit, const PackProgress& progress, const fs::path& folder,
           std::int64_t total)
        : m_ctx(ctx), m_kit(kit), m_progress(progress), m_folder(folder), m_total(total) {}

    void decisions(const pack::Facts& facts) {
        const auto sub = name("pack.name.decisions");
        fs::create_directory(m_folder / sub);
        std::vector<documents::Paper> papers;
        for (const auto& d : facts.decisions) {
            step("pack.making.decisions");
            auto file = d.number_text;
            std::ranges::replace(file, '/', '-');
            save(sub + "/" + file + ".docx", documents::to_docx(m_kit.desk.library, d.paper));
            papers.push_back(d.paper);
        }
        step("pack.making.decisions");
        save(sub + ".pdf", documents::to_pdf(m_kit.desk.library, papers));
    }

    void lists(const pack::Facts& facts) {
        step("pack.making.lists");
        const auto file = name("pack.name.extract");
        save(file + ".docx", documents::to_docx(m_kit.desk.library, facts.extract));
        documents::to_xlsx(facts.extract, m_folder / (file + ".xlsx"));
        m_files.push_back(file + ".xlsx");
    }

    void hall(const ceremony::CeremonyId& id) {
        const auto& print = m_kit.print;
        step("pack.making.invitations");
        save(name("pack.name.invitations") + ".pdf", ceremony::invitations_pdf(m_ctx, print, id));
        step("pack.making.seat_plan");
        save(name("pack.name.seat_plan") + ".pdf", ceremony::seat_plan_pdf(m_ctx, print, id));
        step("pack.making.programme");
        save(name("pack.name.programme") + ".pdf", ceremony::programme_pdf(m_ctx, print, id));
        step("pack.making.check_in");
        const auto check_in = name("pack.name.check_in");
        save(check_in + ".pdf", ceremony::check_in_list_pdf(m_ctx, print, id));
        ceremony::check_in_list_xlsx(m_ctx, print, id, m_folder / (check_in + ".xlsx"));
        m_files.push_back(check_in + ".xlsx");
    }

    void summary(const pack::Facts& facts) {
        step("pack.making.summary");
        save(name("pack.name.summary") + ".pdf",
             documents::to_pdf(m_kit.desk.library, {&facts.summary, 1}));
    }

    std::vector<std::string> files() { return std::move(m_files); }

  private:
    std::string name(std::string_view key) const {
        return m_kit.print.messages.text(key, messages::Language::vi);
    }

    void step(std::string_view what) {
        if (m_progress.cancelled && m_progress.cancelled()) {
            throw Cancelled{};
        }
        if (m_progress.report) {
            m_progress.report(m_done, m_total, what);
        }
        ++m_done;
    }

    void save(const std::string& file, const std::string& bytes) {
        std::ofstream out(m_folder / file, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) {
            throw std::runtime_error("pack: cannot be written, is the disk full?");
        }
        m_files.push_back(file);
    }

    const Ctx& m_ctx;
    const PackKit& m_kit;
    const PackProgress& m_progress;
    fs::path m_folder;
    std::int64_t m_total;
    std::int64_t m_done = 0;
    std::vector<std::string> m_files;
};

constexpr std::int64_t steps_beside_decisions = 7;

}  // namespace

std::optional<PackSummary> write_pack(const Ctx& ctx, const PackKit& kit,
                                      const campaign::CampaignId& campaign, const fs::path& out,
                                      const PackProgress& progress) {
    const auto facts = pack::read_facts(ctx, kit, campaign);
    const Unfinished folder(out);
    const auto total = static_cast<std::int64_t>(facts.decisions.size()) + steps_beside_decisions;
    Writer writer(ctx, kit, progress, folder.path(), total);
    try {
        writer.decisions(facts);
        writer.lists(facts);
        if (facts.ceremony) {
            writer.hall(ceremony::CeremonyId{facts.ceremony->id});
        }
        writer.summary(facts);
    } catch (const Cancelled&) {
        return std::nullopt;
    }
    PackSummary summary;
    summary.campaign_id = campaign.value;
    summary.campaign_code = facts.campaign.plan.code;
    summary.decision_count = static_cast<std::int64_t>(facts.decisions.size());
    summary.delegate_count = facts.ceremony ? facts.ceremony->headcount : 0;
    summary.warning_count = facts.warning_count;
    summary.files = writer.files();
    audit::trace_apart(ctx, "pack.made", "campaign", campaign.value,
                       {{"decisions", "", std::to_string(summary.decision_count)},
                        {"files", "", std::to_string(summary.files.size())}});
    folder.finish();
    if (progress.report) {
        progress.report(total, total, "pack.making.summary");
    }
    return summary;
}

}  // namespace ketnap::reports
