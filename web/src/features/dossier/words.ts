// SPDX-License-Identifier: Apache-2.0
// Words of a dossier that several of its panes say.

import type { Finding, Where } from "@/api/base";
import type { Dossier, Paper, RunningClock } from "@/api/dossiers";
import { session } from "@/api/session.svelte";
import { dateText, shortDate } from "@/lib/dates";
import { hasText, t } from "@/lib/i18n";
import type { Step } from "@/ui/StageRail.svelte";

/** "4-KNĐ", or the title of a paper without a number. */
export const shortName = (paper: Paper): string => paper.form_number || paper.title;

export function fieldWords(field: string): string {
  return hasText(`dossiers.fact_${field}`) ? t(`dossiers.fact_${field}`) : "";
}

/** "1-KNĐ, ngày ký" of a place that a finding names. */
export function placeWords(dossier: Dossier, where: Where): string {
  if (where.paper === "person") return [t("dossiers.record"), fieldWords(where.field)].join(", ");
  const paper = dossier.papers.find((one) => one.form === where.paper);
  const date = paper?.dates.find((one) => one.name === where.field)?.label.toLowerCase();
  const place = `dossiers.place_${where.paper}`;
  const name = paper ? shortName(paper) : hasText(place) ? t(place) : where.paper;
  const page = where.page ? t("dossiers.place_page", { n: where.page }) : "";
  return [name, page, date ?? fieldWords(where.field)].filter(Boolean).join(", ");
}

