/**
 * The known ways to forge a token, in the order in which they are taught. How each is done is the business of the token
 * room; the lab offers the same by the same names.
 */
export const ATTACKS = [
  { id: 'edited-claims', title: 'Edit the claims' },
  { id: 'stripped-signature', title: 'Cut the signature off' },
  { id: 'empty-signature', title: 'Leave the signature empty' },
  { id: 'none', title: 'Say that it is unsigned' },
  { id: 'rs-to-hs', title: 'Use the public key as a secret' },
  { id: 'weak-secret', title: 'Guess the secret' },
  { id: 'embedded-jwk', title: 'Bring the key along' },
  { id: 'jku-to-oneself', title: 'Say where the keys are' },
  { id: 'x5u-to-oneself', title: 'Say where the certificate is' },
  { id: 'kid-path', title: 'Point the kid at an empty file' },
  { id: 'kid-sql', title: 'Let the kid answer the query' },
] as const;

export type AttackId = (typeof ATTACKS)[number]['id'];
