/**
 * Runs one program for as long as its own standard input stays open: `supervisor.mjs PIDFILE PROGRAM ARGUMENTS…`.
 * The runner holds the other end, so the program ends with it even when the runner is killed.
 * Plain JavaScript, because it starts in half the time.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [pidFile = '', program = '', ...argumentsOfProgram] = process.argv.slice(2);
const child = spawn(program, argumentsOfProgram, { stdio: ['ignore', 'ignore', 'inherit'] });
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 0));
if (child.pid) writeFileSync(pidFile, String(child.pid));

const endChild = () => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), 2000);
};
process.stdin.once('end', endChild);
process.stdin.once('error', endChild);
process.once('SIGTERM', endChild);
process.stdin.resume();
