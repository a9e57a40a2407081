export { assertAudiences, hasItsAudiences } from './check-targeted.ts';
