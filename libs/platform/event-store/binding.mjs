/**
 * After the dependencies are installed: sees that better-sqlite3 lets go of statements without asking Node, and compiles it again if it does not.
 *
 * Node’s headers from 24.19 on put a call into whatever is compiled against them (`node::ObjectWrap`: RemoveEnvironmentCleanupHook) that aborts the process when garbage is collected from optimised
 * code (nodejs/node#65446; the registry that the call needs came with Node 26.4). better-sqlite3 12 derives from that class; 13 does not, and leaves Node 20. What is compiled here does without the call.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), 'node_modules/better-sqlite3');
const [source, binding] = [join(folder, 'src/better_sqlite3.cpp'), join(folder, 'build/Release/better_sqlite3.node')];
const INCLUDE = '#include <node_object_wrap.h>\n';
const WITHOUT = '#define AddEnvironmentCleanupHook(...) static_cast<void>(0)\n#define RemoveEnvironmentCleanupHook(...) static_cast<void>(0)\n'
  + `${INCLUDE}#undef AddEnvironmentCleanupHook\n#undef RemoveEnvironmentCleanupHook\n`;

const mend = () => {
  const text = readFileSync(source, 'utf8');
  if (text.includes(WITHOUT)) return;
  if (text.split(INCLUDE).length !== 2) throw new Error(`${source} is not as it was: libs/platform/event-store/binding.mjs must be looked at again.`);
  writeFileSync(source, text.replace(INCLUDE, WITHOUT));
};

/** `binding.ts` looks for the same when a ledger is opened. */
const isSound = () => existsSync(binding) && (parseInt(process.versions.node, 10) >= 26 || !readFileSync(binding).includes('RemoveEnvironmentCleanupHook'));

const make = (env) => spawnSync('npm', ['rebuild', 'better-sqlite3'], { stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, ...env } });

mend();
if (!existsSync(binding)) make({});
if (!isSound()) make({ npm_config_build_from_source: 'true' });
if (!isSound()) {
  process.stderr.write('better-sqlite3 could not be compiled so that it runs on this Node: see above. A C++ compiler, make and Python are needed; or use Node 22.\n');
  process.exitCode = 1;
}
