export { toGoal } from './goal-answer.ts';
export { expiryOf, factsOf, type NumbersBySubject } from './numbers.ts';
export { readCampaignNumbers } from './read-numbers.ts';
