export { toGoal } from './goal-answer.ts';
export type { NumbersBySubject } from './progress.ts';
export { readCampaignNumbers } from './read-numbers.ts';
