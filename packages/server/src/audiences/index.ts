export { assertAudiences, hasItsAudiences } from './check-targeted.ts';
export { deliverAudience, tendDeliveries } from './platform/deliver-audience.ts';
export { deliveryQueue } from './platform/delivery-queue.ts';
