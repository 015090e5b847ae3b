import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type ConnectorConfig, readConfiguration } from "@lockstep/connectors/configuration";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { withoutB2mml } from "./b2mml-file.ts";
import { withoutEpcis } from "./epcis-file.ts";
import { readYaml } from "./read-yaml.ts";
import { readSecret } from "./secret.ts";

export interface ConnectorsFile {
  readonly path: string;
  /** Whether it must be there. */
  readonly isNamed: boolean;
}

/** Facts that come as they are are taken without any configuration. */
export const FACTS: ConnectorConfig = { id: "facts", kind: "mqtt-json", facts: "lockstep/facts/#" };

type Env = Readonly<Record<string, string | undefined>>;

/** What a file in YAML or JSON declares, and the connector that is always there; or in one line what is wrong with it. */
export async function readConnectors(
  file: ConnectorsFile,
  env: Env,
): Promise<Result<readonly ConnectorConfig[], string>> {
  let text: string;
  try {
    text = await readFile(file.path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    const isMissing = code === "ENOENT";
    if (isMissing && !file.isNamed) return ok([FACTS]);
    if (code === "ENOTDIR" && !file.isNamed) {
      return refuse(
        `The data folder ${dirname(file.path)} is a file, or lies below one: let LOCKSTEP_DATA name a folder`,
      );
    }
    return refuse(`${file.path} cannot be read: ${isMissing ? "there is no such file" : String(error)}`);
  }
  const value = readYaml(text);
  if (!value.ok) return refuse(`${file.path} is neither YAML nor JSON: ${value.error}`);
  const declared = readConfiguration(withoutB2mml(withoutEpcis(value.value)));
  if (!declared.ok) return refuse(`${file.path}: ${declared.error}`);
  for (const config of declared.value) {
    const { id } = config;
    if (config.kind === "http-out" && config.password === undefined) continue;
    if (config.kind === "tryton" || config.kind === "http-out") {
      const password = await readSecret(config.password ?? "", env);
      if (!password.ok) return refuse(`${file.path}: the password of ${id} ${password.error}`);
      continue;
    }
    if (config.kind === "b2mml-folder" || config.kind === "csv-folder") continue;
    const secret = config.broker?.passwordFrom;
    if (secret !== undefined && !env[secret]) {
      return refuse(
        `${file.path}: the password of ${id} is to be in the environment variable ${secret}, which is not set`,
      );
    }
  }
  const own = declared.value.find(({ id }) => id === FACTS.id);
  if (own === undefined) return ok([FACTS, ...declared.value]);
  if (own.kind === "mqtt-json" && own.facts !== undefined) return ok(declared.value);
  const todo = "give it another one, or say with facts on which topics facts come";
  return refuse(`${file.path}: the id ${FACTS.id} is that of the connector that takes facts as they are: ${todo}`);
}
