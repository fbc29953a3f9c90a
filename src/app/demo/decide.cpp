// SPDX-License-Identifier: Apache-2.0
#include "app/demo/world.h"
#include "stage/decision/decision.h"

namespace ketnap::demo {
namespace {

constexpr std::int64_t board_members = 13;
constexpr std::int64_t board_present = 12;

decision::MeetingForm meeting_of(const World& world, const std::string& campaign_id,
                                 const time::Date& held_on) {
    decision::MeetingForm form;
    form.org_id = world.root.id.value;
    form.campaign_id = campaign_id;
    form.body_name = world.scenario.work.body;
    form.held_on = held_on.iso();
    form.member_count = board_members;
    form.present_count = board_present;
    form.chair_name = world.desk.leader.name;
    form.secretary_name = world.desk.officer.name;
    form.signer_post = world.scenario.work.signer_post;
    form.signer_name = world.desk.leader.name;
    form.signer_person_id = world.desk.leader.id;
    return form;
}

}  // namespace

void decide(World& world, const std::string& campaign_id, const Decided& decided) {
    if (decided.dossiers.empty()) {
        return;
    }
    const decision::Desk desk{world.tools.rules, world.tools.library};
    world.at(decided.received_on);
    world.write([&](db::Tx& tx) {
        const auto& ctx = world.tools.ctx;
        const auto meeting = decision::make_meeting(
            tx, ctx, desk, meeting_of(world, campaign_id, decided.held_on), decided.dossiers);
        for (const auto& item : meeting.items) {
            const std::int64_t against = world.random.chance(12) ? 1 : 0;
            const auto issued = decision::decide(tx, ctx, desk, meeting.id, item.dossier_id,
                                                 {.in_favour = board_present - against,
                                                  .against = against,
                                                  .invalid = 0,
                                                  .issue = true,
                                                  .version = item.version});
            decision::receive(tx, ctx, issued.id, decided.received_on.iso());
        }
        decision::close_meeting(tx, ctx, meeting.id);
    });
}

}  // namespace ketnap::demo