/** "2 sai, 1 cần xem"; empty when nothing stands. */
export function countWords(errors: number, warnings: number): string {
  return [
    errors ? t("dossiers.errors", { n: errors }) : "",
    warnings ? t("dossiers.warnings", { n: warnings }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

export const countOf = (findings: readonly Finding[], level: string): number =>
  findings.filter((one) => one.level === level).length;

/** "60 ngày làm việc từ 20/05/2024, cộng 8 ngày dừng khi trả hồ sơ". */
export function clockHow(clock: RunningClock): string {
  const parts = [t("dossiers.clock_from", { n: clock.days, on: dateText(clock.from) })];
  if (clock.stopped_days) parts.push(t("dossiers.clock_stopped", { n: clock.stopped_days }));
  if (clock.extension_days) parts.push(t("dossiers.clock_extended", { n: clock.extension_days }));
  if (clock.uncertain) parts.push(t("dossiers.clock_uncertain"));
  return parts.join(", ");
}

function bodyStep(dossier: Dossier, body: "cell" | "grassroots", met_on: string): Step {
  const vote = dossier.votes.find((one) => one.body === body);
  return {
    key: body,
    label: t(`dossiers.step_${body}`),
    on: dateText(met_on),
    note: vote ? t("dossiers.step_votes", { n: vote.in_favour, base: vote.base }) : "",
    state: met_on ? "done" : "todo",
  };
}

/** What happens at the unit, up to intake: the step that is under way is the first one not done. */
function unitSteps(dossier: Dossier): Step[] {
  const { state, steps } = dossier;
  const received = steps.filter((one) => one.state === "received").at(-1);
  const atUnit = state === "drafting" || state === "submitted";
  const all: Step[] = [
    {
      key: "drafting",
      label: t("dossiers.step_drafting"),
      on: dateText(dossier.begun_on),
      note: steps[0]?.by ?? "",
      state: state === "drafting" ? "todo" : "done",
    },
    bodyStep(dossier, "cell", dossier.cell_met_on),
    bodyStep(dossier, "grassroots", dossier.committee_met_on),
    {
      key: "received",
      label: t("dossiers.step_received"),
      on: dateText(received?.on),
      note: state === "submitted" ? t("dossiers.state_submitted") : (received?.by ?? ""),
      state: state === "received" ? "now" : received ? "done" : "todo",
    },
  ];
  if (!atUnit) return all;
  const at = state === "submitted" ? 3 : all.findLastIndex((one) => one.state === "done") + 1;
  return all.map((one, i) => ({ ...one, state: i < at ? passed(one) : i === at ? "now" : "todo" }));
}
const passed = (step: Step): Step["state"] =>
  step.key === "drafting" || step.state === "done" ? "done" : "todo";

function returns(dossier: Dossier): Step[] {
  return dossier.rounds.map((round) => ({
    key: `round${round.round_no}`,
    label: t("dossiers.step_return", { n: round.round_no }),
    on: dateText(round.returned_on),
    note: round.undone_on
      ? t("dossiers.round_undone", { on: shortDate(round.undone_on, round.returned_on) })
      : round.answered_on
        ? t("dossiers.step_back", { on: shortDate(round.answered_on, round.returned_on) })
        : t("dossiers.step_back_by", { on: shortDate(round.due_on, round.returned_on) }),
    state: round.undone_on ? "skipped" : round.answered_on ? "returned" : "now",
  }));
}

/** Bodies that met, intake, every return, appraisal, decision, ceremony: the way as it went. */
export function stageRail(dossier: Dossier): Step[] {
  const { state, steps } = dossier;
  const last = (wanted: string) =>
    steps.filter((one) => one.state === wanted && !one.undone_on).at(-1);
  const appraising = last("appraising");
  const qualified = ["qualified", "decided", "admitted"].includes(state);
  const now = state === "appraising";
  const appraisal: Step = {
    key: "appraising",
    label: dossier.rounds.length
      ? t("dossiers.step_appraisal_again", { n: dossier.rounds.length + (now ? 1 : 0) || 1 })
      : t("dossiers.step_appraisal"),
    on: qualified
      ? dateText(last("qualified")?.on)
      : now
        ? t("dossiers.step_since", { on: dateText(appraising?.on) })
        : "",
    note: qualified ? t("dossiers.state_qualified") : now ? (appraising?.by ?? "") : "",
    state: qualified ? "done" : now ? "now" : "todo",
  };
  const again: Step[] =
    state === "resubmitted" || state === "held"
      ? [
          {
            key: state,
            label: t(state === "held" ? "dossiers.state_held" : "dossiers.step_resubmitted"),
            on: dateText(last(state)?.on),
            note: "",
            state: "now",
          },
        ]
      : [];
  const clock = (rule: string) => dossier.clocks.find((one) => one.rule === rule);
  const decided: Step = {
    key: "decided",
    label: t("dossiers.step_decision"),
    on: dossier.decided_on
      ? dateText(dossier.decided_on)
      : clock("decision.limit")
        ? t("dossiers.step_due", { on: dateText(clock("decision.limit")?.due_on) })
        : "",
    note: dossier.decision_number,
    state: dossier.decided_on ? "done" : state === "qualified" ? "now" : "todo",
  };
  const ceremony: Step = {
    key: "admitted",
    label: t("dossiers.step_ceremony"),
    on: dossier.ceremony_on
      ? dateText(dossier.ceremony_on)
      : clock("ceremony.limit")
        ? t("dossiers.step_due", { on: dateText(clock("ceremony.limit")?.due_on) })
        : "",
    note: "",
    state: dossier.ceremony_on ? "done" : state === "decided" ? "now" : "todo",
  };
  return [...unitSteps(dossier), ...returns(dossier), ...again, appraisal, decided, ceremony];
}

export const campaignName = (id: string): string =>
  id === ""
    ? t("dossiers.no_campaign")
    : (session.me?.campaigns.find((one) => one.id === id)?.name ?? t("dossiers.other_campaign"));

/** The campaigns to choose from, with none at all, and the one that is set though it is not listed. */
export function campaignOptions(set = ""): { value: string; label: string }[] {
  const known = session.me?.campaigns.map((one) => one.id) ?? [];
  const all = ["", ...known, ...(set && !known.includes(set) ? [set] : [])];
  return all.map((id) => ({ value: id, label: campaignName(id) }));
}
