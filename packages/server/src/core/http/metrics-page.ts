import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../app-error.ts';
import type { Services } from '../context.ts';
import type { Http, HttpEnvironment } from '../http-types.ts';
import { remoteAddress } from '../remote-address.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Hashed, so that neither content nor length of what was sent shows in the time that the comparison takes. */
function sameSecret(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** Somebody on this machine who was not sent on by a proxy that runs on it. */
const isLocal = (c: Http): boolean =>
  loopback.test(remoteAddress(c) ?? '') && forwarding.every((name) => c.req.header(name) === undefined);

/** The metrics of this process: with the token where one is set, else for this machine alone. */
export function metricsPage(services: Services, token: string | undefined): MiddlewareHandler<HttpEnvironment> {
  return async (c) => {
    const given = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (token === undefined ? !isLocal(c) : !sameSecret(given, token)) {
      throw new AppError('forbidden', {
        message: 'Metrics are read from the server’s own machine, or with METRICS_TOKEN as `Authorization: Bearer …`.',
      });
    }
    const { metrics } = services;
    return c.body(await metrics.text(services), 200, { 'content-type': metrics.contentType });
  };
}
