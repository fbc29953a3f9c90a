// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo.h"

#include "app/demo/world.h"
#include "base/workflow/workflow.h"

namespace ketnap::demo {
namespace {

void name_days(std::map<std::string, std::string>& words, const std::string& story,
               const Days& days) {
    words[story + "_year"] = std::to_string(days.event.year());
    words[story + "_voted_year"] = std::to_string(days.event.year() - 1);
    words[story + "_plan_on"] = days.plan.iso();
    words[story + "_event"] = days.event.vn();
    words[story + "_deadline"] = days.deadline.vn();
    words[story + "_appraised_by"] = days.appraised.vn();
    words[story + "_programme_by"] = days.programme.vn();
}

/// The days after the ceremony: what was due, what is due, what comes.
void name_aftermath(std::map<std::string, std::string>& words, const World& world,
                    const Days& days) {
    const auto today = world.on();
    const auto month = today + 30;
    words["news_by"] = world.working(days.event + 3).vn();
    words["settled_by"] = world.working(days.event + 7).vn();
    words["today"] = world.working(today).vn();
    words["class_by"] = world.working(today + 3).vn();
    words["report_by"] = world.working(today + 9).vn();
    words["follow_month"] = time::Date{month.year(), month.month(), 1}.vn().substr(3);
    words["survey_due"] = survey_due(world).vn();
}

}  // namespace

void finish_tasks(World& world, const campaign::CampaignId& id, const time::Date& until) {
    world.write([&](db::Tx& tx) {
        for (const auto& task : campaign::get(tx, id).tasks) {
            if (task.last_day_on && *task.last_day_on <= until.iso()) {
                workflow::mark_done(tx, world.tools.ctx, workflow::TaskId{task.id},
                                    {.done_on = task.last_day_on,
                                     .done_note = world.scenario.work.done_note,
                                     .version = task.version});
            }
        }
    });
}

OfficeWords office_words(const std::filesystem::path& share_data) {
    const auto office = load_office(share_data / "demo");
    return {"minhhoa", office.office};
}

Made fill(Tools& tools, const Options& options) {
    const auto folder = tools.data / "demo";
    World world{.tools = tools,
                .options = options,
                .random = Random{options.seed},
                .names = load_names(folder),
                .office = load_office(folder),
                .scenario = {},
                .root = {},
                .bloc = {},
                .units = {},
                .boards = {},
                .sources = {},
                .under_way = {},
                .desk = {},
                .used_names = {}};
    const auto joint = days_of_joint(world);
    const auto exact = days_of_exact(world);
    std::map<std::string, std::string> words;
    name_days(words, "joint", joint);
    name_days(words, "exact", exact);
    name_aftermath(words, world, exact);
    world.scenario = load_scenario(folder, words);
    Made made;
    world.at(joint.plan - 400);
    world.step("tree");
    make_tree(world);
    world.step("people");
    make_people(world);
    world.step("joint");
    run_joint(world, joint);
    world.step("year");
    run_year(world);
    world.step("exact");
    run_exact(world, exact, made);
    world.step("dossiers");
    lay_dossiers(world, made, exact);
    world.step("survey");
    ask_survey(world, made);
    made.campaigns = {made.campaign, world.scenario.joint.plan.code};
    world.step("accounts");
    make_accounts(world, made);
    world.step("desks");
    run_desks(world);
    world.at(world.on());
    return made;
}

}  // namespace ketnap::demo
