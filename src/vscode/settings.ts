import * as vscode from 'vscode';
import type { CompleteSetup, Scenario, Setup } from '../model';
import { BALANCING, MOST_NODES, SIGNING_ALGORITHMS, TOKEN_MODES } from '../model/setup-words';
import { STORE_KINDS } from '../model/store-kinds';

export interface Settings {
  /** Real milliseconds between two steps while a demo plays. */
  readonly pace: number;
  /** Hold before the first step instead of playing. */
  readonly startPaused: boolean;
  /** How servers are deployed where nothing else is chosen. */
  readonly setup: CompleteSetup;
  /** A Redis of the user's own; undefined when Auth Lab is to start one. It may hold a password. */
  readonly redisUrl: string | undefined;
}

/** The user's settings at this moment; a value of the wrong type or out of range counts as the default. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('authLab');
  const startPaused = section.get<unknown>('startPaused');
  const redisUrl = section.get<unknown>('redisUrl');
  return {
    pace: between(section.get<unknown>('pace'), 0, 10_000) ?? 700,
    startPaused: typeof startPaused === 'boolean' ? startPaused : false,
    setup: {
      store: oneOf(STORE_KINDS, section.get<unknown>('store')),
      tokens: oneOf(TOKEN_MODES, section.get<unknown>('tokens')),
      algorithm: oneOf(SIGNING_ALGORITHMS, section.get<unknown>('signingAlgorithm')),
      nodes: wholeBetween(section.get<unknown>('nodes'), 1, MOST_NODES) ?? 1,
      balancing: oneOf(BALANCING, section.get<unknown>('balancing')),
    },
    redisUrl: typeof redisUrl === 'string' && redisUrl.trim() !== '' ? redisUrl.trim() : undefined,
  };
}

/** The user's own Redis, as the start of a run takes it. */
export function ownRedis({ redisUrl }: Pick<Settings, 'redisUrl'>): { readonly redisUrl?: string } {
  return redisUrl === undefined ? {} : { redisUrl };
}

/** The part of a deployment that concerns a scenario: a session needs a store, a token a mode and an algorithm. */
export function setupFor(flow: Scenario['flow'], { store, tokens, algorithm, nodes, balancing }: CompleteSetup): Setup {
  return flow === 'stateless' ? { tokens, algorithm, nodes, balancing } : { store, nodes, balancing };
}

/** A deployment with the choices that it leaves open made by another one. */
export function completed(setup: Setup, others: CompleteSetup): CompleteSetup {
  return {
    store: setup.store ?? others.store,
    tokens: setup.tokens ?? others.tokens,
    algorithm: setup.algorithm ?? others.algorithm,
    nodes: setup.nodes ?? others.nodes,
    balancing: setup.balancing ?? others.balancing,
  };
}

/** The word if it is one of these, else the first of them, which is the default. */
function oneOf<const T extends string>(words: readonly [T, ...T[]], value: unknown): T {
  return words.find((word) => word === value) ?? words[0];
}

function between(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}

function wholeBetween(value: unknown, least: number, most: number): number | undefined {
  return Number.isInteger(value) ? between(value, least, most) : undefined;
}
