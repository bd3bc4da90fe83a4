import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { CHART_IDS, type Chart, type ChartId, type ChartsIntent, type ChartsState } from '../../model/charts-protocol';
import { ChartTable } from './chart-table';
import { Plot } from './plot';
import { t, told } from '../host/words';

/** What stands in a chart's place before it is known. */
const TITLES: Readonly<Record<ChartId, string>> = {
  memory: t('Server memory against logged-in users'),
  size: t('Bytes of a credential against the claims in it'),
  time: t('Time to find out who is asking'),
};

/** All charts, one below the other, each with its numbers behind it. */
export function App({
  state,
  ask,
}: {
  state: Signal<ChartsState | null>;
  ask: (intent: ChartsIntent) => void;
}): JSX.Element {
  const now = state.value;
  if (!now) return <p class="nothing waiting">{t('The charts are on their way.')}</p>;
  const { phase, machine } = now;
  return (
    <>
      <header class="charts-top">
        <div>
          <h1>{t('What it costs to know who is asking')}</h1>
          <p class="charts-lead">{t('Measured on this machine: {0}.', machine)}</p>
        </div>
        {phase === 'measuring' ? (
          <button type="button" class="button secondary" data-testid="cancel" onClick={() => ask({ type: 'cancel' })}>
            {t('Cancel')}
          </button>
        ) : (
          <button type="button" class="button secondary" data-testid="again" onClick={() => ask({ type: 'measure' })}>
            {phase === 'done' ? t('Measure Again') : t('Measure')}
          </button>
        )}
      </header>
      <p class="sr-only" role="status" data-testid="said">
        {said(now)}
      </p>
      <main class="charts">
        {CHART_IDS.map((id) => (
          <ChartPlace key={id} id={id} state={now} />
        ))}
      </main>
    </>
  );
}

function ChartPlace({ id, state }: { id: ChartId; state: ChartsState }): JSX.Element {
  const chart = state.charts.find((each) => each.id === id);
  const failure = state.failures.find((each) => each.chart === id);
  const title = `chart-${id}`;
  return (
    <section class="chart" aria-labelledby={title} data-testid={title}>
      <h2 id={title}>{TITLES[id]}</h2>
      {chart ? <ChartView chart={chart} /> : <Waiting id={id} state={state} failure={failure?.message} />}
    </section>
  );
}

function Waiting({
  id,
  state: { phase, step },
  failure,
}: {
  id: ChartId;
  state: ChartsState;
  failure: string | undefined;
}): JSX.Element {
  if (failure !== undefined) return <p class="chart-failure">{t('Could not be measured. {0}', told(failure))}</p>;
  if (phase !== 'measuring') return <p class="nothing">{t('Not measured.')}</p>;
  if (step?.chart !== id) return <p class="nothing">{t('Waits for its turn.')}</p>;
  return (
    <div class="chart-progress">
      <progress max={Math.max(step.total, 1)} value={step.done} aria-label={TITLES[id]} />
      <p>{told(step.words)}</p>
    </div>
  );
}

function ChartView({ chart }: { chart: Chart }): JSX.Element {
  return (
    <>
      <p class="chart-finding">{told(chart.finding)}</p>
      <Plot chart={chart} />
      {chart.notes.map((note) => (
        <p class="chart-note" key={note}>
          {told(note)}
        </p>
      ))}
      <div class="chart-behind">
        <details>
          <summary>{t('The numbers')}</summary>
          <ChartTable chart={chart} />
        </details>
        <details>
          <summary>{t('How it was measured')}</summary>
          <p class="chart-how">{told(chart.how)}</p>
        </details>
      </div>
    </>
  );
}

/** For those who listen: which chart is measured, not each of its steps. */
function said({ phase, step, charts, failures }: ChartsState): string {
  switch (phase) {
    case 'measuring':
      return step ? t('Measuring: {0}.', TITLES[step.chart]) : t('Measuring.');
    case 'canceled':
      return t('Measuring was canceled.');
    case 'done':
      return failures.length === 0
        ? t('All {0} charts are measured.', charts.length)
        : t('{0} charts are measured, {1} could not be.', charts.length, failures.length);
    default:
      return phase satisfies never;
  }
}
