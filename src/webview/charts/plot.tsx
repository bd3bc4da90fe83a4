import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Chart } from '../../model/charts-protocol';
import { numberWords } from './number-words';
import { figures, told } from '../host/words';

const HEIGHT = 260;
/** Told apart by their dashes and points as well as by color. */
const LOOKS: readonly { readonly color: string; readonly dash: number[] }[] = [
  { color: '--vscode-charts-blue', dash: [] },
  { color: '--vscode-charts-orange', dash: [8, 4] },
  { color: '--vscode-charts-green', dash: [2, 3] },
];

/** A chart as a picture. Its numbers stand in the table behind it, so the picture is for the eye alone. */
export function Plot({ chart }: { chart: Chart }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let plot = draw(chart, element);
    // Colors are resolved when it is drawn: another theme draws it anew.
    const redraw = (): void => {
      plot.destroy();
      plot = draw(chart, element);
    };
    const themes = new MutationObserver(redraw);
    themes.observe(document.body, { attributeFilter: ['class'] });
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    return () => {
      themes.disconnect();
      sizes.disconnect();
      plot.destroy();
    };
  }, [chart]);
  return (
    <figure class="chart-figure">
      <ul class="chart-legend" aria-hidden="true">
        {chart.series.length > 1 &&
          chart.series.map(({ title }, index) => (
            <li key={title}>
              <svg width="26" height="8" aria-hidden="true">
                <line
                  x1="0"
                  x2="26"
                  y1="4"
                  y2="4"
                  class={`chart-stroke-${String(index)}`}
                  stroke-dasharray={LOOKS[index]?.dash.join(' ')}
                />
              </svg>
              {told(title)}
            </li>
          ))}
        <li class="chart-axis">
          {told(chart.y.title)} ({told(chart.y.unit)})
        </li>
      </ul>
      <div class="chart-plot" ref={box} role="img" aria-label={`${told(chart.title)}. ${told(chart.finding)}`} />
      <figcaption class="chart-x" aria-hidden="true">
        {told(chart.x.title)}
      </figcaption>
    </figure>
  );
}

function draw(chart: Chart, element: HTMLElement): uPlot {
  const style = getComputedStyle(element);
  const named = (name: string): string => style.getPropertyValue(name).trim();
  const ink = resolved('var(--ink)', element);
  const muted = resolved('var(--muted)', element);
  // Fainter than any line of a theme, which in high contrast is as bright as the data.
  const rule = resolved('color-mix(in srgb, var(--muted) 24%, transparent)', element);
  const font = `12px ${style.fontFamily}`;
  const isBars = chart.form === 'bars';
  const axis = { stroke: muted, font, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1, size: 5 } };
  const highest = Math.max(
    ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)),
    ...chart.limits.map(({ at }) => at),
  );
  const options: uPlot.Options = {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [18, 30, 0, 0],
    scales: {
      x: {
        time: false,
        range: isBars
          ? () => [-0.6, chart.x.values.length - 0.4]
          : () => [chart.x.values[0] ?? 0, chart.x.values.at(-1) ?? 1],
      },
      y: { range: () => [0, highest * 1.12] },
    },
    axes: [
      {
        ...axis,
        grid: isBars ? { show: false } : axis.grid,
        ...(isBars && {
          splits: () => [...chart.x.values],
          values: (_: uPlot, splits: number[]) =>
            splits.map((at) =>
              // Names of two words stand in two lines: there is little room beside each other.
              told(chart.x.names[at] ?? '').replace(' ', '\n'),
            ),
        }),
        ...(!isBars && { values: (_: uPlot, splits: number[]) => splits.map(numberWords) }),
      },
      {
        ...axis,
        size: 64,
        values: (_: uPlot, splits: number[]) => splits.map((value) => figures.written(value)),
      },
    ],
    series: [
      {},
      ...chart.series.map(({ title }, index): uPlot.Series => {
        const look = LOOKS[index % LOOKS.length] ?? { color: '--vscode-charts-blue', dash: [] };
        const color = named(look.color) || ink;
        const bars = uPlot.paths.bars?.({ size: [0.6, 90] });
        return isBars && bars
          ? {
              label: title,
              stroke: color,
              fill: resolved(`color-mix(in srgb, ${color} 35%, transparent)`, element),
              width: 1.5,
              paths: bars,
              points: { show: false },
            }
          : { label: title, stroke: color, width: 2, dash: look.dash, points: { show: true, size: 6, fill: color } };
      }),
    ],
    hooks: {
      draw: [
        (plot) => {
          write(plot, chart, { ink, muted, font: style.fontFamily, limit: named('--vscode-charts-red') || ink });
        },
      ],
    },
  };
  const data = [chart.x.values, ...chart.series.map(({ values }) => values)] as uPlot.AlignedData;
  return new uPlot(options, data, element);
}

/** What uPlot does not draw by itself: the limits that were found, and the numbers over the bars. */
function write(
  plot: uPlot,
  chart: Chart,
  look: { readonly ink: string; readonly muted: string; readonly font: string; readonly limit: string },
): void {
  const { ctx: context, bbox } = plot;
  const density = uPlot.pxRatio;
  context.save();
  context.font = `${String(12 * density)}px ${look.font}`;
  for (const { title, at } of chart.limits) {
    const y = plot.valToPos(at, 'y', true);
    context.strokeStyle = look.limit;
    context.lineWidth = density;
    context.setLineDash([6 * density, 4 * density]);
    context.beginPath();
    context.moveTo(bbox.left, y);
    context.lineTo(bbox.left + bbox.width, y);
    context.stroke();
    context.fillStyle = look.ink;
    // Below the limit and at the end: what rises is above it there.
    context.textAlign = 'right';
    context.textBaseline = 'top';
    const room = bbox.width - 16 * density;
    const name = told(title);
    const words = `${name} (${numberWords(at)} ${told(chart.y.unit)})`;
    const fits = context.measureText(words).width <= room;
    context.fillText(fits ? words : name, bbox.left + bbox.width - 8 * density, y + 4 * density);
  }
  if (chart.form === 'bars') {
    context.fillStyle = look.ink;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    for (const [index, value] of (chart.series[0]?.values ?? []).entries()) {
      if (value === null) continue;
      const x = plot.valToPos(chart.x.values[index] ?? 0, 'x', true);
      context.fillText(`${numberWords(value)} ${told(chart.y.unit)}`, x, plot.valToPos(value, 'y', true) - 4 * density);
    }
  }
  context.restore();
}

/** The value of a color as a canvas understands it. */
function resolved(color: string, element: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
