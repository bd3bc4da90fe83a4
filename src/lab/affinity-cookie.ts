/** The cookie by which a sticky load balancer sends a client to the same server again. It is no proof of anything. */
export const AFFINITY_COOKIE = 'lb';
