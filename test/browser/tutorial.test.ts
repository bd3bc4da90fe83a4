import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { page as told, readTutorial, type ReadTutorial } from './recorded-tutorial';
import { asked, sideViewPages, tell, THEME_NAMES } from './side-view-page';
import { violations } from './violations';

/** Pages of the course in every state that a page can be in. */
async function states(): Promise<readonly (readonly [name: string, message: ReturnType<typeof told>])[]> {
  const read = await readTutorial('stateful-login');
  const asking = askingStep(read);
  const [first, second] = read.tutorial.steps[asking]!.prediction!.choices.map(({ id }) => id);
  const astray = { sentence: 'Another demo was begun.', way: 'Play up to here again' };
  const tables = await readTutorial('browser-keeps-sends');
  return [
    ['opening', told(read, 0)],
    ['asking', told(read, asking, { predicted: first!, hints: 1 })],
    ['acting', told(read, asking, {}, { phase: 'acting' })],
    ['right', told(read, asking, { phase: 'done', predicted: first!, truth: first! })],
    ['otherwise', told(read, asking, { phase: 'done', predicted: second!, truth: first! })],
    ['astray', told(read, asking, {}, { astray, lacking: 'a response is received' })],
    ['after', told(tables, 0, { phase: 'done' })],
    ['closing', told(read, read.tutorial.steps.length)],
    ['none', { type: 'show', shown: null }],
  ];
}

/** The first step but one that asks for a prediction. */
function askingStep({ tutorial }: ReadTutorial): number {
  return tutorial.steps.findIndex(({ prediction }, index) => index > 0 && prediction !== null);
}

async function show(page: Page, message: ReturnType<typeof told>): Promise<void> {
  await tell(page, message);
  const { shown } = message;
  await page
    .getByText(shown ? shown.heading : 'No tutorial is open.', { exact: true })
    .first()
    .waitFor();
}

