const NAMESPACE = "spBv1.0";
const KINDS = ["NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH"] as const;
export type SparkplugKind = (typeof KINDS)[number];

export interface SparkplugTopic {
  readonly kind: SparkplugKind;
  /** `group/node` */
  readonly node: string;
  /** Of the messages that begin with D. */
  readonly device: string | null;
}

/** Null: a command, a state, or no Sparkplug topic at all. */
export function readSparkplugTopic(topic: string): SparkplugTopic | null {
  const [namespace, group, text, node, device, ...rest] = topic.split("/");
  const kind = KINDS.find((one) => one === text);
  if (namespace !== NAMESPACE || kind === undefined || rest.length > 0) return null;
  if (!group || !node || device === "") return null;
  if (kind.startsWith("D") !== (device !== undefined)) return null;
  return { kind, node: `${group}/${node}`, device: device ?? null };
}

export const stateTopic = (hostId: string): string => `${NAMESPACE}/STATE/${hostId}`;

export function nodeCommandTopic(node: string): string {
  const [group = "", name = ""] = node.split("/");
  return `${NAMESPACE}/${group}/NCMD/${name}`;
}

/** Everything that edge nodes of a group say; not the commands that they are given. */
export const groupFilters = (group: string): readonly string[] =>
  KINDS.map((kind) => `${NAMESPACE}/${group}/${kind}/+${kind.startsWith("D") ? "/+" : ""}`);
