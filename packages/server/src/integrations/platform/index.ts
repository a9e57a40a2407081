export { loadWritableAccount, metaFor, type WritableAccount } from './account.ts';
export { faultAfter, isFinal, leaseMs, nextTry, noteEnd, patienceMs, toFault, workMs } from './next-try.ts';
