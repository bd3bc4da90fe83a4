import type { Parts } from '../parts';
import { destroyAllSessions, destroySession } from './destroy-sessions';
import type { Command } from './ids';
import { liftFailure, resetAllFailures } from './lift-failures';
import { restartDemo } from './restart-demo';
import { runAgainToHere } from './run-again';
import { startDemo } from './start-demo';
import { switchOffRule } from '../tokens/token-settings';

type Handler = (parts: Parts, args: readonly unknown[]) => unknown;

/** What each command does. A command that is missing here does not compile. */
export const COMMAND_TABLE: { readonly [C in Command]: Handler } = {
  startStateful: (parts, args) => startDemo(parts, 'stateful', args),
  startStateless: (parts, args) => startDemo(parts, 'stateless', args),
  // The view knows whether its cursor stands in the past, where stepping only moves on to what already happened.
  step: ({ panel, session }) => {
    if (panel.move('step')) return;
    panel.reveal();
    session.step();
  },
  stepBack: ({ panel }) => {
    if (!panel.move('back')) panel.reveal();
  },
  stepOver: ({ panel, session }) => {
    if (panel.move('over')) return;
    panel.reveal();
    session.stepOver();
  },
  stepBackOver: ({ panel }) => {
    if (!panel.move('backOver')) panel.reveal();
  },
  runOn: ({ panel, session }) => {
    if (panel.selected !== null) session.runOn(panel.selected);
  },
  toggleBreakpoint: async (parts) => (await import('./breakpoints')).toggleBreakpoint(parts),
  chooseBreakpoints: async (parts) => (await import('./breakpoints')).chooseBreakpoints(parts),
  removeAllBreakpoints: async (parts) => (await import('./breakpoints')).removeAllBreakpoints(parts),
  firstMessage: ({ panel }) => {
    if (!panel.move('first')) panel.reveal();
  },
  backToNow: ({ panel }) => {
    if (!panel.move('last')) panel.reveal();
  },
  setSpeed: async (parts, args) => (await import('./set-speed')).setSpeed(parts, args),
  foldExchange: ({ panel }) => panel.show('foldExchange'),
  foldAllExchanges: ({ panel }) => panel.show('foldAll'),
  unfoldAllExchanges: ({ panel }) => panel.show('unfoldAll'),
  foldRepeats: ({ panel }) => panel.show('repeats'),
  zoomIn: ({ panel }) => panel.show('zoomIn'),
  zoomOut: ({ panel }) => panel.show('zoomOut'),
  fitWidth: ({ panel }) => panel.show('fit'),
  showLegend: ({ panel }) => panel.show('legend'),
  showEvents: ({ panel }) => panel.show('log'),
  copyMessage: async (parts, args) => (await import('./copy-message')).copyMessage(parts, args),
  play: ({ panel, session }) => {
    panel.move('last');
    session.play();
  },
  pause: ({ session }) => session.pause(),
  restart: (parts) => restartDemo(parts),
  stop: ({ session }) => session.stop(),
  injectFailure: async (parts, args) => (await import('./inject-failure')).injectFailure(parts, args),
  liftFailure,
  resetAllFailures,
  advanceClock: async (parts, args) => (await import('./advance-clock')).advanceClock(parts, args),
  chooseDeployment: async (parts) => (await import('./choose-deployment')).chooseDeployment(parts),
  runAgainToHere,
  compareBranches: ({ panel }) => panel.show('comparison'),
  showTruthTable: async ({ truth }) => (await truth.desk()).open(),
  showCharts: async ({ charts }) => (await charts.desk()).open(),
  compareFlows: async (parts, args) => (await import('../compare/compare-flows')).compareFlows(parts, args),
  compareRuns: async (parts, args) => (await import('../compare/compare-runs')).compareRuns(parts, args),
  exportRun: async (parts, args) => (await import('../exports/export-run')).exportRun(parts, args),
  importRun: async (parts, args) => (await import('../exports/import-run')).importRun(parts, args),
  inspectSessionStore: async ({ stores }) => (await stores.desk()).showDemo(),
  openSessionStore: async ({ stores }, args) => (await stores.desk()).open(args),
  destroySession,
  destroyAllSessions,
  // Loaded when they are asked for: activation waits for no decoder and no projection.
  decodeJwt: async ({ tokens }, args) => (await tokens.desk()).decode(args),
  openToken: async ({ tokens }, args) => (await tokens.desk()).open(args),
  editAndSign: async ({ tokens }, args) => (await tokens.desk()).editAndSign(args),
  signToken: async ({ tokens }, args) => (await tokens.desk()).sign(args),
  attackInLab: async (parts, args) => (await import('../compare/attack-in-lab')).attackInLab(parts, args),
  attackToken: async ({ tokens }, args) => (await tokens.desk()).attack(args),
  sendToken: async ({ tokens }, args) => (await tokens.desk()).send(args),
  generateKey: async ({ tokens }) => (await tokens.desk()).generateKey(),
  manageKeys: async ({ tokens }) => (await tokens.desk()).manageKeys(),
  switchOffRule: (_, args) => switchOffRule(args),
  openTutorial: async ({ tutorials }, args) => (await tutorials.desk()).open(args),
  doTutorialStep: async ({ tutorials }) => (await tutorials.desk()).guide.act(),
  predictTutorialStep: async ({ tutorials }, args) => (await tutorials.desk()).predict(args),
  nextTutorialStep: async ({ tutorials }) => (await tutorials.desk()).next(),
  previousTutorialStep: async ({ tutorials }) => (await tutorials.desk()).guide.back(),
  resetTutorialStep: async ({ tutorials }) => (await tutorials.desk()).guide.reset(),
  checkTutorialStep: async ({ tutorials }) => (await tutorials.desk()).guide.check(),
  showTutorialHint: async ({ tutorials }) => (await tutorials.desk()).guide.hint(),
  forgetTutorial: async ({ tutorials }, args) => (await tutorials.desk()).forget(args),
  copyTutorialLink: async ({ tutorials }, args) => (await tutorials.desk()).copyLink(args),
  newTutorialFromRun: async ({ tutorials }) => (await tutorials.desk()).newFromRun(),
  previewTutorial: async ({ tutorials }) => (await tutorials.desk()).preview(),
  showServerCode: async (parts) => (await import('./show-server-code')).showServerCode(parts),
  editServerCode: async (parts) => (await import('./edit-server')).editServerCode(parts),
  runEditedServer: async (parts, args) => (await import('./edit-server')).runEditedServer(parts, args),
  restoreServerCode: async (parts) => (await import('./edit-server')).restoreServerCode(parts),
  showPanel: ({ panel }) => panel.reveal(),
  showLog: ({ log }) => log.show(),
};
