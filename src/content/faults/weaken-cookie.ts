import type { Fault } from '../../model';
import { whyNoCookies } from './parts/credentials';

/** A proxy on the way takes the attribute out, as a careless configuration would leave it out. */
export const weakenCookie: Fault = {
  id: 'weaken-cookie',
  kind: 'cookie',
  title: 'Take an attribute from the cookie',
  teaches: 'The browser does what Set-Cookie says and no more: no HttpOnly, no hiding; no Secure, no __Host- cookie.',
  target: 'browser',
  lasts: true,
  parameters: [
    {
      id: 'attribute',
      title: 'Attribute',
      type: 'choice',
      default: 'HttpOnly',
      options: [
        { id: 'HttpOnly', title: 'HttpOnly: scripts may read it' },
        { id: 'Secure', title: 'Secure: the __Host- prefix demands it' },
        { id: 'SameSite', title: 'SameSite: the browser falls back on its default' },
      ],
    },
  ],
  at: ['response.started'],
  unavailable: whyNoCookies,
  strike: (tools, values) =>
    Promise.resolve(
      tools.disturb({
        how: 'rewrite',
        direction: 'response',
        from: null,
        route: null,
        attribute: values.text('attribute'),
        frequency: { how: 'always' },
      }),
    ),
};
