// SPDX-License-Identifier: Apache-2.0
import { get, post, type CallOptions } from "./client";
import type {
  RulesOwnFile,
  RulesOwnForm,
  RulesOwnText,
  RulesRuleBook,
  RulesRuleDifferences,
  RulesRuleView,
  RulesSetView,
  RulesTakeBackForm,
} from "./types";
import type { Page } from "./base";

export type RuleBook = RulesRuleBook;
export type RuleSet = RulesSetView;
export type Rule = RulesRuleView;
export type OwnFile = RulesOwnFile;
export type RuleDifferences = RulesRuleDifferences;

const part = encodeURIComponent;

export const readBook = (on: string) => get<RuleBook>(`/api/rules?on=${part(on)}`);
export const readSet = (code: string) => get<RuleSet>(`/api/rules/${part(code)}`);
export const readDifferences = (from: string, to: string) =>
  get<RuleDifferences>(`/api/rules/diff?from=${part(from)}&to=${part(to)}`);

/** The page of one rule of one set: what a finding points at. */
export const rulePath = (set: string, rule: string) => `/rules/${part(set)}?rule=${part(rule)}`;

/** The office's own files, and the text of one in that version (0: the one in use). */
export const ownFiles = () => get<Page<OwnFile>>("/api/rules/own");
export const ownText = (name: string, version: number) =>
  get<RulesOwnText>(`/api/rules/own/${part(name)}/${version}`);
export const putOwn = (form: RulesOwnForm, options: CallOptions) =>
  post<OwnFile>("/api/rules/own", form, options);
export const takeBackOwn = (form: RulesTakeBackForm, options: CallOptions) =>
  post<OwnFile>("/api/rules/own/take-back", form, options);
