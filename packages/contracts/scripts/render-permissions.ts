// The page docs/permissions.md, made from the contracts. Run as a program, it prints the page (script `docs`).
import {
  type Access,
  contract,
  type DomainContract,
  memberRoles,
  openAccess,
  type Permission,
  type Procedure,
  permissions,
  rolePermissions,
} from '../src/index.ts';
import { renderTable } from './render-table.ts';

const intro = `<!-- Made from the contracts by \`npx -y pnpm@12 --filter @songtrackpro/contracts run docs\`; a test compares the two. -->

# Permissions

A permission is \`resource:action\`. Roles of members, their own additions and removals, and scopes of API keys are all
sets of the same permissions. Every procedure needs one of them, or is open:

- \`public\`: needs nobody;
- \`self\`: a signed-in person acts for themselves, whatever their organizations; a key is refused with \`session_required\`;
- \`staff\`: a signed-in person who runs the installation. Nobody becomes one over the API.

A member has what the role says, with the member’s additions, without the member’s removals. An owner has everything and no
limits. What changed holds for the member’s next call, and ends open streams that it no longer allows.

A membership can be restricted to some artists. A call that shows or changes what belongs to no artist (“whole” below) is
then refused with \`restricted\`; in all other calls what belongs to other artists doesn’t exist.

- **Nobody gives what they don’t have**: the permissions that a role, additions or a key’s scopes amount to must be the
  giver’s own at that moment. For an [invitation](organizations.md#invitations) they
  must be so again when it is accepted, and it makes nobody an owner.
- **Nobody touches who is above them**: a member who has a permission that the caller lacks can’t be changed or removed.
- **An organization keeps an owner**: the last one can’t leave, be removed or get another role (\`last_owner\`).
- **Staff has no permission in an organization**, except under a [support access](security.md#staff-and-support-access): then
  those that end in \`:read\`, and no mutation.

A call that isn’t allowed is answered with \`forbidden\`, and \`details.permission\` says what is missing.`;

const code = (text: string) => `\`${text}\``;
const mark = (holds: boolean) => (holds ? 'yes' : '');

function renderRoles(): string {
  const rows = permissions.map((permission) => [
    code(permission),
    ...memberRoles.map((role) => mark(rolePermissions[role].includes(permission))),
  ]);
  return renderTable(['Permission', ...memberRoles], rows);
}

const isPermission = (access: Access): access is Permission => !(openAccess as readonly string[]).includes(access);

/** Whether a member of this role may call, before additions and removals; nobody is staff by a role. */
function allows(role: (typeof memberRoles)[number], { permission }: Procedure): boolean {
  return isPermission(permission) ? rolePermissions[role].includes(permission) : permission !== 'staff';
}

function renderProcedures(): string {
  const procedures = Object.entries<DomainContract>(contract).flatMap(([domain, group]) =>
    Object.entries(group).map(([name, procedure]) => ({ path: `${domain}.${name}`, procedure })),
  );
  const rows = procedures.map(({ path, procedure }) => [
    `[${path}](api.md#${path.toLowerCase().replaceAll('.', '')})`,
    code(procedure.permission),
    procedure.reach === 'organization' ? 'whole' : '',
    ...memberRoles.map((role) => mark(allows(role, procedure))),
  ]);
  return renderTable(['Procedure', 'Needs', 'Reach', ...memberRoles], rows);
}

/** The page as Markdown; the same contracts always give the same text. */
export function renderPermissions(): string {
  const parts = [intro, '## Roles', renderRoles(), '## Procedures', renderProcedures()];
  return `${parts.join('\n\n')}\n`;
}

if (import.meta.main) process.stdout.write(renderPermissions());
