import type { JSX } from 'preact';
import { PACES } from '../panel/steering';
import { useDesk, useFaultDesk } from './context';
import { BreakpointsMenu } from './breakpoints-menu';
import { ClockMenu } from './clock-menu';
import { DeploymentMenu } from './deployment-menu';
import { Icon, type IconName } from './icons';
import { Legend } from './legend';
import { Scrubber } from './scrubber';
import { StatusLine } from './status-line';

/** Everything that steers a run. Each button says its key, and so does the overlay of keys. */
export function Toolbar({ onHelp }: { onHelp: () => void }): JSX.Element {
  const { panel, steering } = useDesk();
  const phase = panel.phase;
  const past = panel.inThePast.value;
  const atStart = panel.position.value <= 0;
  const running = phase === 'running';
  const pace = panel.state.value?.pace ?? 0;
  return (
    <header class="top">
      {phase === 'starting' && <div class="progress" role="progressbar" aria-label="Starting" />}
      <div class="bar-row">
        <StatusLine />
        <div class="group-buttons" role="toolbar" aria-label="Run">
          <InjectButton />
          <DeploymentMenu />
          <Tool id="restart" icon="restart" label="Restart" keys="R" wordy onClick={() => steering.restart()} />
          <Tool
            id="stop"
            icon="stop"
            label="Stop"
            disabled={phase === 'ended' || phase === 'failed'}
            onClick={() => steering.stop()}
          />
          <span class="divider" aria-hidden="true" />
          <FoldButton />
          <Legend />
          <Tool id="fit" icon="fit" label="Fit the width" keys="V" onClick={() => steering.fit()} />
          <Tool id="zoom-out" icon="zoomOut" label="Smaller" keys="−" onClick={() => steering.zoomBy(-1)} />
          <Tool id="zoom-in" icon="zoomIn" label="Larger" keys="+" onClick={() => steering.zoomBy(1)} />
          <Tool id="help" icon="help" label="Keys and signs" keys="?" onClick={onHelp} />
        </div>
      </div>
      <div class="bar-row" role="toolbar" aria-label="Time">
        <div class="group-buttons">
          <Tool
            id="first"
            icon="first"
            label="First message"
            keys="Home"
            disabled={atStart}
            onClick={() => steering.first()}
          />
 <Tool
            id="back-over"
            icon="backOver"
            label="Back over the exchange"
            keys="Shift+←"
            disabled={atStart}
            onClick={() => steering.backOver()}
          />
          <Tool id="back" icon="back" label="Back" keys="←" disabled={atStart} onClick={() => steering.back()} />
          {running ? (
            <Tool id="pause" icon="pause" label="Pause" keys="Space" wordy primary onClick={() => steering.pause()} />
          ) : (
            <Tool
              id="play"
              icon="play"
              label="Play"
              keys="Space"
              wordy
              primary
              disabled={phase !== 'held'}
              onClick={() => steering.play()}
            />
          )}
          <Tool
            id="step"
            icon="step"
            label="Step"
            keys="→"
            wordy
            disabled={!past && phase !== 'held'}
            onClick={() => steering.step()}
          />
          <Tool
            id="step-over"
            icon="over"
            label="Step over the exchange"
            keys="Shift+→"
            disabled={!past && phase !== 'held'}
            onClick={() => steering.stepOver()}
          />
          <Tool id="last" icon="last" label="Back to now" keys="End" disabled={!past} onClick={() => steering.last()} />
        </div>
        <BreakpointsMenu />
        <Scrubber />
        <ClockMenu />
        <label class="pace">
          <span class="pace-word" aria-hidden="true">
            Speed
          </span>
          <select
            aria-label="Speed"
            value={String(pace)}
            onChange={({ currentTarget }) => steering.pace(Number(currentTarget.value))}
            data-testid="pace"
          >
            {PACES.map((each) => (
              <option key={each.pace} value={String(each.pace)}>
                {each.label}
              </option>
            ))}
            {!PACES.some((each) => each.pace === pace) && <option value={String(pace)}>{pace} ms</option>}
          </select>
        </label>
      </div>
    </header>
  );
}

/** Folds the steps that repeat what happened before, or shows all of them. */
function FoldButton(): JSX.Element {
  const { panel } = useDesk();
  const folded = panel.folding.repeats.value;
  return (
    <button
      type="button"
      class="tool"
      data-testid="repeats"
      aria-pressed={folded}
      aria-label="Fold repeated steps"
      title={folded ? 'Show repeated steps (U)' : 'Fold repeated steps (U)'}
      onClick={() => panel.folding.toggleRepeats()}
    >
      <Icon name="folded" />
    </button>
  );
}

/** Opens the palette of failures beside the diagram, or closes it. */
function InjectButton(): JSX.Element {
  const faultDesk = useFaultDesk();
  const open = faultDesk.open.value;
  return (
    <button
      type="button"
      class="tool"
      data-wordy=""
      data-testid="inject"
      aria-expanded={open}
      aria-label="Inject Failure"
      title="Inject a failure (F)"
      onClick={() => {
        if (open) faultDesk.close();
        else faultDesk.show();
      }}
    >
      <Icon name="failure" />
      <span class="tool-word">Inject Failure</span>
    </button>
  );
}

interface ToolProps {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly keys?: string;
  /** Shows the label beside the icon where there is room. */
  readonly wordy?: boolean;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({
  id,
  icon,
  label,
  keys,
  wordy = false,
  primary = false,
  disabled = false,
  onClick,
}: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class={primary ? 'tool primary' : 'tool'}
      data-testid={id}
      data-wordy={wordy ? '' : undefined}
      aria-label={label}
      // A disabled button keeps the focus: it may be enabled again a moment later.
      aria-disabled={disabled}
      title={keys === undefined ? label : `${label} (${keys})`}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      <Icon name={icon} />
      {wordy && <span class="tool-word">{label}</span>}
    </button>
  );
}
