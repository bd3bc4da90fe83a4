/** Keys and cryptography, loaded when the first key is to be used. */
export * from '../../keys';
