import type { ComponentChildren, JSX } from 'preact';
import type { ClientHoldings, HeldUser, ServerHoldings, StoreHoldings } from '../../projections/holdings';
import type { Change } from '../../projections/ledger';
import { shortDuration, shortId } from '../../projections/words';
import { cookieThing, rowThing, storageThing, type Thing } from '../../projections/links';
import { useDesk } from './context';
import { Icon, type IconName } from './icons';
import { t, told } from '../host/words';

/** Who holds what at the cursor: one box per actor, in the order of the lanes, with the newest change marked. */
export function HeldView(): JSX.Element {
  const { panel } = useDesk();
  const { clients, servers, stores, users } = panel.held.value;
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
      {users.length > 0 && <UsersBox users={users} />}
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
        <h3 dir="auto" title={title}>
          {title}
          <span class="holds"> {t('holds')}</span>
        </h3>
        {action}
      </div>
      {empty === null ? <ul>{children}</ul> : <p class="nothing">{empty}</p>}
    </section>
  );
}

const CHANGES: Readonly<Record<Change, string>> = { added: t('new'), changed: t('changed'), removed: t('gone') };

interface EntryProps {
  readonly change: Change | null;
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly full: string;
  readonly end?: string | undefined;
  readonly expired?: boolean;
  readonly from?: string | null;
  /** What can be followed through the messages; left out for what no message carries. */
  readonly thing?: Thing;
}

function Entry({ thing, ...entry }: EntryProps): JSX.Element {
  const { panel, steering } = useDesk();
  const { change, expired = false } = entry;
  const linked = thing !== undefined && panel.carried.value.has(thing.value);
  const picked = thing !== undefined && panel.linking.thing.value?.value === thing.value;
  return (
    <li
      class="entry"
      data-change={change ?? undefined}
      data-expired={expired ? '' : undefined}
      data-linked={linked || picked ? '' : undefined}
    >
      {thing ? (
        <button
          type="button"
          class="entry-press"
          data-testid="held-entry"
          aria-pressed={picked}
          title={t('Mark every message that it occurs in')}
          onClick={() => steering.pick(thing)}
        >
          <EntryLines {...entry} />
          {linked && <span class="sr-only">{t(', in the selected message')}</span>}
        </button>
      ) : (
        <EntryLines {...entry} />
      )}
    </li>
  );
}

function EntryLines({ change, kind, name, value, full, end, from = null }: Omit<EntryProps, 'thing'>): JSX.Element {
  return (
    <>
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
      {from !== null && <span class="entry-from">{t('copied from {0}', from)}</span>}
    </>
  );
}

function ClientBox({ client }: { client: ClientHoldings }): JSX.Element {
  const { panel } = useDesk();
  const name = (id: string | null): string | null =>
    id === null ? null : (panel.whole.value.actors.find((actor) => actor.id === id)?.label ?? id);
  const none = client.cookies.length === 0 && client.storage.length === 0;
  return (
    <Box icon={client.actor.role} title={told(client.actor.label)} empty={none ? t('nothing') : null}>
      {client.cookies.map(({ cookie, change, remaining, expired, copiedFrom }) => (
        <Entry
          key={`${cookie.name} ${cookie.domain} ${cookie.path}`}
          change={change}
          kind={t('Cookie')}
          name={cookie.name}
          value={shortId(cookie.value)}
          full={cookie.value}
          end={endWords(remaining, expired, t('session'))}
          expired={expired}
          from={name(copiedFrom)}
          thing={cookieThing(cookie)}
        />
      ))}
      {client.storage.map(({ area, key, value, change, copiedFrom }) => (
        <Entry
          key={`${area} ${key}`}
          change={change}
          kind={area === 'localStorage' ? t('Local') : t('Tab')}
          name={key}
          value={shortId(value)}
          full={value}
          from={name(copiedFrom)}
          thing={storageThing(key, value)}
        />
      ))}
    </Box>
  );
}

function ServerBox({ server }: { server: ServerHoldings }): JSX.Element {
  const gone = server.boot === 0 ? t('nothing yet: it has not started') : t('nothing: its process is gone');
  const empty = server.secrets.length > 0 ? null : server.up ? t('nothing') : gone;
  return (
    <Box icon={server.actor.role} title={told(server.actor.label)} empty={empty}>
      {server.secrets.map(({ secret, change }) => (
        <Entry
          key={secret.name}
          change={change}
          kind={t('Secret')}
          name={told(secret.name)}
          value={`# ${secret.fingerprint}`}
          full={t('First 8 hex digits of its SHA-256: {0}', secret.fingerprint)}
        />
      ))}
    </Box>
  );
}

/** The user table stands beside every lane: all servers read it, and the operator may change it. */
function UsersBox({ users }: { users: readonly HeldUser[] }): JSX.Element {
  return (
    <Box icon="person" title={t('User table')} empty={null}>
      {users.map(({ id, name, role, locked, version, change }) => (
        <Entry
          key={id}
          change={change}
          kind={t('User')}
          name={name ?? id}
          value={[role, locked === true ? t('locked') : null, version === null ? null : t('version {0}', version)]
            .filter((each) => each !== null)
            .join(', ')}
          full={t('Id {0}', id)}
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
      title={t('Inspect the session store')}
      onClick={() => steering.openStore()}
    >
      {t('Inspect')}
    </button>
  );
  const nothing = store.rows.length + store.denylist.length + store.refreshTokens.length === 0;
  const empty = store.up ? t('nothing') : t('out of reach: its process is gone');
  return (
    <Box icon={store.actor.role} title={told(store.actor.label)} empty={nothing ? empty : null} action={inspect}>
      {store.rows.map((row) => (
        <Entry
          key={row.sid}
          change={row.change}
          kind={t('Session')}
          name={row.user ?? t('nobody logged in')}
          value={row.corrupted ? t('{0} (spoiled)', shortId(row.sid)) : shortId(row.sid)}
          full={row.sid}
          end={endWords(row.remaining, row.expired, t('no end'))}
          expired={row.expired}
          thing={rowThing(store.actor.label, row.sid)}
        />
      ))}
      {store.denylist.map((row) => (
        <Entry
          key={`denylist ${row.sid}`}
          change={row.change}
          kind={t('Revoked')}
          name={t('Token')}
          value={shortId(row.sid)}
          full={row.sid}
          end={endWords(row.remaining, row.expired, t('no end'))}
          expired={row.expired}
          thing={rowThing(store.actor.label, row.sid)}
        />
      ))}
      {store.refreshTokens.map((row) => (
        <Entry
          key={`refresh ${row.sid}`}
          change={row.change}
          kind={t('Refresh')}
          name={row.user ?? t('Refresh token')}
          value={shortId(row.sid)}
          full={row.sid}
          end={endWords(row.remaining, row.expired, t('no end'))}
          expired={row.expired}
          thing={rowThing(store.actor.label, row.sid)}
        />
      ))}
    </Box>
  );
}

function endWords(remaining: number | null, expired: boolean, endless: string): string {
  if (remaining === null) return endless;
  return expired ? t('expired') : told(shortDuration(remaining));
}
