/** Packets that wait to be written to one client; at 25 frames a second this is a client that is 6 s behind. */
const MOST_WAITING_PACKETS = 150;
const MOST_WAITING_CHARACTERS = 4_194_304;

/** What engine.io keeps of a connection and does not type. */
interface Inside {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
}

/** Whether a client does not keep up with what is sent to it. */
export function isTooSlow(connection: object): boolean {
  const { writeBuffer, transport } = connection as Inside;
  if (writeBuffer.length > MOST_WAITING_PACKETS) return true;
  // Of a web socket: what the operating system has not taken yet.
  let waiting = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) if (typeof data === "string") waiting += data.length;
  return waiting > MOST_WAITING_CHARACTERS;
}
