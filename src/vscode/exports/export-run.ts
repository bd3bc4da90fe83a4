import * as vscode from 'vscode';
import { argument } from '../commands/arguments';
import type { Parts } from '../parts';
import { problems } from '../problem';
import { pick } from '../questions';
import { shortTitle, type Run } from '../run';
import { walk, type Question } from '../walk';
import { EXPORT_FORMATS, hasSecrets, isExportFormat, type ExportFormat, type ExportFormatId } from './formats';
import { drawPicture } from './picture';
import { t } from '../words';

interface Answers {
  readonly format?: ExportFormatId;
  readonly secrets?: boolean;
  readonly to?: 'file' | 'document';
}

const TITLE = t('Export Run');

/**
 * Takes the run of the moment away, as far as it has come. Arguments, for keybindings: `format`; `secrets` (boolean),
 * false unless said; `to`, which is `document` or `file`; and `file`, the address of a file instead of a question.
 */
export async function exportRun(parts: Parts, args: readonly unknown[]): Promise<void> {
  const { run } = parts.session;
  if (!run || run.trace.length === 0) return;
  const named = argument(args, 'format');
  const start: Answers = isExportFormat(named)
    ? {
        format: named,
        secrets: argument(args, 'secrets') === true,
        to: argument(args, 'to') === 'document' ? 'document' : 'file',
      }
    : {};
  const answers = await walk<Answers>(start, (state) => nextQuestion(state, run));
  if (!answers?.format) return;
  const id = answers.format;
  const format: ExportFormat = EXPORT_FORMATS[id];
  if (format.kind === 'text' && answers.to === 'document') {
    const content = written(format, run, answers, parts.version);
    const document = await vscode.workspace.openTextDocument({ content, language: format.language });
    await vscode.window.showTextDocument(document);
    return;
  }
  const given = argument(args, 'file');
  const file = given instanceof vscode.Uri ? given : await askFile(run, format);
  if (!file) return;
  try {
    const content =
      format.kind === 'text'
        ? Buffer.from(written(format, run, answers, parts.version))
        : await drawPicture(parts.panel, id === 'svg' ? 'svg' : 'png');
    await vscode.workspace.fs.writeFile(file, content);
  } catch (error) {
    parts.errors.tell(problems.notExported(error instanceof Error ? error.message : String(error)));
    return;
  }
  const open = t('Open');
  if (given !== undefined) return;
  // Not awaited: the message stands until the learner answers, and nothing waits for that.
  void vscode.window.showInformationMessage(t('The run was saved as {0}.', format.title), open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', file);
  });
}

function nextQuestion({ format, secrets, to }: Answers, run: Run): Question<Answers> | null {
  if (format === undefined) return askFormat;
  const chosen: ExportFormat = EXPORT_FORMATS[format];
  if (chosen.kind === 'picture') return null;
  if (chosen.carriesSecrets && secrets === undefined && hasSecrets(run.trace)) return askSecrets;
  return to === undefined ? askWhere : null;
}

const askFormat: Question<Answers> = (answers, first) =>
  pick(
    {
      title: TITLE,
      placeholder: t('As what?'),
      items: (Object.entries(EXPORT_FORMATS) as [ExportFormatId, ExportFormat][]).map(([value, { title, about }]) => ({
        label: title,
        detail: t(about),
        value,
      })),
      first,
    },
    (format) => ({ ...answers, format }),
  );

const askSecrets: Question<Answers> = (answers, first) =>
  pick(
    {
      title: TITLE,
      placeholder: t('Cookies, passwords and tokens stand in this run.'),
      items: [
        {
          label: t('Replace them by stand-ins'),
          detail: t('The same secret gets the same stand-in wherever it comes back.'),
          value: false,
        },
        { label: t('Keep them'), detail: t('They open nothing but this lab.'), value: true },
      ],
      first,
    },
    (secrets) => ({ ...answers, secrets }),
  );

const askWhere: Question<Answers> = (answers, first) =>
  pick(
    {
      title: TITLE,
      placeholder: t('Where to?'),
      items: [
        { label: t('Save as a file…'), value: 'file' as const },
        { label: t('Open as an untitled document'), value: 'document' as const },
      ],
      first,
    },
    (to) => ({ ...answers, to }),
  );

function written(
  format: Extract<ExportFormat, { kind: 'text' }>,
  run: Run,
  { secrets = false }: Answers,
  version: string,
): string {
  return format.write(run.trace, { secrets, version });
}

async function askFile(run: Run, { title, extension }: ExportFormat): Promise<vscode.Uri | undefined> {
  const name = `${
    shortTitle(run.card)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'run'
  }.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: TITLE,
    filters: { [title]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}
