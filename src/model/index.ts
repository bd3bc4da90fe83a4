export * from './actors';
export * from './checks';
export * from './contracts';
export * from './cookies';
export * from './events';
export * from './http';
export * from './kinds';
export * from './run-state';
