// A VS Code to drive from outside, pixels included: the server from npm and a headless Chromium.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureChromium } from '../setup/chromium.mjs';
import { out } from '../setup/paths.mjs';
import { Problem } from '../setup/problem.mjs';
import { launchBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { Session } from './session.mjs';

const LIMIT_MS = 30_000;
const PALETTE_LIMIT_MS = 1000;
const POLL_MS = 20;

/** The themes by what they are: VS Code's setting, its label, and the class that the workbench wears then. */
const THEMES = {
  light: { setting: 'Light Modern', label: 'Light Modern', className: 'vs' },
  dark: { setting: 'Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  'high-contrast': { setting: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
  'high-contrast-light': {
    setting: 'Default High Contrast Light',
    label: 'Light High Contrast',
    className: 'hc-light',
  },
};

/** @typedef {keyof typeof THEMES} Theme */

/**
 * @typedef {object} WorkbenchExtras
 * @property {Theme} [theme] dark by default
 * @property {{ width: number, height: number }} [viewport] 1440 × 900 by default
 * @property {string} [language] of its display: extensions speak it; the texts of VS Code itself would need a language
 *   pack and stay English
 * @property {(phase: 'server' | 'browser' | 'workbench') => void} [onPhase] told when each is there
 */

/**
 * Starts VS Code and waits until its workbench shows. Close it when done; at the death of this process it closes too.
 *
 * @param {import('./serve.mjs').ServeOptions & WorkbenchExtras} [options]
 * @returns {Promise<Workbench>}
 */
export async function launchWorkbench({ theme = 'dark', viewport, language, onPhase, ...options } = {}) {
  const executablePath = await ensureChromium();
  const session = new Session();
  try {
    const settings = { ...options.settings, 'workbench.colorTheme': THEMES[theme].setting };
    const { url } = await serve(session, 'workbench', { ...options, settings });
    onPhase?.('server');
    const context = await launchBrowser({ session, executablePath, viewport });
    onPhase?.('browser');
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(LIMIT_MS);
    // Where a language pack would leave it.
    if (language !== undefined) await page.addInitScript((name) => (globalThis._VSCODE_NLS_LANGUAGE = name), language);
    await page.goto(url);
    const workbench = new Workbench({ session, page, url, theme });
    await workbench.ready().catch(async (error) => {
      await workbench.screenshot(join(out, 'workbench-failed.png'));
      throw error;
    });
    onPhase?.('workbench');
    return workbench;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** A running VS Code, in a page of a headless browser. */
export class Workbench {
  #parts;

  /** @param {{ session: Session, page: import('playwright-core').Page, url: string, theme: Theme }} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** The Playwright page that shows the workbench. */
  get page() {
    return this.#parts.page;
  }

  /** The address of the workbench. */
  get url() {
    return this.#parts.url;
  }

  /** Waits until the workbench has drawn itself in its theme: after the launch, and after `page.reload()`. */
  async ready() {
    await this.page.locator(`.monaco-workbench.${THEMES[this.#parts.theme].className} .statusbar`).waitFor();
  }

  /**
   * Runs a command by its title, as a person does: command palette, title, Enter.
   *
   * @param {string} title with its category: "Auth: Step"
   */
  async runCommand(title) {
    await this.chooseCommand(title);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Everything that {@link runCommand} does but for the last key, for those who measure from there on.
   *
   * @param {string} title
   */
  async chooseCommand(title) {
    const { page } = this;
    const input = page.locator('.quick-input-widget input.input');
    const deadline = performance.now() + LIMIT_MS;
    // The palette lists what it knew when it was asked: an extension that came later shows only at the next asking. And
    // an editor that takes the focus closes it.
    while (performance.now() < deadline) {
      await this.#focusSettled();
      await page.keyboard.press('F1');
      const found = await input
        .fill(`>${title}`, { timeout: PALETTE_LIMIT_MS })
        .then(() => this.#moveTo(title))
        .catch(() => false);
      if (found) return;
      await page.keyboard.press('Escape');
    }
    throw new Problem(`The command palette did not offer "${title}" within ${LIMIT_MS / 1000} s.`);
  }

  /**
   * Waits until a webview that gets the focus has it. VS Code hands it on by a message, a twentieth of a second late, and
   * what was opened meanwhile loses it again; a person is not that quick.
   */
  async #focusSettled() {
    const { page } = this;
    const deadline = performance.now() + PALETTE_LIMIT_MS;
    const isDue = () => page.evaluate(() => document.activeElement?.matches('iframe.webview') ?? false);
    const hasCome = async () => {
      const inner = page.frames().filter((frame) => frame.parentFrame()?.parentFrame());
      // A frame may be gone by the time it is asked.
      const asked = inner.map((frame) => frame.evaluate(() => document.hasFocus()).catch(() => false));
      return (await Promise.all(asked)).includes(true);
    };
    while ((await isDue()) && !(await hasCome()) && performance.now() < deadline) await delay(POLL_MS);
  }

  /**
   * The frame of a webview that holds an element in sight.
   *
   * @param {string} selector
   * @param {{ timeout?: number }} [options] milliseconds
   * @returns {Promise<import('playwright-core').Frame>}
   */
  async webviewFrame(selector, { timeout = LIMIT_MS } = {}) {
    const deadline = performance.now() + timeout;
    while (performance.now() < deadline) {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        // A frame may be gone by the time it is asked.
        if (
          await frame
            .locator(selector)
            .first()
            .isVisible()
            .catch(() => false)
        )
          return frame;
      }
      await delay(POLL_MS);
    }
    throw new Problem(`No webview showed "${selector}" within ${timeout / 1000} s.`);
  }

  /**
   * Puts on a theme as a person does. (VS Code's server does not reliably notice a second change of the settings file.)
   *
   * @param {Theme} theme
   */
  async setTheme(theme) {
    const { label, className } = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    const input = this.page.locator('.quick-input-widget input[placeholder*="Color Theme"]');
    const isOn = (timeout) =>
      this.page
        .locator(`.monaco-workbench.${className}`)
        .waitFor({ timeout })
        .then(
          () => true,
          () => false,
        );
    // The list may be filled anew under the hand, with another theme chosen in it: then it is walked once more.
    for (let attempt = 1; ; attempt += 1) {
      await input.fill(label);
      if (!(await this.#moveTo(label))) throw new Problem(`VS Code did not offer the theme "${label}".`);
      if (await isOn(PALETTE_LIMIT_MS)) break;
      if (attempt === 3) throw new Problem(`VS Code did not put on the theme "${label}".`);
      await input.fill('');
    }
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    this.#parts.theme = theme;
  }

  /**
   * Moves down the open quick pick's list to the row of exactly this label.
   *
   * @param {string} label
   * @returns {Promise<boolean>} whether there is one
   */
  async #moveTo(label) {
    const { page } = this;
    const rows = page.locator('.quick-input-list .monaco-list-row');
    const row = rows.filter({ has: page.locator('.label-name').getByText(label, { exact: true }) }).first();
    if (
      !(await row.waitFor({ timeout: PALETTE_LIMIT_MS }).then(
        () => true,
        () => false,
      ))
    )
      return false;
    for (let left = await rows.count(); left > 0; left -= 1) {
      if (/\bfocused\b/.test((await row.getAttribute('class')) ?? '')) return true;
      await page.keyboard.press('ArrowDown');
    }
    return false;
  }

  /** @param {string} path of the PNG file; its folder is made */
  async screenshot(path) {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  async close() {
    await this.#parts.session.close();
  }
}
