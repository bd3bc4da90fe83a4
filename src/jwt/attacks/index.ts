import type { Attack, AttackId } from './attack';
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

export type { Attack, AttackId, AttackTools, ForgedChange, Forgery } from './attack';

/** All attacks, in the order in which they are taught. */
export const attacks: readonly Attack[] = [
  editedClaims,
  strippedSignature,
  emptySignature,
  none,
  rsToHs,
  weakSecret,
  embeddedJwk,
  jkuToOneself,
  x5uToOneself,
  kidPath,
  kidSql,
];

/** The attack of that id; undefined for an unknown one. */
export function findAttack(id: AttackId): Attack | undefined {
  return attacks.find((attack) => attack.id === id);
}
