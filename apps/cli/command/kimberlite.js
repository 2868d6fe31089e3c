#!/usr/bin/env node
// What `npx kimberlite` starts. npm links the commands of dependencies only, so the command is a small package that the ledger depends on.
import { existsSync } from 'node:fs';

const main = new URL('../../../dist/apps/cli/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('Not built yet: npm run build\n');
  process.exitCode = 1;
}
