import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EJSON } from 'bson';

export type Json = Record<string, unknown>;

/** One file of MongoDB's unified test format, as far as this runner reads it. */
export interface Suite {
  file: string;
  description: string;
  schemaVersion: string;
  runOnRequirements?: Json[];
  createEntities?: Json[];
  initialData?: InitialData[];
  tests: Test[];
}

export interface InitialData {
  databaseName: string;
  collectionName: string;
  documents: Json[];
  createOptions?: Json;
}

export interface Test {
  description: string;
  skipReason?: string;
  runOnRequirements?: Json[];
  operations: Operation[];
  expectEvents?: ExpectedEvents[];
  outcome?: InitialData[];
}

export interface Operation {
  name: string;
  object: string;
  arguments?: Json;
  expectError?: Json;
  expectResult?: unknown;
  saveResultAsEntity?: string;
  ignoreResultAndError?: boolean;
}

export interface ExpectedEvents {
  client: string;
  eventType?: string;
  events: Json[];
  ignoreExtraEvents?: boolean;
}

/** Every suite of a folder and its subfolders, by file name. */
export function loadSuites(folder: string): Suite[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ ...readSuite(path), file: relative(folder, path) }))
    .filter((suite) => Array.isArray(suite.tests));
}

function readSuite(path: string): Suite {
  const suite: unknown = EJSON.parse(readFileSync(path, 'utf8'));
  return suite as Suite;
}
