// SPDX-License-Identifier: Apache-2.0
// Requests to units and their boards, who was proposed, the list of outstanding union members.

import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";
import type {
  ExchangeBoard,
  ExchangeBoardRow,
  ExchangeRequest,
  ExchangeRequestForm,
  ExchangeUnitAnswer,
  NominationListEntry,
  NominationNomination,
  NominationNominationForm,
  NominationOutstandingList,
  NominationProposed,
  NominationRecordedVote,
  NominationVoteForm,
  NominationVoteLine,
  NominationVoteShare,
  NominationVoteYear,
  NominationWithdrawal,
} from "./types";

export type UnitRequest = ExchangeRequest;
export type Board = ExchangeBoard;
export type BoardRow = ExchangeBoardRow;
export type ShareState = BoardRow["state"];
export type Nomination = NominationNomination;
export type NominationForm = NominationNominationForm;
export type Proposed = NominationProposed;
export type ListEntry = NominationListEntry;
export type OutstandingList = NominationOutstandingList;
export type RequestForm = ExchangeRequestForm;
export type VoteForm = NominationVoteForm;
export type VoteLine = NominationVoteLine;
export type VoteShare = NominationVoteShare;
export type VoteYear = NominationVoteYear;
export type RecordedVote = NominationRecordedVote;

export const readRequests = (campaign: string) =>
  get<Page<UnitRequest>>(`/api/campaigns/${campaign}/requests`);
export const sendRequest = (campaign: string, form: RequestForm, options: CallOptions) =>
  post<UnitRequest>(`/api/campaigns/${campaign}/requests`, form, options);
export const readBoard = (id: string) => get<Board>(`/api/requests/${id}`);
export const answer = (
  id: string,
  row: BoardRow,
  given: Omit<ExchangeUnitAnswer, "org_id" | "version">,
  options: CallOptions,
) =>
  put<Board>(
    `/api/requests/${id}/answer`,
    { org_id: row.org_id, version: row.version, ...given },
    options,
  );
export const remind = (id: string, org_ids: string[], channel: string) =>
  post<Board>(`/api/requests/${id}/reminders`, { org_ids, channel });
export const readNominations = (campaign: string) =>
  get<Page<Nomination>>(`/api/campaigns/${campaign}/nominations`);
export const nominate = (campaign: string, form: NominationForm, options: CallOptions) =>
  post<Proposed>(`/api/campaigns/${campaign}/nominations`, form, options);
export const withdrawNomination = (id: string, form: NominationWithdrawal, options: CallOptions) =>
  put<Nomination>(`/api/nominations/${id}/withdrawal`, form, options);
export const readVotes = (year: number) => get<VoteYear>(`/api/union-votes?year=${year}`);
/** Records a vote, or mends the one of this id and version. */
export const saveVote = (
  of: { id: string; version: number } | null,
  form: VoteForm,
  options: CallOptions,
) =>
  of
    ? put<RecordedVote>(`/api/union-votes/${of.id}`, { form, version: of.version }, options)
    : post<RecordedVote>("/api/union-votes", form, options);
export const readOutstanding = (campaign: string) =>
  get<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list`);
export const compileList = (campaign: string) =>
  post<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list`, {});
export const freezeList = (campaign: string, version: number) =>
  put<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list/freeze`, { version });
