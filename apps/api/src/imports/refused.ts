import { type Result, refuse } from "@lockstep/domain/result";

/** What is said against a request. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const bad = (message: string): Result<never, Refused> => refuse({ status: 400, code: "BAD_REQUEST", message });

/** Trimmed; null: no text, or too much of it. */
export const textIn = (value: unknown, most: number): string | null =>
  typeof value === "string" && value.trim() !== "" && value.length <= most ? value.trim() : null;
