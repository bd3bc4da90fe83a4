export { findTokens } from '../../../src/jwt/find';
export { findSerializations } from '../../../src/jwt/find-json';
export { inspectAny } from '../../../src/jwt/inspect-json';
export { writtenParts } from '../../../src/jwt/json-parts';
export { serializationsInLines } from '../../../src/vscode/tokens/json-in-lines';
