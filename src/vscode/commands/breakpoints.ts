import * as vscode from 'vscode';
import { EVENT_KINDS, type EventKind } from '../../model';
import { breakpointKey, REFUSALS, toggled, type Breakpoint } from '../../model/breakpoints';
import type { Parts } from '../parts';
import { choose } from '../questions';

/** Sets a breakpoint on the selected message of the panel, or takes it away. */
export function toggleBreakpoint({ panel, session }: Parts): void {
  const { selected } = panel;
  const event = selected === null ? undefined : session.run?.trace[selected];
  if (!event) {
    panel.reveal();
    return;
  }
  const nth = session.run?.trace.slice(0, event.seq + 1).filter(({ kind }) => kind === event.kind).length;
  session.setBreakpoints(toggled(session.breakpoints, { kind: event.kind, ...(nth === undefined ? {} : { nth }) }));
}

export function removeAllBreakpoints({ session }: Parts): void {
  session.setBreakpoints([]);
}

interface KindItem extends vscode.QuickPickItem {
  /** The kind of event that it stands for. */
  readonly at: EventKind;
}

/** Lets the learner pick the kinds of events at which runs hold. Breakpoints on messages stay as they are. */
export async function chooseBreakpoints({ session }: Parts): Promise<void> {
  const set = new Set(session.breakpoints.map(breakpointKey));
  const kinds = (Object.keys(EVENT_KINDS) as EventKind[]).filter((kind) => !EVENT_KINDS[kind].quiet);
  const items = [...REFUSALS, ...kinds.filter((kind) => !REFUSALS.includes(kind))].map((kind): KindItem => ({
    at: kind,
    label: vscode.l10n.t(EVENT_KINDS[kind].means),
    description: kind,
    picked: set.has(kind),
  }));
  const chosen = await choose(items, {
    title: vscode.l10n.t('Breakpoints'),
    placeHolder: vscode.l10n.t('At which events should a run hold by itself?'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return;
  const own = session.breakpoints.filter(({ nth }) => nth !== undefined);
  session.setBreakpoints([...own, ...chosen.map(({ at }): Breakpoint => ({ kind: at }))]);
}
