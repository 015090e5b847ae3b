import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { parse, YAMLParseError } from "yaml";
import { readSecret } from "../../feeds/secret.ts";
import { addressFault } from "./address-fault.ts";
import type { MailSettings } from "./email.ts";
import type { Shape, WebhookTarget } from "./webhook.ts";

export interface ChannelSettings {
  /** Null: no e-mail. */
  readonly mail: MailSettings | null;
  readonly webhooks: ReadonlyMap<string, WebhookTarget>;
  readonly push: PushSettings;
}

export interface PushSettings {
  /** Whom a push service may write to about what this server sends: mailto: or https:. */
  readonly subject: string;
  /** Whether push services may be at addresses that are not public, and speak plain HTTP. */
  readonly mayBePrivate: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

const SHAPES: readonly Shape[] = ["json", "slack", "teams"];
const REFERENCE = /^\$\{(env|file):.+\}$/;

/** How people can be told, as the environment says; or in one line what is wrong with it. */
export async function readChannels(env: Env, workingFolder: string): Promise<Result<ChannelSettings, string>> {
  const mail = readMail(env);
  if (!mail.ok) return mail;
  const named = env["LOCKSTEP_WEBHOOKS"]?.trim();
  const webhooks = named
    ? await readWebhooks(resolve(workingFolder, named), env)
    : ok(new Map<string, WebhookTarget>());
  if (!webhooks.ok) return webhooks;
  const push = readPush(env);
  return push.ok ? ok({ mail: mail.value, webhooks: webhooks.value, push: push.value }) : push;
}

/** The address itself is not repeated: it may hold a password. */
function readMail(env: Env): Result<MailSettings | null, string> {
  const url = env["LOCKSTEP_SMTP_URL"]?.trim();
  const from = env["LOCKSTEP_MAIL_FROM"]?.trim() || "lockstep@localhost";
  const pageUrl = env["LOCKSTEP_PAGE_URL"]?.trim() || null;
  if (!url) return ok(null);
  const fault = addressFault(url, ["smtp:", "smtps:"]);
  if (fault !== null) return refuse(`LOCKSTEP_SMTP_URL ${fault}`);
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from))
    return refuse("LOCKSTEP_MAIL_FROM is no e-mail address: give one such as Lockstep <lockstep@example.com>");
  if (pageUrl !== null && !/^https?:\/\/[^\s]+$/.test(pageUrl))
    return refuse("LOCKSTEP_PAGE_URL is no address that begins with http:// or https://");
  return ok({ url, from, pageUrl: pageUrl?.replace(/\/+$/, "") ?? null });
}

function readPush(env: Env): Result<PushSettings, string> {
  const subject = env["LOCKSTEP_PUSH_SUBJECT"]?.trim() || "mailto:lockstep@localhost";
  const isPrivate = env["LOCKSTEP_PUSH_PRIVATE"]?.trim() || "0";
  if (!/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(subject))
    return refuse("LOCKSTEP_PUSH_SUBJECT is no address that begins with mailto: or https://");
  if (isPrivate !== "0" && isPrivate !== "1") return refuse("LOCKSTEP_PUSH_PRIVATE is 0 or 1");
  return ok({ subject, mayBePrivate: isPrivate === "1" });
}

async function readWebhooks(path: string, env: Env): Promise<Result<ReadonlyMap<string, WebhookTarget>, string>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const isMissing = (error as { readonly code?: unknown }).code === "ENOENT";
    const why = isMissing ? "there is no such file" : "it is no file that the server may read";
    return refuse(`LOCKSTEP_WEBHOOKS: ${path} cannot be read, ${why}: name the one that lists them, or leave it out`);
  }
  let file: unknown;
  try {
    file = parse(text, { maxAliasCount: 100 }) as unknown;
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    return refuse(
      `LOCKSTEP_WEBHOOKS: ${path} cannot be read as YAML${line === undefined ? "" : `: look at line ${line}`}`,
    );
  }
  const entries: unknown = isObject(file) ? file["webhooks"] : undefined;
  if (!Array.isArray(entries)) return refuse(`${path}: it must be a list named webhooks`);
  const targets = new Map<string, WebhookTarget>();
  for (const entry of entries as readonly unknown[]) {
    const target = await readTarget(entry, env);
    if (!target.ok) return refuse(`${path}: ${target.error}`);
    if (targets.has(target.value.name)) return refuse(`${path}: ${target.value.name} stands there twice`);
    targets.set(target.value.name, target.value);
  }
  return ok(targets);
}

const KNOWN = new Set(["name", "url", "secret", "shape", "private"]);

async function readTarget(entry: unknown, env: Env): Promise<Result<WebhookTarget, string>> {
  if (!isObject(entry)) return refuse("each webhook is an object with a name and a url");
  const { name, url, secret, shape = "json", private: isPrivate = false } = entry;
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name))
    return refuse("each webhook has a name of letters, digits, dots and dashes");
  const unknown = Object.keys(entry).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) return refuse(`${name}: "${unknown}" is none of ${[...KNOWN].join(", ")}`);
  if (typeof url !== "string" || !(REFERENCE.test(url) || /^https?:\/\//i.test(url)))
    return refuse(`${name}: url must begin with https:// or http://, or be a reference such as \${env:HOOK_URL}`);
  if (secret !== undefined && (typeof secret !== "string" || !REFERENCE.test(secret)))
    return refuse(`${name}: secret is given by reference alone, such as \${env:HOOK_SECRET} or \${file:/run/hook}`);
  const known = SHAPES.find((one) => one === shape);
  if (known === undefined) return refuse(`${name}: shape is one of ${SHAPES.join(", ")}`);
  if (typeof isPrivate !== "boolean") return refuse(`${name}: private is true or false`);
  // Read anew for each call: that they can be is looked at now, while somebody looks.
  const address = REFERENCE.test(url) ? await readSecret(url, env) : ok(url);
  if (!address.ok) return refuse(`${name}: its url ${address.error}`);
  const fault = addressFault(address.value, ["https:", "http:"]);
  if (fault !== null) return refuse(`${name}: its url ${fault}`);
  const kept = secret === undefined ? ok(null) : await readSecret(secret, env);
  if (!kept.ok) return refuse(`${name}: its secret ${kept.error}: put it there, or take the line out`);
  const read = async (reference: string): Promise<string> => {
    const value = await readSecret(reference, env);
    if (!value.ok) throw new Error(value.error);
    return value.value;
  };
  return ok({
    name,
    shape: known,
    mayBePrivate: isPrivate,
    url: async () => (REFERENCE.test(url) ? read(url) : url),
    secret: async () => (secret === undefined ? null : read(secret)),
  });
}
