/** What a log keeps of an error. */
interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: LoggedError;
}

/** A failed statement's message ends with its parameters, which may be anybody's secrets. */
const withoutParameters = (text: string) =>
  text.replace(/^params: [\s\S]*?(?=^ {4}at |$(?![\s\S]))/m, 'params: [left out]\n');

/** PostgreSQL quotes a value that it can't read: class 22 of its codes. */
const isDataFault = (code: unknown) => typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
const withoutQuotes = (text: string) => text.replaceAll(/"[^"\n]*"/g, '"[left out]"');

/**
 * An error with its causes, without the values that drivers hang on it: parameters, rows and details of a constraint name
 * what somebody has typed.
 */
export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const code = 'code' in error ? error.code : undefined;
  // A parser's error quotes what it could not read.
  const quotes = isDataFault(code) || error instanceof SyntaxError;
  const clean = (text: string) => (quotes ? withoutQuotes(text) : withoutParameters(text)).trimEnd();
  return {
    type: error.name,
    message: clean(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.stack !== undefined && { stack: clean(error.stack) }),
    ...(error.cause !== undefined && depth < 5 && { cause: logError(error.cause, depth + 1) }),
  };
}
