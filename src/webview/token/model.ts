import { batch, computed, signal } from '@preact/signals';
import { inspectAny, lint, lintSignature, type AnyInspection, type Inspection, type JsonSignature } from '../../jwt';
import type {
  Decrypted,
  Expectations,
  Finding,
  KeyCard,
  KeyChoice,
  KeyProblem,
  KeyReading,
  TokenIntent,
  TokenMessage,
  TokenOrigin,
  Verified,
} from '../../model/token-protocol';
import { t, told } from '../host/words';

/** A token on the way from the one that was given to one within it. */
export interface Step {
  readonly token: string;
  /** "Token", "Inside", "Decrypted". */
  readonly title: string;
}

export interface KeyForm {
  /** `typed`, or the id of a held key. */
  readonly source: string;
  readonly text: string;
  readonly as: KeyReading;
  readonly passphrase: string;
}

/** What the verifier insists on, as it is typed. */
export interface ExpectationForm {
  readonly algorithms: string;
  readonly issuer: string;
  readonly audience: string;
  readonly typ: string;
  readonly requireClaims: string;
  readonly clockTolerance: string;
}

const NO_KEY: KeyForm = { source: 'typed', text: '', as: 'auto', passphrase: '' };
const NO_EXPECTATIONS: ExpectationForm = {
  algorithms: '',
  issuer: '',
  audience: '',
  typ: '',
  requireClaims: '',
  clockTolerance: '0',
};

/** Findings are looked for in tokens up to this length only, in UTF-16 units: the view must answer at once. */
const LARGEST_LINTED = 1_000_000;

/** What the view shows and what is typed in it. In memory only, and gone with the view. */
export class TokenModel {
  readonly #post: (intent: TokenIntent) => void;
  #revision = -1;
  #request = 0;

  /** Seconds since 1970; ticks. */
  readonly now;
  readonly origin = signal<TokenOrigin>({ type: 'found' });
  readonly path = signal<readonly Step[]>([]);
  readonly keys = signal<readonly KeyCard[]>([]);
  readonly keyForm = signal<KeyForm>(NO_KEY);
  readonly expectations = signal<ExpectationForm>(NO_EXPECTATIONS);
  /** Which signature of a JWS in JSON. */
  readonly signature = signal(0);
  readonly verified = signal<Verified | null>(null);
  readonly decrypted = signal<Decrypted | null>(null);
  readonly problem = signal<KeyProblem | null>(null);
  readonly notice = signal('');
  /** What was just done, for those who do not see it. */
  readonly said = signal('');

  readonly token = computed(() => this.path.value.at(-1)?.token ?? '');
  readonly seen = computed<AnyInspection>(() => inspectAny(this.token.value));
  /** The signature of a JSON serialization that is looked at. */
  readonly jsonSignature = computed<JsonSignature | undefined>(() => {
    const seen = this.seen.value;
    return seen.kind === 'jws-json' ? seen.signatures[this.signature.value] : undefined;
  });
  /** The compact token that is looked at, also where it is one signature of a JSON serialization. */
  readonly compact = computed<Inspection | undefined>(() => {
    const seen = this.seen.value;
    if (seen.kind === 'jws-json') return this.jsonSignature.value?.inspection;
    return seen.kind === 'jwe-json' ? undefined : seen;
  });
  readonly findings: { readonly value: readonly Finding[] };
  /** What the host found in the token that was given; not in one within it. */
  readonly #told = signal<readonly Finding[] | null>(null);

