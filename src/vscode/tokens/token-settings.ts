import * as vscode from 'vscode';
import type { LintId } from '../../jwt';
import { argument } from '../commands/arguments';

export interface TokenSettings {
  readonly hover: boolean;
  readonly lens: 'off' | 'lens' | 'hint';
  /** Color the three parts. */
  readonly colors: boolean;
  /** Mark expired tokens. */
  readonly expired: boolean;
  readonly findings: boolean;
  /** Language ids in whose documents findings are told; `*` stands for all, `!log` for all but that one. */
  readonly findingsIn: readonly string[];
  /** Rules that are switched off. */
  readonly off: readonly LintId[];
}

/** The user's settings for tokens in documents, at this moment; a value of the wrong type counts as the default. */
export function readTokenSettings(): TokenSettings {
  const section = vscode.workspace.getConfiguration('authLab.jwt');
  const flag = (name: string): boolean => section.get<unknown>(name) !== false;
  const lens = section.get<unknown>('lens');
  const languages = section.get<unknown>('findingsIn');
  const rules = section.get<unknown>('rules');
  return {
    hover: flag('hover'),
    lens: lens === 'off' || lens === 'lens' ? lens : 'hint',
    colors: flag('colors'),
    expired: flag('expired'),
    findings: flag('findings'),
    findingsIn: Array.isArray(languages) ? languages.filter((each) => typeof each === 'string') : ['*', '!log'],
    off:
      typeof rules === 'object' && rules !== null
        ? (Object.entries(rules).flatMap(([id, on]) => (on === false ? [id] : [])) as LintId[])
        : [],
  };
}

/** Whether findings are told in documents of a language. */
export function speaksIn(languages: readonly string[], languageId: string): boolean {
  if (languages.includes(`!${languageId}`)) return false;
  return languages.includes('*') || languages.includes(languageId);
}

/** Switches a rule off in the user's settings. Argument: `rule`, its id. */
export async function switchOffRule(args: readonly unknown[]): Promise<void> {
  const rule = argument(args, 'rule');
  if (typeof rule !== 'string' || !/^JW\d\d$/.test(rule)) return;
  const section = vscode.workspace.getConfiguration('authLab.jwt');
  const set = section.inspect<Record<string, unknown>>('rules')?.globalValue ?? {};
  await section.update('rules', { ...set, [rule]: false }, vscode.ConfigurationTarget.Global);
}
