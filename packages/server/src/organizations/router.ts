import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getMe } from './get-me.ts';

export const organizationsEndpoints = implement('organizations', contract.organizations, { me: getMe });
