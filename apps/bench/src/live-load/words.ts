/** Words of engine.io and socket.io, as they begin. */
export const OPENED = "0";
export const PING = "2";
export const PONG = "3";
export const CONNECT = "40/live,";
export const WATCHING = "43/live,1[";
const DELTA = '42/live,["delta",';
const RESYNC = '42/live,["resync",';

const SEQ = /"seq":(\d+)/;
const FROM_TO = /"fromSeq":(\d+),"toSeq":(\d+)/;

export const watch = (since: number): string => `42/live,1["watch",{"since":${since}}]`;

/** Null: it is none. */
export function deltaOf(text: string): { readonly fromSeq: number; readonly toSeq: number } | null {
  if (!text.startsWith(DELTA)) return null;
  const found = FROM_TO.exec(text);
  return { fromSeq: Number(found?.[1]), toSeq: Number(found?.[2]) };
}

/** Up to where the server is that asks to read again; null: it does not. */
export const resyncOf = (text: string): number | null =>
  text.startsWith(RESYNC) ? Number(SEQ.exec(text)?.[1] ?? 0) : null;
