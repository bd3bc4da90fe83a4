/**
 * What is commonly said about stateful and stateless authentication, claim by claim. Each that the lab can run is taught
 * by a step of the course, which shows whether it holds.
 */
export interface NumberedClaim {
  readonly number: number;
  /** As it is commonly said. */
  readonly claim: string;
  /** Null when the lab can run it, or what the lab would need. */
  readonly missing: string | null;
}

const runs = (number: number, claim: string): NumberedClaim => ({ number, claim, missing: null });
const lacks = (number: number, claim: string, missing: string): NumberedClaim => ({ number, claim, missing });

export const claims: readonly NumberedClaim[] = [
  runs(1, 'The browser sends the cookie by itself, and the server looks the session up by it.'),
  runs(2, 'A session cookie is "sessionId=abc123; HttpOnly", and that is enough.'),
  runs(3, 'A sample that keeps a session for every visitor is good enough to copy.'),
  runs(4, 'Stateful authentication is secure by default.'),
  runs(5, 'The client never sees names, roles or ids.'),
  runs(6, 'Logging out is easy: delete the session.'),
  runs(7, 'A changed permission or a locked account takes effect at once.'),
  runs(8, 'Several servers need sticky sessions or a shared store.'),
  runs(9, 'The memory that sessions take grows with the number of users.'),
  lacks(10, 'Cookies do not work across domains.', 'pages of a second origin'),
  runs(11, 'After a refresh of the page the user is still logged in.'),
  runs(12, 'When the session id changes, the user is logged out.'),
  runs(13, 'When the server restarts, sessions in its memory are lost.'),
  runs(14, 'When the server restarts, sessions in Redis or a database are found again.'),
  runs(15, 'Changing the session id prevents session fixation.'),
  runs(16, 'An expiry of 30 minutes makes sessions safe.'),
  runs(17, 'Encrypted cookies have the advantages of both.'),
  runs(18, 'With JWTs a server stores nothing but its key.'),
  runs(19, 'Logging out with JWTs needs a blacklist.'),
  runs(20, 'A JWT cannot be revoked, and other devices cannot be logged out.'),
  runs(21, 'Logging out means deleting the token in the browser.'),
  runs(22, 'A stolen JWT can be used until it expires.'),
  lacks(23, 'A single-page application should use JWTs.', 'a page with an injected script'),
  lacks(24, 'Stateful authentication does not suit APIs and serverless functions.', 'opaque tokens and introspection'),
  runs(25, 'What a token says cannot change before it expires.'),
  runs(26, 'Tokens cost less than sessions and scale without limit.'),
  lacks(27, 'Giving access to third parties is hard with sessions and easy with tokens.', 'an authorization server'),
  runs(28, 'Authentication by cookie is stateful.'),
  runs(29, 'Without sessions there is no trouble with expiry.'),
  lacks(30, 'With sessions, a link cannot be shared.', 'pages whose view is a part of the session'),
  runs(31, 'One leaked key compromises everything.'),
  lacks(32, 'Without sessions a server cannot push to its clients.', 'WebSockets'),
  runs(33, 'The cryptography of a token may be outdated one day.'),
  runs(34, 'A token grows with its claims.'),
  runs(35, 'After logging out, the server verifies the credentials against the database.'),
  runs(36, 'Stateful authorization is the server keeping track of who you are.'),
  runs(37, 'HTTP remembers nothing.'),
  runs(38, 'JWTs are complicated, and a small mistake opens a hole.'),
];
