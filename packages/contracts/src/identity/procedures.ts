import { accountProcedures } from './account-procedures.ts';
import { sessionProcedures } from './session-procedures.ts';
import { signInProcedures } from './sign-in-procedures.ts';

export const identity = { ...signInProcedures, ...accountProcedures, ...sessionProcedures };
