import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const contentHash = (text: string): string => bytesHash(utf8ToBytes(text));

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export const bytesHash = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
