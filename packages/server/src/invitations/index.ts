export { tellExpiredInvitations } from './tell-expired.ts';
