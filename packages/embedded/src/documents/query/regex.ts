import { BSONRegExp } from 'bson';
import { CommandError } from '../errors.ts';

/**
 * A JavaScript expression for a PCRE one. Options i, m, s, u carry over; x (white space and comments ignored) is
 * applied to the pattern. What JavaScript can't express is refused rather than matched differently.
 */
export function compileRegex(value: unknown, options?: string): RegExp {
  if (value instanceof RegExp && options === undefined) return value;
  let pattern = value instanceof BSONRegExp ? value.pattern : value instanceof RegExp ? value.source : String(value);
  const given = options ?? (value instanceof BSONRegExp ? value.options : value instanceof RegExp ? value.flags : '');
  const flags = new Set<string>();
  for (const flag of given) {
    if (flag === 'x') pattern = withoutSpace(pattern);
    else if ('imsu'.includes(flag)) flags.add(flag);
    else if (flag !== 'g' && flag !== 'l') throw new CommandError(51108, `invalid flag in regex options: ${flag}`);
  }
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  if (leading) {
    pattern = pattern.slice(leading[0].length);
    for (const flag of leading[1] as string) flags.add(flag);
  }
  try {
    return new RegExp(pattern, [...flags].join(''));
  } catch (cause) {
    throw new CommandError(
      51091,
      `Regular expression is invalid: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

function withoutSpace(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^(\s|#)/.test(part) ? '' : part));
}
