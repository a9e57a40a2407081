import type { Readable, Writable } from 'node:stream';

/** Calls back for each JSON value of a stream that carries one per line; a line that isn't JSON comes as undefined. */
export function onMessage(stream: Readable, receive: (message: unknown) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) receive(parse(line));
  });
}

export function send(stream: Writable, message: object): void {
  if (stream.writable) stream.write(`${JSON.stringify(message)}\n`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
