/**
 * Secrets that people type when they should generate one: words of tutorials, defaults of templates, names and keyboards.
 * Short on purpose: it teaches that such a list is tried first, and is no tool for anything larger.
 */
export const weakSecrets: readonly string[] = (
  'secret Secret SECRET secret1 secret12 secret123 secret1234 secrets mysecret my-secret my_secret mySecret MySecret ' +
  'topsecret top-secret top_secret verysecret very-secret very_secret supersecret super-secret super_secret superSecret ' +
  'secretkey secret-key secret_key secretKey SecretKey SECRET_KEY mysecretkey my-secret-key my_secret_key mySecretKey ' +
  'supersecretkey super-secret-key super_secret_key superSecretKey yoursecret your-secret your_secret yourSecret ' +
  'yoursecretkey your-secret-key your_secret_key yourSecretKey your-256-bit-secret your-384-bit-secret ' +
  'your-512-bit-secret a-string-secret-at-least-256-bits-long jwt JWT jwtsecret jwt-secret jwt_secret jwtSecret ' +
  'JWTSecret JWT_SECRET jwtsecretkey jwt-secret-key jwt_secret_key jwtSecretKey JWT_SECRET_KEY jwtkey jwt-key jwt_key ' +
  'my-jwt-secret my_jwt_secret your-jwt-secret your_jwt_secret jwt_token jwttoken tokensecret token-secret token_secret ' +
  'tokenSecret TOKEN_SECRET token mytoken accesstoken access-token access_token accesstokensecret access_token_secret ' +
  'ACCESS_TOKEN_SECRET refreshtokensecret refresh_token_secret REFRESH_TOKEN_SECRET auth authsecret auth-secret ' +
  'auth_secret AUTH_SECRET session sessionsecret session-secret session_secret SESSION_SECRET cookie cookiesecret ' +
  'cookie-secret cookie_secret keyboardcat keyboard-cat key keys mykey my-key my_key myKey thekey apikey api-key api_key ' +
  'privatekey private-key private_key privateKey publickey signingkey signing-key signing_key signature sign hmac ' +
  'hmacsecret hs256 HS256 hs256-secret sha256 password Password PASSWORD password1 password12 password123 Password123 ' +
  'passw0rd P@ssw0rd p@ssword mypassword my-password pass pass123 passwd changeme change-me change_me changeMe ' +
  'changeit CHANGEME changethis change-this please-change-me pleasechangeme replace-me replaceme default example ' +
  'sample demo test test1 test123 test1234 tests testing testkey test-key test_key testsecret test-secret test_secret ' +
  'testtest dev development devsecret dev-secret dev_secret local localhost staging production prod admin admin1 ' +
  'admin123 administrator root toor user guest login welcome welcome1 letmein qwerty qwerty123 qwertyuiop asdf asdfgh ' +
  'asdfghjkl zxcvbn zxcvbnm 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 0 00000000 ' +
  '11111111 abc abcd abcdef abc123 abcdefgh a aa aaa foo bar foobar foobarbaz baz qux hello helloworld hello-world ' +
  'hello_world world express node nodejs nestjs nextjs nextauth django flask laravel rails spring springboot app myapp ' +
  'my-app server backend shop company monkey dragon sunshine iloveyou master hunter2 gandalf swordfish opensesame'
)
  .split(' ')
  .concat(
    'keyboard cat',
    'my secret',
    'my secret key',
    'super secret',
    'your secret key',
    'correct horse battery staple',
    'change me',
    '',
  );
