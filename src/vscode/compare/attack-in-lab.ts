import type { FaultValues, Setup } from '../../model';
import { parseMoment } from '../../model';
import { playThrough, type Played } from '../../process/play-through';
import { ask } from '../ask';
import { argument } from '../commands/arguments';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { pick } from '../questions';
import { isActive } from '../run';
import { walk, type Question } from '../walk';
import { showPair, type Side } from './show-pair';
import { withProgress } from './with-progress';
import { shortName, t } from '../words';

const FAULT = 'attack-token';
/** Somebody has logged in, and there is a token in the world. */
const MOMENT = 'storage.written#1';

interface Answers {
  readonly attack?: string;
}

/**
 * Plays one attack against the lab's naive server and against its careful one, and puts the two runs side by side: in
 * each, a thief forges a token out of its own and tries it. No token of the user's goes there. Arguments, for
 * keybindings: `attack`, its id; `replace` (boolean) answers whether a demo that runs may end.
 */
export async function attackInLab(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { session, catalogue, errors, labPath } = parts;
  const scenario = catalogue.scenarios.find(({ flow }) => flow === 'stateless');
  const [how] = (await catalogue.faults()).find(({ id }) => id === FAULT)?.parameters ?? [];
  if (!scenario || how?.type !== 'choice') return;
  const named = how.options.find(({ id }) => id === argument(args, 'attack'))?.id;
  const question: Question<Answers> = (_, first) =>
    pick(
      {
        title: t('Attack the Lab’s Servers'),
        placeholder: t('How is the token to be forged?'),
        items: how.options.map(({ id, title }) => ({ label: t(title), value: id })),
        first,
      },
      (attack) => ({ attack }),
    );
  const answers = await walk<Answers>(named === undefined ? {} : { attack: named }, (given) =>
    given.attack === undefined ? question : null,
  );
  const attack = answers?.attack;
  if (attack === undefined) return;
  if (isActive(session.run)) {
    const detail = t('"{0}" ends, and both runs of the attack are shown.', shortName(session.run.card));
    const may = argument(args, 'replace') ?? (await ask(t('A demo is running. Replace it?'), detail, t('Replace')));
    if (may !== true) return;
  }
  const at = parseMoment(MOMENT);
  if ('error' in at) return;
  const values: FaultValues = { attack };
  // A guessed secret needs a secret, and a misused public key a key pair.
  const algorithm = attack === 'weak-secret' ? 'HS256' : 'RS256';
  const setups: { readonly first: Setup; readonly second: Setup } = {
    first: { tokens: 'naive', algorithm },
    second: { tokens: 'plain', algorithm },
  };
  const { seed } = session;
  const inject = [{ fault: FAULT, at, values }];
  const played = await withProgress(t('Attacking the naive server and the careful one'), (canceled) =>
    Promise.all(
      [setups.first, setups.second].map((setup) =>
        playThrough(labPath(), { scenario: scenario.id, seed, inject, setup }, canceled),
      ),
    ),
  );
  if (played === null) return;
  if ('error' in played) {
    errors.tell(problems.notPlayed(played.error));
    return;
  }
  const [first, second] = played.done;
  if (!first || !second) return;
  const side = (setup: Setup, { trace }: Played): Side => ({ card: scenario, setup, trace });
  await showPair(parts, side(setups.first, first), side(setups.second, second));
}
