import { contract, type Procedure } from '@songtrackpro/contracts';

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

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const uuidsInText = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The input with every id-shaped value replaced. */
export function withId(value: unknown, id: string): unknown {
  if (typeof value === 'string') return uuid.test(value) ? id : value;
  if (Array.isArray(value)) return value.map((part) => withId(part, id));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withId(part, id)]));
}

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
  return { status: answer.status, body: withoutStreamedErrors(await answer.text()) };
}

/** A stream answers 200 before its verb has run: what is wrong comes as an event. Other answers are left as they are. */
function withoutStreamedErrors(body: string): string {
  return body
    .split('\n\n')
    .filter((event) => !/^event: (serialized-)?error$/m.test(event))
    .join('\n\n');
}
