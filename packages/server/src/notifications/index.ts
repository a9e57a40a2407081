export { type Note, notify } from './notify.ts';
export { sendDigests } from './send-digests.ts';
export { inSystemCall, type SystemContext } from './system-call.ts';
