// Imports are the architecture: who may know whom. ARCHITECTURE.md says why.

/** A room may import itself and what is named; nothing else below src, and no package or Node module but those named. */
const room = (name, { rooms = [], packages = [] }) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import ${[...rooms, ...packages].join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    pathNot: [
      `^src/(${[name, ...rooms].join('|')})(/|\\.ts$)`,
      ...packages.map((each) =>
        each === 'node:'
          ? '^(node:)?(assert|async_hooks|child_process|crypto|events|fs|http|module|net|os|path|readline|sqlite|stream|url|util|worker_threads)(/|$)'
          : `(^|node_modules/)${each}(/|$)`,
      ),
    ],
  },
});

/** What the teaching servers are made of. */
const TEACHING = [
  'express',
  'express-session',
  'jsonwebtoken',
  'connect-redis',
  '@redis/client',
  'iron-webcrypto',
  '@types/express',
  '@types/express-session',
  '@types/jsonwebtoken',
];

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$'] }, to: {} },
    room('model', { packages: ['zod'] }),
    room('jwt', { rooms: ['model'] }),
    room('keys', { rooms: ['model', 'jwt'], packages: ['jose', 'node:'] }),
    room('projections', { rooms: ['model', 'jwt'] }),
    room('content', { rooms: ['model'] }),
    room('tutorial', { rooms: ['model', 'content'], packages: ['yaml', 'zod'] }),
    room('redis', { packages: ['@redis/client'] }),
    room('apps', { packages: [...TEACHING, 'node:'] }),
    room('process', { rooms: ['model'], packages: ['node:'] }),
    room('store-desk', { rooms: ['model', 'projections', 'redis'], packages: ['node:'] }),
    room('lab', {
      rooms: ['model', 'jwt', 'keys', 'content', 'apps', 'projections', 'process', 'redis', 'tutorial'],
      packages: [...TEACHING, 'cookie-signature', '@types/cookie-signature', 'node:'],
    }),
    room('vscode', {
      rooms: ['model', 'jwt', 'keys', 'projections', 'content', 'process', 'tutorial'],
      packages: ['vscode', '@types/vscode', 'node:'],
    }),
    room('webview', {
      rooms: ['model', 'projections', 'jwt', 'tutorial'],
      packages: ['preact', '@preact/signals', 'mermaid', 'uplot', 'zod'],
    }),
    {
      name: 'projections-only-for-the-command-line',
      comment: 'The engine writes the trace and never reads its projections.',
      severity: 'error',
      from: { path: '^src/lab/', pathNot: '^src/lab/cli/' },
      to: { path: '^src/projections/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node:)?vscode$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'src/tsconfig.node.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
