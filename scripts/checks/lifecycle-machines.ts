import { ApiKeyStatus, ImportStatus, InvitationStatus } from '@songtrackpro/contracts';
import { begin, end, type StateMachine, step } from './state-diagrams.ts';

const content = 'packages/server/src/imports/receive-content.ts';
const attempts = 'packages/server/src/imports/process-import.ts';
const run = 'packages/server/src/imports/import-run.ts';

const imports: StateMachine = {
  name: 'imports',
  page: 'docs/imports.md',
  type: 'ImportStatus',
  states: ImportStatus.options,
  steps: [
    begin('awaiting_content'),
    step('awaiting_content', 'queued', content, "status: 'queued'"),
    step('awaiting_content', 'completed', content, "'previewed' : 'completed'"),
    step('awaiting_content', 'previewed', content, "'previewed' : 'completed'"),
    step('queued', 'checking', attempts, "? 'checking'"),
    step('writing', 'checking', attempts, "? 'checking'"),
    step('failed', 'checking', attempts, "? 'checking'"),
    step('failed', 'undoing', attempts, ": 'undoing'"),
    step('checking', 'writing', run, "status: 'writing'"),
    step('checking', 'waiting', run, "status: 'waiting'"),
    step('checking', 'refused', run, "status: 'refused'"),
    step('writing', 'completed', run, "'previewed' : 'completed'"),
    step('writing', 'previewed', run, "'previewed' : 'completed'"),
    step('checking', 'failed', run, "status: 'failed'"),
    step('writing', 'failed', run, "status: 'failed'"),
    step('undoing', 'failed', run, "status: 'failed'"),
    step('checking', 'failed', attempts, "status: 'failed'"),
    step('completed', 'undoing', 'packages/server/src/imports/undo-import.ts', "status: 'undoing'"),
    step('undoing', 'undone', 'packages/server/src/imports/run-undo.ts', "status: 'undone'"),
    step('completed', 'queued', 'packages/db/src/imports/store.ts', "status: 'queued', attempts: 0"),
  ],
  writtenIn: /^packages\/(db|server)\/src\/imports\//,
};

const invitationRows = 'packages/db/src/invitations/change-invitations.ts';
const invitationState = 'packages/db/src/invitations/store.ts';

const invitations: StateMachine = {
  name: 'invitations',
  page: 'docs/organizations.md',
  type: 'InvitationStatus',
  states: InvitationStatus.options,
  steps: [
    begin('pending'),
    step('pending', 'accepted', invitationRows, 'acceptedAt: at, acceptedBy: userId'),
    step('pending', 'revoked', invitationRows, 'revokedAt: now.toISOString()'),
    step('pending', 'expired', invitationState, "then 'expired'"),
    step('expired', 'pending', invitationRows, 'expiresAt: expiresAt.toISOString(),\n      sentAt'),
  ],
};

const keys = 'packages/db/src/apiKeys/manage-keys.ts';
const keyEnds = "isPast(expiresAt) || isPast(overlapUntil)) return 'expired'";

const apiKeys: StateMachine = {
  name: 'apiKeys',
  page: 'docs/api-keys.md',
  type: 'ApiKeyStatus',
  states: ApiKeyStatus.options,
  steps: [
    begin('active'),
    step('active', 'replaced', keys, "'active' : 'replaced'"),
    step('active', 'expired', keys, keyEnds),
    step('replaced', 'expired', keys, keyEnds),
    ...['active', 'replaced', 'expired'].map((from) => step(from, 'revoked', keys, "return 'revoked'")),
  ],
};

const lifecycle = 'packages/server/src/organizations/lifecycle';
const suspending = `${lifecycle}/suspend-organization.ts`;

