export { DeskProcess } from '../../../src/process/desk-process';
