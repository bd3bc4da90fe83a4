/** Keys and cryptography over Node: reading keys, verifying, signing, generating, decrypting. Nothing here logs, stores or sends. */
export type {
  Decryption,
  GeneratedKey,
  HeldKey,
  KeyFormat,
  KeyRole,
  NewKey,
  ReadKeyOptions,
  ReadKeyResult,
  SignInput,
  SignResult,
} from './types';
export { readKey } from './read-key';
export { verifierFor, verifies, verifyJsonSignature, verifyToken, type VerifyRules } from './verify';
export { signToken } from './sign';
export { generateKey } from './generate';
export { decryptToken } from './decrypt';
export { attackTools } from './attack-tools';
