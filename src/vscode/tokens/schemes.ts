/** Documents in memory alone: what is edited before it is signed again, and keys that are looked at. */
export const EDIT_SCHEME = 'auth-lab-edit';
