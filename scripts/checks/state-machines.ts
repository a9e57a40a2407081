import {
  accessOf,
  campaignSteps,
  goalStatusOf,
  integrationStatuses,
  platformChangeStatuses,
  type SubscriptionAccess,
  statusRules,
  terminalStatuses,
  webhookDeliveryStatuses,
} from '@songtrackpro/contracts';
import { lifecycleMachines } from './lifecycle-machines.ts';
import { begin, end, type StateMachine, type StateStep, step } from './state-diagrams.ts';

/** One step from each of several states, all taken in the same place. */
const each = (from: readonly string[], to: string, file: string, text: string): StateStep[] =>
  from.map((state) => step(state, to, file, text));

const campaigns: StateMachine = {
  name: 'campaigns',
  page: 'docs/campaigns.md',
  type: 'CampaignStatus',
  states: [...new Set(campaignSteps.flatMap(({ from, to }) => [from, to]))],
  steps: [begin('draft'), ...campaignSteps.map(({ from, to, by }) => ({ from, to, by })), end('archived')],
};

const keepOutcome = 'packages/server/src/campaigns/platform/keep-outcome.ts';

const platformChanges: StateMachine = {
  name: 'platformChanges',
  page: 'docs/campaigns.md',
  states: platformChangeStatuses,
  steps: [
    begin('open'),
    ...each(['open'], 'done', keepOutcome, "status: 'done'"),
    ...each(['open'], 'refused', keepOutcome, "status: 'refused'"),
    ...each(['open'], 'superseded', 'packages/server/src/campaigns/platform/record-change.ts', "status: 'superseded'"),
    ...['done', 'refused', 'superseded'].map(end),
  ],
  writtenIn: /^packages\/(server\/src\/campaigns\/platform\/|db\/src\/campaigns\/platform-changes\.ts)/,
};

/** What a goal’s numbers may lead to while its plan stays and they only grow; the page says what else there is. */
function goalSteps(): StateStep[] {
  const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06'];
  const plan = { baseline: 0, target: 10, startDate: '2026-01-01', dueDate: '2026-01-04' };
  const numbers = [null, ...Array.from({ length: 12 }, (_, number) => number)];
  const steps = new Set<string>();
  // Sources are as late as ever, or by two days.
  for (const late of [0, 2]) {
    const stateOf = (day: number, current: number | null) =>
      goalStatusOf({ ...plan, current, through: days[day - late] ?? null, today: days[day] ?? '' }) ?? 'unknown';
    const moments = days.flatMap((_, day) => numbers.map((current) => ({ day, current })));
    for (const now of moments.filter(({ day }) => day >= late)) {
      for (const then of moments) {
        const goesOn = then.day === now.day || then.day === now.day + 1;
        const grows = now.current === null || (then.current !== null && then.current >= now.current);
        const [from, to] = [stateOf(now.day, now.current), stateOf(then.day, then.current)];
        if (goesOn && grows && from !== to) steps.add(`${from} ${to}`);
      }
    }
  }
  return [...steps].map((step) => step.split(' ')).map(([from = '', to = '']) => ({ from, to }));
}

const goals: StateMachine = {
  name: 'goals',
  page: 'docs/goals.md',
  type: 'GoalStatus',
  states: ['unknown', 'on_track', 'behind', 'reached', 'missed'],
  beyondType: ['unknown'],
  steps: [begin('unknown'), ...goalSteps()],
};

/** What each of Stripe’s words gives, asked of the function that decides it. */
function accessOfStripe(word: string, graceIsOver: boolean): SubscriptionAccess {
  const status = statusRules[word]?.status ?? 'incomplete';
  const graceEndsAt = new Date(graceIsOver ? 0 : 2);
  return accessOf({ status, stripeStatus: word, graceEndsAt }, new Date(1));
}

