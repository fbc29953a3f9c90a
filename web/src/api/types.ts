// SPDX-License-Identifier: Apache-2.0
// Written by scripts/types.mjs from `ketnap openapi`; not by hand.

export type AppAccountView = {
  id: string;
  user: string;
  name: string;
  disabled: boolean;
  must_change_password: boolean;
  grants: (AppGrantView)[];
  version: number;
};

export type AppAccountViewPage = {
  items: (AppAccountView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type AppAlertView = {
  id: string;
  user: string;
  name: string;
  kind: string;
  count: number;
  at: number;
  seen_by: string;
  seen_at: number;
};

export type AppAnswer = {
  allowed: boolean;
  account: string;
  right: string;
  object: string;
  reasons: (AppReasonView)[];
};

export type AppAskedForm = {
  account_id: string;
  action: string;
  kind: "none" | "unit" | "person" | "dossier" | "opinion";
  code?: string | null;
};

export type AppAuditLine = {
  seq: number;
  at: number;
  actor: string;
  action: string;
  sentence: string;
  object_kind: string;
  object_id: string;
  changes: (AppChangeLine)[];
};

export type AppAuditLinePage = {
  items: (AppAuditLine)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type AppCampaignChoice = {
  id: string;
  code: string;
  name: string;
  starts_on?: string | null;
};

export type AppChangeLine = {
  field: string;
  from: string;
  to: string;
};

export type AppChoice = {
  value: string;
  label: string;
};

export type AppChoices = {
  users: (AppChoice)[];
  actions: (AppChoice)[];
  kinds: (AppChoice)[];
};

export type AppCodeForm = {
  code: string;
};

export type AppCreatedAccount = {
  id: string;
  first_password: string;
};

export type AppDayForm = {
  working: boolean;
  name: string;
  basis: string;
};

export type AppDayView = {
  on: string;
  kind: string;
  working: boolean;
  name: string;
  basis: string;
  confidence: string;
  own: boolean;
};

export type AppDayViewPage = {
  items: (AppDayView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type AppDisabledForm = {
  disabled: boolean;
  version: number;
};

export type AppEnrolmentView = {
  secret: string;
  address: string;
  qr: (string)[];
};

export type AppFactorView = {
  held: boolean;
  wanted: boolean;
  since: number;
  recovery_codes_left: number;
  strictness: string;
};

export type AppGivenPassword = {
  first_password: string;
};

export type AppGlassForm = {
  dossier_code: string;
  reason: string;
};

export type AppGlassView = {
  id: string;
  dossier_id: string;
  dossier_code: string;
  opened_by: string;
  role: string;
  reason: string;
  opened_at: number;
  until_at: number;
  sign_until: number;
  overdue: boolean;
  may_sign: boolean;
  signs: (AppSignView)[];
};

export type AppGrantForm = {
  role: string;
  org_id: string;
  campaign_id?: string | null;
  from_on?: string | null;
  until_on?: string | null;
  reason?: string | null;
};

export type AppGrantView = {
  id: string;
  role: string;
  title: string;
  org_id: string;
  org_name: string;
  campaign_id: string;
  granted_at: number;
  from_on: string;
  until_on: string;
  reason: string;
  lent_by: string;
  holds: boolean;
  needs_confirm: boolean;
};

export type AppHealth = {
  status: string;
};

export type AppJobView = {
  id: string;
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  says: string;
  link: string;
  message: string;
};

export type AppKeepingView = {
  planned: boolean;
  made_at: number;
  trouble: string;
  free_mib: number;
};

export type AppKinForm = {
  person_id: string;
  relation: string;
};

export type AppKinView = {
  id: string;
  person_id: string;
  name: string;
  relation: string;
};

export type AppLanguageForm = {
  language: string;
};

export type AppLendForm = {
  grant_id: string;
  account_id: string;
  from_on: string;
  until_on: string;
  reason: string;
};

export type AppLentPage = {
  items: (AppLentView)[];
  mine: (AppOwnRole)[];
};

export type AppLentView = {
  id: string;
  title: string;
  org_name: string;
  from_name: string;
  to_name: string;
  from_on: string;
  until_on: string;
  reason: string;
  holds: boolean;
  own: boolean;
};

export type AppListItem = {
  code: string;
  name: string;
};

export type AppListView = {
  name: string;
  title: string;
  version: string;
  source: string;
  items: (AppListItem)[];
};

export type AppMe = {
  name: string;
  user: string;
  role: string;
  roles: (AppRoleView)[];
  rights: (string)[];
  csrf_token: string;
  must_change_password: boolean;
  factor_need: string;
  factor_held: boolean;
  notices: (AppNoticeView)[];
  demo: boolean;
  office_name: string;
  today: string;
  working_day: boolean;
  language: string;
  network: string;
  campaigns: (AppCampaignChoice)[];
};

export type AppNewAccountForm = {
  user: string;
  name: string;
  role: string;
  org_id: string;
  campaign_id?: string | null;
  from_on?: string | null;
  until_on?: string | null;
};

export type AppNoteForm = {
  note: string;
};

export type AppNoticeView = {
  id: string;
  kind: string;
  at: number;
  by_names: string;
};

export type AppOwnRole = {
  grant_id: string;
  title: string;
  org_name: string;
};

export type AppPasswordForm = {
  old_password: string;
  new_password: string;
};

export type AppReadChange = {
  label: string;
  from: string;
  to: string;
};

export type AppReadLine = {
  seq: number;
  at: number;
  who: string;
  in_stead_of: string;
  sentence: string;
  object: string;
  link: string;
  changes: (AppReadChange)[];
};

export type AppReadLinePage = {
  items: (AppReadLine)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type AppReasonView = {
  verdict: string;
  text: string;
  role: string;
  org_name: string;
};

export type AppRecoverForm = {
  user: string;
  code: string;
  recovery_code: string;
  new_password: string;
};

export type AppRecoveryCodes = {
  recovery_codes: (string)[];
};

export type AppResetForm = {
  drops_factor: boolean;
  reason: string;
};

export type AppResetId = {
  id: string;
};

export type AppResetView = {
  id: string;
  account_id: string;
  user: string;
  name: string;
  drops_factor: boolean;
  reason: string;
  asked_by: string;
  asked_at: number;
  mine: boolean;
};

export type AppRightView = {
  action: string;
  text: string;
  above: boolean;
};

export type AppRoleChoice = {
  role: string;
  title: string;
  reaches: string;
  sees: (string)[];
  ends: boolean;
  may: (AppRightView)[];
};

export type AppRoleView = {
  role: string;
  title: string;
  org_id: string;
  org_name: string;
  campaign_id: string;
};

export type AppSearchForm = {
  user?: string | null;
  action?: string | null;
  kind?: string | null;
  code?: string | null;
  from_on?: string | null;
  until_on?: string | null;
  cursor?: string | null;
};

export type AppSetupForm = {
  token: string;
  office_name: string;
  user: string;
  name: string;
  password: string;
};

export type AppSignInForm = {
  user: string;
  password: string;
};

export type AppSignInView = {
  id: string;
  started_at: number;
  last_seen_at: number;
  ip: string;
  agent: string;
  current: boolean;
};

export type AppSignView = {
  seat: string;
  name: string;
  signed_at: number;
  note: string;
};

export type AppStrictnessForm = {
  strictness: string;
};

export type AuthNothing = {

};

export type CampaignAllot = {
  units: (CampaignQuotaUnit)[];
};

export type CampaignCampaign = {
  id: string;
  state: "draft" | "approved" | "running" | "closed" | "cancelled";
  version: number;
  plan: CampaignPlanForm;
  reading: CampaignPlanReading;
  tasks: (WorkflowTask)[];
  findings: (Finding)[];
};

export type CampaignCampaignRow = {
  id: string;
  code: string;
  short_title: string;
  plan_number: string;
  state: "draft" | "approved" | "running" | "closed" | "cancelled";
  event_kind: "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
  target_kind: "exact" | "open";
  target_count?: number | null;
  event_on?: string | null;
  dossier_last_day_on?: string | null;
  open_task_count: number;
  version: number;
};

export type CampaignCampaignRowPage = {
  items: (CampaignCampaignRow)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type CampaignDelegateGroup = {
  kind: "guest" | "summoned" | "service" | "press";
  text: string;
  expected_count?: number | null;
};

export type CampaignIssuingBody = {
  name: string;
  org_id?: string | null;
  authority: string;
  post: string;
  signer: string;
};

export type CampaignMovePlaces = {
  from_org_id: string;
  to_org_id: string;
  places: number;
  reason: string;
};

export type CampaignPlaceChange = {
  org_id: string;
  places: number;
  version: number;
};

export type CampaignPlaceChanges = {
  changes: (CampaignPlaceChange)[];
};

export type CampaignPlanChange = {
  plan: CampaignPlanForm;
  version: number;
};

export type CampaignPlanFindings = {
  reading: CampaignPlanReading;
  findings: (Finding)[];
};

export type CampaignPlanForm = {
  code: string;
  title: string;
  short_title: string;
  event_kind: "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
  bodies: (CampaignIssuingBody)[];
  plan_number: string;
  plan_on?: string | null;
  issued_at: string;
  bases: (string)[];
  purposes: (string)[];
  requirements: (string)[];
  contents: (string)[];
  methods: (string)[];
  audience: string;
  target_kind: "exact" | "open";
  target_count?: number | null;
  target_as_written: string;
  window_as_written: string;
  event_as_written: string;
  place: string;
  place_tentative: boolean;
  expected_count?: number | null;
  expected_approximate: boolean;
  groups: (CampaignDelegateGroup)[];
  dossier_due_as_written: string;
  list_voted_year?: number | null;
  list_cutoff_as_written: string;
  funding_source: string;
  tasks: (WorkflowTaskForm)[];
  recipients: (string)[];
};

export type CampaignPlanReading = {
  window_from?: string | null;
  window_to?: string | null;
  event_on?: string | null;
  event_tentative: boolean;
  event_minute?: number | null;
  dossier_due_on?: string | null;
  dossier_due_word?: "before" | "by" | "on" | null;
  dossier_last_day_on?: string | null;
  list_cutoff?: string | null;
};

export type CampaignQuotaMove = {
  from_org_id: string;
  to_org_id: string;
  places: number;
  reason: string;
  moved_on: string;
};

export type CampaignQuotaRow = {
  org_id: string;
  org_name: string;
  weight: number;
  source_count: number;
  whole: number;
  remainder: number;
  rank: number;
  extra: boolean;
  formula_places: number;
  places: number;
  version: number;
};

export type CampaignQuotaTable = {
  campaign_id: string;
  target_count?: number | null;
  place_sum: number;
  weight_sum: number;
  whole_sum: number;
  extra_count: number;
  tie_at_the_border: boolean;
  rows: (CampaignQuotaRow)[];
  moves: (CampaignQuotaMove)[];
};

export type CampaignQuotaUnit = {
  org_id: string;
  weight: number;
  source_count: number;
};

export type CampaignStateChange = {
  state: "draft" | "approved" | "running" | "closed" | "cancelled";
  version: number;
};

export type CeremonyCeremony = {
  id: string;
  number: number;
  version: number;
  form: CeremonyCeremonyForm;
  headcount: number;
  capacity: number;
  groups: (CeremonyGroupCount)[];
  findings: (Finding)[];
};

export type CeremonyCeremonyChange = {
  form: CeremonyCeremonyForm;
  version: number;
};

export type CeremonyCeremonyForm = {
  campaign_id: string;
  event_kind: "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
  title: string;
  host: string;
  place: string;
  starts_on?: string | null;
  starts_minute?: number | null;
  hall_name: string;
  hall_rows: number;
  hall_seats: number;
  hall_aisles: (number)[];
  hall_blocked: (CeremonySeat)[];
  note: string;
};

export type CeremonyCeremonyPage = {
  items: (CeremonyCeremony)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type CeremonyChair = {
  seat: CeremonySeat;
  label: string;
  delegate_id: string;
  name: string;
  unit: string;
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  rank: number;
  beside_id?: string | null;
};

export type CeremonyDelegate = {
  id: string;
  state: "expected" | "withdrawn";
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  name: string;
  position: string;
  unit: string;
  rank: number;
  person_id?: string | null;
  helper_id?: string | null;
  decision_number: string;
  note: string;
  short_code: string;
  seat?: CeremonySeat | null;
  seat_label: string;
  arrived_at?: number | null;
  version: number;
};

export type CeremonyDelegateChange = {
  form: CeremonyDelegateForm;
  version: number;
};

export type CeremonyDelegateForm = {
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  name: string;
  position: string;
  unit: string;
  rank: number;
  helper_id?: string | null;
  note: string;
};

export type CeremonyDelegatePage = {
  items: (CeremonyDelegate)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type CeremonyDelegateStateChange = {
  state: "expected" | "withdrawn";
  note: string;
  version: number;
};

export type CeremonyDerived = {
  added: number;
  kept: number;
  withdrawn: number;
  without_helper: number;
};

export type CeremonyGateArrival = {
  delegate_id: string;
  name: string;
  unit: string;
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  seat_label: string;
  device: string;
  at: number;
};

export type CeremonyGateBoard = {
  headcount: number;
  arrived: number;
  repeats: number;
  refused: number;
  groups: (CeremonyGroupCount)[];
  latest: (CeremonyGateArrival)[];
};

export type CeremonyGateDeskDelegate = {
  id: string;
  name: string;
  position: string;
  unit: string;
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  rank: number;
  seat_label: string;
  seat?: CeremonySeat | null;
  beside_name: string;
  beside_seat: string;
  beside_arrived?: boolean | null;
  arrived_at?: number | null;
};

export type CeremonyGateDeskDelegatePage = {
  items: (CeremonyGateDeskDelegate)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type CeremonyGateHeld = {
  recorded: number;
  missing: (string)[];
};

export type CeremonyGateScanAnswer = {
  id: string;
  verdict: "come_in" | "already_in" | "refused" | "undone";
  reasons: (Finding)[];
  delegate?: CeremonyGateDeskDelegate | null;
  at: number;
  first_at?: number | null;
  first_device: string;
  clock_off: boolean;
};

export type CeremonyGateScanBatch = {
  device: string;
  device_now: number;
  scans: (CeremonyGateScanForm)[];
};

export type CeremonyGateScanForm = {
  id: string;
  kind: "in" | "undo";
  input: string;
  delegate_id?: string | null;
  undoes?: string | null;
  device_seq: number;
  device_at: number;
};

export type CeremonyGroupCount = {
  group: "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
  expected: number;
  seated: number;
  arrived: number;
};

export type CeremonyNameQuery = {
  text: string;
};

export type CeremonyPlannerPlannerClock = {
  rule_set: string;
  cite: Cite;
  days: number;
  from_issue: boolean;
  known: boolean;
  convention: string;
  convention_text: string;
  earliest_start: string;
};

export type CeremonyPlannerPlannerDay = {
  on: string;
  in_time: number;
  late: number;
  waiting: number;
  held: number;
};

export type CeremonyPlannerPlannerDayOff = {
  on: string;
  name: string;
};

export type CeremonyPlannerPlannerPerson = {
  dossier_id: string;
  code: string;
  full_name: string;
  cell_name: string;
  unit_name: string;
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  decision_number: string;
  decided_on: string;
  received_on: string;
  held_on: string;
  standing: "in_time" | "late" | "waiting" | "held";
  from: string;
  due_on: string;
  late_by: number;
  from_issue: boolean;
  convention: string;
  rule_set: string;
  cite: Cite;
  uncertain: boolean;
  disputed: boolean;
};

export type CeremonyPlannerPlannerView = {
  campaign_id: string;
  title: string;
  wished_on: string;
  on: string;
  working: boolean;
  count: CeremonyPlannerPlannerDay;
  clock?: CeremonyPlannerPlannerClock | null;
  people: (CeremonyPlannerPlannerPerson)[];
  days: (CeremonyPlannerPlannerDay)[];
  best: (CeremonyPlannerPlannerDay)[];
  days_off: (CeremonyPlannerPlannerDayOff)[];
};

export type CeremonyProgramme = {
  id: string;
  event_kind: "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
  title: string;
  in_force_on: string;
  source: Cite;
  confidence: "unknown" | "low" | "medium" | "high";
  note: string;
  items: (CeremonyProgrammeItem)[];
};

export type CeremonyProgrammeItem = {
  text: string;
  by: string;
  each_person: boolean;
  required: boolean;
  custom: boolean;
};

export type CeremonyScanAnswers = {
  answers: (CeremonyGateScanAnswer)[];
};

export type CeremonySeat = {
  row: number;
  number: number;
};

export type CeremonySeatChange = {
  delegate_id: string;
  seat: CeremonySeat;
};

export type CeremonySeatPlan = {
  rows: number;
  seats: number;
  aisles: (number)[];
  blocked: (CeremonySeat)[];
  row_labels: (string)[];
  chairs: (CeremonyChair)[];
  findings: (Finding)[];
};

export type Cite = {
  doc: string;
  date: string;
  point: string;
};

export type DecisionAgendaAddition = {
  dossier_ids: (string)[];
};

export type DecisionAgendaItem = {
  id: string;
  dossier_id: string;
  dossier_version: number;
  dossier_code: string;
  person_id: string;
  full_name: string;
  born_on: string;
  occupation: string;
  cell_name: string;
  unit_name: string;
  position: number;
  order: number;
  state: "waiting" | "passed" | "failed" | "withdrawn" | "postponed";
  in_favour: number;
  against: number;
  invalid: number;
  reason: string;
  verdict?: DecisionVerdict | null;
  arguable: (DecisionVerdict)[];
  earlier: (DecisionEarlierVote)[];
  prepared_by: string;
  prepared_by_id: string;
  appraised_by: string;
  appraised_by_id: string;
  hints: (Finding)[];
  failed_votes: number;
  report_due: boolean;
  decision_id: string;
  decision_number: string;
  version: number;
};

export type DecisionAgendaOrder = {
  item_ids: (string)[];
};

export type DecisionBallot = {
  in_favour: number;
  against: number;
  invalid: number;
  issue: boolean;
  version: number;
  paper?: DecisionPaperNumber | null;
};

export type DecisionDecision = {
  id: string;
  dossier_id: string;
  person_id: string;
  campaign_id: string;
  meeting_id: string;
  document_id: string;
  number: number;
  number_text: string;
  decided_on: string;
  received_on: string;
  signer_post: string;
  signer_name: string;
  version: number;
};

export type DecisionDecisionRow = {
  decision: DecisionDecision;
  full_name: string;
  cell_name: string;
  unit_name: string;
};

export type DecisionDecisionRowPage = {
  items: (DecisionDecisionRow)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DecisionEarlierVote = {
  body: string;
  held_on: string;
  base: number;
  in_favour: number;
  inequality: string;
  reached: boolean;
};

export type DecisionItemSetting = {
  state: "waiting" | "passed" | "failed" | "withdrawn" | "postponed";
  reason: string;
  version: number;
};

export type DecisionMeeting = {
  id: string;
  state: "open" | "closed";
  version: number;
  form: DecisionMeetingForm;
  recorded_by: string;
  items: (DecisionAgendaItem)[];
  sheets: (DecisionSheet)[];
  usual_members: (string)[];
  not_yet: (Finding)[];
  next_number?: number | null;
  agency: string;
  threshold: DecisionVerdict;
  arguable: (DecisionVerdict)[];
};

export type DecisionMeetingChange = {
  form: DecisionMeetingForm;
  version: number;
};

export type DecisionMeetingForm = {
  org_id: string;
  campaign_id: string;
  kind: "held" | "recorded" | "circulated";
  body_kind: "standing_board" | "committee";
  body_name: string;
  held_on: string;
  starts_at: string;
  venue: string;
  member_count: number;
  present_count: number;
  absent_note: string;
  chair_name: string;
  secretary_name: string;
  tellers: string;
  decided_on: string;
  signer_post: string;
  signer_name: string;
  signer_person_id: string;
  paper: string;
  sent_on: string;
  closes_on: string;
};

export type DecisionMeetingSummary = {
  id: string;
  campaign_id: string;
  body_name: string;
  held_on: string;
  kind: "held" | "recorded" | "circulated";
  state: "open" | "closed";
  item_count: number;
  passed_count: number;
  waiting_count: number;
  sheets_out: number;
};

export type DecisionMeetingSummaryPage = {
  items: (DecisionMeetingSummary)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DecisionMeetingVersion = {
  version: number;
};

export type DecisionMembers = {
  names: (string)[];
};

export type DecisionPaperNumber = {
  number?: number | null;
  gap_reason?: string | null;
};

export type DecisionPaperPages = {
  title: string;
  pages: number;
};

export type DecisionReadyDossier = {
  dossier_id: string;
  code: string;
  full_name: string;
  born_on: string;
  cell_name: string;
  unit_id: string;
  unit_name: string;
  campaign_id: string;
  campaign_name: string;
  due_on: string;
  error_count: number;
  warning_count: number;
  failed_votes: number;
};

export type DecisionReadyDossierPage = {
  items: (DecisionReadyDossier)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DecisionReceived = {
  ids: (string)[];
  received_on: string;
};

export type DecisionResult = {
  item_id: string;
  meeting_id: string;
  body_name: string;
  held_on: string;
  full_name: string;
  dossier_id: string;
  dossier_code: string;
  cell_id: string;
  cell_name: string;
  unit_name: string;
  outcome: "waiting" | "passed" | "failed" | "withdrawn" | "postponed";
  decision_number: string;
  told_on: string;
  told_by: string;
  paper: string;
};

export type DecisionResultPage = {
  items: (DecisionResult)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DecisionScan = {
  id: string;
  name: string;
  kind: "pdf" | "jpeg" | "png";
  size: number;
  pages: number;
  added_at: number;
  added_by: string;
};

export type DecisionScanPage = {
  items: (DecisionScan)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DecisionScanTakenOut = {
  reason: string;
};

export type DecisionSheet = {
  id: string;
  position: number;
  member_name: string;
  sent_on: string;
  returned_on: string;
  reminded_on: string;
};

export type DecisionSheetsBack = {
  sheet_ids: (string)[];
  returned_on: string;
};

export type DecisionTelling = {
  items: (string)[];
  told_on: string;
  paper: string;
};

export type DecisionVerdict = {
  rule: string;
  rule_set: string;
  cite: Cite;
  more_than: boolean;
  over: number;
  under: number;
  base: number;
  needed: number;
  in_favour: number;
  reached: boolean;
  inequality: string;
  known: boolean;
};

export type DocumentsLayoutChoice = {
  id: string;
  name: string;
  in_force: string;
  confidence: string;
};

export type DocumentsLayoutChoicePage = {
  items: (DocumentsLayoutChoice)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DocumentsLetterhead = {
  superior: string;
  issuer: string;
  agency: string;
  place: string;
  term: string;
  layout: string;
  body: string;
  signer_post: string;
  signer_name: string;
  signer_person_id: string;
  version: number;
};

export type DossierAnswerForm = {
  answer: "agree" | "disagree" | "other";
  text: string;
  on?: string | null;
  version: number;
};

export type DossierAppraiserForm = {
  account_id: string;
  version: number;
};

export type DossierAskForm = {
  question: string;
  due_on: string;
  asked: (DossierAsked)[];
  version: number;
};

export type DossierAsked = {
  org_id?: string | null;
  account_id?: string | null;
};

export type DossierBulkAnswer = {
  items: (DossierBulkResult)[];
};

export type DossierBulkForm = {
  act: "receive" | "take_up" | "assign" | "send_back" | "qualify";
  items: (DossierBulkItem)[];
  account_id?: string | null;
  paper?: string | null;
  text?: string | null;
  due_days?: number | null;
  on_behalf_of?: string | null;
};

export type DossierBulkItem = {
  id: string;
  version: number;
};

export type DossierBulkResult = {
  id: string;
  code: string;
  outcome: "done" | "already" | "refused";
  findings: (Finding)[];
  state?: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held" | null;
  version: number;
};

export type DossierCellForm = {
  org_id: string;
  reason: string;
  version: number;
};

export type DossierChangeView = {
  field: string;
  from: string;
  to: string;
};

export type DossierChecksConditions = {
  citizenship?: string | null;
  education?: string | null;
  education_exception?: "hard_area" | "fisher" | "prestigious_person" | null;
  is_union_member?: boolean | null;
  has_union_organization?: boolean | null;
  is_trade_union_member?: boolean | null;
  has_trade_union?: boolean | null;
  special_cases?: ("religion" | "foreign_spouse" | "foreign_origin" | "ethnic_hoa" | "population_policy")[] | null;
  over_60?: DossierChecksOver60 | null;
  readmission?: DossierChecksReadmission | null;
};

export type DossierChecksConsent = {
  kind: "over_60" | "education" | "readmission" | "religion" | "foreign_spouse" | "foreign_origin" | "ethnic_hoa" | "population_policy" | "late_ceremony";
  number?: string | null;
  dated_on?: string | null;
  issued_by?: string | null;
};

export type DossierChecksOver60 = {
  health_and_prestige?: boolean | null;
  place?: "no_organization" | "no_member" | "special_need" | null;
};

export type DossierChecksReadmission = {
  left_by: "removed" | "expelled" | "lost_contact" | "dropped_activity" | "asked_to_leave" | "broke_unity" | "corruption" | "serious_crime" | "less_serious_crime" | "population_policy";
  left_on?: string | null;
  expunged_on?: string | null;
  earlier_readmissions?: number | null;
  family_hardship?: boolean | null;
};

export type DossierChecksRelative = {
  relation: "candidate" | "father" | "mother" | "raiser" | "spouse" | "father_in_law" | "mother_in_law" | "child";
  state: "open" | "requested" | "verified" | "waived";
  name?: string | null;
  has_capacity?: boolean | null;
  abroad?: boolean | null;
  requested_on?: string | null;
  finished_on?: string | null;
  waiver?: "father_member" | "mother_member" | "sibling_member" | "child_member" | "spouse_member" | "spouse_parent_member" | "spouse_sibling_member" | "other" | null;
  matched_on?: string | null;
  matched_at?: string | null;
  matched_by?: string | null;
};

export type DossierChecksSighting = {
  fact: string;
  text: string;
  page?: number | null;
  line?: number | null;
};

export type DossierClockView = {
  rule: string;
  rule_set: string;
  cite: Cite;
  from: string;
  days: number;
  stopped_days: number;
  extension_days: number;
  due_on: string;
  done_on?: string | null;
  left: number;
  skipped: (DossierDayView)[];
  uncertain: boolean;
};

export type DossierConditionsForm = {
  conditions: DossierChecksConditions;
  version: number;
};

export type DossierConsentsForm = {
  consents: (DossierChecksConsent)[];
  version: number;
};

export type DossierDateView = {
  name: string;
  label: string;
  value: string;
};

export type DossierDayView = {
  on: string;
  name: string;
};

export type DossierDifference = {
  place: string;
  field: string;
  from: string;
  to: string;
};

export type DossierDossierQuery = {
  text?: string | null;
  org_id?: string | null;
  campaign_id?: string | null;
  person_id?: string | null;
  states?: ("drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held")[] | null;
  due_until?: string | null;
  with_errors?: boolean | null;
  sort?: string | null;
  cursor?: string | null;
  limit?: number | null;
};

export type DossierFactsSummary = {
  has_conditions: boolean;
  relatives: number;
  relatives_done: number;
  consents: number;
  sightings: number;
};

export type DossierFactsView = {
  conditions: DossierChecksConditions;
  relatives: (DossierChecksRelative)[];
  consents: (DossierChecksConsent)[];
  papers: (DossierPaperSightings)[];
  version: number;
};

export type DossierHandsForm = {
  prepared_by: string;
  appraised_by: string;
  reason: string;
  version: number;
};

export type DossierHeadForm = {
  org_id: string;
  campaign_id?: string | null;
  candidate_type: "union_member" | "trade_union_member" | "other";
  section_committee: boolean;
  shelf: string;
  extension_days: number;
  extension_reason: string;
  version: number;
};

export type DossierHistoryItem = {
  at: number;
  actor: string;
  action: string;
  sentence: string;
  changes: (DossierChangeView)[];
};

export type DossierHistoryItemPage = {
  items: (DossierHistoryItem)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DossierHoldChoice = {
  kind: string;
  title: string;
  stops_clock: boolean;
};

export type DossierHoldView = {
  kind: string;
  from_state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  held_on: string;
  look_on: string;
  reason: string;
  stops_clock: boolean;
};

export type DossierItem = {
  id: string;
  code: string;
  person_id: string;
  person_name: string;
  org_name: string;
  unit_name: string;
  campaign_id: string;
  candidate_type: "union_member" | "trade_union_member" | "other";
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  state_since: string;
  due_on: string;
  days_left?: number | null;
  error_count: number;
  warning_count: number;
  decision_number: string;
  version: number;
};

export type DossierItemAnswer = {
  on: string;
  by: string;
  text: string;
};

export type DossierItemPage = {
  items: (DossierItem)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DossierItemView = {
  id: string;
  rule: string;
  paper: string;
  text: string;
  fixed_on: string;
  field: string;
  done_on: string;
  done_by: string;
  answers: (DossierItemAnswer)[];
};

export type DossierLoadView = {
  person_id: string;
  name: string;
  open_dossiers: number;
};

export type DossierLoadViewPage = {
  items: (DossierLoadView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DossierMoveForm = {
  to: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  reason?: string | null;
  on?: string | null;
  from_name?: string | null;
  paper_count?: number | null;
  hold_kind?: string | null;
  look_on?: string | null;
  on_behalf_of?: string | null;
  version: number;
};

export type DossierMoveView = {
  to: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  needs_reason: boolean;
  for_account_id: string;
  for_name: string;
};

export type DossierNewForm = {
  person_id: string;
  org_id?: string | null;
  campaign_id?: string | null;
  candidate_type: "union_member" | "trade_union_member" | "other";
  section_committee?: boolean | null;
};

export type DossierOpinionView = {
  id: string;
  asked_on: string;
  asked_by: string;
  question: string;
  due_on: string;
  name: string;
  answer?: "agree" | "disagree" | "other" | null;
  answered_on: string;
  answered_by: string;
  has_text: boolean;
  dropped: boolean;
  late: boolean;
  may_answer: boolean;
  version: number;
};

export type DossierOverduePrint = {
  filter: DossierWorkQuery;
  format: string;
};

export type DossierPaperForm = {
  received: boolean;
  received_on?: string | null;
  number?: string | null;
  is_signed?: boolean | null;
  is_sealed?: boolean | null;
  dates: Record<string, string>;
  facts: Record<string, string>;
  remark?: string | null;
  version: number;
};

export type DossierPaperSightings = {
  form: string;
  sightings: (DossierChecksSighting)[];
};

export type DossierPaperView = {
  form: string;
  title: string;
  form_number: string;
  made_by: string;
  asked: boolean;
  later: boolean;
  optional: boolean;
  received: boolean;
  received_on: string;
  number: string;
  is_signed?: boolean | null;
  is_sealed?: boolean | null;
  needs_seal: boolean;
  dates: (DossierDateView)[];
  fact_names: (string)[];
  facts: Record<string, string>;
  verifies: (string)[];
  has_remark: boolean;
  level?: "hint" | "warning" | "error" | null;
};

export type DossierPersonView = {
  id: string;
  name: string;
  born_on: string;
  sex: string;
  position: string;
  occupation: string;
  home_place: string;
  residence: string;
};

export type DossierReceiptView = {
  id: string;
  year: number;
  number: number;
  round_no: number;
  received_on: string;
  received_by: string;
  from_name: string;
  paper_count: number;
  deadline_as_written: string;
  late: boolean;
  struck_on: string;
  struck_reason: string;
};

export type DossierRegisterLine = {
  id: string;
  year: number;
  number: number;
  round_no: number;
  received_on: string;
  received_by: string;
  from_name: string;
  paper_count: number;
  deadline_as_written: string;
  last_day_on: string;
  late: boolean;
  struck_on: string;
  struck_reason: string;
  dossier_id: string;
  code: string;
  person_name: string;
  org_name: string;
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
};

export type DossierRegisterLinePage = {
  items: (DossierRegisterLine)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DossierRegisterPrint = {
  filter: DossierRegisterQuery;
  format: string;
};

export type DossierRegisterQuery = {
  year?: number | null;
  from_on?: string | null;
  until_on?: string | null;
  org_id?: string | null;
  campaign_id?: string | null;
  text?: string | null;
  late?: boolean | null;
  cursor?: string | null;
  limit?: number | null;
};

export type DossierRelativesForm = {
  relatives: (DossierChecksRelative)[];
  version: number;
};

export type DossierRemark = {
  text: string;
};

export type DossierRemindForm = {
  items: (DossierRemindItem)[];
  note: string;
};

export type DossierRemindItem = {
  kind: "prepare" | "receive" | "take_up" | "appraise" | "mend" | "look_again" | "held" | "ready" | "opinion" | "task";
  id: string;
  dossier_id: string;
  step: string;
};

export type DossierResubmitForm = {
  fixed_items: (string)[];
  on_behalf_of?: string | null;
  version: number;
};

export type DossierReturnForm = {
  due_on?: string | null;
  due_days?: number | null;
  message?: string | null;
  items: (DossierReturnItemForm)[];
  on_behalf_of?: string | null;
  version: number;
};

export type DossierReturnItemForm = {
  rule?: string | null;
  paper?: string | null;
  field?: string | null;
  text: string;
};

export type DossierRoundChanges = {
  round_no: number;
  items: (DossierDifference)[];
};

export type DossierRoundView = {
  round_no: number;
  returned_on: string;
  due_on: string;
  answered_on: string;
  message: string;
  items: (DossierItemView)[];
  undone_on: string;
  days_late: number;
};

export type DossierSettleForm = {
  done: boolean;
  word?: string | null;
  version: number;
};

export type DossierSightingsForm = {
  sightings: (DossierChecksSighting)[];
  version: number;
};

export type DossierStateCount = {
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  count: number;
};

export type DossierStateCounts = {
  items: (DossierStateCount)[];
};

export type DossierStepView = {
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  on: string;
  by: string;
  note: string;
  for_name: string;
  undone_on: string;
  undone_by: string;
  undone_reason: string;
};

export type DossierSupportForm = {
  id?: string | null;
  kind: string;
  person_id?: string | null;
  name?: string | null;
  official?: boolean | null;
  same_grassroots?: boolean | null;
  together_since?: string | null;
  from_on?: string | null;
  until_on?: string | null;
  reason?: string | null;
  version: number;
};

export type DossierSupportView = {
  id: string;
  kind: string;
  person_id: string;
  name: string;
  official: boolean;
  same_grassroots?: boolean | null;
  together_since: string;
  from_on: string;
  until_on: string;
  reason: string;
  open_dossiers: number;
};

export type DossierUndoForm = {
  reason: string;
  on_behalf_of?: string | null;
  version: number;
};

export type DossierVersionForm = {
  version: number;
};

export type DossierView = {
  id: string;
  code: string;
  person: DossierPersonView;
  org_id: string;
  org_name: string;
  unit_name: string;
  campaign_id: string;
  candidate_type: "union_member" | "trade_union_member" | "other";
  section_committee: boolean;
  state: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held";
  state_since: string;
  received_on: string;
  begun_on: string;
  cell_met_on: string;
  committee_met_on: string;
  shelf: string;
  extension_days: number;
  extension_reason: string;
  decision_number: string;
  decided_on: string;
  decision_received_on: string;
  ceremony_on: string;
  due_on: string;
  checklist: string;
  papers: (DossierPaperView)[];
  findings: (Finding)[];
  passed_count: number;
  clocks: (DossierClockView)[];
  supports: (DossierSupportView)[];
  facts: DossierFactsSummary;
  votes: (DossierVoteView)[];
  rounds: (DossierRoundView)[];
  steps: (DossierStepView)[];
  moves: (DossierMoveView)[];
  may_edit: boolean;
  may_appraise: boolean;
  suggested_due_on: string;
  suggested_days: number;
  way: DossierWayView;
  version: number;
};

export type DossierVoteForm = {
  body: string;
  held_on: string;
  base: number;
  present?: number | null;
  in_favour: number;
  against: number;
  version: number;
};

export type DossierVoteView = {
  body: string;
  held_on: string;
  base: number;
  present?: number | null;
  in_favour: number;
  against: number;
  sentence: string;
};

export type DossierWayView = {
  appraiser_id: string;
  appraiser: string;
  receipts: (DossierReceiptView)[];
  hold?: DossierHoldView | null;
  hold_choices: (DossierHoldChoice)[];
  opinions: (DossierOpinionView)[];
  changes: DossierRoundChanges;
  undo?: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held" | null;
};

export type DossierWordForm = {
  word: string;
  version: number;
};

export type DossierWorkAnswer = {
  items: (DossierWorkRow)[];
  groups: (DossierWorkGroup)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type DossierWorkGroup = {
  kind: "prepare" | "receive" | "take_up" | "appraise" | "mend" | "look_again" | "held" | "ready" | "opinion" | "task";
  due: "late" | "today" | "week" | "later" | "undated";
  count: number;
};

export type DossierWorkQuery = {
  mine?: boolean | null;
  late?: boolean | null;
  kinds?: ("prepare" | "receive" | "take_up" | "appraise" | "mend" | "look_again" | "held" | "ready" | "opinion" | "task")[] | null;
  due?: ("late" | "today" | "week" | "later" | "undated")[] | null;
  campaign_id?: string | null;
  text?: string | null;
};

export type DossierWorkRow = {
  id: string;
  kind: "prepare" | "receive" | "take_up" | "appraise" | "mend" | "look_again" | "held" | "ready" | "opinion" | "task";
  subject_kind: string;
  subject_id: string;
  dossier_id: string;
  code: string;
  name: string;
  org_name: string;
  who: string;
  state?: "drafting" | "submitted" | "received" | "appraising" | "returned" | "resubmitted" | "qualified" | "decided" | "admitted" | "withdrawn" | "held" | null;
  since: string;
  due_on: string;
  days_left?: number | null;
  due: "late" | "today" | "week" | "later" | "undated";
  mine: boolean;
  error_count: number;
  warning_count: number;
  round_no: number;
  step: string;
  step_title: string;
  reminders: (WorkflowReminder)[];
  version: number;
};

export type EnvelopeAnswerBody = {
  version: number;
  outcome: string;
  answered_on?: string | null;
  answer_number?: string | null;
  answer?: string | null;
};

export type EnvelopeAssignForm = {
  first_page: number;
  last_page: number;
  code: string;
  form: string;
};

export type EnvelopeBesideView = {
  originals: (EnvelopeOriginalView)[];
  opinions: (EnvelopeOpinionView)[];
  sums: (EnvelopeOpinionSum)[];
};

export type EnvelopeCloseForm = {
  with_open?: boolean | null;
};

export type EnvelopeCoversForm = {
  dossiers: (string)[];
  forms?: (string)[] | null;
};

export type EnvelopeDifference = {
  field: string;
  typed: string;
  first: string;
  second: string;
};

export type EnvelopeFileVersion = {
  id: string;
  version_no: number;
  name: string;
  kind: "pdf" | "jpeg" | "png";
  size: number;
  pages: number;
  sha256: string;
  added_at: number;
  added_by: string;
};

export type EnvelopeLetterBody = {
  to_name: string;
  ask: string;
  to_address?: string | null;
  to_org_id?: string | null;
  relative_id?: string | null;
  about?: string | null;
  version?: number | null;
};

export type EnvelopeLetterView = {
  id: string;
  dossier_id: string;
  dossier_code: string;
  person_name: string;
  relative_id: string;
  about: string;
  to_org_id: string;
  to_name: string;
  to_address: string;
  ask: string;
  state: "draft" | "sent" | "answered" | "cancelled";
  number: string;
  sent_on: string;
  remind_on: string;
  reminded_on: string;
  answered_on: string;
  answer_number: string;
  outcome: string;
  answer: string;
  made_by: string;
  waiting_days?: number | null;
  late: boolean;
  version: number;
};

export type EnvelopeLetterViewPage = {
  items: (EnvelopeLetterView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type EnvelopeLetterWish = {
  text?: string | null;
  org_id?: string | null;
  states?: ("draft" | "sent" | "answered" | "cancelled")[] | null;
  remind_until?: string | null;
  sort?: string | null;
  cursor?: string | null;
  limit?: number | null;
  format?: string | null;
};

export type EnvelopeOpinionBody = {
  kind: "residence" | "mass_organisation";
  body: string;
  id?: string | null;
  asked_on?: string | null;
  answered_on?: string | null;
  asked?: number | null;
  agreed?: number | null;
  disagreed?: number | null;
  words?: string | null;
  version?: number | null;
};

export type EnvelopeOpinionSum = {
  kind: "residence" | "mass_organisation";
  bodies: number;
  answered: number;
  asked: number;
  agreed: number;
  disagreed: number;
};

export type EnvelopeOpinionView = {
  id: string;
  kind: "residence" | "mass_organisation";
  body: string;
  asked_on: string;
  answered_on: string;
  asked?: number | null;
  agreed?: number | null;
  disagreed?: number | null;
  words: string;
  version: number;
};

export type EnvelopeOriginalView = {
  form: string;
  state: "missing" | "received" | "transcribed" | "compared_once" | "compared_twice";
  typed: Record<string, string>;
  readings: (EnvelopeReadingView)[];
  differences: (EnvelopeDifference)[];
};

export type EnvelopePaperFile = {
  form: string;
  taken_out: boolean;
  reason: string;
  versions: (EnvelopeFileVersion)[];
};

export type EnvelopePaperFiles = {
  items: (EnvelopePaperFile)[];
};

export type EnvelopePartView = {
  id: string;
  first_page: number;
  last_page: number;
  cover_page: number;
  dossier_id: string;
  code: string;
  person_name: string;
  form: string;
  form_title: string;
  state: "open" | "filed" | "dropped";
  problem: string;
};

export type EnvelopeReadBody = {
  fields: Record<string, string>;
};

export type EnvelopeReadingView = {
  pass_no: number;
  by: string;
  read_at: number;
  mine: boolean;
  fields: Record<string, string>;
};

export type EnvelopeScanItem = {
  id: string;
  name: string;
  state: "waiting" | "splitting" | "split" | "failed" | "closed";
  pages: number;
  made_at: number;
};

export type EnvelopeScanList = {
  items: (EnvelopeScanItem)[];
};

export type EnvelopeScanView = {
  id: string;
  name: string;
  state: "waiting" | "splitting" | "split" | "failed" | "closed";
  pages: number;
  looked_at: number;
  blank_pages: (number)[];
  problem: string;
  made_at: number;
  job_id: string;
  parts: (EnvelopePartView)[];
};

export type EnvelopeSendBody = {
  version: number;
  number?: string | null;
  take_number?: boolean | null;
  sent_on?: string | null;
  remind_on?: string | null;
};

export type EnvelopeTakeOutForm = {
  reason: string;
};

export type EnvelopeVersionBody = {
  version: number;
};

export type ExchangeAsked = {
  org_id: string;
  asked_count: number;
};

export type ExchangeBoard = {
  request: ExchangeRequest;
  days_left: number;
  counts: ExchangeBoardCounts;
  rows: (ExchangeBoardRow)[];
};

export type ExchangeBoardCounts = {
  given: number;
  partial: number;
  nil: number;
  extended: number;
  late: number;
  waiting: number;
  people: number;
};

export type ExchangeBoardRow = {
  org_id: string;
  org_name: string;
  state: "given" | "partial" | "nil" | "extended" | "late" | "waiting";
  asked_count: number;
  answered_count: number;
  answered_on?: string | null;
  late_days: number;
  extended_to?: string | null;
  reminder_count: number;
  reminded_on?: string | null;
  note: string;
  version: number;
};

export type ExchangeCheckForm = {
  mapping: ExchangeMapping;
};

export type ExchangeClose = {
  version: number;
};

export type ExchangeColumnChoice = {
  column: number;
  field: string;
  text?: "as_is" | "tcvn3" | "vni" | "cp1258" | "each" | null;
  date_order?: "day_first" | "month_first" | null;
  turn_days?: boolean | null;
  code_width?: number | null;
};

export type ExchangeColumnView = {
  column: number;
  head: string;
  field: string;
  text: ExchangeTextFacts;
  dates: ExchangeDateFacts;
};

export type ExchangeColumnsView = {
  sheets: (string)[];
  columns: (ExchangeColumnView)[];
  sample: ((string)[])[];
  fields: (ExchangeFieldView)[];
  mapping: ExchangeMapping;
};

export type ExchangeDateFacts = {
  day_first: number;
  month_first: number;
  both_ways: number;
  cells: number;
  turned: boolean;
  samples: (string)[];
};

export type ExchangeDateProof = {
  day_first: number;
  month_first: number;
  both_ways: number;
  year_only: number;
};

export type ExchangeExportForm = {
  format: "xlsx" | "csv";
  text?: string | null;
  org_id?: string | null;
  standing?: ("outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member")[] | null;
  sex?: string | null;
  sort?: string | null;
  descending?: boolean | null;
};

export type ExchangeExtension = {
  org_id: string;
  extended_to: string;
  note: string;
  version: number;
};

export type ExchangeFieldView = {
  field: string;
  title: string;
};

export type ExchangeImportItem = {
  id: string;
  name: string;
  state: "uploaded" | "checking" | "checked" | "applying" | "applied" | "failed" | "cancelled";
  summary: ExchangeSummary;
  created_at: number;
};

export type ExchangeImportItemPage = {
  items: (ExchangeImportItem)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type ExchangeImportView = {
  id: string;
  name: string;
  format: "xlsx" | "csv";
  state: "uploaded" | "checking" | "checked" | "applying" | "applied" | "failed" | "cancelled";
  done: number;
  total: number;
  summary: ExchangeSummary;
  dates: ExchangeDateProof;
  mapping: ExchangeMapping;
  problem: string;
  created_at: number;
  rows: ExchangeRowViewPage;
};

export type ExchangeMapping = {
  sheet: number;
  head_line: number;
  columns: (ExchangeColumnChoice)[];
  date_order?: "day_first" | "month_first" | null;
  add_lost_zero: boolean;
  mend_capitals: boolean;
  org_id: string;
  units: Record<string, string>;
  skip_lines: (number)[];
};

export type ExchangeReminder = {
  org_ids: (string)[];
  channel: "letter" | "mail" | "message" | "call";
};

export type ExchangeRequest = {
  id: string;
  kind: "nominate" | "other";
  subject_kind: string;
  subject_id: string;
  title: string;
  text: string;
  due_on: string;
  due_word: "before" | "by" | "on";
  due_as_written: string;
  last_day_on: string;
  sent_on: string;
  closed_on?: string | null;
  version: number;
};

export type ExchangeRequestForm = {
  kind: "nominate" | "other";
  title: string;
  text: string;
  due_as_written: string;
  units: (ExchangeAsked)[];
};

export type ExchangeRequestPage = {
  items: (ExchangeRequest)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type ExchangeRowView = {
  line: number;
  level: string;
  name: string;
  findings: (Finding)[];
};

export type ExchangeRowViewPage = {
  items: (ExchangeRowView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type ExchangeSummary = {
  rows: number;
  clean: number;
  hints: number;
  warnings: number;
  errors: number;
  skipped: number;
  imported: number;
};

export type ExchangeTextFacts = {
  as: "as_is" | "tcvn3" | "vni" | "cp1258" | "each";
  sure: boolean;
  by_font: boolean;
  marked: number;
  of_it: number;
  of_others: number;
  decomposed: number;
  samples: (ExchangeTextSample)[];
};

export type ExchangeTextSample = {
  before: string;
  tcvn3: string;
  vni: string;
  cp1258: string;
  each: string;
};

export type ExchangeUnitAnswer = {
  org_id: string;
  answer: "given" | "nil";
  answered_count: number;
  answered_on?: string | null;
  note: string;
  version: number;
};

export type FiltersFilterForm = {
  list: string;
  name: string;
  conditions: Record<string, (string)[]>;
  shared: boolean;
};

export type FiltersListExport = {
  list: string;
  rows: number;
};

export type FiltersSavedFilter = {
  id: string;
  list: string;
  name: string;
  conditions: Record<string, (string)[]>;
  shared: boolean;
  mine: boolean;
  owner_name: string;
  version: number;
};

export type FiltersSavedFilterPage = {
  items: (FiltersSavedFilter)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type Finding = {
  rule: string;
  rule_set: string;
  level: "hint" | "warning" | "error";
  cite: Cite;
  where: (Where)[];
  values: (string)[];
  on: string;
  message: string;
  way_out: string;
};

export type NominationExtract = {
  org_id: string;
  org_name: string;
  entries: (NominationListEntry)[];
};

export type NominationListEntry = {
  position: number;
  person_id: string;
  person_name: string;
  born_on: string;
  union_org_id: string;
  union_org_name: string;
  held_on: string;
  member_count: number;
  votes_for: number;
  left_out?: "proposed" | "member" | "inactive" | "no_committee" | null;
};

export type NominationListVersion = {
  version: number;
};

export type NominationNomination = {
  id: string;
  campaign_id: string;
  request_id?: string | null;
  person_id: string;
  person_name: string;
  born_on: string;
  org_id: string;
  org_name: string;
  nominated_on: string;
  in_time: boolean;
  state: "proposed" | "withdrawn";
  note: string;
  version: number;
};

export type NominationNominationForm = {
  person_id: string;
  request_id?: string | null;
  nominated_on?: string | null;
  note: string;
};

export type NominationNominationPage = {
  items: (NominationNomination)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type NominationOutstandingList = {
  id: string;
  campaign_id: string;
  voted_year: number;
  cutoff: string;
  compiled_on: string;
  frozen_on?: string | null;
  entry_count: number;
  version: number;
  extracts: (NominationExtract)[];
  left_out: (NominationListEntry)[];
};

export type NominationProposed = {
  nomination: NominationNomination;
  findings: (Finding)[];
};

export type NominationRecordedVote = {
  vote: NominationUnionVote;
  findings: (Finding)[];
};

export type NominationUnionVote = {
  id: string;
  person_id: string;
  org_id: string;
  level: "branch" | "grassroots";
  voted_year: number;
  held_on: string;
  member_count: number;
  present_count: number;
  votes_for: number;
  recognised: boolean;
  minutes_number: string;
  version: number;
};

export type NominationVoteChange = {
  form: NominationVoteForm;
  version: number;
};

export type NominationVoteForm = {
  person_id: string;
  org_id: string;
  level: "branch" | "grassroots";
  voted_year: number;
  held_on: string;
  member_count: number;
  present_count: number;
  votes_for: number;
  recognised: boolean;
  minutes_number: string;
};

export type NominationVoteLine = {
  vote: NominationUnionVote;
  person_name: string;
  born_on: string;
  org_name: string;
  needed?: number | null;
};

export type NominationVoteShare = {
  over: number;
  under: number;
  cite: Cite;
};

export type NominationVoteYear = {
  voted_year: number;
  share?: NominationVoteShare | null;
  items: (NominationVoteLine)[];
};

export type NominationWithdrawal = {
  reason: string;
  version: number;
};

export type OrgOrgForm = {
  parent_id: string;
  system: "party" | "youth_union" | "trade_union" | "other";
  kind: string;
  code: string;
  name: string;
  short_name?: string | null;
  linked_org_id?: string | null;
  place?: string | null;
  from_on?: string | null;
  until_on?: string | null;
  version?: number | null;
};

export type OrgOrgView = {
  id: string;
  parent_id?: string | null;
  system: "party" | "youth_union" | "trade_union" | "other";
  kind: string;
  code: string;
  name: string;
  short_name: string;
  linked_org_id?: string | null;
  place: string;
  from_on: string;
  until_on: string;
  depth: number;
  version: number;
};

export type OrgOrgViewPage = {
  items: (OrgOrgView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeopleAlikeForm = {
  name: string;
  born_on?: string | null;
  sex?: string | null;
  phone?: string | null;
  home_place?: string | null;
  org_id?: string | null;
  national_id?: string | null;
};

export type PeopleAlikeView = {
  score: number;
  reasons: (string)[];
  id: string;
  name: string;
  born_on: string;
  org_name: string;
};

export type PeopleAlikeViewPage = {
  items: (PeopleAlikeView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeopleApartForm = {
  first_id: string;
  second_id: string;
};

export type PeopleBothForm = {
  kept_id: string;
  lost_id: string;
};

export type PeopleChangeView = {
  field: string;
  from: string;
  to: string;
};

export type PeopleDoubleSide = {
  id: string;
  name: string;
  other_name: string;
  born_on: string;
  sex: string;
  org_name: string;
  code: string;
  phone: string;
  home_place: string;
  residence: string;
  position: string;
  occupation: string;
  standing: "outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member";
  national_id: string;
  merged_from: string;
};

export type PeopleDoubleView = {
  score: number;
  reasons: (string)[];
  first: PeopleDoubleSide;
  second: PeopleDoubleSide;
  may_decide: boolean;
  may_merge: boolean;
};

export type PeopleDoubleViewPage = {
  items: (PeopleDoubleView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeopleHistoryItem = {
  seq: number;
  at: number;
  actor: string;
  action: string;
  sentence: string;
  changes: (PeopleChangeView)[];
};

export type PeopleHistoryItemPage = {
  items: (PeopleHistoryItem)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeopleMergeComparison = {
  kept: PeopleMergeSide;
  lost: PeopleMergeSide;
  fields: (PeopleMergeField)[];
  moves: (PeopleMergeMoves)[];
  against: (Finding)[];
};

export type PeopleMergeDone = {
  id: string;
  kept_id: string;
};

export type PeopleMergeField = {
  key: string;
  kept: string;
  lost: string;
  differs: boolean;
  take_lost: boolean;
};

export type PeopleMergeForm = {
  kept_id: string;
  lost_id: string;
  take: (string)[];
  reason: string;
  kept_version: number;
  lost_version: number;
};

export type PeopleMergeMoves = {
  what: string;
  count: number;
  stays: number;
};

export type PeopleMergeSide = {
  id: string;
  name: string;
  org_name: string;
  version: number;
};

export type PeopleMergeView = {
  id: string;
  kept_id: string;
  kept_name: string;
  lost_id: string;
  lost_name: string;
  taken: (string)[];
  reason: string;
  merged_at: number;
  merged_name: string;
  undone_at?: number | null;
  undone_name: string;
  undone_reason: string;
  may_undo: boolean;
  version: number;
};

export type PeopleMergeViewPage = {
  items: (PeopleMergeView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeoplePersonForm = {
  name: string;
  org_id: string;
  union_org_id?: string | null;
  code?: string | null;
  other_name?: string | null;
  sex?: string | null;
  born_on?: string | null;
  home_place?: string | null;
  residence?: string | null;
  phone?: string | null;
  position?: string | null;
  occupation?: string | null;
  education?: string | null;
  professional_level?: string | null;
  political_theory_level?: string | null;
  standing?: "outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member" | null;
  standing_since?: string | null;
  union_joined_on?: string | null;
  joined_on?: string | null;
  official_on?: string | null;
  note?: string | null;
  sensitive?: PeopleSensitiveForm | null;
  version?: number | null;
};

export type PeoplePersonItem = {
  id: string;
  name: string;
  born_on: string;
  born_on_as_written: string;
  sex: string;
  org_id: string;
  org_name: string;
  position: string;
  standing: "outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member";
  standing_since: string;
  merged_from: string;
  version: number;
};

export type PeoplePersonItemPage = {
  items: (PeoplePersonItem)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PeoplePersonQuery = {
  text?: string | null;
  org_id?: string | null;
  standing?: ("outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member")[] | null;
  sex?: string | null;
  sort?: string | null;
  descending?: boolean | null;
  cursor?: string | null;
  limit?: number | null;
};

export type PeoplePersonView = {
  id: string;
  code: string;
  name: string;
  other_name: string;
  sex: string;
  born_on: string;
  born_on_as_written: string;
  org_id: string;
  org_name: string;
  union_org_id?: string | null;
  union_org_name: string;
  home_place: string;
  residence: string;
  phone: string;
  position: string;
  occupation: string;
  education: string;
  professional_level: string;
  political_theory_level: string;
  standing: "outsider" | "union_member" | "sympathizer" | "candidate" | "probationary_member" | "official_member";
  standing_since: string;
  union_joined_on: string;
  joined_on: string;
  official_on: string;
  note: string;
  national_id: string;
  ethnicity: string;
  religion: string;
  active: boolean;
  merged_from: string;
  may_edit: boolean;
  may_reveal: boolean;
  may_merge: boolean;
  version: number;
};

export type PeopleRevealForm = {
  reason: string;
};

export type PeopleSearchView = {
  job_id: string;
};

export type PeopleSensitiveForm = {
  national_id: string;
  ethnicity: string;
  religion: string;
};

export type PeopleUndoMergeForm = {
  reason: string;
  version: number;
};

export type PrivacyActPeriod = {
  kind: "access" | "correct" | "erase" | "restrict" | "object" | "withdraw";
  days: number;
  extension: number;
  confidence: string;
};

export type PrivacyConsent = {
  id: string;
  person_id: string;
  person_name: string;
  purpose: string;
  basis: "consent" | "rule";
  rule: string;
  text_version: string;
  given_on: string;
  recorded_by: string;
  withdrawn_on?: string | null;
  has_scan: boolean;
  version: number;
};

export type PrivacyConsentForm = {
  person_id: string;
  purpose: string;
  basis: "consent" | "rule";
  rule: string;
  text_version: string;
  given_on: string;
};

export type PrivacyConsentPage = {
  items: (PrivacyConsent)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyDataRequest = {
  id: string;
  number: number;
  person_id: string;
  person_name: string;
  kind: "access" | "correct" | "erase" | "restrict" | "object" | "withdraw";
  received_on: string;
  asked: string;
  answer_by: string;
  act_by: string;
  extended: boolean;
  periods: string;
  answered_on?: string | null;
  outcome?: "done" | "refused" | null;
  answer: string;
  closed_on?: string | null;
  recorded_by: string;
  late: boolean;
  version: number;
};

export type PrivacyDataRequestPage = {
  items: (PrivacyDataRequest)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyErasure = {
  id: string;
  person_id: string;
  person_name: string;
  request_id?: string | null;
  state: "asked" | "done" | "dropped";
  reason: string;
  asked_at: number;
  asked_by: string;
  asked_name: string;
  done_at?: number | null;
  done_by?: string | null;
  done_name: string;
  number?: number | null;
  key_hash: string;
  row_count: number;
  mine: boolean;
  version: number;
};

export type PrivacyErasureForm = {
  person_id: string;
  request_id?: string | null;
  reason: string;
};

export type PrivacyErasurePage = {
  items: (PrivacyErasure)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyFileQuery = {
  text: string;
};

export type PrivacyFoundFile = {
  id: string;
  name: string;
  added_at: number;
  added_by_name: string;
  held: boolean;
};

export type PrivacyFoundFilePage = {
  items: (PrivacyFoundFile)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyIncident = {
  id: string;
  number: number;
  title: string;
  discovered_at: number;
  from_at: number;
  until_at: number;
  actor: string;
  grave: boolean;
  what: string;
  harm: string;
  measures: string;
  notify_by: number;
  notified_at?: number | null;
  closed_at?: number | null;
  recorded_by: string;
  version: number;
};

export type PrivacyIncidentForm = {
  title: string;
  discovered_at: number;
  from_at: number;
  until_at: number;
  actor: string;
  grave: boolean;
  what: string;
  harm: string;
  measures: string;
  version: number;
};

export type PrivacyIncidentPage = {
  items: (PrivacyIncident)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyKeepPeriod = {
  outcome: string;
  years: number;
  source: string;
  confidence: string;
};

export type PrivacyKeptView = {
  erased: boolean;
  findings: (Finding)[];
};

export type PrivacyOwnDataForm = {
  person_id: string;
  reason: string;
  as: string;
};

export type PrivacyPaperStub = {
  id: string;
  number: string;
  dated: string;
  holder: string;
  place: string;
  person_id?: string | null;
  person_name: string;
  recorded_by: string;
  ended_on?: string | null;
  version: number;
};

export type PrivacyPaperStubPage = {
  items: (PrivacyPaperStub)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyPeriods = {
  id: string;
  from: string;
  source: string;
  confidence: string;
  answer_working_days: number;
  act: (PrivacyActPeriod)[];
  notice_hours: number;
  keep: (PrivacyKeepPeriod)[];
};

export type PrivacyPeriodsView = {
  periods: PrivacyPeriods;
};

export type PrivacyProcessing = {
  id: string;
  purpose: string;
  basis: string;
  subjects: string;
  fields: string;
  recipients: string;
  period: string;
  measures: string;
};

export type PrivacyProcessingForm = {
  purpose: string;
  basis: string;
  subjects: string;
  fields: string;
  recipients: string;
  period: string;
  measures: string;
  version: number;
};

export type PrivacyProcessingView = {
  entry: PrivacyProcessing;
  own: boolean;
  version: number;
};

export type PrivacyProcessingViewPage = {
  items: (PrivacyProcessingView)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyPurge = {
  id: string;
  attachment_id: string;
  file_name: string;
  state: "held" | "done" | "dropped";
  reason: string;
  asked_at: number;
  asked_by: string;
  asked_name: string;
  done_at?: number | null;
  done_by?: string | null;
  done_name: string;
  mine: boolean;
  version: number;
};

export type PrivacyPurgeForm = {
  attachment_id: string;
  hold_reason: string;
};

export type PrivacyPurgePage = {
  items: (PrivacyPurge)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type PrivacyRequestForm = {
  person_id: string;
  kind: "access" | "correct" | "erase" | "restrict" | "object" | "withdraw";
  received_on: string;
  asked: string;
};

export type PrivacyRequestStep = {
  on: string;
  outcome?: "done" | "refused" | null;
  words: string;
  version: number;
};

export type PrivacyRowVersion = {
  version: number;
};

export type PrivacyStubForm = {
  number: string;
  dated: string;
  holder: string;
  place: string;
  person_id?: string | null;
};

export type PrivacyTouched = {
  person_id: string;
  name: string;
  org_name: string;
  fields: (string)[];
  actors: (string)[];
  first_at: number;
  last_at: number;
  times: number;
};

export type PrivacyTouchedList = {
  people: (PrivacyTouched)[];
  rows: number;
  capped: boolean;
  lists: (string)[];
};

export type PrivacyVersionForm = {
  version: number;
};

export type PrivacyWithdrawForm = {
  on: string;
  version: number;
};

export type Problem = {
  code: string;
  message: string;
  findings: (Finding)[];
  request_id: string;
};

export type ReportsHome = {
  mine: (ReportsHomeTask)[];
  late: (ReportsHomeLate)[];
  stages: (ReportsHomeStage)[];
  changes: (ReportsHomeChange)[];
};

export type ReportsHomeChange = {
  at: number;
  who: string;
  says: string;
  link: string;
};

export type ReportsHomeLate = {
  id: string;
  what: string;
  who: string;
  days_late: number;
  reminded: string;
  link: string;
};

export type ReportsHomeStage = {
  id: string;
  open: number;
  late: number;
};

export type ReportsHomeTask = {
  id: string;
  kind: string;
  what: string;
  org: string;
  due_on?: string | null;
  days_left?: number | null;
  link: string;
};

export type ReportsPackJob = {
  job_id: string;
};

export type ReportsPackSummary = {
  campaign_id: string;
  campaign_code: string;
  decision_count: number;
  delegate_count: number;
  warning_count: number;
  files: (string)[];
};

export type ReportsPlaceProgress = {
  org_id: string;
  decided_count: number;
  proposed_count: number;
};

export type ReportsPlaceProgressPage = {
  items: (ReportsPlaceProgress)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type RulesArguableView = {
  from: string;
  until: string;
  why: string;
};

export type RulesDifferenceView = {
  id: string;
  group: string;
  group_title: string;
  title: string;
  before?: RulesRuleView | null;
  after?: RulesRuleView | null;
};

export type RulesOwnCheck = {
  name: string;
  text: string;
};

export type RulesOwnFile = {
  name: string;
  set: string;
  title: string;
  in_use: boolean;
  version: number;
  earlier: (RulesOwnVersion)[];
};

export type RulesOwnFilePage = {
  items: (RulesOwnFile)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type RulesOwnForm = {
  name: string;
  text: string;
  version: number;
};

export type RulesOwnJudged = {
  findings: (Finding)[];
};

export type RulesOwnText = {
  text: string;
};

export type RulesOwnVersion = {
  version: number;
  until: string;
};

export type RulesRuleBook = {
  on: string;
  holding: (string)[];
  sets: (RulesSetView)[];
  refused: (Finding)[];
};

export type RulesRuleDifferences = {
  before: RulesSetView;
  after: RulesSetView;
  items: (RulesDifferenceView)[];
};

export type RulesRuleView = {
  id: string;
  group: string;
  group_title: string;
  title: string;
  kind: string;
  value: string;
  words: string;
  cite: Cite;
  confidence: string;
  confidence_text: string;
  known: boolean;
  as_in: string;
  level: string;
  note: string;
  set: string;
  local: boolean;
};

export type RulesSetView = {
  code: string;
  title: string;
  from: string;
  until?: string | null;
  confidence: string;
  confidence_text: string;
  note: string;
  local: boolean;
  overlay: boolean;
  documents: (Cite)[];
  arguable: (RulesArguableView)[];
  rules: (RulesRuleView)[];
};

export type RulesTakeBackForm = {
  name: string;
  reason: string;
  version: number;
};

export type Where = {
  paper: string;
  field: string;
  line: number;
  quote: string;
  page: number;
};

export type WorkflowColleague = {
  account_id: string;
  name: string;
};

export type WorkflowColleaguePage = {
  items: (WorkflowColleague)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type WorkflowDone = {
  done_on?: string | null;
  done_note: string;
  version: number;
};

export type WorkflowReadDate = {
  on?: string | null;
  word?: "before" | "by" | "on" | null;
  last_day_on?: string | null;
  minute_of_day?: number | null;
  tentative: boolean;
  finding?: Finding | null;
};

export type WorkflowReminder = {
  step: string;
  reminded_on: string;
  by_name: string;
  note: string;
};

export type WorkflowStandIn = {
  id: string;
  principal_account_id: string;
  principal_name: string;
  deputy_account_id: string;
  deputy_name: string;
  from_on: string;
  until_on: string;
  reason: string;
  made_by: string;
  ended_on: string;
  holds: boolean;
  version: number;
};

export type WorkflowStandInForm = {
  principal_account_id?: string | null;
  deputy_account_id: string;
  from_on: string;
  until_on: string;
  reason: string;
};

export type WorkflowStandInPage = {
  items: (WorkflowStandIn)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type WorkflowStandInVersion = {
  version: number;
};

export type WorkflowTask = {
  id: string;
  subject_kind: string;
  subject_id: string;
  position: number;
  owner: string;
  owner_org_id?: string | null;
  owner_person_id?: string | null;
  owner_role?: string | null;
  text: string;
  due_on?: string | null;
  due_word?: "before" | "by" | "on" | null;
  due_as_written: string;
  last_day_on?: string | null;
  done_on?: string | null;
  done_note: string;
  version: number;
};

export type WorkflowTaskForm = {
  owner: string;
  owner_org_id?: string | null;
  owner_person_id?: string | null;
  owner_role?: string | null;
  text: string;
  due_as_written: string;
};

export type WorkflowTaskPage = {
  items: (WorkflowTask)[];
  next?: string | null;
  count: number;
  count_capped: boolean;
};

export type WorkflowWrittenDate = {
  text: string;
};

export interface Routes {
  "DELETE /api/accounts/{id}/grants/{grant_id}": { body: undefined; answer: undefined };
  "DELETE /api/calendar/{day}": { body: undefined; answer: undefined };
  "DELETE /api/dossiers/{id}/opinions/{opinion}": { body: undefined; answer: EnvelopeBesideView };
  "DELETE /api/dossiers/{id}/papers/{form}": { body: undefined; answer: DossierView };
  "DELETE /api/filters/{id}": { body: undefined; answer: undefined };
  "DELETE /api/imports/{id}": { body: undefined; answer: undefined };
  "DELETE /api/lent-roles/{id}": { body: undefined; answer: undefined };
  "DELETE /api/me/factor": { body: undefined; answer: undefined };
  "DELETE /api/me/sign-ins": { body: undefined; answer: undefined };
  "DELETE /api/me/sign-ins/{id}": { body: undefined; answer: undefined };
  "DELETE /api/people/{id}/kin/{kin_id}": { body: undefined; answer: undefined };
  "GET /api/accounts": { body: undefined; answer: AppAccountViewPage };
  "GET /api/alerts": { body: undefined; answer: (AppAlertView)[] };
  "GET /api/audit": { body: undefined; answer: AppAuditLinePage };
  "GET /api/audit/choices": { body: undefined; answer: AppChoices };
  "GET /api/break-glass": { body: undefined; answer: (AppGlassView)[] };
  "GET /api/calendar": { body: undefined; answer: AppDayViewPage };
  "GET /api/campaigns": { body: undefined; answer: CampaignCampaignRowPage };
  "GET /api/campaigns/{id}": { body: undefined; answer: CampaignCampaign };
  "GET /api/campaigns/{id}/ceremony_proposal": { body: undefined; answer: CeremonyCeremonyForm };
  "GET /api/campaigns/{id}/nominations": { body: undefined; answer: NominationNominationPage };
  "GET /api/campaigns/{id}/outstanding-list": { body: undefined; answer: NominationOutstandingList };
  "GET /api/campaigns/{id}/planner": { body: undefined; answer: CeremonyPlannerPlannerView };
  "GET /api/campaigns/{id}/planner/report": { body: undefined; answer: undefined };
  "GET /api/campaigns/{id}/progress": { body: undefined; answer: ReportsPlaceProgressPage };
  "GET /api/campaigns/{id}/quota": { body: undefined; answer: CampaignQuotaTable };
  "GET /api/campaigns/{id}/requests": { body: undefined; answer: ExchangeRequestPage };
  "GET /api/ceremonies": { body: undefined; answer: CeremonyCeremonyPage };
  "GET /api/ceremonies/{id}": { body: undefined; answer: CeremonyCeremony };
  "GET /api/ceremonies/{id}/board": { body: undefined; answer: CeremonyGateBoard };
  "GET /api/ceremonies/{id}/check_in_list.pdf": { body: undefined; answer: undefined };
  "GET /api/ceremonies/{id}/check_in_list.xlsx": { body: undefined; answer: undefined };
  "GET /api/ceremonies/{id}/delegates": { body: undefined; answer: CeremonyDelegatePage };
  "GET /api/ceremonies/{id}/invitations.pdf": { body: undefined; answer: undefined };
  "GET /api/ceremonies/{id}/programme": { body: undefined; answer: CeremonyProgramme };
  "GET /api/ceremonies/{id}/programme.pdf": { body: undefined; answer: undefined };
  "GET /api/ceremonies/{id}/seat_plan.pdf": { body: undefined; answer: undefined };
  "GET /api/ceremonies/{id}/seats": { body: undefined; answer: CeremonySeatPlan };
  "GET /api/decisions": { body: undefined; answer: DecisionDecisionRowPage };
  "GET /api/decisions/{id}/file": { body: undefined; answer: undefined };
  "GET /api/decisions/{id}/pages": { body: undefined; answer: DecisionPaperPages };
  "GET /api/decisions/{id}/pages/{page}": { body: undefined; answer: undefined };
  "GET /api/dossiers/counts": { body: undefined; answer: DossierStateCounts };
  "GET /api/dossiers/{id}": { body: undefined; answer: DossierView };
  "GET /api/dossiers/{id}/appraisers": { body: undefined; answer: WorkflowColleaguePage };
  "GET /api/dossiers/{id}/attachments": { body: undefined; answer: EnvelopePaperFiles };
  "GET /api/dossiers/{id}/attachments/{attachment}/file": { body: undefined; answer: undefined };
  "GET /api/dossiers/{id}/attachments/{attachment}/pages/{page}": { body: undefined; answer: undefined };
  "GET /api/dossiers/{id}/history": { body: undefined; answer: DossierHistoryItemPage };
  "GET /api/dossiers/{id}/letters": { body: undefined; answer: EnvelopeLetterViewPage };
  "GET /api/dossiers/{id}/originals": { body: undefined; answer: EnvelopeBesideView };
  "GET /api/dossiers/{id}/readers": { body: undefined; answer: WorkflowColleaguePage };
  "GET /api/dossiers/{id}/receipts/{receipt_id}/slip": { body: undefined; answer: undefined };
  "GET /api/dossiers/{id}/rounds/{round}/slip": { body: undefined; answer: undefined };
  "GET /api/dossiers/{id}/trail": { body: undefined; answer: AppReadLinePage };
  "GET /api/filters": { body: undefined; answer: FiltersSavedFilterPage };
  "GET /api/home": { body: undefined; answer: ReportsHome };
  "GET /api/imports": { body: undefined; answer: ExchangeImportItemPage };
  "GET /api/imports/{id}": { body: undefined; answer: ExchangeImportView };
  "GET /api/imports/{id}/columns": { body: undefined; answer: ExchangeColumnsView };
  "GET /api/imports/{id}/rejected.xlsx": { body: undefined; answer: undefined };
  "GET /api/introducers": { body: undefined; answer: DossierLoadViewPage };
  "GET /api/jobs/{id}": { body: undefined; answer: AppJobView };
  "GET /api/keeping": { body: undefined; answer: AppKeepingView };
  "GET /api/layouts": { body: undefined; answer: DocumentsLayoutChoicePage };
  "GET /api/lent-roles": { body: undefined; answer: AppLentPage };
  "GET /api/letterheads/{org_id}": { body: undefined; answer: DocumentsLetterhead };
  "GET /api/letters/{id}": { body: undefined; answer: EnvelopeLetterView };
  "GET /api/letters/{id}/paper": { body: undefined; answer: undefined };
  "GET /api/lists": { body: undefined; answer: (AppListView)[] };
  "GET /api/me": { body: undefined; answer: AppMe };
  "GET /api/me/factor": { body: undefined; answer: AppFactorView };
  "GET /api/me/sign-ins": { body: undefined; answer: (AppSignInView)[] };
  "GET /api/meetings": { body: undefined; answer: DecisionMeetingSummaryPage };
  "GET /api/meetings/{id}": { body: undefined; answer: DecisionMeeting };
  "GET /api/meetings/{id}/agenda": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/ballots": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/items/{item_id}/report": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/minutes": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/notices/{cell_id}": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/proposal": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/ready": { body: undefined; answer: DecisionReadyDossierPage };
  "GET /api/meetings/{id}/scans": { body: undefined; answer: DecisionScanPage };
  "GET /api/meetings/{id}/scans/{attachment}/file": { body: undefined; answer: undefined };
  "GET /api/meetings/{id}/summary": { body: undefined; answer: undefined };
  "GET /api/orgs": { body: undefined; answer: OrgOrgViewPage };
  "GET /api/orgs/{id}": { body: undefined; answer: OrgOrgView };
  "GET /api/packs/{job_id}": { body: undefined; answer: ReportsPackSummary };
  "GET /api/packs/{job_id}/file": { body: undefined; answer: undefined };
  "GET /api/people-doubles": { body: undefined; answer: PeopleDoubleViewPage };
  "GET /api/people/{id}": { body: undefined; answer: PeoplePersonView };
  "GET /api/people/{id}/history": { body: undefined; answer: PeopleHistoryItemPage };
  "GET /api/people/{id}/kin": { body: undefined; answer: (AppKinView)[] };
  "GET /api/people/{id}/merges": { body: undefined; answer: PeopleMergeViewPage };
  "GET /api/people/{id}/trail": { body: undefined; answer: AppReadLinePage };
  "GET /api/privacy/consents": { body: undefined; answer: PrivacyConsentPage };
  "GET /api/privacy/consents/{id}/form": { body: undefined; answer: undefined };
  "GET /api/privacy/erasures": { body: undefined; answer: PrivacyErasurePage };
  "GET /api/privacy/erasures/{id}/certificate": { body: undefined; answer: undefined };
  "GET /api/privacy/incidents": { body: undefined; answer: PrivacyIncidentPage };
  "GET /api/privacy/incidents/{id}/notice": { body: undefined; answer: undefined };
  "GET /api/privacy/incidents/{id}/touched": { body: undefined; answer: PrivacyTouchedList };
  "GET /api/privacy/people/{id}/kept": { body: undefined; answer: PrivacyKeptView };
  "GET /api/privacy/periods": { body: undefined; answer: PrivacyPeriodsView };
  "GET /api/privacy/processing": { body: undefined; answer: PrivacyProcessingViewPage };
  "GET /api/privacy/processing/file": { body: undefined; answer: undefined };
  "GET /api/privacy/purges": { body: undefined; answer: PrivacyPurgePage };
  "GET /api/privacy/requests": { body: undefined; answer: PrivacyDataRequestPage };
  "GET /api/privacy/stubs": { body: undefined; answer: PrivacyPaperStubPage };
  "GET /api/requests/{id}": { body: undefined; answer: ExchangeBoard };
  "GET /api/resets": { body: undefined; answer: (AppResetView)[] };
  "GET /api/results": { body: undefined; answer: DecisionResultPage };
  "GET /api/roles": { body: undefined; answer: (AppRoleChoice)[] };
  "GET /api/rules": { body: undefined; answer: RulesRuleBook };
  "GET /api/rules/diff": { body: undefined; answer: RulesRuleDifferences };
  "GET /api/rules/own": { body: undefined; answer: RulesOwnFilePage };
  "GET /api/rules/own/{name}/{version}": { body: undefined; answer: RulesOwnText };
  "GET /api/rules/{set}": { body: undefined; answer: RulesSetView };
  "GET /api/scans": { body: undefined; answer: EnvelopeScanList };
  "GET /api/scans/{id}": { body: undefined; answer: EnvelopeScanView };
  "GET /api/scans/{id}/pages/{page}": { body: undefined; answer: undefined };
  "GET /api/stand-ins": { body: undefined; answer: WorkflowStandInPage };
  "GET /api/stand-ins/colleagues": { body: undefined; answer: WorkflowColleaguePage };
  "GET /api/tasks": { body: undefined; answer: WorkflowTaskPage };
  "GET /api/union-votes": { body: undefined; answer: NominationVoteYear };
  "GET /healthz": { body: undefined; answer: AppHealth };
  "POST /api/access/why": { body: AppAskedForm; answer: AppAnswer };
  "POST /api/accounts": { body: AppNewAccountForm; answer: AppCreatedAccount };
  "POST /api/accounts/{id}/grants": { body: AppGrantForm; answer: undefined };
  "POST /api/accounts/{id}/grants/{grant_id}/confirm": { body: AuthNothing; answer: undefined };
  "POST /api/accounts/{id}/reset": { body: AppResetForm; answer: AppResetId };
  "POST /api/alerts/{id}/seen": { body: AuthNothing; answer: undefined };
  "POST /api/audit/export": { body: AppSearchForm; answer: undefined };
  "POST /api/audit/search": { body: AppSearchForm; answer: AppReadLinePage };
  "POST /api/break-glass": { body: AppGlassForm; answer: AppGlassView };
  "POST /api/break-glass/{id}/sign": { body: AppNoteForm; answer: undefined };
  "POST /api/campaigns": { body: CampaignPlanForm; answer: CampaignCampaign };
  "POST /api/campaigns/check": { body: CampaignPlanForm; answer: CampaignPlanFindings };
  "POST /api/campaigns/{id}/nominations": { body: NominationNominationForm; answer: NominationProposed };
  "POST /api/campaigns/{id}/outstanding-list": { body: AuthNothing; answer: NominationOutstandingList };
  "POST /api/campaigns/{id}/pack": { body: AuthNothing; answer: ReportsPackJob };
  "POST /api/campaigns/{id}/quota/allot": { body: CampaignAllot; answer: CampaignQuotaTable };
  "POST /api/campaigns/{id}/quota/moves": { body: CampaignMovePlaces; answer: CampaignQuotaTable };
  "POST /api/campaigns/{id}/requests": { body: ExchangeRequestForm; answer: ExchangeRequest };
  "POST /api/ceremonies": { body: CeremonyCeremonyForm; answer: CeremonyCeremony };
  "POST /api/ceremonies/{id}/delegates": { body: CeremonyDelegateForm; answer: CeremonyDelegate };
  "POST /api/ceremonies/{id}/delegates/derive": { body: AuthNothing; answer: CeremonyDerived };
  "POST /api/ceremonies/{id}/delegates/find": { body: CeremonyNameQuery; answer: CeremonyGateDeskDelegatePage };
  "POST /api/ceremonies/{id}/held": { body: AuthNothing; answer: CeremonyGateHeld };
  "POST /api/ceremonies/{id}/scans": { body: CeremonyGateScanBatch; answer: CeremonyScanAnswers };
  "POST /api/ceremonies/{id}/seats": { body: AuthNothing; answer: CeremonySeatPlan };
  "POST /api/dates/read": { body: WorkflowWrittenDate; answer: WorkflowReadDate };
  "POST /api/dossiers": { body: DossierNewForm; answer: DossierView };
  "POST /api/dossiers/bulk": { body: DossierBulkForm; answer: DossierBulkAnswer };
  "POST /api/dossiers/query": { body: DossierDossierQuery; answer: DossierItemPage };
  "POST /api/dossiers/{id}/appraiser": { body: DossierAppraiserForm; answer: DossierView };
  "POST /api/dossiers/{id}/attachments/{attachment}/take-out": { body: EnvelopeTakeOutForm; answer: EnvelopePaperFiles };
  "POST /api/dossiers/{id}/attachments/{attachment}/versions": { body: undefined; answer: EnvelopePaperFiles };
  "POST /api/dossiers/{id}/cell": { body: DossierCellForm; answer: DossierView };
  "POST /api/dossiers/{id}/consultations": { body: DossierAskForm; answer: DossierView };
  "POST /api/dossiers/{id}/consultations/{opinion_id}/answer": { body: DossierAnswerForm; answer: DossierView };
  "POST /api/dossiers/{id}/consultations/{opinion_id}/drop": { body: DossierVersionForm; answer: DossierView };
  "POST /api/dossiers/{id}/consultations/{opinion_id}/text": { body: AuthNothing; answer: DossierRemark };
  "POST /api/dossiers/{id}/facts/open": { body: AuthNothing; answer: DossierFactsView };
  "POST /api/dossiers/{id}/items/{item_id}/answers": { body: DossierWordForm; answer: DossierView };
  "POST /api/dossiers/{id}/items/{item_id}/settle": { body: DossierSettleForm; answer: DossierView };
  "POST /api/dossiers/{id}/letters": { body: EnvelopeLetterBody; answer: EnvelopeLetterView };
  "POST /api/dossiers/{id}/move": { body: DossierMoveForm; answer: DossierView };
  "POST /api/dossiers/{id}/opinions": { body: EnvelopeOpinionBody; answer: EnvelopeBesideView };
  "POST /api/dossiers/{id}/papers/{form}/attachments": { body: undefined; answer: EnvelopePaperFiles };
  "POST /api/dossiers/{id}/papers/{form}/remark": { body: AuthNothing; answer: DossierRemark };
  "POST /api/dossiers/{id}/resubmit": { body: DossierResubmitForm; answer: DossierView };
  "POST /api/dossiers/{id}/return": { body: DossierReturnForm; answer: DossierView };
  "POST /api/dossiers/{id}/supports": { body: DossierSupportForm; answer: DossierView };
  "POST /api/dossiers/{id}/undo": { body: DossierUndoForm; answer: DossierView };
  "POST /api/dossiers/{id}/votes": { body: DossierVoteForm; answer: DossierView };
  "POST /api/filters": { body: FiltersFilterForm; answer: FiltersSavedFilter };
  "POST /api/imports/{id}/apply": { body: AuthNothing; answer: ExchangeImportView };
  "POST /api/imports/{id}/cancel": { body: AuthNothing; answer: undefined };
  "POST /api/imports/{id}/check": { body: ExchangeCheckForm; answer: ExchangeImportView };
  "POST /api/jobs/{id}/cancel": { body: AuthNothing; answer: AppJobView };
  "POST /api/lent-roles": { body: AppLendForm; answer: undefined };
  "POST /api/letters/export": { body: EnvelopeLetterWish; answer: undefined };
  "POST /api/letters/query": { body: EnvelopeLetterWish; answer: EnvelopeLetterViewPage };
  "POST /api/letters/{id}/answer": { body: EnvelopeAnswerBody; answer: EnvelopeLetterView };
  "POST /api/letters/{id}/cancel": { body: EnvelopeVersionBody; answer: EnvelopeLetterView };
  "POST /api/letters/{id}/remind": { body: EnvelopeVersionBody; answer: EnvelopeLetterView };
  "POST /api/letters/{id}/send": { body: EnvelopeSendBody; answer: EnvelopeLetterView };
  "POST /api/lists/exports": { body: FiltersListExport; answer: undefined };
  "POST /api/me/factor/confirm": { body: AppCodeForm; answer: AppRecoveryCodes };
  "POST /api/me/factor/enrolment": { body: AuthNothing; answer: AppEnrolmentView };
  "POST /api/me/factor/give": { body: AppCodeForm; answer: AppMe };
  "POST /api/me/factor/recovery-codes": { body: AuthNothing; answer: AppRecoveryCodes };
  "POST /api/me/language": { body: AppLanguageForm; answer: undefined };
  "POST /api/me/notices/seen": { body: AuthNothing; answer: undefined };
  "POST /api/me/password": { body: AppPasswordForm; answer: undefined };
  "POST /api/meetings": { body: DecisionMeetingForm; answer: DecisionMeeting };
  "POST /api/meetings/{id}/agenda": { body: DecisionAgendaAddition; answer: DecisionMeeting };
  "POST /api/meetings/{id}/close": { body: DecisionMeetingVersion; answer: DecisionMeeting };
  "POST /api/meetings/{id}/items/{item_id}/decision": { body: DecisionPaperNumber; answer: DecisionMeeting };
  "POST /api/meetings/{id}/scans": { body: undefined; answer: DecisionScanPage };
  "POST /api/meetings/{id}/scans/{attachment}/take-out": { body: DecisionScanTakenOut; answer: DecisionScanPage };
  "POST /api/meetings/{id}/sheets/reminded": { body: AuthNothing; answer: DecisionMeeting };
  "POST /api/orgs": { body: OrgOrgForm; answer: OrgOrgView };
  "POST /api/people": { body: PeoplePersonForm; answer: PeoplePersonView };
  "POST /api/people-doubles/apart": { body: PeopleApartForm; answer: undefined };
  "POST /api/people-doubles/of": { body: PeopleAlikeForm; answer: PeopleAlikeViewPage };
  "POST /api/people-doubles/search": { body: AuthNothing; answer: PeopleSearchView };
  "POST /api/people-merges": { body: PeopleMergeForm; answer: PeopleMergeDone };
  "POST /api/people-merges/compare": { body: PeopleBothForm; answer: PeopleMergeComparison };
  "POST /api/people-merges/{id}/undo": { body: PeopleUndoMergeForm; answer: undefined };
  "POST /api/people/export": { body: ExchangeExportForm; answer: undefined };
  "POST /api/people/query": { body: PeoplePersonQuery; answer: PeoplePersonItemPage };
  "POST /api/people/{id}/kin": { body: AppKinForm; answer: undefined };
  "POST /api/people/{id}/reveal": { body: PeopleRevealForm; answer: PeopleSensitiveForm };
  "POST /api/privacy/consents": { body: PrivacyConsentForm; answer: PrivacyConsent };
  "POST /api/privacy/consents/{id}/withdraw": { body: PrivacyWithdrawForm; answer: PrivacyDataRequest };
  "POST /api/privacy/erasures": { body: PrivacyErasureForm; answer: PrivacyErasure };
  "POST /api/privacy/erasures/{id}/do": { body: PrivacyVersionForm; answer: PrivacyErasure };
  "POST /api/privacy/erasures/{id}/drop": { body: PrivacyVersionForm; answer: undefined };
  "POST /api/privacy/files/query": { body: PrivacyFileQuery; answer: PrivacyFoundFilePage };
  "POST /api/privacy/incidents": { body: PrivacyIncidentForm; answer: PrivacyIncident };
  "POST /api/privacy/incidents/{id}/close": { body: PrivacyRowVersion; answer: PrivacyIncident };
  "POST /api/privacy/incidents/{id}/notified": { body: PrivacyRowVersion; answer: PrivacyIncident };
  "POST /api/privacy/own-data": { body: PrivacyOwnDataForm; answer: undefined };
  "POST /api/privacy/purges": { body: PrivacyPurgeForm; answer: PrivacyPurge };
  "POST /api/privacy/purges/{id}/do": { body: PrivacyRowVersion; answer: PrivacyPurge };
  "POST /api/privacy/purges/{id}/release": { body: PrivacyRowVersion; answer: PrivacyPurge };
  "POST /api/privacy/requests": { body: PrivacyRequestForm; answer: PrivacyDataRequest };
  "POST /api/privacy/requests/{id}/answer": { body: PrivacyRequestStep; answer: PrivacyDataRequest };
  "POST /api/privacy/requests/{id}/close": { body: PrivacyRequestStep; answer: PrivacyDataRequest };
  "POST /api/privacy/requests/{id}/extend": { body: PrivacyRequestStep; answer: PrivacyDataRequest };
  "POST /api/privacy/stubs": { body: PrivacyStubForm; answer: PrivacyPaperStub };
  "POST /api/privacy/stubs/{id}/end": { body: PrivacyRowVersion; answer: PrivacyPaperStub };
  "POST /api/receipts/print": { body: DossierRegisterPrint; answer: undefined };
  "POST /api/receipts/query": { body: DossierRegisterQuery; answer: DossierRegisterLinePage };
  "POST /api/requests/{id}/reminders": { body: ExchangeReminder; answer: ExchangeBoard };
  "POST /api/resets/{id}/decline": { body: AuthNothing; answer: undefined };
  "POST /api/resets/{id}/give": { body: AuthNothing; answer: AppGivenPassword };
  "POST /api/rules/own": { body: RulesOwnForm; answer: RulesOwnFile };
  "POST /api/rules/own/check": { body: RulesOwnCheck; answer: RulesOwnJudged };
  "POST /api/rules/own/take-back": { body: RulesTakeBackForm; answer: RulesOwnFile };
  "POST /api/scan-covers": { body: EnvelopeCoversForm; answer: undefined };
  "POST /api/scans": { body: undefined; answer: EnvelopeScanView };
  "POST /api/scans/{id}/assign": { body: EnvelopeAssignForm; answer: EnvelopeScanView };
  "POST /api/scans/{id}/close": { body: EnvelopeCloseForm; answer: undefined };
  "POST /api/scans/{id}/parts/{part}/drop": { body: AuthNothing; answer: EnvelopeScanView };
  "POST /api/setup": { body: AppSetupForm; answer: undefined };
  "POST /api/sign-in": { body: AppSignInForm; answer: AppMe };
  "POST /api/sign-in/recover": { body: AppRecoverForm; answer: undefined };
  "POST /api/sign-out": { body: AuthNothing; answer: undefined };
  "POST /api/stand-ins": { body: WorkflowStandInForm; answer: WorkflowStandIn };
  "POST /api/stand-ins/{id}/end": { body: WorkflowStandInVersion; answer: WorkflowStandIn };
  "POST /api/union-votes": { body: NominationVoteForm; answer: NominationRecordedVote };
  "POST /api/work/overdue": { body: DossierOverduePrint; answer: undefined };
  "POST /api/work/query": { body: DossierWorkQuery; answer: DossierWorkAnswer };
  "POST /api/work/remind": { body: DossierRemindForm; answer: undefined };
  "PUT /api/accounts/{id}/disabled": { body: AppDisabledForm; answer: undefined };
  "PUT /api/calendar/{day}": { body: AppDayForm; answer: undefined };
  "PUT /api/campaigns/{id}": { body: CampaignPlanChange; answer: CampaignCampaign };
  "PUT /api/campaigns/{id}/outstanding-list/freeze": { body: NominationListVersion; answer: NominationOutstandingList };
  "PUT /api/campaigns/{id}/quota": { body: CampaignPlaceChanges; answer: CampaignQuotaTable };
  "PUT /api/campaigns/{id}/state": { body: CampaignStateChange; answer: CampaignCampaign };
  "PUT /api/ceremonies/{id}": { body: CeremonyCeremonyChange; answer: CeremonyCeremony };
  "PUT /api/ceremonies/{id}/delegates/{delegate_id}": { body: CeremonyDelegateChange; answer: CeremonyDelegate };
  "PUT /api/ceremonies/{id}/delegates/{delegate_id}/state": { body: CeremonyDelegateStateChange; answer: CeremonyDelegate };
  "PUT /api/ceremonies/{id}/seats": { body: CeremonySeatChange; answer: CeremonySeatPlan };
  "PUT /api/decisions/received": { body: DecisionReceived; answer: undefined };
  "PUT /api/dossiers/{id}": { body: DossierHeadForm; answer: DossierView };
  "PUT /api/dossiers/{id}/conditions": { body: DossierConditionsForm; answer: DossierView };
  "PUT /api/dossiers/{id}/consents": { body: DossierConsentsForm; answer: DossierView };
  "PUT /api/dossiers/{id}/hands": { body: DossierHandsForm; answer: DossierView };
  "PUT /api/dossiers/{id}/originals/{form}/readings/{pass}": { body: EnvelopeReadBody; answer: EnvelopeBesideView };
  "PUT /api/dossiers/{id}/papers/{form}": { body: DossierPaperForm; answer: DossierView };
  "PUT /api/dossiers/{id}/papers/{form}/sightings": { body: DossierSightingsForm; answer: DossierView };
  "PUT /api/dossiers/{id}/relatives": { body: DossierRelativesForm; answer: DossierView };
  "PUT /api/imports": { body: undefined; answer: ExchangeImportView };
  "PUT /api/letterheads/{org_id}": { body: DocumentsLetterhead; answer: DocumentsLetterhead };
  "PUT /api/letters/{id}": { body: EnvelopeLetterBody; answer: EnvelopeLetterView };
  "PUT /api/meetings/{id}": { body: DecisionMeetingChange; answer: DecisionMeeting };
  "PUT /api/meetings/{id}/agenda": { body: DecisionAgendaOrder; answer: DecisionMeeting };
  "PUT /api/meetings/{id}/items/{item_id}/ballot": { body: DecisionBallot; answer: DecisionMeeting };
  "PUT /api/meetings/{id}/items/{item_id}/state": { body: DecisionItemSetting; answer: DecisionMeeting };
  "PUT /api/meetings/{id}/sheets": { body: DecisionMembers; answer: DecisionMeeting };
  "PUT /api/meetings/{id}/sheets/returned": { body: DecisionSheetsBack; answer: DecisionMeeting };
  "PUT /api/nominations/{id}/withdrawal": { body: NominationWithdrawal; answer: NominationNomination };
  "PUT /api/orgs/{id}": { body: OrgOrgForm; answer: OrgOrgView };
  "PUT /api/people/{id}": { body: PeoplePersonForm; answer: PeoplePersonView };
  "PUT /api/privacy/consents/{id}/form": { body: undefined; answer: undefined };
  "PUT /api/privacy/incidents/{id}": { body: PrivacyIncidentForm; answer: PrivacyIncident };
  "PUT /api/privacy/processing/{id}": { body: PrivacyProcessingForm; answer: undefined };
  "PUT /api/requests/{id}/answer": { body: ExchangeUnitAnswer; answer: ExchangeBoard };
  "PUT /api/requests/{id}/close": { body: ExchangeClose; answer: ExchangeBoard };
  "PUT /api/requests/{id}/extension": { body: ExchangeExtension; answer: ExchangeBoard };
  "PUT /api/results/told": { body: DecisionTelling; answer: undefined };
  "PUT /api/settings/second-factor": { body: AppStrictnessForm; answer: undefined };
  "PUT /api/tasks/{id}/done": { body: WorkflowDone; answer: WorkflowTask };
  "PUT /api/union-votes/{id}": { body: NominationVoteChange; answer: NominationRecordedVote };
}
