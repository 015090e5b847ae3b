// The container files, checked without a container engine: the Dockerfile's syntax and a few rules of ours, and the
// compose file against the compose schema.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import dockerfileUtils from "dockerfile-utils";
import { root } from "./prepare.mjs";

const dockerfile = readFileSync(join(root, "docker/Dockerfile"), "utf8");
const problems = [...syntax(dockerfile), ...rules(dockerfile), ...missingManifests(dockerfile)];
for (const problem of problems) process.stderr.write(`docker/Dockerfile: ${problem}\n`);

const compose = [
  "node_modules/dclint/bin/dclint.cjs",
  "--max-warnings",
  "0",
  "-c",
  "docker/dclint.json",
  "docker/compose.yaml",
];
const { status } = spawnSync(process.execPath, compose, { cwd: root, stdio: "inherit" });
process.exitCode = problems.length === 0 && status === 0 ? 0 : 1;

function syntax(text) {
  return dockerfileUtils.validate(text).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
}

function rules(text) {
  const lines = text
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => /^\s*[A-Z]+\s/.test(line));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  const user = last.findLast((line) => line.startsWith("USER "));
  return [
    ...(user === undefined || /^USER\s+(root|0)\b/.test(user) ? ["the image runs as root"] : []),
    ...(last.some((line) => /^HEALTHCHECK.*\/readyz/.test(line))
      ? []
      : ["the image does not ask /readyz for its health"]),
    ...lines
      .filter((line) => /^(ENV|ARG)\b.*(PASSWORD|SECRET|TOKEN)\w*=\S/i.test(line))
      .map((line) => `a secret in clear: ${line}`),
    ...lines.filter(hasNoExactVersion).map((line) => `no exact version: ${line}`),
    ...lines.filter((line) => /^ADD\s+https?:/.test(line)).map((line) => `fetched without a checksum: ${line}`),
  ];
}

/** An image is named with a version down to its patch, in FROM or in the ARG that FROM uses; a stage's name needs none. */
function hasNoExactVersion(line) {
  const image = /^ARG\s+\w*IMAGE=(\S+)/.exec(line)?.[1] ?? /^FROM\s+(\S*:\S+)/.exec(line)?.[1];
  return image !== undefined && !image.startsWith("${") && !/:\d+\.\d+\.\d+/.test(image);
}

/** `npm ci` in the image needs every workspace that the lock names. */
function missingManifests(text) {
  return ["packages", "apps"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`))
    .filter((manifest) => !text.includes(manifest))
    .map((manifest) => `${manifest} is not copied`);
}
