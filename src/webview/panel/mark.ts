/**
 * How an item of one branch stands to the other: before the branches part (`common`), the same in both although they
 * have parted (`same`), another one at the same place (`differs`), in one of them alone (`only`), or still to come in
 * the one that goes on (`ahead`).
 */
export type Mark = 'common' | 'same' | 'differs' | 'only' | 'ahead';
