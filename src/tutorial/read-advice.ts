import type { Diagnostic } from './diagnostics';
import type { Piece } from './document';
import { readInline } from './prose-inline';
import type { Advice, Inline, Mention, Prose, Question } from './prose-types';
import { clip, YamlReader, type YamlNode } from './yaml-reader';

export const ADVISE_KEYS = ['questions', 'advice'] as const;
export const QUESTION_KEYS = ['id', 'asks', 'answers'] as const;
export const ADVICE_KEYS = ['when', 'take', 'because'] as const;

const MOST = 20;

/** Reads questions and what follows from the answers: one block, or none where something is wrong with it. */
export function readAdvice(
  piece: Piece,
  tell: (diagnostic: Diagnostic) => void,
  mention: (what: Mention, line: number) => void,
): Prose {
  const yaml = new YamlReader(piece, tell);
  const members = yaml.members(yaml.root, ADVISE_KEYS, 'Advice');
  if (!members) return [];
  const questionNodes = members.get('questions')?.value;
  const adviceNodes = members.get('advice')?.value;
  if (!questionNodes || !adviceNodes) {
    yaml.error(yaml.root, 'Advice has "questions" and "advice".');
    return [];
  }
  const questions = (yaml.list(questionNodes) ?? []).map((node) => readQuestion(yaml, node));
  if (questions.length > MOST || !questions.every((question) => question !== undefined)) return [];
  const inline = (text: string, node: YamlNode): Inline =>
    readInline(text, (what) => mention(what, yaml.place(node).line));
  const advice = (yaml.list(adviceNodes) ?? []).map((node) => readOne(yaml, node, questions, inline));
  if (!advice.every((each) => each !== undefined)) return [];
  if (advice.length === 0 || Object.keys(advice.at(-1)?.when ?? {}).length > 0) {
    yaml.error(adviceNodes, 'The last advice goes without "when": every answer needs one.');
    return [];
  }
  return [{ type: 'advice', questions, advice }];
}

function readQuestion(yaml: YamlReader, node: YamlNode): Question | undefined {
  const members = yaml.members(node, QUESTION_KEYS, 'A question');
  if (!members) return undefined;
  const id = yaml.text(members.get('id')?.value ?? null, 'The id of a question', 40);
  const asks = yaml.text(members.get('asks')?.value ?? null, 'What a question asks', 200);
  const entries = yaml.entries(members.get('answers')?.value ?? null, 'The answers', 'yes: Yes');
  if (id === undefined || asks === undefined || !entries) return undefined;
  if (entries.size < 2) return yaml.error(node, 'A question has two answers or more.');
  const answers = [...entries].flatMap(([key, { value }]) => {
    const says = yaml.text(value, 'An answer', 120);
    return says === undefined ? [] : [{ id: key, says }];
  });
  return answers.length === entries.size ? { id, asks, answers } : undefined;
}

function readOne(
  yaml: YamlReader,
  node: YamlNode,
  questions: readonly Question[],
  inline: (text: string, node: YamlNode) => Inline,
): Advice | undefined {
  const members = yaml.members(node, ADVICE_KEYS, 'An advice');
  if (!members) return undefined;
  const takeNode = members.get('take')?.value ?? null;
  const take = yaml.text(takeNode, 'What to take', 300);
  const when = members.has('when') ? readWhen(yaml, members.get('when')?.value ?? null, questions) : {};
  const because = (yaml.list(members.get('because')?.value) ?? []).map((each) => {
    const text = yaml.text(each, 'A reason', 300);
    return text === undefined ? undefined : inline(text, each);
  });
  if (take === undefined || when === undefined || !because.every((each) => each !== undefined)) return undefined;
  return { when, take: inline(take, takeNode), because };
}

function readWhen(yaml: YamlReader, node: YamlNode, questions: readonly Question[]): Advice['when'] | undefined {
  const entries = yaml.entries(node, '"when"', 'question: answer');
  if (!entries) return undefined;
  const when: Record<string, readonly string[]> = {};
  for (const [key, member] of entries) {
    const question = questions.find(({ id }) => id === key);
    if (!question) {
      const known = questions.map(({ id }) => id);
      yaml.unknown(member.key, key, known, `There is no question "${clip(key)}"`);
      return undefined;
    }
    const known = question.answers.map(({ id }) => id);
    const answers = (yaml.list(member.value) ?? []).map((each) => yaml.word(each, known, `Answer to "${key}"`));
    if (!answers.every((each) => each !== undefined)) return undefined;
    when[key] = answers;
  }
  return when;
}
