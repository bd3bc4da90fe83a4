// Failures as the registry would give them to the panel: a few of every kind, with every kind of parameter.

const hop = {
  id: 'from',
  title: 'From',
  type: 'choice',
  options: [
    { id: 'any', title: 'anybody' },
    { id: 'browser', title: 'the browser' },
    { id: 'app', title: 'the server, to its store' },
  ],
  default: 'any',
};
const node = { id: 'node', title: 'Server', type: 'node', default: 'app' };
const route = {
  id: 'route',
  title: 'Path',
  type: 'text',
  default: '',
  hint: 'The beginning of a path; empty for any.',
};

const card = (id, kind, target, title, teaches, parameters = [], at = []) => ({
  ...{ id, kind, target, title, teaches, parameters, at },
});

export const faults = [
  card(
    'delay',
    'network',
    'browser',
    'Delay messages',
    'A slow network changes no outcome, until somebody loses patience.',
    [hop, route, { id: 'ms', title: 'Delay', type: 'number', unit: 'ms', min: 1, max: 60_000, default: 2_000 }],
    ['request.sent', 'response.started'],
  ),
  card(
    'drop-response',
    'network',
    'browser',
    'Lose the response',
    'The server has done its work; the client does not know and tries again.',
    [hop, route],
    ['response.started', 'request.sent'],
  ),
  card(
    'kill',
    'node',
    'server',
    'Kill the server',
    'What lived in its memory is gone, and so is every open connection.',
    [node],
    ['request.sent', 'store.asked'],
  ),
  card('restart', 'node', 'server', 'Start the server again', 'It comes back with an empty memory.', [node]),
  card('hang', 'node', 'server', 'Let the server stand still', 'It takes connections and answers none.', [node]),
  card('skew', 'node', 'server', "Set a server's clock apart", 'A token is expired here and valid next door.', [
    node,
    { id: 'minutes', title: 'Ahead by', type: 'number', unit: 'minutes', min: -600, max: 600, default: 6 },
  ]),
  card(
    'store-down',
    'store',
    'store',
    'Take the store away',
    'Nobody is logged in while it is gone.',
    [],
    ['store.asked'],
  ),
  card('evict', 'store', 'store', 'Evict one session', 'One user is logged out and nobody told them.'),
  card('rotate-id', 'session', 'browser', 'Change the session id', 'The old cookie leads nowhere.'),
  card('delete-cookie', 'cookie', 'browser', 'Delete the cookie', 'Without it nobody knows who is asking.'),
  card('copy-cookie', 'cookie', 'attacker', 'Copy the cookie', 'Whoever shows it is who it says.'),
  card('tamper-token', 'token', 'browser', 'Tamper with the token', 'The signature no longer fits.'),
  card('rotate-secret', 'keys', 'server', 'Change the secret', 'Everything signed with the old one is worthless.'),
  card('lock', 'people', 'server', 'Lock the account', 'A session finds out at once, a token when it expires.'),
  card('idle', 'time', 'lab', 'Wait for 31 minutes', 'An idle session ends; so does the visit.'),
];

/** What cannot happen while the recorded run stands still, and why. */
export const impossible = {
  restart: 'The server is running.',
  'tamper-token': 'The browser keeps no token now.',
};