describe.each(THEME_NAMES)('the tutorial in the %s theme', (theme) => {
  const pages = sideViewPages('tutorial');

  it('axe finds nothing in any state, and nothing is cut off in a narrow side bar', async () => {
    const page = await pages.open({ theme, size: [300, 800] });
    for (const [name, message] of await states()) {
      await show(page, message);
      expect(await violations(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(300);
    }
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the tutorial', () => {
  const pages = sideViewPages('tutorial');

  it('asks before, and answers only after the step has come true', async () => {
    const read = await readTutorial('stateful-login');
    const at = askingStep(read);
    const step = read.tutorial.steps[at]!;
    const [first] = step.prediction!.choices;
    const page = await pages.open({ size: [380, 900] });
    await show(page, told(read, at));
    expect(await page.getByRole('radio').count()).toBe(step.prediction!.choices.length);
    expect(await page.getByText('This happened').count()).toBe(0);
    expect(await page.locator('.why').count()).toBe(0);
    await page.getByRole('radio', { name: first!.says }).check();
    await tell(page, told(read, at, { phase: 'done', predicted: first!.id, truth: first!.id }));
    await page.getByText('You were right.').waitFor();
    expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
    expect(await asked(page)).toEqual([{ type: 'predict', choice: first!.id }]);
    await page.close();
  });

  it('keeps what stands below the end of a step until it has come true', async () => {
    const text = `---
id: example
title: Example
minutes: 2
teaches: Something.
scenario: stateful
---

## One

Before.

\`\`\`act
start: true
\`\`\`

\`\`\`done
- kind: act.started
\`\`\`

Afterwards.
`;
    const read = await readTutorial('example', text);
    const page = await pages.open();
    await show(page, told(read, 0));
    expect(await page.getByText('Afterwards.').count()).toBe(0);
    await tell(page, told(read, 0, { phase: 'done' }));
    await page.getByText('Afterwards.').waitFor();
    await page.close();
  });

  it('is gone through with the keyboard alone', async () => {
    const read = await readTutorial('stateful-login');
    const page = await pages.open({ size: [380, 900] });
    const at = askingStep(read);
    await show(page, told(read, at));
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (const name of ['Hint', 'What is missing?', 'Back', 'Reset', 'Skip']) {
      const button = page.getByRole('button', { name, exact: true });
      if ((await button.count()) === 0) continue;
      await button.focus();
      await page.keyboard.press('Enter');
    }
    const types = (await asked(page)).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['predict', 'act']);
    expect(types.slice(-3)).toEqual(['back', 'reset', 'next']);
    expect(types).toContain('check');
    await page.close();
  });

  it('puts those who listen at the heading of another page, and says what came true', async () => {
    const read = await readTutorial('stateful-login');
    const page = await pages.open();
    await show(page, told(read, 0));
    await show(page, told(read, 1));
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.locator('h1').textContent()).toBe(read.tutorial.steps[1]!.title);
    await tell(page, told(read, 1, { phase: 'done' }));
    expect(await page.getByRole('status').filter({ hasText: 'came true' }).count()).toBe(1);
    expect(await page.locator('[aria-current="step"]').getAttribute('aria-label')).toMatch(/^2\. /);
    await page.close();
  });

  it('explains a term to the pointer, to the keyboard and to those who listen', async () => {
    const read = await readTutorial('stateful-login');
    const page = await pages.open({ size: [300, 900] });
    await show(page, told(read, 0));
    const term = page.locator('.term').first();
    const explanation =
      read.glossary[(await term.evaluate((node) => node.firstChild?.textContent ?? '')).toLowerCase()];
    const tip = term.locator('.explanation');
    expect(await tip.isVisible()).toBe(false);
    await term.hover();
    expect(await tip.isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(300);
    await page.mouse.move(0, 0);
    await term.focus();
    expect(await tip.isVisible()).toBe(true);
    expect(await tip.textContent()).toBe(explanation);
    expect(await term.getAttribute('aria-description')).toBe(explanation);
    await page.keyboard.press('Escape');
    await expect.poll(() => tip.isVisible()).toBe(false);
    await page.close();
  });

  it('gives advice once every question is answered, and leads to what it rests on', async () => {
    const read = await readTutorial('which-should-i-use');
    const page = await pages.open({ size: [380, 900] });
    await show(page, told(read, read.tutorial.steps.length));
    const advice = page.locator('.advice');
    expect(await advice.textContent()).toBe('4 answers are missing.');
    for (const group of await page.getByRole('group').all()) await group.getByRole('radio').first().check();
    await expect.poll(() => advice.textContent()).toContain('Sessions in a shared store');
    expect(await violations(page)).toEqual([]);
    const [first, second] = await advice.getByRole('link').all();
    await first!.click();
    await second!.focus();
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([
      { type: 'follow', tutorial: 'which-should-i-use', step: 'browser' },
      { type: 'follow', tutorial: 'which-should-i-use', step: 'one-application' },
    ]);
    await page.close();
  });

  it('leads to the code that ran, at its line', async () => {
    const read = await readTutorial('stateful-login');
    const index = read.tutorial.steps.findIndex(({ after }) => after.some(({ type }) => type === 'excerpt'));
    const page = await pages.open();
    await show(page, told(read, index, { phase: 'done' }));
    await page.locator('.listing.ran button').first().click();
    const [intent] = await asked(page);
    expect(intent).toMatchObject({ type: 'showCode', file: 'src/apps/stateful.ts' });
    const { line, text } = Object.values(read.excerpts).find(
      (each) => each.line === (intent as { line?: number }).line,
    )!;
    expect(line).toBeGreaterThan(1);
    expect(await page.locator('.listing.ran code').first().textContent()).toBe(text);
    await page.close();
  });

  it('takes whatever stands in a tutorial for text, and a message of another shape for none', async () => {
    const hostile = '<img src=x onerror="window.owned=1"> [x](javascript:window.owned=1)';
    const read = await readTutorial('stateful-login');
    const page = await pages.open();
    const prose = [{ type: 'paragraph' as const, text: [{ type: 'text' as const, text: hostile }] }];
    await show(page, told(read, 0, {}, { prose }));
    expect(await page.locator('#root img').count()).toBe(0);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
