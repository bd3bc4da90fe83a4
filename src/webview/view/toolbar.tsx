import type { JSX } from 'preact';
import { PACES } from '../panel/steering';
import { useDesk, useFaultDesk } from './context';
import { BreakpointsMenu } from './breakpoints-menu';
import { ClockMenu } from './clock-menu';
import { DeploymentMenu } from './deployment-menu';
import { Icon, type IconName } from './icons';
import { ViewMenu } from './legend';
import { Scrubber } from './scrubber';
import { StatusLine } from './status-line';
import { t } from '../host/words';

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
      {phase === 'starting' && <div class="progress" role="progressbar" aria-label={t('Starting')} />}
      <div class="bar-row">
        <StatusLine />
        <div class="group-buttons" role="toolbar" aria-label={t('Run')}>
          <InjectButton />
          <DeploymentMenu />
          <Tool id="restart" icon="restart" label={t('Restart')} keys="R" wordy onClick={() => steering.restart()} />
          <Tool
            id="stop"
            icon="stop"
            label={t('Stop')}
            disabled={phase === 'ended' || phase === 'failed'}
            onClick={() => steering.stop()}
          />
          <span class="divider" aria-hidden="true" />
          <ViewMenu />
          <Tool id="zoom-out" icon="zoomOut" label={t('Smaller')} keys="−" onClick={() => steering.zoomBy(-1)} />
          <Tool id="zoom-in" icon="zoomIn" label={t('Larger')} keys="+" onClick={() => steering.zoomBy(1)} />
          <Tool id="help" icon="help" label={t('Keys and signs')} keys="?" onClick={onHelp} />
        </div>
      </div>
      <div class="bar-row" role="toolbar" aria-label={t('Time')}>
        <div class="group-buttons">
          <Tool
            id="first"
            icon="first"
            label={t('First message')}
            keys="Home"
            disabled={atStart}
            onClick={() => steering.first()}
          />
          <Tool
            id="back-over"
            icon="backOver"
            label={t('Back over the exchange')}
            keys={`${t('Shift')}+←`}
            disabled={atStart}
            onClick={() => steering.backOver()}
          />
          <Tool id="back" icon="back" label={t('Back')} keys="←" disabled={atStart} onClick={() => steering.back()} />
          {running ? (
            <Tool
              id="pause"
              icon="pause"
              label={t('Pause')}
              keys={t('Space')}
              wordy
              primary
              onClick={() => steering.pause()}
            />
          ) : (
            <Tool
              id="play"
              icon="play"
              label={t('Play')}
              keys={t('Space')}
              wordy
              primary
              disabled={phase !== 'held'}
              onClick={() => steering.play()}
            />
          )}
          <Tool
            id="step"
            icon="step"
            label={t('Step')}
            keys="→"
            wordy
            disabled={!past && phase !== 'held'}
            onClick={() => steering.step()}
          />
          <Tool
            id="step-over"
            icon="over"
            label={t('Step over the exchange')}
            keys={`${t('Shift')}+→`}
            disabled={!past && phase !== 'held'}
            onClick={() => steering.stepOver()}
          />
          <Tool
            id="last"
            icon="last"
            label={t('Back to now')}
            keys="End"
            disabled={!past}
            onClick={() => steering.last()}
          />
        </div>
        <BreakpointsMenu />
        <Scrubber />
        <ClockMenu />
        <label class="pace">
          <span class="pace-word" aria-hidden="true">
            {t('Speed')}
          </span>
          <select
            aria-label={t('Speed')}
            value={String(pace)}
            onChange={({ currentTarget }) => steering.pace(Number(currentTarget.value))}
            data-testid="pace"
          >
            {PACES.map((each) => (
              <option key={each.pace} value={String(each.pace)}>
                {each.label}
              </option>
            ))}
            {!PACES.some((each) => each.pace === pace) && <option value={String(pace)}>{t('{0} ms', pace)}</option>}
          </select>
        </label>
      </div>
    </header>
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
      aria-label={t('Inject Failure')}
      title={t('Inject a failure (F)')}
      onClick={() => {
        if (open) faultDesk.close();
        else faultDesk.show();
      }}
    >
      <Icon name="failure" />
      <span class="tool-word">{t('Inject Failure')}</span>
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
