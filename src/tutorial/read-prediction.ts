import type { Diagnostic } from './diagnostics';
import type { Piece } from './document';
import type { Expected } from './impossible';
import { readProse } from './prose';
import type { Mention } from './prose-types';
import { readCondition } from './read-condition';
import type { Choice, Prediction } from './types';
import { YamlReader, type YamlNode } from './yaml-reader';

export const PREDICTION_KEYS = ['question', 'choices', 'why'] as const;
export const CHOICE_KEYS = ['id', 'says', 'when'] as const;

const [FEWEST, MOST] = [2, 5];

/** Reads a question, its choices, and how the truth is read from the run. */
export function readPrediction(
  piece: Piece,
  expected: Expected | null,
  tell: (diagnostic: Diagnostic) => void,
  mention: (what: Mention, line: number) => void,
): Prediction | undefined {
  const yaml = new YamlReader(piece, tell);
  const members = yaml.members(yaml.root, PREDICTION_KEYS, 'A prediction');
  if (!members) return undefined;
  if (!members.has('question') || !members.has('choices')) {
    return yaml.error(yaml.root, 'A prediction has a "question" and "choices".');
  }
  const question = yaml.text(members.get('question')?.value, 'The question', 300);
  const choiceNodes = members.get('choices')?.value;
  const choices = (yaml.list(choiceNodes) ?? []).map((node) => readChoice(yaml, node, expected));
  const whyNode = members.get('why')?.value;
  const why = members.has('why') ? yaml.text(whyNode, '"why"', 800) : '';
  if (choices.length < FEWEST || choices.length > MOST) {
    return yaml.error(choiceNodes, `A prediction has ${FEWEST} to ${MOST} choices.`);
  }
  if (question === undefined || why === undefined || !choices.every((choice) => choice !== undefined)) return undefined;
  const ids = choices.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return yaml.error(choiceNodes, `Two choices have the id "${twice}".`);
  if (choices.filter(({ when }) => when === null).length > 1) {
    return yaml.error(choiceNodes, 'Only one choice may go without "when": which one is true could not be told.');
  }
  const line = yaml.place(whyNode ?? yaml.root).line;
  return { question, choices, why: readProse(why, (what) => mention(what, line)) };
}

function readChoice(yaml: YamlReader, node: YamlNode, expected: Expected | null): Choice | undefined {
  const members = yaml.members(node, CHOICE_KEYS, 'A choice');
  if (!members) return undefined;
  if (!members.has('id') || !members.has('says')) return yaml.error(node, 'A choice has an "id" and what it "says".');
  const id = yaml.text(members.get('id')?.value, 'The id of a choice', 40);
  const says = yaml.text(members.get('says')?.value, 'A choice', 200);
  const when = members.has('when') ? readCondition(yaml, members.get('when')?.value, '"when"', expected) : null;
  return id !== undefined && says !== undefined && when !== undefined ? { id, says, when } : undefined;
}
