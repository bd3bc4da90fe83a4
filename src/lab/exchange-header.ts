/**
 * The lab's browsers mark each request so that the server's events can be told apart.
 * The node takes the mark off before anybody looks: no app and no trace contains it.
 */
export const EXCHANGE_HEADER = 'x-auth-lab-exchange';
