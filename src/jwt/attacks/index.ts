import { ATTACKS, type AttackId } from '../../model/attacks';
import type { Attack, Forging } from './attack';
import { editedClaims } from './edited-claims';
import { embeddedJwk } from './embedded-jwk';
import { emptySignature } from './empty-signature';
import { jkuToOneself } from './jku-to-oneself';
import { kidPath } from './kid-path';
import { kidSql } from './kid-sql';
import { none } from './none';
import { rsToHs } from './rs-to-hs';
import { strippedSignature } from './stripped-signature';
import { weakSecret } from './weak-secret';
import { x5uToOneself } from './x5u-to-oneself';

export type { AttackId } from '../../model/attacks';
export type { Attack, AttackTools, ForgedChange, Forgery } from './attack';

const FORGINGS: Readonly<Record<AttackId, Forging>> = {
  'edited-claims': editedClaims,
  'stripped-signature': strippedSignature,
  'empty-signature': emptySignature,
  none,
  'rs-to-hs': rsToHs,
  'weak-secret': weakSecret,
  'embedded-jwk': embeddedJwk,
  'jku-to-oneself': jkuToOneself,
  'x5u-to-oneself': x5uToOneself,
  'kid-path': kidPath,
  'kid-sql': kidSql,
};

/** All attacks, in the order in which they are taught. Marked as pure, so that who reads tokens alone ships none of them. */
export const attacks: readonly Attack[] = /* @__PURE__ */ ATTACKS.map((named) => ({ ...named, ...FORGINGS[named.id] }));

/** The attack of that id; undefined for an unknown one. */
export function findAttack(id: AttackId): Attack | undefined {
  return attacks.find((attack) => attack.id === id);
}
