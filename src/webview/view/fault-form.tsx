import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EventKind, FaultCard, FaultParameter, FaultValues, Frequency } from '../../model';
import { askedParameters, defaultText, readValue } from '../../model/fault-values';
import { occasionGroups } from '../../model/occasions';
import {
  asksHowOften,
  asksRoute,
  FREQUENCIES,
  FREQUENCY_NUMBERS,
  FREQUENCY_WORDS,
  interventionFor,
  readFrequency,
} from '../../model/strike-choice';
import { useDesk, useFaultDesk } from './context';
import { t, told } from '../host/words';

interface Written {
  readonly values: Readonly<Record<string, string>>;
  readonly when: 'now' | 'next';
  readonly kind: EventKind;
  readonly route: string;
  readonly how: Frequency['how'];
  readonly number: string;
}

/** What a field holds that does not do, by the field's id. */
interface Wrong {
  readonly field: string;
  readonly error: string;
}

interface FormProps {
  readonly fault: FaultCard;
  /** Called once the choice is on its way: `struck` if it happens now. */
  readonly done: (struck: boolean) => void;
}

/** What can be said about one failure: its parameters, when it strikes, how often. */
export function FaultForm({ fault, done }: FormProps): JSX.Element {
  const { panel, steering } = useDesk();
  const faultDesk = useFaultDesk();
  const target = faultDesk.target.value;
  const nodes = panel.state.value?.nodes ?? [];
  const why = faultDesk.reason(fault);
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [written, setWritten] = useState<Written>(() => {
    const preset = faultDesk.presetWhen(fault, target);
    const node = faultDesk.presetNode(target);
    const values = fault.parameters.map((each) => [
      each.id,
      each.type === 'node' && node !== null ? node : defaultText(each, nodes),
    ]);
    return {
      values: Object.fromEntries(values) as Record<string, string>,
      when: preset === 'now' && why === null ? 'now' : 'next',
      kind: preset === 'now' ? (fault.at[0] ?? 'request.sent') : preset,
      route: '',
      how: 'once',
      number: '',
    };
  });
  const set = (change: Partial<Written>): void => {
    setWrong(null);
    setWritten({ ...written, ...change });
  };

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type=radio]), select, button[type=submit]')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>(`[name="${wrong.field}"]`)?.focus();
  }, [wrong]);

  const submit = (event: Event): void => {
    event.preventDefault();
    if (!panel.live) return;
    const read = readForm(fault, written, nodes);
    if ('field' in read) {
      setWrong(read);
      return;
    }
    const { values, frequency, route } = read;
    const when = written.when === 'now' ? 'now' : { kind: written.kind, ...(route === '' ? {} : { route }) };
    steering.intervene(interventionFor({ fault, values, when, frequency }));
    done(when === 'now');
  };

  const often = asksHowOften(fault, written.when === 'now' ? 'now' : { kind: written.kind });
  const number = often ? FREQUENCY_NUMBERS[written.how] : null;
  const field = (name: string): FieldProps => ({
    id: `${fault.id}-${name}`,
    error: wrong?.field === name ? wrong.error : null,
  });
  return (
    <form class="fault-form" noValidate ref={form} onSubmit={submit} aria-label={t(fault.title)}>
      {askedParameters(fault.parameters, written.values, nodes).map((parameter) => (
        <ParameterField
          key={parameter.id}
          parameter={parameter}
          value={written.values[parameter.id] ?? ''}
          nodes={nodes}
          nameOf={(id) => panel.nameOf(id)}
          field={field(parameter.id)}
          onChange={(value) => set({ values: { ...written.values, [parameter.id]: value } })}
        />
      ))}
      <fieldset class="when">
        <legend>{t('When')}</legend>
        <label>
          <input
            type="radio"
            name={`${fault.id}-when`}
            data-testid="when-now"
            checked={written.when === 'now'}
            disabled={why !== null}
            onChange={() => set({ when: 'now' })}
          />
          <span>{t('Now')}</span>
        </label>
        <label>
          <input
            type="radio"
            name={`${fault.id}-when`}
            data-testid="when-next"
            checked={written.when === 'next'}
            onChange={() => set({ when: 'next' })}
          />
          <span>{t('When…')}</span>
        </label>
      </fieldset>
      {written.when === 'next' && (
        <>
          <Field title={t('Event')} wide {...field('kind')}>
            {(props) => (
              <select
                {...props}
                name="kind"
                data-testid="kind"
                value={written.kind}
                onChange={({ currentTarget }) => set({ kind: currentTarget.value as EventKind })}
              >
                {occasionGroups().map(({ title, occasions }) => (
                  <optgroup key={title} label={t(title)}>
                    {occasions.map(({ kind, means }) => (
                      <option key={kind} value={kind}>
                        {t(means)}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            )}
          </Field>
          {asksRoute(fault, { kind: written.kind }) && (
            <Field title={t('Only on')} {...field('route')}>
              {(props) => (
                <input
                  {...props}
                  type="text"
                  name="route"
                  data-testid="route"
                  placeholder={t('/profile, or nothing for any')}
                  value={written.route}
                  onInput={({ currentTarget }) => set({ route: currentTarget.value })}
                />
              )}
            </Field>
          )}
        </>
      )}
      {often && (
        <Field title={t('How often')} {...field('how')}>
          {(props) => (
            <select
              {...props}
              name="how"
              data-testid="how"
              value={written.how}
              onChange={({ currentTarget }) => {
                const how = currentTarget.value as Frequency['how'];
                set({ how, number: FREQUENCY_NUMBERS[how]?.usual ?? '' });
              }}
            >
              {FREQUENCIES.map((how) => (
                <option key={how} value={how}>
                  {t(FREQUENCY_WORDS[how])}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {number && (
        <Field title={t(number.title)} {...field('number')}>
          {(props) => (
            <input
              {...props}
              type="text"
              inputMode="numeric"
              name="number"
              data-testid="number"
              value={written.number}
              onInput={({ currentTarget }) => set({ number: currentTarget.value })}
            />
          )}
        </Field>
      )}
      <button type="submit" class="button" data-testid="strike" aria-disabled={!panel.live}>
        {written.when === 'now' ? t('Strike Now') : t('Arm')}
      </button>
    </form>
  );
}

function readForm(
  fault: FaultCard,
  { values: texts, when, route, how, number }: Written,
  nodes: readonly string[],
): { readonly values: FaultValues; readonly frequency: Frequency; readonly route: string } | Wrong {
  const values: Record<string, string | number> = {};
  for (const parameter of askedParameters(fault.parameters, texts, nodes)) {
    const read = readValue(parameter, texts[parameter.id] ?? '', nodes);
    if ('error' in read) return { field: parameter.id, error: read.error };
    values[parameter.id] = read.value;
  }
  const path = when === 'next' ? route.trim() : '';
  if (path !== '' && !path.startsWith('/')) {
    return { field: 'route', error: t('A path begins with a slash, as in /profile.') };
  }
  const often = readFrequency(how, number);
  return 'error' in often
    ? { field: 'number', error: often.error }
    : { values, frequency: often.frequency, route: path };
}

interface FieldProps {
  readonly id: string;
  readonly error: string | null;
}

interface Described {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

function Field({
  title,
  id,
  error,
  hint,
  wide = false,
  children,
}: FieldProps & {
  title: string;
  hint?: string;
  wide?: boolean;
  children: (props: Described) => ComponentChildren;
}): JSX.Element {
  const described = [error === null ? null : `${id}-error`, hint === undefined ? null : `${id}-hint`];
  const ids = described.filter((each) => each !== null).join(' ');
  return (
    <div class="field" data-wide={wide ? '' : undefined}>
      <label for={id}>{title}</label>
      {children({ id, 'aria-invalid': error !== null, 'aria-describedby': ids === '' ? undefined : ids })}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p class="form-error" id={`${id}-error`} role="alert">
          {told(error)}
        </p>
      )}
    </div>
  );
}

interface ParameterProps {
  readonly parameter: FaultParameter;
  readonly value: string;
  readonly nodes: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly field: FieldProps;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, nodes, nameOf, field, onChange }: ParameterProps): JSX.Element {
  const { id, title } = parameter;
  if (parameter.type === 'choice' || parameter.type === 'node') {
    const options =
      parameter.type === 'choice' ? parameter.options : nodes.map((each) => ({ id: each, title: nameOf(each) }));
    return (
      <Field title={t(title)} {...field}>
        {(props) => (
          <select
            {...props}
            name={id}
            data-testid={`value-${id}`}
            value={value}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {parameter.type === 'choice' ? t(option.title) : option.title}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  }
  const unit = parameter.type === 'number' ? parameter.unit : '';
  return (
    <Field title={t(title)} {...field} {...(parameter.type === 'text' ? { hint: t(parameter.hint) } : {})}>
      {(props) => (
        <span class="with-unit">
          <input
            {...props}
            type="text"
            inputMode={parameter.type === 'number' ? 'numeric' : 'text'}
            name={id}
            data-testid={`value-${id}`}
            value={value}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
          {unit !== '' && <span class="unit">{t(unit)}</span>}
        </span>
      )}
    </Field>
  );
}
