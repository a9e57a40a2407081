import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  DeletedOrganization,
  EndedMembership,
  InspectedOrganization,
  Member,
  MemberChange,
  MemberListInput,
  NewOrganization,
  Organization,
  OrganizationChange,
  OrganizationDeleteInput,
  OrganizationEndSupportAccessInput,
  OrganizationIdentity,
  OrganizationInspectInput,
  OrganizationLeaveInput,
  OrganizationListInput,
  OrganizationOpenSupportAccessInput,
  OrganizationRemoveMemberInput,
  OrganizationResolveSlugInput,
  OrganizationRestoreInput,
  OrganizationState,
  OrganizationStateListInput,
  OrganizationStatus,
  OrganizationSuspendInput,
  OrganizationTransferOwnershipInput,
  OrganizationUnsuspendInput,
  OwnOrganization,
  PublicOrganization,
  SupportAccess,
  SupportAccessListInput,
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
   * Changes name, slug, kind, time zone, currency or settings of the organization that the call is made in. Addresses
   * with its earlier slugs go on leading to it.
   *
   * @throws ConflictError with `details.current` when `version` is not the newest, or when the slug is taken
   * @example
   * await client.organizations.update({ version: organization.version, settings: { budgetWarningPercent: 70 } });
   */
  update(input: OrganizationChange, options?: CallOptions): Promise<Organization> {
    return this.#transport.mutation('organizations.update', input, options);
  }

  /**
   * What is public of the organization that a slug leads to, or led to before it got another one. Needs nobody to be
   * signed in.
   *
   * @throws NotFoundError
   * @example
   * const { slug, name } = await client.organizations.resolveSlug({ slug: 'night-label' });
   */
  resolveSlug(input: OrganizationResolveSlugInput, options?: CallOptions): Promise<PublicOrganization> {
    return this.#transport.query('organizations.resolveSlug', input, options);
  }

  /**
   * Makes an organization that belongs to the signed-in person.
   *
   * @throws ConflictError when the slug is taken
   * @throws PermissionError when the call is made with an API key
   * @example
   * const label = await client.organizations.create({ name: 'Night label', kind: 'label', currency: 'EUR' });
   */
  create(input: NewOrganization, options?: CallOptions): Promise<Organization> {
    return this.#transport.mutation('organizations.create', input, options);
  }

  /**
   * The signed-in person's own organizations, the newest membership first: await it for a page, or iterate over all.
   *
   * @throws PermissionError when the call is made with an API key
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { organization, role } of client.organizations.list()) console.log(organization.slug, role);
   */
  list(input: OrganizationListInput = {}, options?: CallOptions): Paged<OwnOrganization> {
    return pagesOf(this.#transport, 'organizations.list', input, options);
  }

  /**
   * Makes a member the owner that the organization belongs to; the owner who calls becomes an admin.
   *
   * @throws NotFoundError when the person is no member
   * @throws PermissionError when the caller is no owner
   * @throws ConflictError when the member is the owner already
   * @example
   * const owner = await client.organizations.transferOwnership({ userId });
   */
  transferOwnership(input: OrganizationTransferOwnershipInput, options?: CallOptions): Promise<Member> {
    return this.#transport.mutation('organizations.transferOwnership', input, options);
  }

  /**
   * Deletes the organization that the call is made in. Its slug confirms that it is meant; an owner may restore it
   * until `restorableUntil`.
   *
   * @throws ConflictError when it is not the slug of this organization
   * @example
   * const { id, restorableUntil } = await client.organizations.delete({ slug: organization.slug });
   */
  delete(input: OrganizationDeleteInput, options?: CallOptions): Promise<DeletedOrganization> {
    return this.#transport.mutation('organizations.delete', input, options);
  }

  /**
   * Takes the deletion of an organization back, for one of its owners.
   *
   * @throws NotFoundError when there is no deleted organization of this id that the person owns, or its time is over
   * @throws ConflictError when its slug was taken meanwhile: name another one
   * @example
   * await client.organizations.restore({ id });
   */
  restore(input: OrganizationRestoreInput, options?: CallOptions): Promise<Organization> {
    return this.#transport.mutation('organizations.restore', input, options);
  }

  /**
   * Stops an organization; for the operator's staff.
   *
   * @throws PermissionError when the person is not staff
   * @throws NotFoundError
   * @example
   * await client.organizations.suspend({ id, reason: 'Unpaid since January.' });
   */
  suspend(input: OrganizationSuspendInput, options?: CallOptions): Promise<OrganizationStatus> {
    return this.#transport.mutation('organizations.suspend', input, options);
  }

  /**
   * Lets a suspended organization go on; for the operator's staff.
   *
   * @throws PermissionError when the person is not staff
   * @throws NotFoundError
   * @example
   * await client.organizations.unsuspend({ id });
   */
  unsuspend(input: OrganizationUnsuspendInput, options?: CallOptions): Promise<OrganizationStatus> {
    return this.#transport.mutation('organizations.unsuspend', input, options);
  }

  /**
   * The state of every organization of the installation, the newest first, for the operator's staff: await it for a
   * page, or iterate over all.
   *
   * @throws PermissionError when the person is not staff
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { slug, billing } of client.organizations.listAll()) console.log(slug, billing.plan);
   */
  listAll(input: OrganizationStateListInput = {}, options?: CallOptions): Paged<OrganizationState> {
    return pagesOf(this.#transport, 'organizations.listAll', input, options);
  }

  /**
   * State, billing and health of an organization, in counts and times; for the operator's staff.
   *
   * @throws PermissionError when the person is not staff
   * @throws NotFoundError
   * @example
   * const { billing, health } = await client.organizations.inspect({ id });
   */
  inspect(input: OrganizationInspectInput, options?: CallOptions): Promise<InspectedOrganization> {
    return this.#transport.query('organizations.inspect', input, options);
  }

  /**
   * Lets the staff person who calls this read in an organization for up to four hours: name it as `organization` of
   * the client. The owners are told by mail.
   *
   * @throws PermissionError when the person is not staff
   * @throws NotFoundError
   * @example
   * await client.organizations.openSupportAccess({ id, reason: 'The label asked why an import failed.', minutes: 30 });
   */
  openSupportAccess(input: OrganizationOpenSupportAccessInput, options?: CallOptions): Promise<SupportAccess> {
    return this.#transport.mutation('organizations.openSupportAccess', input, options);
  }

  /**
   * Who of the operator's staff could read in the organization, why and until when, the newest first: await it for a
   * page, or iterate over all.
   *
   * @throws PermissionError without `audit:read`
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { reason, expiresAt } of client.organizations.listSupportAccesses()) console.log(reason, expiresAt);
   */
  listSupportAccesses(input: SupportAccessListInput = {}, options?: CallOptions): Paged<SupportAccess> {
    return pagesOf(this.#transport, 'organizations.listSupportAccesses', input, options);
  }

  /**
   * Ends a support access at once.
   *
   * @throws PermissionError without `organizations:write`
   * @throws NotFoundError
   * @example
   * await client.organizations.endSupportAccess({ id: access.id });
   */
  endSupportAccess(input: OrganizationEndSupportAccessInput, options?: CallOptions): Promise<SupportAccess> {
    return this.#transport.mutation('organizations.endSupportAccess', input, options);
  }

  /**
   * The people of the organization and what each may do, the newest member first: await it for a page, or iterate over
   * all.
   *
   * @throws PermissionError without `members:read`
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { name, role } of client.organizations.listMembers()) console.log(name, role);
   */
  listMembers(input: MemberListInput = {}, options?: CallOptions): Paged<Member> {
    return pagesOf(this.#transport, 'organizations.listMembers', input, options);
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
