const colours: Record<string, number> = { trace: 90, debug: 90, info: 36, warn: 33, error: 31, fatal: 31 };

const word = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A line of the log for somebody who reads it on a terminal: time, level, message, the rest as `name=value`. */
export function readableLine(line: string): string {
  const { level, time, pid: _, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const name = String(level);
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${word(value)}`);
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? `\n${String(err.stack)}` : '';
  const head = `\u001b[${colours[name] ?? 0}m${name.padEnd(5)}\u001b[0m`;
  return `${[String(time).slice(11, 19), head, String(msg ?? ''), ...fields].join(' ')}${stack}\n`;
}
