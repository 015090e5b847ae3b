import type { Instant } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";
import type { Store } from "@lockstep/store/store";
import { needlessBecause } from "@lockstep/workflow/escalation/still-needed";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { Log } from "../log.ts";
import { type Auditor, startAuditor } from "./auditor.ts";
import type { SendingChannel } from "./channels/channel.ts";
import { createEmail } from "./channels/email.ts";
import { toPresentAddress } from "./channels/present-address.ts";
import { createPush } from "./channels/push.ts";
import type { ChannelSettings } from "./channels/settings.ts";
import { createWebhook } from "./channels/webhook.ts";
import { type Deliverer, startDeliverer } from "./deliverer.ts";
import type { PushDevices } from "./push/push-devices.ts";
import type { Reach } from "./situation.ts";

export interface CallsParts {
  readonly settings: ChannelSettings;
  readonly devices: PushDevices;
  readonly store: Store;
  /** As it is when a message is sent. */
  readonly workflow: () => WorkflowState;
  readonly now: () => Instant;
  readonly onFinding: () => void;
  readonly log: Log;
}

/** What sends the messages that are decided on, and looks whether any is late. */
export interface Calls {
  readonly deliverer: Deliverer;
  readonly auditor: Auditor;
  stop(): Promise<void>;
}

export const reachOf = ({ mail, webhooks }: ChannelSettings, devices: PushDevices): Reach => ({
  hasMail: mail !== null,
  webhooks: new Set(webhooks.keys()),
  devices,
});

export function startCalls({ settings, devices, store, workflow, now, onFinding, log }: CallsParts): Calls {
  const channels = new Map<string, SendingChannel>();
  if (settings.mail !== null) {
    const email = createEmail(settings.mail);
    channels.set("email", toPresentAddress(email, "email", workflow));
  }
  if (settings.webhooks.size > 0) {
    const webhook = createWebhook({ targets: settings.webhooks, now: Date.now });
    channels.set("webhook", toPresentAddress(webhook, "webhook", workflow));
  }
  channels.set("push", createPush({ devices, ...settings.push, now: Date.now }));
  const deliverer = startDeliverer({
    ...{ store, now, channels, log },
    needless: (row) => needlessBecause(workflow().records.get(row.exceptionId ?? ""), row),
  });
  const auditor = startAuditor({ store, now, onChange: onFinding, log });
  return {
    deliverer,
    auditor,
    async stop() {
      await Promise.all([deliverer.stop(), auditor.stop()]);
    },
  };
}

export const findingsOf = (calls: Calls | null): readonly Finding[] => calls?.auditor.findings ?? [];
