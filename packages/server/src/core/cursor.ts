import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from './app-error.ts';

export interface CursorScope {
  organizationId: string;
  /** Path of the list and what it was filtered by: a cursor of another list is refused. */
  list: string;
}

/** Opaque page positions, signed so that nobody can make one up or use one outside its list and organization. */
export class Cursors {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  #signature(position: string, scope: CursorScope): Buffer {
    const text = JSON.stringify(['cursor', scope.organizationId, scope.list, position]);
    return createHmac('sha256', this.#secret).update(text).digest().subarray(0, 16);
  }

  encode(position: string, scope: CursorScope): string {
    return `${Buffer.from(position).toString('base64url')}.${this.#signature(position, scope).toString('base64url')}`;
  }

  decode(cursor: string, scope: CursorScope): string {
    const [encoded = '', signature = ''] = cursor.split('.');
    const position = Buffer.from(encoded, 'base64url').toString();
    const given = Buffer.from(signature, 'base64url');
    const expected = this.#signature(position, scope);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new AppError('invalid_cursor');
    }
    return position;
  }
}
