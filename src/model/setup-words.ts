/** The words of a deployment, without the schema library: the editor reads them when it activates. */

/**
 * What stands behind a token besides its signature.
 * `plain`: nothing. `denylist`: revoked tokens by issuer and id. `version`: a number in the user's row that the token
 * must name. `refresh`: a short access token and a refresh token that is used once. `naive`: nothing, and the signature is
 * checked the way the token asks for: a server to attack.
 */
export const TOKEN_MODES = ['plain', 'denylist', 'version', 'refresh', 'naive'] as const;
export type TokenMode = (typeof TOKEN_MODES)[number];

/** How tokens are signed: with a shared secret, or with a private key whose public half is published as a JWKS. */
export const SIGNING_ALGORITHMS = ['HS256', 'RS256', 'ES256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** How a load balancer picks the server of a request. */
export const BALANCING = ['round-robin', 'sticky', 'least-connections'] as const;
export type Balancing = (typeof BALANCING)[number];

/** More servers than this do not fit on a screen. */
export const MOST_NODES = 5;
