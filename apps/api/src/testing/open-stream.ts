import { request } from "node:http";

export interface Stream {
  write(text: string): void;
  /** One a line. */
  send(events: readonly object[]): void;
  end(): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** A body for `POST /facts` that is sent bit by bit; lines unless the headers say otherwise. */
export function openStream(url: string, headers: Readonly<Record<string, string>>): Stream {
  const all = { "content-type": "application/x-ndjson", ...headers };
  const sending = request(`${url}/facts`, { method: "POST", headers: all });
  const answer = new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
  });
  answer.catch(() => {});
  const write = (text: string): void => {
    sending.write(text);
  };
  return {
    write,
    send: (events) => write(events.map((event) => `${JSON.stringify(event)}\n`).join("")),
    end() {
      sending.end();
      return answer;
    },
  };
}
