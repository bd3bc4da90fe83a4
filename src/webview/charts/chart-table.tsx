import type { JSX } from 'preact';
import type { Chart } from '../../model/charts-protocol';
import { numberWords } from './number-words';
import { t, told } from '../host/words';

/** The numbers of a chart as a table. */
export function ChartTable({ chart: { title, form, x, y, series, limits } }: { chart: Chart }): JSX.Element {
  const spread = series.some((each) => each.spread !== undefined);
  return (
    <div class="chart-table" tabIndex={0} role="region" aria-label={t('The numbers of: {0}', told(title))}>
      <table>
        <thead>
          <tr>
            <th scope="col">{told(x.title)}</th>
            {series.map((each) => (
              <th scope="col" key={each.title}>
                {told(each.title)} ({told(y.unit)})
              </th>
            ))}
            {spread && <th scope="col">{t('Least to most ({0})', told(y.unit))}</th>}
          </tr>
        </thead>
        <tbody>
          {x.values.map((value, index) => (
            <tr key={value}>
              <th scope="row">{form === 'bars' ? told(x.names[index] ?? '') : numberWords(value)}</th>
              {series.map((each) => (
                <td key={each.title}>{cell(each.values[index])}</td>
              ))}
              {spread && (
                <td>
                  {series.map(({ spread: all }) => {
                    const found = all?.[index];
                    return found ? `${numberWords(found.least)} – ${numberWords(found.most)}` : '–';
                  })}
                </td>
              )}
            </tr>
          ))}
          {limits.map((limit) => (
            <tr key={limit.title}>
              <th scope="row">{told(limit.title)}</th>
              <td colSpan={series.length}>{numberWords(limit.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : numberWords(value);
}
