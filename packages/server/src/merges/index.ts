export { dismissPair, undoDismissPair } from './dismiss-duplicates.ts';
export { fillable, givenBack, takenOver } from './fill.ts';
export { loadInto, loadOpenMerge } from './load-open-merge.ts';
export { assertNotMerged, missing, toMergeAnswer, toMergeAnswers } from './merge-answers.ts';