const billing: StateMachine = {
  name: 'subscriptions',
  page: 'docs/billing.md',
  states: Object.keys(statusRules),
  groups: Object.fromEntries(Object.keys(statusRules).map((word) => [word, accessOfStripe(word, false)])),
  steps: [
    ...Object.keys(statusRules)
      .filter((word) => accessOfStripe(word, false) !== accessOfStripe(word, true))
      .map((word) => ({ from: word, to: accessOfStripe(word, true) })),
    ...terminalStatuses.map(end),
  ],
};

const connections = 'packages/db/src/integrations/connections.ts';
const granted = 'packages/server/src/integrations/connect/save-granted.ts';
const faults = 'packages/server/src/integrations/grants/fault-of.ts';

const integrations: StateMachine = {
  name: 'integrations',
  page: 'docs/integrations.md',
  type: 'IntegrationStatus',
  states: integrationStatuses,
  steps: [
    begin('connected'),
    begin('error'),
    ...each(['error', 'expired', 'disconnected'], 'connected', granted, "isUsable ? 'connected'"),
    ...each(['connected', 'expired', 'disconnected'], 'error', granted, "'connected' : 'error'"),
    ...each(['connected'], 'error', faults, "status: 'error'"),
    ...each(['connected'], 'error', 'packages/server/src/integrations/tokens/note-fault.ts', "? 'error'"),
    ...each(['connected', 'error'], 'expired', faults, "status: 'expired'"),
    ...each(['error'], 'connected', connections, "inArray(integrations.status, ['connected', 'error'])"),
    ...each(['connected', 'error', 'expired'], 'disconnected', connections, "status: 'disconnected'"),
  ],
  // What is asked for where there is no connection is no state of one.
  writtenIn: /^packages\/(db|server)\/src\/integrations\/(?!sync|tokens\/access-token\.ts|tables\.ts)/,
};

const syncRun = 'packages/server/src/integrations/sync/sync-ad-account.ts';
const syncFault = 'packages/server/src/integrations/sync/fault.ts';
const syncRows = 'packages/db/src/integrations/syncs.ts';

const syncs: StateMachine = {
  name: 'syncs',
  page: 'docs/integrations.md',
  states: ['queued', 'running', 'idle', 'throttled', 'failed'],
  steps: [
    begin('queued'),
    ...each(['queued', 'idle', 'throttled', 'failed'], 'running', syncRun, "status: 'running'"),
    ...each(['running'], 'idle', syncRun, ": 'idle'"),
    ...each(['running'], 'queued', syncRun, "again ? 'queued'"),
    ...each(['running'], 'throttled', syncFault, "? 'throttled'"),
    ...each(['running'], 'failed', syncFault, "status: 'failed'"),
    ...each(['idle', 'failed'], 'queued', syncRows, "in ('idle', 'failed') then 'queued'"),
  ],
  writtenIn: /^packages\/(server\/src\/integrations\/sync\/|db\/src\/integrations\/syncs\.ts)/,
};

const webhookDeliver = 'packages/db/src/webhooks/deliver.ts';

const webhookDeliveries: StateMachine = {
  name: 'webhookDeliveries',
  page: 'docs/webhooks.md',
  type: 'WebhookDeliveryStatus',
  states: webhookDeliveryStatuses,
  steps: [
    begin('pending'),
    ...each(['pending'], 'delivered', webhookDeliver, "arrived ? 'delivered'"),
    ...each(['pending'], 'pending', webhookDeliver, "waits ? 'pending'"),
    ...each(['pending'], 'failed', webhookDeliver, "status: 'failed'"),
    end('delivered'),
    end('failed'),
  ],
  writtenIn: /^packages\/db\/src\/webhooks\/deliver\.ts/,
};

/** Everything that has states, and whose diagram is compared with the code. */
export const stateMachines: readonly StateMachine[] = [
  campaigns,
  platformChanges,
  goals,
  billing,
  integrations,
  syncs,
  webhookDeliveries,
  ...lifecycleMachines,
];

/** States that another system decides, and that are only shown here; the first is described as what Stripe says. */
export const foreignStates: readonly string[] = ['SubscriptionStatus', 'InvoiceStatus'];
