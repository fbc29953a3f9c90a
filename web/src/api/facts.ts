// SPDX-License-Identifier: Apache-2.0
// What is entered of a candidate beside papers, votes and supports. Opening it leaves its trace.
import type { Dossier } from "./dossiers";
import { post, put, type CallOptions } from "./client";
import type {
  DossierChecksConditions,
  DossierChecksConsent,
  DossierChecksRelative,
  DossierChecksSighting,
  DossierFactsView,
} from "./types";

export type Facts = DossierFactsView;
export type Conditions = DossierChecksConditions;
export type Relative = DossierChecksRelative;
export type Consent = DossierChecksConsent;
export type Sighting = DossierChecksSighting;

const of = (id: string, rest: string) => `/api/dossiers/${id}/${rest}`;

export const openFacts = (id: string, options: CallOptions = {}) =>
  post<Facts>(of(id, "facts/open"), {}, options);
export const saveConditions = (id: string, body: object, options: CallOptions) =>
  put<Dossier>(of(id, "conditions"), body, options);
export const saveRelatives = (id: string, body: object, options: CallOptions) =>
  put<Dossier>(of(id, "relatives"), body, options);
export const saveConsents = (id: string, body: object, options: CallOptions) =>
  put<Dossier>(of(id, "consents"), body, options);
export const saveSightings = (id: string, form: string, body: object, options: CallOptions) =>
  put<Dossier>(of(id, `papers/${form}/sightings`), body, options);
