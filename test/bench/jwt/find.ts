export { findTokens } from '../../../src/jwt/find';
export { findSerializations } from '../../../src/jwt/find-json';
