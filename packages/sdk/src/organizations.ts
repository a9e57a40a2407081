import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type {
  EndedMembership,
  Member,
  MemberChange,
  MemberListInput,
  MemberPage,
  OrganizationIdentity,
  OrganizationLeaveInput,
  OrganizationRemoveMemberInput,
} from './types.ts';

/** The organization that a key belongs to or a person works in, and its team. */
export class Organizations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The organization that the API key belongs to, and the key's own name, scopes and expiry.
   *
   * @throws AuthenticationError
   * @example
   * const { organization } = await client.organizations.me();
   */
  me(options?: CallOptions): Promise<OrganizationIdentity> {
    return this.#transport.query('organizations.me', {}, options);
  }

  /**
   * The people of the organization and what each may do, the newest member first: await it for a page, or iterate over
   * all.
   *
   * @throws PermissionError without `members:read`
   * @example
   * for await (const { name, role } of client.organizations.listMembers()) console.log(name, role);
   */
  listMembers(input: MemberListInput = {}, options?: CallOptions): Paged<Member> {
    return new Paged((cursor) =>
      this.#transport.query<MemberPage>(
        'organizations.listMembers',
        { ...input, cursor: cursor ?? input.cursor },
        options,
      ),
    );
  }

  /**
   * Sets role, permissions or artists of a member, for the member's next call on. Lists are replaced as a whole.
   *
   * @throws PermissionError when it gives or concerns a permission that the caller lacks; `details.permission` names it
   * @throws NotFoundError when the person is no member, or an artist is not the organization's
   * @throws ConflictError with `details.current` when `version` is not the newest, or for the last owner
   * @example
   * await client.organizations.updateMember({ userId, version: member.version, role: 'manager', artistIds: [artistId] });
   */
  updateMember(input: MemberChange, options?: CallOptions): Promise<Member> {
    return this.#transport.mutation('organizations.updateMember', input, options);
  }

  /**
   * Ends a membership and answers what it was. API keys that the member made stay the organization's.
   *
   * @throws PermissionError when the member may do more than the caller
   * @throws NotFoundError
   * @throws ConflictError for the last owner
   * @example
   * await client.organizations.removeMember({ userId });
   */
  removeMember(input: OrganizationRemoveMemberInput, options?: CallOptions): Promise<Member> {
    return this.#transport.mutation('organizations.removeMember', input, options);
  }

  /**
   * Ends one's own membership in an organization.
   *
   * @throws NotFoundError when the signed-in person is no member of it
   * @throws ConflictError for the last owner
   * @example
   * await client.organizations.leave({ id: organization.id });
   */
  leave(input: OrganizationLeaveInput, options?: CallOptions): Promise<EndedMembership> {
    return this.#transport.mutation('organizations.leave', input, options);
  }
}
