import { createServer, type RequestListener } from 'node:http';
import { AddressBook } from '../../../src/lab/address';
import type { BenchServerReport } from './report';

/** Serves an app as anybody would: no taps, no gates, nobody listening in. Ends with whoever forked it. */
export function serveBare(app: RequestListener): void {
  const addresses = new AddressBook();
  process.on('disconnect', () => {
    addresses.dispose();
    process.exit(0);
  });
  const address = addresses.addressOf('bare');
  const listening: BenchServerReport = { address };
  createServer(app).listen(address, () => process.send?.(listening));
}
