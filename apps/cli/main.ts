#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command, Option } from 'commander';
import { GRANTED_ROLES } from '#platform/access';
import { enginesFrom, isUnfit } from '../api/index.ts';
import { askCommand, recallCommand, whereCommand } from './commands/ask.ts';
import { backupCommand } from './commands/backup.ts';
import { certificateCommand } from './commands/certificate.ts';
import { checkCommand } from './commands/check.ts';
import { importCommand } from './commands/import.ts';
import { migrateCommand } from './commands/migrate.ts';
import { participantsCommand } from './commands/participants.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { restoreCommand } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { standingCommand } from './commands/standing.ts';
import { statisticsCommand } from './commands/statistics.ts';
import { createToken, listTokens, revokeToken } from './commands/token.ts';
import { trailCommand } from './commands/trail.ts';
import { warrantiesCommand } from './commands/warranties.ts';
import { addWebhook, listWebhooks, removeWebhook, resumeWebhook } from './commands/webhook.ts';
import { demoCommand } from './demo/demo.ts';
import { docsCommand } from './docs/docs.ts';
import { UsageError } from './output.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

const dataOption = () => new Option('--data <folder>', 'the data folder').env('KIMBERLITE_DATA').default('./data');
const jsonOption = () => new Option('--json', 'answer in JSON, for programs');

const asOfOption = () => new Option('--as-of <day>', 'as things stood at the end of that day');
const knownAtOption = () => new Option('--known-at <moment>', 'by what was known then: a day, an instant or a position');

const addressOption = () => new Option('--address <url>', 'where this ledger is asked from outside; printed on certificates, for the check of a number').env('KIMBERLITE_ADDRESS');

const program = new Command('kimberlite').description('The custody ledger for rough diamonds: from mine to export, provable.').version(version).showHelpAfterError();
// Where the log and the rows are, if not in the data folder: EVENTSTORE_URL and DATABASE_URL. They hold passwords, so no option takes them.
program.hook('preAction', (_, action) => { action.setOptionValue('engines', enginesFrom(process.env)); });
const command = (usage: string, description: string) => program.command(usage).description(description).addOption(dataOption()).addOption(jsonOption());
/** A command that looks at views, as they are or as they were. */
const look = (usage: string, description: string) => command(usage, description).addOption(asOfOption()).addOption(knownAtOption());

command('serve', 'serve the ledger over HTTP')
  .addOption(new Option('--port <port>', 'the port').env('PORT').default('3000'))
  .option('--host <host>', 'the address to listen on', '127.0.0.1')
  .addOption(addressOption())
  .option('--no-engine', 'answer only; workers project, react and watch')
  .action(serve);

program.command('demo').description('record a real year of rough diamonds and print what it proves; trade and sites are synthetic')
  .addOption(new Option('--data <folder>', 'the data folder (default: ./data/demo-YEAR-SCALE-SEED)'))
  .option('--scale <scale>', 'how much of the year’s trade: 1 is all 59,000 certificates', '0.01')
  .option('--seed <seed>', 'the same seed gives the same year', '1')
  .option('--returns <file>', 'production returns in the layout of the public export')
  .option('--year <year>', 'the year', '2005')
  .option('--port <port>', 'where to serve afterwards', '3000')
  .option('--exit', 'stop when done instead of serving')
  .option('--quiet', 'no report')
  .addOption(jsonOption())
  .action(demoCommand);

command('import <file>', 'read commands from a file of NDJSON, or from standard input (-)')
  .option('--token <token>', 'who imports (or KIMBERLITE_TOKEN)')
  .option('--refusals <file>', 'where refused lines go (default: FILE.refusals.ndjson)')
  .action(importCommand);

look('certificate <number>', 'show a certificate; with --pdf, print it')
  .option('--pdf <file>', 'write it for paper')
  .option('--language <code>', 'the language beside English: en, fr, pt, es, ru, zh (default: that of the issuing Participant)')
  .addOption(addressOption())
  .action(certificateCommand);

look('trail <certificate>', 'print the custody trail of a certificate back to its mines, with the documents of each certificate on the way')
  .option('--forward', 'everything downstream instead')
  .action(trailCommand);

look('recall [goods]', 'everything that stems from some goods and who has it: lot:…, certificate:…, seal:…, or one of the options')
  .option('--site <id>', 'all goods of a site')
  .option('--licence <licence>', 'all goods of a licence')
  .option('--seals <range>', 'all goods under a range of seals')
  .option('--from <day>', 'dug on this day or later')
  .option('--to <day>', 'dug on this day or earlier')
  .action(recallCommand);

