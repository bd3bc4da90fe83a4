import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copiesOf } from '../../projections/copies';
import type { Stop } from '../panel/panel';
import { useDesk } from './context';
import { Icon } from './icons';
import { t } from '../host/words';

/** Copies the selected message in the forms that other programs take. */
export function CopyBar({ stop }: { stop: Stop }): JSX.Element {
  const { panel, steering } = useDesk();
  const [copied, setCopied] = useState<{ readonly seq: number; readonly label: string } | null>(null);
  // The forms are made when one is asked for; which there are is known by the kind.
  const kind = panel.explained.value.trace.find(({ seq }) => seq === stop.item.seq)?.kind;
  const forms = [
    ...(kind === 'request.sent' ? (['curl', 'http'] as const) : []),
    ...(kind === 'response.started' || kind === 'response.relayed' ? (['http'] as const) : []),
    'json' as const,
  ];
  const copy = (id: (typeof forms)[number]): void => {
    const found = copiesOf(panel.explained.value.trace, stop.item).find((each) => each.id === id);
    if (!found) return;
    steering.copy(found.text);
    setCopied({ seq: stop.item.seq, label: found.label });
  };
  return (
    <div class="copy-bar" role="group" aria-label={t('Copy this message')}>
      <Icon name="copy" size={14} />
      <span aria-hidden="true">{t('Copy')}</span>
      {forms.map((id) => (
        <button
          key={id}
          type="button"
          class="small-action"
          data-testid={`copy-${id}`}
          aria-label={t('Copy as {0}', LABELS[id])}
          onClick={() => copy(id)}
        >
          {LABELS[id]}
        </button>
      ))}
      <span class="copied" role="status">
        {copied?.seq === stop.item.seq ? t('Copied as {0}', copied.label) : ''}
      </span>
    </div>
  );
}

const LABELS = { curl: 'curl', http: 'HTTP', json: 'JSON' } as const;
