import { once } from 'node:events';
import { connect } from 'node:net';

export interface SlowCall {
  /** Sends the rest of the call and answers everything that came; the connection stays open. */
  finish(artistName: string): Promise<string>;
}

/** A call that the server has begun with, and whose body has not arrived yet. */
export async function beginSlowCall(url: string, apiKey: string): Promise<SlowCall> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  const head = [
    'POST /v1/artists HTTP/1.1',
    `host: ${hostname}`,
    `authorization: Bearer ${apiKey}`,
    'content-type: application/json',
    'transfer-encoding: chunked',
    'expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  // The server has begun with the request when it asks for the body.
  await once(socket, 'data');
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
  });
  return {
    finish: async (artistName) => {
      const body = JSON.stringify({ name: artistName });
      socket.write(`${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`);
      while (!answer.endsWith('}')) await once(socket, 'data');
      return answer;
    },
  };
}
