// Adds somebody who signs in with a password, or changes their roles, sites and password; or lets them in no more. The server
// must not run.
import { parseArgs } from "node:util";
import { openStore } from "@lockstep/store/store";
import { readConfig } from "./config.ts";
import { roleNamed } from "./identity/auth-config.ts";
import { hashPassword, troubleWith } from "./identity/passwords.ts";
import { readPassword } from "./identity/read-password.ts";

const USAGE = "npm run user:add -- --name ann --role administrator [--role planner] [--site PLANT-A] [--off]";

function giveUp(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function readArguments() {
  const options = {
    name: { type: "string" },
    role: { type: "string", multiple: true },
    site: { type: "string", multiple: true },
    off: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    return giveUp(`Usage: ${USAGE}. The password is asked for, or read from standard input.`);
  }
}

const { name, role = [], site, off = false } = readArguments();
if (name === undefined || name.trim() === "" || name.length > 200) giveUp(`Say who: ${USAGE}`);
const roles = role.map((text) => roleNamed(text) ?? giveUp(`${text} is no role: ${USAGE}`));
if (roles.length === 0 && !off) giveUp(`Say with which role: ${USAGE}`);
const config = readConfig({ ...process.env, LOCKSTEP_AUTH: "local", HOST: "127.0.0.1" }, process.cwd());
if (!config.ok) giveUp(config.error);
const opened = await openStore(config.value.store);
if (!opened.ok) giveUp(opened.error.message);
const store = opened.value;
const before = (await store.people()).find((person) => person.name === name);
if (off && before === undefined) giveUp(`There is nobody called ${name}.`);
const passwordHash = off && before !== undefined ? before.passwordHash : await newPassword(name);
await store.savePerson({
  name,
  passwordHash,
  roles: off && before !== undefined ? before.roles : roles,
  sites: off && before !== undefined ? before.sites : (site ?? null),
  isActive: !off,
  changedAt: Date.now(),
  changedBy: "user:add",
});
// Who may no longer sign in is told nothing on their devices either.
const ended = off ? (await store.pushDevices()).filter(({ person }) => person === name) : [];
for (const device of ended) await store.savePushDevice({ ...device, endedAt: Date.now() });
await store.close();
process.stdout.write(`${name} can ${off ? "no more sign in" : "sign in"}.\n`);

async function newPassword(of: string): Promise<string> {
  const password = await readPassword();
  if (password === null) giveUp("No password was given, or not the same twice.");
  const trouble = troubleWith(password, of);
  if (trouble !== null) giveUp(trouble);
  return hashPassword(password);
}
