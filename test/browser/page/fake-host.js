// Stands in for VS Code and the lab in a plain browser: it speaks the panel's protocol and plays a recorded trace,
// one event after the other, holding at every loud one as the lab does. Page parameters: hold=0 plays at once,
// shown=n begins with n events, state=keep restores what an earlier page kept.
/* global trace, quietKinds, scenarios, faults, impossible, location, URLSearchParams, sessionStorage */
{
  const parameters = new URLSearchParams(location.search);
  const STATE_KEY = 'auth-lab-kept-state';
  if (parameters.get('state') !== 'keep') sessionStorage.removeItem(STATE_KEY);

  class FakeHost {
    intents = [];
    trace = trace;
    at = 0;
    runs = 0;
    branch = null;
    setup = {};
    run = null;
    state = null;
    notice = null;
    breakpoints = [];
    visible = true;
    #timer = 0;

    constructor() {
      if (parameters.get('run') === 'none') return;
      this.begin(parameters.get('runId') ?? undefined);
      const shown = parameters.get('shown');
      if (shown !== null) this.at = shown === 'all' ? this.trace.length : Number(shown);
      if (this.at >= this.trace.length) this.state = { ...this.state, phase: 'ended' };
    }

    begin(id) {
      this.runs += 1;
      const started = this.trace[0]?.data ?? {};
      const card = scenarios.find(({ scenario }) => scenario === started.scenario) ?? scenarios[0];
      this.run = { id: id ?? `run-${this.runs}`, card };
      this.at = 0;
      this.state = {
        phase: 'held',
        pace: 700,
        clock: started.clock ?? 0,
        nodes: (started.actors ?? []).filter(({ role }) => role === 'server').map(({ id }) => id),
        faults: faults.map(({ id }) => ({ id, why: impossible[id] ?? null })),
        armed: [],
      };
      this.setup = { store: 'memory', nodes: Math.max(this.state.nodes.length, 1), balancing: 'round-robin' };
    }

    tell(message) {
      if (this.visible) window.postMessage(message, '*');
    }

    snapshot() {
      this.tell({
        type: 'snapshot',
        run: this.run && { ...this.run, setup: this.setup },
        branch: this.branch,
        events: this.run ? this.trace.slice(0, this.at) : [],
        state: this.run ? this.state : null,
        scenarios,
        faults,
        notice: this.notice,
        breakpoints: this.breakpoints,
      });
    }

    set(change) {
      this.state = { ...this.state, ...change };
      this.tell({ type: 'state', run: this.run.id, state: this.state });
    }

    /** Lets everything happen up to the next loud event and says so. */
    advance() {
      const from = this.at;
      while (this.at < this.trace.length) {
        const event = this.trace[this.at];
        this.at += 1;
        if (!quietKinds.includes(event.kind)) break;
      }
      const events = this.trace.slice(from, this.at);
      if (events.length > 0) this.tell({ type: 'appended', run: this.run.id, from: events[0].seq, events });
      if (this.at >= this.trace.length) {
        clearInterval(this.#timer);
        this.set({ phase: 'ended' });
      }
    }

    receive(intent) {
      this.intents.push(intent);
      switch (intent.type) {
        case 'ready':
        case 'resync':
          this.snapshot();
          return;
        case 'step':
          if (this.state.phase === 'held') this.advance();
          return;
        case 'stepOver':
          do this.advance();
          while (this.at < this.trace.length && this.trace[this.at - 1].kind !== 'request.sent');
          return;
        case 'breakpoints':
          this.breakpoints = intent.breakpoints;
          this.tell({ type: 'breakpoints', breakpoints: intent.breakpoints });
          return;
        case 'run':
          this.set({ phase: 'running' });
          this.#play();
          return;
        case 'pause':
          clearInterval(this.#timer);
          this.set({ phase: 'held' });
          return;
        case 'pace':
          this.set({ pace: intent.pace });
          if (this.state.phase === 'running') this.#play();
          return;
        case 'start':
        case 'restart':
          clearInterval(this.#timer);
          this.begin();
          this.snapshot();
          return;
        case 'stop':
          clearInterval(this.#timer);
          this.set({ phase: 'ended' });
          return;
        case 'intervene':
          this.#intervene(intent.what);
          return;
      }
    }

    /** Keeps the list of what is armed, and says that the rest cannot be done to a recording. */
    #intervene(what) {
      const { armed } = this.state;
      switch (what.type) {
        case 'arm':
          this.set({
            armed: [
              ...armed,
              {
                id: (armed.at(-1)?.id ?? 0) + 1,
                fault: what.fault,
                title: faults.find(({ id }) => id === what.fault)?.title ?? what.fault,
                state: 'armed',
                when: `${what.frequency?.how ?? 'once'}, at the next ${what.at.kind}`,
              },
            ],
          });
          return;
        case 'lift':
          this.set({ armed: what.id === undefined ? [] : armed.filter(({ id }) => id !== what.id) });
          return;
        default:
          this.tell({
            type: 'notice',
            notice: { tone: 'info', message: 'A recorded run is played here: nothing can be broken in it.' },
          });
          return;
      }
    }

    #play() {
      clearInterval(this.#timer);
      this.#timer = setInterval(() => this.advance(), this.state.pace);
    }
  }

  const fakeHost = new FakeHost();
  window.fakeHost = fakeHost;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => queueMicrotask(() => fakeHost.receive(structuredClone(message))),
    getState: () => JSON.parse(sessionStorage.getItem(STATE_KEY) ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem(STATE_KEY, JSON.stringify(state)),
  });
  if (parameters.get('hold') === '0') setTimeout(() => fakeHost.receive({ type: 'run' }), 300);
}
