import type * as vscode from 'vscode';
import { arch, cpus } from 'node:os';
import {
  CHART_IDS,
  chartsIntent,
  type ChartsIntent,
  type ChartsMessage,
  type ChartsReport,
  type ChartsState,
} from '../../model/charts-protocol';
import { parseWith } from '../../model/parse';
import { measureCharts } from '../../process/charts-process';
import { SideView } from '../side-view';
import { Signal, type Disposable } from '../signal';
import { t } from '../words';

export interface ChartsParts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The bundle that measures. */
  readonly path: string;
}

/** The charts: their view, and what was measured in this window. It measures while the view is open and no longer. */
export class ChartsDesk implements Disposable {
  readonly #parts: ChartsParts;
  readonly view: SideView<ChartsIntent, ChartsMessage>;
  readonly #listening: readonly Disposable[];
  readonly #changes = new Signal<void>();
  /** Something became known; ask again. */
  readonly onDidChange = this.#changes.event;
  readonly #measured = new Signal<void>();
  /** They were opened or measured, and what they show is known. */
  readonly onDidMeasure = this.#measured.event;
  #state: ChartsState = { phase: 'canceled', step: null, charts: [], failures: [], machine: machineWords() };
  #canceled: AbortController | null = null;
  #gone: Promise<unknown> = Promise.resolve();

  constructor(parts: ChartsParts) {
    this.#parts = parts;
    const { extensionUri, log } = parts;
    this.view = new SideView({
      extensionUri,
      log,
      type: 'authLab.charts',
      title: t('Auth Lab: Charts'),
      files: 'charts',
      parse: (message) => parseWith<ChartsIntent>(chartsIntent, message, 'A message of the charts'),
      snapshot: () => ({ type: 'state', state: this.#state }),
    });
    this.#listening = [
      this.view.onIntent(({ type }) => (type === 'measure' ? this.measure() : this.cancel())),
      this.view.onClose(() => this.cancel()),
    ];
  }

  get state(): ChartsState {
    return this.#state;
  }

  /** Resolves when nothing that was canceled, or is over, has a process left. */
  get quiet(): Promise<unknown> {
    return this.#gone;
  }

  /** Opens the charts, and measures unless all is known. */
  open(): void {
    this.view.reveal();
    if (this.#state.phase === 'done') this.#tellMeasured();
    else void this.measure();
  }

  /** Forgets what is known, and measures everything. Does nothing while that is going on. */
  async measure(): Promise<void> {
    if (this.#canceled) return;
    const canceled = new AbortController();
    this.#canceled = canceled;
    this.#tell({ phase: 'measuring', step: null, charts: [], failures: [] });
    const measuring = measureCharts(this.#parts.path, (report) => this.#learn(report), canceled.signal).catch(
      (error: unknown) => this.#breakOff(error instanceof Error ? error.message : String(error)),
    );
    this.#gone = measuring;
    await measuring;
    if (this.#canceled !== canceled) return;
    this.#canceled = null;
    this.#tell({ phase: 'done', step: null });
    this.#tellMeasured();
  }

  /** Ends what is going on; what is known stays. @returns when no process is left */
  async cancel(): Promise<void> {
    if (this.#canceled) {
      this.#canceled.abort();
      this.#canceled = null;
      this.#tell({ phase: 'canceled', step: null });
    }
    await this.#gone;
  }

  dispose(): Promise<void> {
    for (const each of this.#listening) each.dispose();
    const gone = this.cancel();
    this.view.dispose();
    this.#changes.dispose();
    this.#measured.dispose();
    return gone;
  }

  #tellMeasured(): void {
    if (this.#state.charts.length > 0) this.#measured.fire();
  }

  #learn(report: ChartsReport): void {
    switch (report.type) {
      case 'step':
        this.#tell({ step: report.step });
        return;
      case 'chart':
        this.#tell({ charts: [...this.#state.charts, report.chart] });
        return;
      case 'failed':
        this.#tell({ failures: [...this.#state.failures, { chart: report.chart, message: report.message }] });
        return;
      case 'timed':
      case 'done':
        return;
      default:
        report satisfies never;
    }
  }

  /** Whatever is not known by now will not be. */
  #breakOff(message: string): void {
    const { charts, failures } = this.#state;
    const open = CHART_IDS.filter(
      (id) => !charts.some((chart) => chart.id === id) && !failures.some(({ chart }) => chart === id),
    );
    this.#tell({ failures: [...failures, ...open.map((chart) => ({ chart, message }))] });
  }

  #tell(change: Partial<ChartsState>): void {
    this.#state = { ...this.#state, ...change };
    this.view.post({ type: 'state', state: this.#state });
    this.#changes.fire();
  }
}

/** "2 × Intel Xeon, Node 22.20". */
function machineWords(): string {
  const processors = cpus();
  const model = processors[0]?.model.replace(/\s+/g, ' ').trim() ?? '';
  const name = model === '' || model === 'unknown' ? arch() : model;
  return `${String(processors.length)} × ${name}, Node ${process.versions.node}`;
}
