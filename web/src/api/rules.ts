// SPDX-License-Identifier: Apache-2.0
import { get } from "./client";
import type { RulesRuleBook, RulesRuleDifferences, RulesRuleView, RulesSetView } from "./types";

export type RuleBook = RulesRuleBook;
export type RuleSet = RulesSetView;
export type Rule = RulesRuleView;
export type RuleDifferences = RulesRuleDifferences;

const part = encodeURIComponent;

export const readBook = (on: string) => get<RuleBook>(`/api/rules?on=${part(on)}`);
export const readSet = (code: string) => get<RuleSet>(`/api/rules/${part(code)}`);
export const readDifferences = (from: string, to: string) =>
  get<RuleDifferences>(`/api/rules/diff?from=${part(from)}&to=${part(to)}`);

/** The page of one rule of one set: what a finding points at. */
export const rulePath = (set: string, rule: string) => `/rules/${part(set)}?rule=${part(rule)}`;
