import type { Procedure } from '@songtrackpro/contracts';

/** What a call was answered; the code is null where it was no error. */
export interface Answer {
  status: number;
  code: string | null;
  body: string;
}

/** An error stands in the body, or in the event that ends a stream. */
function codeIn(body: string): string | null {
  return /"data":\{"code":"(\w+)"/.exec(body)?.[1] ?? null;
}

/** The whole body; of a stream, which may have no end, as much as its first event or its end. */
export async function readAnswer(answer: Response): Promise<string> {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!isStream || !answer.body) return answer.text();
  let text = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (/^data:[\s\S]*?\n\n/m.test(text)) break;
  }
  return text;
}

/** Calls a procedure by plain HTTP at its own address with the input of its contract's example. */
export async function callExample(
  baseUrl: string,
  { http, example }: Procedure,
  headers: Record<string, string>,
): Promise<Answer> {
  const rest: Record<string, unknown> = { ...(example as object) };
  const path = http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const isRead = http.method === 'GET';
  const query = new URLSearchParams(
    Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
  );
  const answer = await fetch(`${baseUrl}${path}${isRead ? `?${query}` : ''}`, {
    method: http.method,
    headers: { ...headers, ...(!isRead && { 'content-type': 'application/json' }) },
    ...(!isRead && { body: JSON.stringify(rest) }),
  });
  const body = await readAnswer(answer);
  return { status: answer.status, code: codeIn(body), body };
}
