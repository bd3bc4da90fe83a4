export { findTokens } from '../../../src/jwt/find';