look('where <goods>', 'where everything is now that came of lot:…, production:…, parcel:… or certificate:…').action(whereCommand);

look('ask <inquiry> [parameters...]', 'ask any inquiry: --name value …')
  .allowUnknownOption()
  .action(askCommand);

look('participants', 'who took part in the scheme, and how each stood, on a day')
  .option('--at <day>', 'the day (default: today)')
  .option('--load', 'record the real timeline of the scheme, 2003 to 2025, as the Chair; safe to run again')
  .action(participantsCommand);

look('standing <participant>', 'how a Participant stood on a day: whole, flows and zones, by which decisions, on what conditions, under what embargo')
  .option('--at <day>', 'the day (default: today)')
  .action(standingCommand);

look('warranties <member>', 'a member’s flow of goods in against its flow out in a year, in carats, with totals that tie')
  .requiredOption('--year <year>', 'the year')
  .option('--out <file>', 'write it for an auditor: every invoice, without prices (CSV)')
  .action(warrantiesCommand);

look('statistics', 'production against returns, and trade by corridor')
  .option('--participant <code>', 'one Participant only')
  .option('--year <year>', 'one year only')
  .action(statisticsCommand);

command('rebuild', 'build all read models anew while the present ones answer').action(rebuildCommand);
command('check', 'prove the store: positions, revisions, ids, data, balance; not that no event was rewritten to fit').action(checkCommand);

command('backup <folder>', 'copy the ledger while it is being written, prove the copy, and put it in a new folder').action(backupCommand);
command('restore <backup>', 'make a new data folder (--data) of a backup, and prove it')
  .option('--until <moment>', 'as it was recorded by then (not: had happened): a day, an instant or a position')
  .action(restoreCommand);
program.command('migrate').description('move the log of a ledger from a data folder to EventStoreDB, or back, and prove that both are the same')
  .requiredOption('--from <place>', 'where it is: a data folder, esdb://…, or EVENTSTORE_URL: what that setting says, so that no list of processes shows its password')
  .requiredOption('--to <place>', 'where it is to be: the same; a new folder')
  .addOption(new Option('--ledger <name>', 'its name on the server').env('EVENTSTORE_LEDGER'))
  .addOption(jsonOption())
  .action(migrateCommand);

const token = program.command('token').description('make, list and revoke the tokens that say who is asking');
const tokenCommand = (usage: string, description: string) => token.command(usage).description(description).addOption(dataOption()).addOption(jsonOption());
tokenCommand('create', 'make a token; it is shown once')
  .requiredOption('--party <id>', 'the party it speaks for')
  .requiredOption('--participant <code>', 'the Participant in whose territory the party stands')
  .requiredOption('--roles <roles>', `what it may do: ${GRANTED_ROLES.join(', ')} (several with commas)`)
  .option('--person <id>', 'the natural person who acts for the party; where a second person has to approve, both need a name')
  .option('--expires <day>', 'its last day, as 2027-06-30')
  .option('--note <text>', 'what it is for')
  .action(createToken);
tokenCommand('list', 'show all tokens, never their secrets').action(listTokens);
tokenCommand('revoke <id>', 'make a token useless at once').action(revokeToken);

const webhook = program.command('webhook').description('who is told of events as they happen');
const webhookCommand = (usage: string, description: string) => webhook.command(usage).description(description).addOption(dataOption()).addOption(jsonOption());
webhookCommand('add <url>', 'tell this address of events, in order, each until it is taken; the secret that signs them is shown once')
  .option('--types <types>', 'only these, as LotOpened,LotSplit (default: all)')
  .option('--after <position>', 'what comes after this position; 0: from the beginning (default: from now on)')
  .action(addWebhook);
webhookCommand('list', 'show all webhooks, how far each has come and which are stuck').action(listWebhooks);
webhookCommand('remove <id>', 'tell it nothing more').action(removeWebhook);
webhookCommand('resume <id>', 'go on with a webhook that is stuck, where it was').action(resumeWebhook);

program.command('docs').description('write the generated documentation').option('--check', 'only say whether it is up to date').action(docsCommand);

// Whoever reads our output may have seen enough (`kimberlite trail … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(); else throw error; });

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof UsageError || isUnfit(error) || (error as NodeJS.ErrnoException).code === 'ENOENT';
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack ?? String(error)}\n`);
  process.exitCode = 1;
}
