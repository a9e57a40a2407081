import { isCountry, noCountry } from '../core/countries.ts';
import type { AudienceCriterion } from './criteria.ts';
import { canHold, type WorkLeft } from './criteria-satisfiable.ts';

/** Levels that a tree of criteria may have. */
const criteriaDepthLimit = 6;
/** Conditions that a tree may have, those that put others together counted. */
export const criteriaCountLimit = 200;

/** Work that one tree is worth; a contradiction that takes more to find is let through. */
const workLimit = 200_000;

type Path = (string | number)[];

export interface CriteriaFault {
  path: Path;
  message: string;
}

const partsOf = (node: AudienceCriterion): { part: AudienceCriterion; path: Path }[] => {
  if ('all' in node) return node.all.map((part, at) => ({ part, path: ['all', at] }));
  if ('any' in node) return node.any.map((part, at) => ({ part, path: ['any', at] }));
  return 'not' in node ? [{ part: node.not, path: ['not'] }] : [];
};

function findTooDeep(node: AudienceCriterion, path: Path, depth: number): CriteriaFault | null {
  if (depth > criteriaDepthLimit) return { path, message: `must not nest deeper than ${criteriaDepthLimit}` };
  for (const { part, path: step } of partsOf(node)) {
    const fault = findTooDeep(part, [...path, ...step], depth + 1);
    if (fault) return fault;
  }
  return null;
}

/** The first code that is no country's. */
export function findStrangeCountry(node: AudienceCriterion, path: Path): CriteriaFault | null {
  const at = 'countries' in node ? node.countries.findIndex((code) => !isCountry(code)) : -1;
  if (at >= 0) return { path: [...path, 'countries', at], message: noCountry };
  for (const { part, path: step } of partsOf(node)) {
    const fault = findStrangeCountry(part, [...path, ...step]);
    if (fault) return fault;
  }
  return null;
}

const countOf = (node: AudienceCriterion): number =>
  partsOf(node).reduce((count, { part }) => count + countOf(part), 1);

/** The innermost place that nobody fulfils: of an `all`, the part that contradicts those before it. */
function findContradiction(node: AudienceCriterion, path: Path, work: WorkLeft): CriteriaFault | null {
  for (const { part, path: step } of partsOf(node)) {
    const fault = findContradiction(part, [...path, ...step], work);
    if (fault) return fault;
  }
  if (canHold([node], work)) return null;
  if (!('all' in node)) return { path, message: 'excludes everybody' };
  const at = node.all.findIndex((_, last) => !canHold(node.all.slice(0, last + 1), work));
  return {
    path: at < 0 ? path : [...path, 'all', at],
    message: 'contradicts the conditions beside it: nobody is left',
  };
}

/** What is wrong with a tree of well-formed criteria as a whole, and where; null where nothing is. */
export function findCriteriaFault(root: AudienceCriterion): CriteriaFault | null {
  const tooDeep = findTooDeep(root, [], 1);
  if (tooDeep) return tooDeep;
  if (countOf(root) > criteriaCountLimit)
    return { path: [], message: `must not have more than ${criteriaCountLimit} conditions` };
  return findContradiction(root, [], { units: workLimit });
}
