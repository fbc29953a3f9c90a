// SPDX-License-Identifier: Apache-2.0
// Both plans in ../shared/plans are entered from their own lines: whatever of their structure the
// form covers must come back unchanged. Their text is never part of this repository.
#include "stage/campaign/campaign.h"
#include "support/office.h"

#include <cstdlib>
#include <fstream>

using namespace ketnap;
using namespace ketnap::campaign;

namespace {

std::filesystem::path plans_folder() {
    const auto* set = std::getenv("KETNAP_PLANS");
    return set != nullptr ? std::filesystem::path{set}
                          : std::filesystem::path{KETNAP_SOURCE_DIR} / "../shared/plans";
}

std::vector<std::string> read_lines(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
            line.pop_back();
        }
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// The non-empty lines of the plan that speaks of this; none when there is no such plan.
std::vector<std::string> plan_with(const std::string& mark) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{plans_folder(), none}) {
        auto lines = read_lines(entry.path());
        for (const auto& line : lines) {
            if (line.find(mark) != std::string::npos) {
                return lines;
            }
        }
    }
    MESSAGE("skipped: no plan in ", plans_folder().string(),
            " (set KETNAP_PLANS to where the plans lie)");
    return {};
}

/// The first line at or after `from` that contains every one of the words.
std::string line_with(const std::vector<std::string>& lines, const std::vector<std::string>& words,
                      std::size_t from = 0) {
    for (std::size_t i = from; i < lines.size(); ++i) {
        bool all = true;
        for (const auto& word : words) {
            all = all && lines[i].find(word) != std::string::npos;
        }
        if (all) {
            return lines[i];
        }
    }
    return {};
}

std::string after(const std::string& line, const std::string& mark) {
    const auto at = line.find(mark);
    return at == std::string::npos ? std::string{} : line.substr(at + mark.size());
}

/// The lines between the one that starts with `from` and the one that starts with `until`.
std::vector<std::string> between(const std::vector<std::string>& lines, const std::string& from,
                                 const std::string& until) {
    std::vector<std::string> found;
    bool inside = false;
    for (const auto& line : lines) {
        if (inside && !until.empty() && line.starts_with(until)) {
            break;
        }
        if (inside) {
            found.push_back(line);
        }
        inside = inside || line.starts_with(from);
    }
    return found;
}

workflow::TaskForm task(const std::string& owner, const std::string& text,
                        const std::string& due = {}) {
    workflow::TaskForm form;
    form.owner = owner;
    form.text = text;
    form.due_as_written = due;
    return form;
}

void check_round_trip(const PlanForm& form) {
    test::Office office{time::Date{2024, 1, 2}};
    const auto entered = create(office.ctx(), office.rights, form);
    const auto back = get(office.ctx(), office.rights, CampaignId{entered.id});
    CHECK(back.plan == form);
    CHECK_FALSE(has_error(back.findings));
}

}  // namespace

DB_TEST_CASE("the joint plan with an open number and a list to hand over loses nothing") {
    const auto lines = plan_with("danh sách đoàn viên ưu tú");
    if (lines.empty()) {
        return;
    }
    PlanForm form;
    form.code = "JOINT-2024";
    form.event_kind = EventKind::decision_and_list_handover;
    form.title =
        line_with(lines, {"phối hợp tổ chức"}) + " " + line_with(lines, {"dành cho đoàn viên và"});
    form.short_title = form.title;
    const auto number = line_with(lines, {"Số:"});
    form.plan_number = after(number, "Số: ");
    const auto issued = line_with(lines, {", ngày ", " tháng ", " năm "});
    form.issued_at = issued.substr(0, issued.find(','));
    form.plan_on = workflow::read_planned_date(issued)->date.iso();
    form.bases = {line_with(lines, {"Căn cứ"}), line_with(lines, {"Thực hiện Chương trình"})};
    form.bodies = {{line_with(lines, {"ĐOÀN KHỐI –"}), {}, {}, {}, {}},
                   {line_with(lines, {"ĐẢNG ỦY KHỐI CƠ QUAN"}), {}, {}, {}, {}}};
    form.purposes = between(lines, "1. Mục đích", "2. Yêu cầu");
    form.requirements = between(lines, "2. Yêu cầu", "II-");
    form.contents = {line_with(lines, {"- Tổ chức Lễ trao"})};
    form.audience = form.contents.front();
    form.target_kind = TargetKind::open;
    form.target_as_written = after(line_with(lines, {"Số lượng"}), ": ");
    form.event_as_written = after(line_with(lines, {"1. Thời gian"}), ": ");
    form.place = after(line_with(lines, {"2. Địa điểm"}), ": ");
    form.place_tentative = true;
    form.methods = between(lines, "3. Phương thức", "IV-");
    const auto method = line_with(lines, {"từ tháng", "–"});
    form.window_as_written = method.substr(method.find("từ tháng"), 32);
    form.list_voted_year = 2023;
    form.list_cutoff_as_written = line_with(lines, {"chưa được đề nghị"});
    form.funding_source = between(lines, "IV-", "V-").front();
    for (const auto& line : between(lines, "1. Đoàn Khối", "2. Ban Tổ chức")) {
        form.tasks.push_back(task("Đoàn Khối", line));
    }
    form.tasks.push_back(
        task("Ban Tổ chức Đảng ủy Khối", between(lines, "2. Ban Tổ chức", "").front()));
    form.recipients = between(lines, "Nơi nhận", "");

    CHECK_FALSE(form.target_as_written.empty());
    test::Office office{time::Date{2024, 1, 2}};
    const auto campaign = create(office.ctx(), office.rights, form);
    CHECK(campaign.reading.event_on == "2024-03-26");
    CHECK(campaign.reading.event_tentative);
    CHECK(campaign.reading.window_from == "2024-01");
    CHECK(campaign.reading.window_to == "2024-03");
    CHECK(campaign.reading.list_cutoff == "2024-03");
    CHECK(campaign.plan.plan_on == "2023-12-22");
    CHECK(campaign.plan.bodies.size() == 2);
    CHECK(campaign.plan.tasks.size() == 4);
    CHECK(campaign.plan.recipients.size() == 7);
    check_round_trip(form);
}

