import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** What the rooms may not touch. The dependency rules say who may import whom; these are about globals and habits. */
const timeAndChance = [
  { object: 'Date', property: 'now', message: 'Time is an input: take it from the clock.' },
  { object: 'Math', property: 'random', message: 'Chance is an input: take it from the seed.' },
];

export default defineConfig(
  { ignores: ['dist/', '.out/', '.tools/', 'node_modules/', 'test/vscode/out/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: ['src/tsconfig.*.json', 'test/tsconfig.json', 'test/vscode/tsconfig.json'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Callbacks of Node and of express-session hand errors of any type on.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: { 'no-restricted-properties': ['error', ...timeAndChance] },
  },
  {
    // The apps read as a learner would write them: a parsed body is `any` in Express.
    // They ask for the time as any program does; in a node it is the run's.
    files: ['src/apps/**'],
    rules: { '@typescript-eslint/no-unsafe-member-access': 'off', 'no-restricted-properties': 'off' },
  },
  {
    // A node's Date is the clock of the run: it was replaced before anything else ran.
    files: ['src/lab/taps/**', 'src/lab/node/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals().map((name) => [name, 'readonly'])) },
  },
  {
    files: ['test/**'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);

function nodeGlobals() {
  return [
    'process',
    'console',
    'Buffer',
    'URL',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'fetch',
    'performance',
    'AbortController',
    'AbortSignal',
    'structuredClone',
    'TextDecoder',
    'TextEncoder',
    'document',
    'window',
    'getComputedStyle',
    'requestAnimationFrame',
    'queueMicrotask',
  ];
}
