export { eraseOrganization, sweepPurged } from './lifecycle/erase-organization.ts';
export { loadOrganization } from './load.ts';
export { assertMayGive } from './members/grant-rules.ts';
export { accessOf, assertArtists } from './members/load.ts';
export { lockTeam } from './members/lock-team.ts';
export { permissionsOf } from './members/permissions-of.ts';
