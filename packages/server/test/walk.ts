import { contract, type Procedure } from '@songtrackpro/contracts';
import { callExample, readAnswer } from './call-procedure.ts';

export interface Walked {
  path: string;
  procedure: Procedure;
}

/** Every procedure of the contract; a new one is walked on the day it is written. */
export const procedures: readonly Walked[] = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group as Record<string, Procedure>).map(([name, procedure]) => ({
    path: `${domain}.${name}`,
    procedure,
  })),
);

export const uuidsInText = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Calls a procedure over HTTP with any input, below the SDK, which would not let everything through. */
export async function callProcedure(
  url: string,
  { path, procedure }: Walked,
  input: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const all = { 'content-type': 'application/json', ...headers };
  const body = JSON.stringify(input);
  // A subscription is read like a query; what it streams is text as well.
  const answer =
    procedure.kind === 'mutation'
      ? await fetch(`${url}/trpc/${path}`, { method: 'POST', headers: all, body })
      : await fetch(`${url}/trpc/${path}?input=${encodeURIComponent(body)}`, { headers: all });
  return { status: answer.status, body: withoutStreamedErrors(await readAnswer(answer)) };
}

/** The same over plain HTTP, at the address that the procedure has there. */
export async function callPlainly(
  url: string,
  { procedure }: Walked,
  input: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const { status, body } = await callExample(url, { ...procedure, example: input }, headers);
  return { status, body: withoutStreamedErrors(body) };
}

/** A stream answers 200 before its verb has run: what is wrong comes as an event. Other answers are left as they are. */
function withoutStreamedErrors(body: string): string {
  return body
    .split('\n\n')
    .filter((event) => !/^event: (serialized-)?error$/m.test(event))
    .join('\n\n');
}
