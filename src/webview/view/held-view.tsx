import type { ComponentChildren, JSX } from 'preact';
import type { ClientHoldings, ServerHoldings, StoreHoldings } from '../../projections/holdings';
import type { Change } from '../../projections/ledger';
import { shortDuration, shortId } from '../../projections/words';
import { useDesk } from './context';
import { Icon, type IconName } from './icons';

/** Who holds what at the cursor: one box per actor, in the order of the lanes, with the newest change marked. */
export function HeldView(): JSX.Element {
  const { panel } = useDesk();
  const { clients, servers, stores } = panel.held.value;
  return (
    <div class="held">
      {clients.map((client) => (
        <ClientBox key={client.actor.id} client={client} />
      ))}
      {servers.map((server) => (
        <ServerBox key={server.actor.id} server={server} />
      ))}
      {stores.map((store) => (
        <StoreBox key={store.actor.id} store={store} />
      ))}
    </div>
  );
}

interface BoxProps {
  readonly icon: IconName;
  readonly title: string;
  /** Words for a box without entries; null when it has some. */
  readonly empty: string | null;
  /** What stands beside the title. */
  readonly action?: JSX.Element;
  readonly children?: ComponentChildren;
}

function Box({ icon, title, empty, action, children }: BoxProps): JSX.Element {
  return (
    <section class="held-box">
      <div class="held-head">
        <Icon name={icon} size={14} />
        <h3 dir="auto">{title} holds</h3>
        {action}
      </div>
      {empty === null ? <ul>{children}</ul> : <p class="nothing">{empty}</p>}
    </section>
  );
}

const CHANGES: Readonly<Record<Change, string>> = { added: 'new', changed: 'changed', removed: 'gone' };

interface EntryProps {
  readonly change: Change | null;
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly full: string;
  readonly end?: string | undefined;
  readonly expired?: boolean;
  readonly from?: string | null;
}

function Entry({ change, kind, name, value, full, end, expired = false, from = null }: EntryProps): JSX.Element {
  return (
    <li class="entry" data-change={change ?? undefined} data-expired={expired ? '' : undefined}>
      <span class="entry-line">
        <span class="entry-kind">{kind}</span>
        <span class="entry-name" dir="auto" title={name}>
          {name}
        </span>
        {change && <span class="change">{CHANGES[change]}</span>}
      </span>
      <span class="entry-line">
        <span class="entry-value" dir="auto" title={full}>
          {value}
        </span>
        {end !== undefined && (
          <span class="entry-end">
            <Icon name="clock" size={12} />
            {end}
          </span>
        )}
      </span>
      {from !== null && <span class="entry-from">copied from {from}</span>}
    </li>
  );
}

function ClientBox({ client }: { client: ClientHoldings }): JSX.Element {
  const { panel } = useDesk();
  const name = (id: string | null): string | null =>
    id === null ? null : (panel.whole.value.actors.find((actor) => actor.id === id)?.label ?? id);
  const none = client.cookies.length === 0 && client.storage.length === 0;
  return (
    <Box icon={client.actor.role} title={client.actor.label} empty={none ? 'nothing' : null}>
      {client.cookies.map(({ cookie, change, remaining, expired, copiedFrom }) => (
        <Entry
          key={`${cookie.name} ${cookie.domain} ${cookie.path}`}
          change={change}
          kind="Cookie"
          name={cookie.name}
          value={shortId(cookie.value)}
          full={cookie.value}
          end={endWords(remaining, expired, 'session')}
          expired={expired}
          from={name(copiedFrom)}
        />
      ))}
      {client.storage.map(({ area, key, value, change, copiedFrom }) => (
        <Entry
          key={`${area} ${key}`}
          change={change}
          kind={area === 'localStorage' ? 'Local' : 'Tab'}
          name={key}
          value={shortId(value)}
          full={value}
          from={name(copiedFrom)}
        />
      ))}
    </Box>
  );
}

function ServerBox({ server }: { server: ServerHoldings }): JSX.Element {
  const gone = server.boot === 0 ? 'nothing yet: it has not started' : 'nothing: its process is gone';
  const empty = server.secrets.length > 0 ? null : server.up ? 'nothing' : gone;
  return (
    <Box icon={server.actor.role} title={server.actor.label} empty={empty}>
      {server.secrets.map(({ secret, change }) => (
        <Entry
          key={secret.name}
          change={change}
          kind="Secret"
          name={secret.name}
          value={`# ${secret.fingerprint}`}
          full={`First 8 hex digits of its SHA-256: ${secret.fingerprint}`}
        />
      ))}
    </Box>
  );
}

function StoreBox({ store }: { store: StoreHoldings }): JSX.Element {
  const { steering } = useDesk();
  const inspect = (
    <button
      type="button"
      class="small-action"
      data-testid="open-store"
      title="Inspect the session store"
      onClick={() => steering.openStore()}
    >
      Inspect
    </button>
  );
  return (
    <Box
      icon={store.actor.role}
      title={store.actor.label}
      empty={store.rows.length === 0 ? 'no sessions' : null}
      action={inspect}
    >
      {store.rows.map((row) => (
        <Entry
          key={row.sid}
          change={row.change}
          kind="Session"
          name={row.user ?? 'nobody logged in'}
          value={shortId(row.sid)}
          full={row.sid}
          end={endWords(row.remaining, row.expired, 'no end')}
          expired={row.expired}
        />
      ))}
    </Box>
  );
}

function endWords(remaining: number | null, expired: boolean, endless: string): string {
  if (remaining === null) return endless;
  return expired ? 'expired' : shortDuration(remaining);
}
