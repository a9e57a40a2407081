import { importSizeLimit } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';

/** Which bytes of a file a request carries. */
export interface ContentRange {
  start: number;
  /** Size of the whole file, null where only the end of the body tells. */
  total: number | null;
}

const shape = /^bytes (\d+)-(\d+)\/(\d+)$/;

/** Reads `Content-Range` (RFC 9110, 14.4), or takes the body as the whole file. */
export function readContentRange(header: string | undefined, contentLength: string | undefined): ContentRange {
  const length = contentLength === undefined ? null : Number(contentLength);
  const match = header === undefined ? null : shape.exec(header);
  if (header !== undefined && !match) {
    throw new AppError('invalid_input', {
      message: 'Content-Range must look like `bytes 0-1023/4096`: first byte, last byte, size of the whole file.',
    });
  }
  const [start, end, total] = match ? match.slice(1).map(Number) : [0, null, length];
  if (match && (start === undefined || end == null || total == null || start > end || end >= total)) {
    throw new AppError('invalid_input', { message: 'Content-Range names bytes outside the file.' });
  }
  if (match && length !== null && end != null && start !== undefined && length !== end - start + 1) {
    throw new AppError('invalid_input', { message: 'Content-Length and Content-Range do not agree.' });
  }
  if ((total ?? 0) > importSizeLimit) {
    throw new AppError('payload_too_large', { details: { limitBytes: importSizeLimit } });
  }
  return { start: start ?? 0, total: total ?? null };
}
