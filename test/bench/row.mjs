import { summarize } from './measure.mjs';

/**
 * One thing that the bench measures. A row may give several comparisons, one for each size or app.
 *
 * @typedef {object} Row
 * @property {string} id what the command line calls it
 * @property {string} title
 * @property {(tools: RowTools) => Promise<{ comparisons: Comparison[], checks?: Check[] }>} measure
 *
 * @typedef {object} RowTools
 * @property {import('../../scripts/vscode/session.mjs').Session} session ends what is started in it
 * @property {string} product the folder that holds Auth Lab as it is packaged
 * @property {string} programs the folder that holds the bench's own bundles
 * @property {() => void} onRound to be called as each round begins
 *
 * @typedef {object} Comparison
 * @property {string} title
 * @property {string} unit
 * @property {'lower' | 'higher'} better
 * @property {{ name: string } & import('./measure.mjs').Summary} ours
 * @property {{ name: string } & import('./measure.mjs').Summary} beside
 * @property {number} ratio the median of ours divided by the median of what it stands beside
 * @property {{ text: string, met: boolean }} [limit]
 *
 * @typedef {object} Check
 * @property {string} text what should be so
 * @property {boolean} met
 * @property {string} [found] what was found instead
 *
 * @typedef {object} Limit
 * @property {string} text
 * @property {(ours: number, beside: number) => boolean} holds decides on the medians
 */

/**
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.unit
 * @param {'lower' | 'higher'} [options.better]
 * @param {[ours: string, beside: string]} options.names
 * @param {{ ours: number[], beside: number[] }} options.samples
 * @param {Limit} [options.limit]
 * @returns {Comparison}
 */
export function compare({ title, unit, better = 'lower', names, samples, limit }) {
  const ours = { name: names[0], ...summarize(samples.ours) };
  const beside = { name: names[1], ...summarize(samples.beside) };
  return {
    title,
    unit,
    better,
    ours,
    beside,
    ratio: ours.median / beside.median,
    ...(limit && { limit: { text: limit.text, met: limit.holds(ours.median, beside.median) } }),
  };
}