  constructor(post: (intent: TokenIntent) => void, now: number) {
    this.#post = post;
    this.now = signal(now);
    this.findings = computed(() => {
      if (this.#told.value && this.path.value.length === 1) return this.#told.value;
      const token = this.compact.value?.token ?? '';
      if (token === '' || token.length > LARGEST_LINTED) return [];
      // The clock is asked once a token: findings must not flicker.
      const context = { now: this.now.peek() };
      const signature = this.seen.value.kind === 'jws-json' ? this.jsonSignature.value : undefined;
      return signature ? lintSignature(signature, context) : lint(token, context);
    });
  }

  receive(message: TokenMessage): void {
    switch (message.type) {
      case 'show':
        this.keys.value = message.keys;
        if (message.revision === this.#revision) return;
        this.#revision = message.revision;
        batch(() => {
          this.origin.value = message.origin;
          this.#told.value = null;
          this.path.value = [{ token: message.token, title: t('Token') }];
          this.#forget();
        });
        return;
      case 'keys':
        batch(() => {
          this.keys.value = message.keys;
          if (message.chosen !== undefined) this.editKey({ source: message.chosen });
          else if (!message.keys.some(({ id }) => id === this.keyForm.value.source)) this.editKey({ source: 'typed' });
          this.notice.value = '';
        });
        return;
      case 'verified':
        if (message.request !== this.#request) return;
        batch(() => {
          this.verified.value = message.verified ?? null;
          this.problem.value = message.problem ?? null;
          this.said.value = message.verified
            ? VERDICTS[message.verified.verdict]
            : told(message.problem?.message ?? '');
        });
        return;
      case 'decrypted':
        if (message.request !== this.#request) return;
        batch(() => {
          this.decrypted.value = message.decrypted ?? null;
          this.problem.value = message.problem ?? null;
          this.said.value = message.decrypted ? t('Decrypted.') : told(message.problem?.message ?? '');
        });
        return;
      case 'findings':
        if (message.revision === this.#revision) this.#told.value = message.findings;
        return;
      case 'notice':
        this.notice.value = message.message;
        return;
      default:
        message satisfies never;
    }
  }

  /** Looks into a token within this one. */
  enter(token: string, title: string): void {
    batch(() => {
      this.path.value = [...this.path.value, { token, title }];
      this.#forget();
    });
  }

  /** Goes back to a token on the way. */
  back(depth: number): void {
    batch(() => {
      this.path.value = this.path.value.slice(0, depth + 1);
      this.#forget();
    });
  }

  chooseSignature(index: number): void {
    batch(() => {
      this.signature.value = index;
      this.#unverify();
    });
  }

  editKey(change: Partial<KeyForm>): void {
    batch(() => {
      this.keyForm.value = { ...this.keyForm.value, ...change };
      this.#unverify();
    });
  }

  editExpectations(change: Partial<ExpectationForm>): void {
    batch(() => {
      this.expectations.value = { ...this.expectations.value, ...change };
      this.#unverify();
    });
  }

  verify(): void {
    this.#request += 1;
    this.#post({
      type: 'verify',
      request: this.#request,
      token: this.token.value,
      key: this.#key(),
      expectations: readExpectations(this.expectations.value),
      ...(this.seen.value.kind === 'jws-json' && { signature: this.signature.value }),
    });
  }

  decrypt(): void {
    const key = this.#key();
    if (!key) {
      this.problem.value = { message: t('No key was given.') };
      return;
    }
    this.#request += 1;
    this.#post({ type: 'decrypt', request: this.#request, token: this.token.value, key });
  }

  keep(): void {
    const key = this.#key();
    if (key) this.#post({ type: 'keepKey', key });
  }

  copy(text: string, what: string): void {
    this.#post({ type: 'copy', text });
    this.said.value = t('{0} copied.', what);
  }

  ask(intent: TokenIntent): void {
    this.notice.value = '';
    this.#post(intent);
  }

  /** What is chosen as the key; null where nothing is. */
  #key(): KeyChoice | null {
    const { source, text, as, passphrase } = this.keyForm.value;
    if (source !== 'typed') return { type: 'held', id: source };
    if (text === '') return null;
    return { type: 'typed', text, as, ...(passphrase !== '' && { passphrase }) };
  }

  #forget(): void {
    this.signature.value = 0;
    this.notice.value = '';
    this.said.value = '';
    this.#unverify();
  }

  /** What was verified was so with another key, other rules or another token; a late answer is not for this one. */
  #unverify(): void {
    this.#request += 1;
    this.verified.value = null;
    this.decrypted.value = null;
    this.problem.value = null;
  }
}

export const VERDICTS: Readonly<Record<Verified['verdict'], string>> = {
  accepted: t('Verified: every check that was made passed.'),
  rejected: t('Refused.'),
  unverified: t('Not verified: no key was given.'),
};

/** Lists are typed with commas between their entries. What is empty is not insisted on. */
export function readExpectations(form: ExpectationForm): Expectations {
  const list = (text: string): string[] =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const lists = Object.entries({
    algorithms: list(form.algorithms),
    issuer: list(form.issuer),
    audience: list(form.audience),
    requireClaims: list(form.requireClaims),
  }).filter(([, entries]) => entries.length > 0);
  const tolerance = Number(form.clockTolerance);
  return {
    ...(Object.fromEntries(lists) as Expectations),
    ...(form.typ.trim() !== '' && { typ: form.typ.trim() }),
    ...(Number.isFinite(tolerance) && tolerance > 0 && { clockTolerance: tolerance }),
  };
}
