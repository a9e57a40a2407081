/** Name of the queue in which lists wait to be sent. */
export const deliveryQueue = 'deliver-audience';
