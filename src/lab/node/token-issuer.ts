/** Who issues the tokens of the shop, and for whom. */
export const SHOP = { issuer: 'https://shop.example', audience: 'https://shop.example/api' } as const;
