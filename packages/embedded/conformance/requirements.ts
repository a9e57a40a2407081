import type { Json, Suite, Test } from './suite.ts';

/** What the server under test is. */
export interface Target {
  version: string;
  topology: 'single' | 'replicaset' | 'sharded';
  auth: boolean;
}

const FAIL_POINTS = new Set(['failPoint', 'targetedFailPoint']);
/** The format's version whose meaning this runner knows. */
const SCHEMA = '1.28';

/** Why a test can't run against the target; null when it can. */
export function reasonToSkip(suite: Suite, test: Test, target: Target): string | null {
  if (compareVersions(suite.schemaVersion, SCHEMA) > 0 || !suite.schemaVersion.startsWith('1.')) {
    return `schema version ${suite.schemaVersion} is newer than this runner`;
  }
  if (test.skipReason) return `the file says: ${test.skipReason}`;
  for (const requirements of [suite.runOnRequirements, test.runOnRequirements]) {
    if (requirements && !requirements.some((requirement) => meets(requirement, target))) {
      return 'wants another topology, version or authentication';
    }
  }
  if (test.operations.some(({ name, object }) => object === 'testRunner' && FAIL_POINTS.has(name)))
    return 'needs a fail point';
  return null;
}

function meets(requirement: Json, { version, topology, auth }: Target): boolean {
  const { minServerVersion, maxServerVersion, topologies, serverless, csfle } = requirement;
  if (minServerVersion !== undefined && compareVersions(version, String(minServerVersion)) < 0) return false;
  if (maxServerVersion !== undefined && compareVersions(version, String(maxServerVersion)) > 0) return false;
  if (Array.isArray(topologies) && !topologies.includes(topology)) return false;
  if (requirement.auth !== undefined && requirement.auth !== auth) return false;
  return serverless !== 'require' && csfle !== true && requirement.serverParameters === undefined;
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
