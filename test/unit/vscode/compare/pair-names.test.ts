import { expect, it } from 'vitest';
import { pairName, pairNames } from '../../../../src/vscode/compare/pair-names';

const card = { id: 'stateful', title: 'Stateful: a session on the server', teaches: '' };

it('names a run by its story and by how it is deployed', () => {
  expect(pairName(card, {})).toBe('Stateful');
  expect(pairName(card, { store: 'memory' })).toBe('Stateful · Memory');
  expect(pairName(card, { store: 'redis', nodes: 3 })).toBe('Stateful · Redis, 3 servers');
  expect(pairName(card, { tokens: 'plain', algorithm: 'ES256', nodes: 1 })).toBe('Stateful · Plain, ES256');
});

it('tells two runs of one name apart', () => {
  expect(pairNames('A', 'B')).toEqual({ first: 'A', second: 'B' });
  expect(pairNames('A', 'A')).toEqual({ first: 'A (first)', second: 'A (second)' });
});
