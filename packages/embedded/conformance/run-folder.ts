import { MongoClient } from 'mongodb';
import { externalMongodb } from '../../../scripts/vitest/external-stores.ts';
import { reasonToSkip, type Target } from './requirements.ts';
import { type Outcome, runTest } from './run-test.ts';
import { startServerProcess } from './start-server.ts';
import { loadSuites } from './suite.ts';

export type Report = Outcome & { file: string; test: string };

/** A fresh embedded server, or the one of STP_TEST_MONGODB_URI: real MongoDB shows what a test itself gets wrong. */
async function openServer(): Promise<{ uri: string; stop(): Promise<void> }> {
  const uri = externalMongodb();
  return uri === undefined ? startServerProcess() : { uri, stop: async () => {} };
}

/** What the server says about itself. */
async function targetOf(client: MongoClient, uri: string): Promise<Target> {
  const admin = client.db('admin');
  const [{ version }, hello] = await Promise.all([admin.command({ buildInfo: 1 }), admin.command({ hello: 1 })]);
  const topology = hello.msg === 'isdbgrid' ? 'sharded' : hello.setName === undefined ? 'single' : 'replicaset';
  return { version: String(version), topology, auth: uri.includes('@') };
}

/** Runs every test of a folder. */
export async function runFolder(folder: string): Promise<Report[]> {
  const suites = loadSuites(folder);
  const server = await openServer();
  const internal = new MongoClient(server.uri);
  const reports: Report[] = [];
  try {
    const target = await targetOf(internal, server.uri);
    for (const suite of suites) {
      for (const test of suite.tests) {
        const skip = reasonToSkip(suite, test, target);
        const outcome: Outcome = skip
          ? { result: 'skipped', reason: skip }
          : await runTest(suite, test, server.uri, internal);
        reports.push({ file: suite.file, test: test.description, ...outcome });
      }
    }
  } finally {
    await internal.close();
    await server.stop();
  }
  return reports;
}
