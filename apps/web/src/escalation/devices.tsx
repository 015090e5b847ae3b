import { useApolloClient } from "@apollo/client/react";
import type { PushDevice } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { READ_DEVICES, SUBSCRIBE, TEST_PUSH, UNSUBSCRIBE } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Problem } from "../ui/problem.tsx";
import { canSignUp, signUp } from "./sign-up.ts";
import { Table } from "./table.tsx";

const NOTHING: Record<string, never> = {};

/** On which devices the person who looks is told, and whether that gets there. */
export function Devices(): ReactNode {
  const client = useApolloClient();
  const { data, refusal, again } = useLiveQuery(READ_DEVICES, NOTHING);
  const { isSending, problem, say, send } = useCommand();
  const [name, setName] = useState("");
  const [done, setDone] = useState("");
  const mine = data?.pushDevices;
  const add = async (publicKey: string): Promise<void> => {
    const signed = await signUp(publicKey);
    if (typeof signed === "string") {
      say(t(`escalation.cannot.${signed}`));
      return;
    }
    const variables = { ...signed, name: name.trim() || t("escalation.thisDevice") };
    const added = await send(variables, () => client.mutate({ mutation: SUBSCRIBE, variables }));
    if (added !== null) setName("");
    again();
  };
  const end = async (id: string): Promise<void> => {
    await send({ id }, () => client.mutate({ mutation: UNSUBSCRIBE, variables: { id } }));
    again();
  };
  const test = async (): Promise<void> => {
    const sent = await send({ test: Date.now() }, (commandId) =>
      client.mutate({ mutation: TEST_PUSH, variables: { commandId } }),
    );
    if (sent !== null) setDone(t("escalation.testSent", { n: sent.data?.sent ?? 0 }));
  };
  return (
    <section className="esc-section">
      <h2>{t("escalation.devices")}</h2>
      <p className="steward-hint">{t("escalation.devicesHint")}</p>
      <Problem text={problem ?? (mine === undefined ? (refusal?.message ?? null) : null)} />
      {mine !== undefined && (
        <>
          {mine.devices.length === 0 ? (
            <p>{t("escalation.devicesNone")}</p>
          ) : (
            <DeviceTable devices={mine.devices} isSending={isSending} onEnd={(id) => void end(id)} />
          )}
          {canSignUp() ? (
            <form
              className="esc-choices"
              onSubmit={(event) => {
                event.preventDefault();
                void add(mine.publicKey);
              }}
            >
              <label className="ro-field">
                <span>{t("escalation.deviceName")}</span>
                <input
                  className="field"
                  maxLength={100}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              </label>
              <button type="submit" className="button" disabled={isSending}>
                {t("escalation.deviceAdd")}
              </button>
            </form>
          ) : (
            <p className="steward-hint">{t("escalation.cannot.unsupported")}</p>
          )}
          {mine.devices.length > 0 && (
            <button type="button" className="button" disabled={isSending} onClick={() => void test()}>
              {t("escalation.testPush")}
            </button>
          )}
          <p role="status">{done}</p>
        </>
      )}
    </section>
  );
}

interface TableProps {
  readonly devices: readonly PushDevice[];
  readonly isSending: boolean;
  readonly onEnd: (id: string) => void;
}

function DeviceTable({ devices, isSending, onEnd }: TableProps): ReactNode {
  const zone = useZone();
  return (
    <Table
      heads={[t("escalation.device"), t("escalation.deviceSince"), t("escalation.deviceLast"), t("escalation.state")]}
      action={t("escalation.deviceEnd")}
    >
      {devices.map(({ id, name, createdAt, lastSentAt, trouble }) => (
        <tr key={id}>
          <td>{name}</td>
          <td>
            <Moment at={createdAt} zone={zone} withZone />
          </td>
          <td>
            <Moment at={lastSentAt} zone={zone} withZone />
          </td>
          <td>{trouble === null ? "–" : <StateChip tone="strong">{trouble}</StateChip>}</td>
          <td>
            <button type="button" className="button" disabled={isSending} onClick={() => onEnd(id)}>
              {t("escalation.deviceEnd")}
            </button>
          </td>
        </tr>
      ))}
    </Table>
  );
}