const organizations: StateMachine = {
  name: 'organizations',
  page: 'docs/organizations.md',
  states: ['active', 'suspended', 'deleted'],
  steps: [
    begin('active'),
    step('active', 'suspended', suspending, 'since: now?.since'),
    step('suspended', 'active', suspending, '() => null'),
    ...['active', 'suspended'].map((from) =>
      step(from, 'deleted', `${lifecycle}/delete-organization.ts`, 'markOrganization('),
    ),
    ...['active', 'suspended'].map((to) =>
      step('deleted', to, `${lifecycle}/restore-organization.ts`, 'unmarkOrganization('),
    ),
    end('deleted'),
  ],
};

const uploads: StateMachine = {
  name: 'uploads',
  page: 'docs/audiences.md',
  states: ['open', 'finished'],
  steps: [
    begin('open'),
    step('open', 'finished', 'packages/db/src/audiences/uploads.ts', "status: 'finished'"),
    step('open', '[*]', 'packages/db/src/audiences/uploads.ts', 'forgetOpenUploads'),
    end('finished'),
  ],
  writtenIn: /^packages\/(db|server)\/src\/audiences\/(uploads\.ts|lists\/)/,
};

const delivering = 'packages/server/src/audiences/platform/deliver-audience.ts';

const deliveries: StateMachine = {
  name: 'deliveries',
  page: 'docs/audiences.md',
  states: ['open', 'done', 'refused'],
  steps: [
    begin('open'),
    step('open', 'done', delivering, "status: 'done'"),
    step('open', 'refused', delivering, "status: 'refused'"),
    ...['done', 'refused'].map(end),
  ],
  writtenIn: /^packages\/(db\/src\/audiences\/deliveries\.ts|server\/src\/audiences\/platform\/)/,
};

const notificationRows = 'packages/db/src/notifications/store.ts';

const notifications: StateMachine = {
  name: 'notifications',
  page: 'docs/notifications.md',
  states: ['unread', 'read', 'archived'],
  steps: [
    begin('unread'),
    step('unread', 'read', notificationRows, "mark(tx, 'readAt'"),
    step('read', 'unread', notificationRows, "mark(tx, 'readAt'"),
    ...['unread', 'read'].map((state) => step(state, 'archived', notificationRows, "mark(tx, 'archivedAt'")),
    ...['unread', 'read'].map((state) => step('archived', state, notificationRows, "mark(tx, 'archivedAt'")),
  ],
};

const reportRows = 'packages/db/src/reports/stored-reports.ts';

const reports: StateMachine = {
  name: 'reports',
  page: 'docs/reports.md',
  states: ['stored', 'frozen'],
  steps: [
    begin('stored'),
    step('stored', 'frozen', reportRows, '$set: { frozenAt: at'),
    step('stored', '[*]', reportRows, '!evenFrozen && { frozenAt: null }'),
    step('frozen', '[*]', reportRows, '!evenFrozen && { frozenAt: null }'),
  ],
};

const queue = 'packages/db/src/core/job-queue.ts';

const jobs: StateMachine = {
  name: 'jobs',
  page: 'docs/operations.md',
  states: ['waiting', 'running', 'retry', 'done', 'dead'],
  steps: [
    begin('waiting'),
    step('waiting', 'running', queue, 'this.#boss.work<unknown>('),
    step('running', 'done', queue, 'deleteAfterSeconds'),
    step('running', 'retry', queue, 'retryBackoff: true'),
    step('retry', 'running', queue, "j.state = 'retry'"),
    step('running', 'dead', queue, 'deadLetter: deadLetters(name)'),
    step('dead', 'waiting', queue, 'this.#boss.redrive(deadLetters(name))'),
    step('dead', '[*]', queue, 'retryLimit: 0, deleteAfterSeconds: 30 * 24 * 3600'),
    end('done'),
  ],
};

/** Rows that live through states of their own making. */
export const lifecycleMachines: readonly StateMachine[] = [
  imports,
  invitations,
  apiKeys,
  organizations,
  uploads,
  deliveries,
  notifications,
  reports,
  jobs,
];