DB_TEST_CASE("the plan for exactly seventy, by month and with groups of delegates, loses nothing") {
    const auto lines = plan_with("Đại biểu triệu tập");
    if (lines.empty()) {
        return;
    }
    PlanForm form;
    form.code = "EXACT-2024";
    form.event_kind = EventKind::admission_ceremony;
    form.title = line_with(lines, {"Tổ chức Lễ kết nạp 70"});
    form.short_title = form.title;
    form.bodies = {{line_with(lines, {"T/M BAN THƯỜNG VỤ"}), {}, {}, {}, {}}};
    form.bases = {line_with(lines, {"Căn cứ Kế hoạch số"})};
    form.purposes = between(lines, "1. Mục đích", "2. Yêu cầu");
    form.requirements = between(lines, "2. Yêu cầu", "II.");
    form.contents = {line_with(lines, {"1. Nội dung"})};
    const auto target = line_with(lines, {"2. Số lượng"});
    form.target_kind = TargetKind::exact;
    form.target_count = std::atoll(after(target, "Kết nạp ").c_str());
    form.target_as_written = after(target, ": ");
    form.event_as_written = after(line_with(lines, {"3.1. Thời gian"}), ": ");
    form.place = after(line_with(lines, {"3.2. Địa điểm"}), ": ");
    const auto headcount = line_with(lines, {"3.3."});
    form.expected_count = std::atoll(after(headcount, "khoảng ").c_str());
    form.expected_approximate = true;
    for (const auto& line : between(lines, "- Đại biểu khách mời", "- Đại biểu triệu tập")) {
        form.groups.push_back(
            {line.find("Phóng viên") != std::string::npos ? GroupKind::press : GroupKind::guest,
             line,
             {}});
    }
    for (const auto& line : between(lines, "- Đại biểu triệu tập", "III.")) {
        form.groups.push_back({GroupKind::summoned, line, {}});
    }
    form.groups[form.groups.size() - 2].expected_count = form.target_count;
    form.dossier_due_as_written = line_with(lines, {"trước ngày"});
    for (const auto& line : between(lines, "2. Các ban", "3. Các tổ chức")) {
        form.tasks.push_back(task(line.substr(0, line.find(' ', 5)), line));
    }
    for (const auto& line : between(lines, "4. Cấp ủy", "Căn cứ kế hoạch này")) {
        const bool due = line.find("trước ngày") != std::string::npos;
        form.tasks.push_back(task("Cấp ủy cơ sở", line, due ? line : std::string{}));
    }
    form.recipients = between(lines, "Nơi nhận", "**T/M");

    test::Office office{time::Date{2024, 1, 2}};
    const auto campaign = create(office.ctx(), office.rights, form);
    CHECK(campaign.plan.target_count == 70);
    CHECK(campaign.plan.expected_count == 300);
    CHECK(campaign.reading.event_on == "2024-09");
    CHECK(campaign.reading.event_tentative);
    CHECK(campaign.reading.dossier_due_on == "2024-08-01");
    CHECK(campaign.reading.dossier_due_word == workflow::DueWord::before);
    CHECK(campaign.reading.dossier_last_day_on == "2024-07-31");
    CHECK(campaign.plan.groups.size() == 8);
    CHECK(campaign.tasks.back().last_day_on == "2024-07-31");
    check_round_trip(form);
}
