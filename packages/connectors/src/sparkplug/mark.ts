/** A number that is the same for the same bytes on the same topic, and for others next to never: FNV-1a, and the length. */
export function markOf(topic: string, bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < topic.length; k += 1) hash = Math.imul(hash ^ topic.charCodeAt(k), PRIME);
  for (let k = 0; k < bytes.length; k += 1) hash = Math.imul(hash ^ (bytes[k] ?? 0), PRIME);
  return (hash >>> 0) + bytes.length * 2 ** 32;
}

const PRIME = 0x01000193;
