import activation from './activation.mjs';
import findTokens from './find-tokens.mjs';
import firstArrow from './first-arrow.mjs';
import firstPage from './first-page.mjs';
import manySteps from './many-steps.mjs';
import openRun from './open-run.mjs';
import requests from './requests.mjs';
import stepToPaint from './step-to-paint.mjs';
import walkInEditor from './walk-in-editor.mjs';

/**
 * Everything that is measured, in order.
 *
 * @type {readonly import('../row.mjs').Row[]}
 */
export const rows = [
  activation,
  firstArrow,
  stepToPaint,
  walkInEditor,
  openRun,
  manySteps,
  requests,
  findTokens,
  firstPage,
];
