import type { Permission } from '../core/permissions.ts';
import type { CampaignStatus } from './schemas.ts';

/** What must be there before a campaign may take a step. */
export const campaignNeeds = [
  'track',
  'budget',
  'dates',
  'goal',
  'audiences',
  'links',
  'begun',
  'not_over',
  'budget_left',
] as const;
export type CampaignNeed = (typeof campaignNeeds)[number];

/** What each need is called towards people, as in “it needs a track”. */
export const campaignNeedNames: Readonly<Record<CampaignNeed, string>> = {
  track: 'a track that was not deleted',
  budget: 'a budget above 0',
  dates: 'a start and an end date',
  goal: 'a goal',
  audiences: 'the audiences of its targeting (restore those that were deleted, or take them out)',
  links: 'links of its creatives that work (`campaigns.readiness` names the faults)',
  begun: 'its first day to have come (set `scheduled` and it starts then by itself)',
  not_over: 'its last day not to be over',
  budget_left: 'spend below its stop (raise the budget or the stop)',
};

export interface CampaignStep {
  readonly from: CampaignStatus;
  readonly to: CampaignStatus;
  /** People ask for a step; the schedule takes it by itself at the organization's midnight or where the money ends. */
  readonly by: readonly ('person' | 'schedule')[];
  /** What a person needs. */
  readonly permission: Permission;
  readonly needs: readonly CampaignNeed[];
}

const running: readonly CampaignNeed[] = campaignNeeds;
const permission = 'campaigns:write';

/** Every step that a campaign can take. A step that isn't here is refused, whoever asks for it. */
export const campaignSteps: readonly CampaignStep[] = [
  { from: 'draft', to: 'active', by: ['person', 'schedule'], permission, needs: running },
  { from: 'active', to: 'paused', by: ['person', 'schedule'], permission, needs: [] },
  { from: 'paused', to: 'active', by: ['person'], permission, needs: running },
  { from: 'active', to: 'completed', by: ['person', 'schedule'], permission, needs: [] },
  { from: 'paused', to: 'completed', by: ['person', 'schedule'], permission, needs: [] },
  { from: 'completed', to: 'archived', by: ['person'], permission, needs: [] },
];

export const findCampaignStep = (from: CampaignStatus, to: CampaignStatus): CampaignStep | null =>
  campaignSteps.find((step) => step.from === from && step.to === to) ?? null;

/** Where a campaign can go from here. */
export const nextCampaignStatuses = (from: CampaignStatus): CampaignStatus[] =>
  campaignSteps.filter((step) => step.from === from).map(({ to }) => to);

/** What is known of a campaign when it is to take a step. */
export interface StepFacts {
  /** Null where there is none, or where it was deleted. */
  trackId: string | null;
  budgetMinor: number | null;
  startDate: string | null;
  endDate: string | null;
  goals: number;
  /** Whether none of the audiences that it names was deleted. */
  hasItsAudiences: boolean;
  /** Links of its creatives that fail or contradict themselves. */
  brokenLinks: number;
  /** Today in the organization's zone. */
  today: string;
  /** Where some has expired, what is left; null where no spend is known. */
  spentMinor: number | null;
  /** Spend at which the campaign is paused; null for never. */
  stopMinor: number | null;
}

const meets: Readonly<Record<CampaignNeed, (facts: StepFacts) => boolean>> = {
  track: ({ trackId }) => trackId !== null,
  budget: ({ budgetMinor }) => budgetMinor !== null && budgetMinor > 0,
  dates: ({ startDate, endDate }) => startDate !== null && endDate !== null,
  goal: ({ goals }) => goals > 0,
  audiences: ({ hasItsAudiences }) => hasItsAudiences,
  links: ({ brokenLinks }) => brokenLinks === 0,
  begun: ({ startDate, today }) => startDate === null || startDate <= today,
  not_over: ({ endDate, today }) => endDate === null || today <= endDate,
  budget_left: ({ spentMinor, stopMinor }) => spentMinor === null || stopMinor === null || spentMinor < stopMinor,
};

/** What a campaign lacks for a step; empty where it may take it. */
export const lacksFor = (step: CampaignStep, facts: StepFacts): CampaignNeed[] =>
  step.needs.filter((need) => !meets[need](facts));
