import { type ReactNode, useCallback, useEffect, useState } from "react";
import { fetched } from "../ui/fetched.tsx";
import { useActing } from "./acting.ts";
import { useChangeView, useServices, useSnapshot, useView } from "./context.tsx";

const CommandMenu = fetched(async () => (await import("./command-menu.tsx")).CommandMenu);
const KeysHelp = fetched(async () => (await import("./keys-help.tsx")).KeysHelp);

const ChooseMoment = fetched(async () => (await import("../past/choose-moment.tsx")).ChooseMoment);

const Lineage = fetched(async () => (await import("../lineage/over-page.tsx")).OverPage);

/** The keys of the page, and what they open over it; each loaded when first asked for. */
export function Overlays(): ReactNode {
  const [commands, setCommands] = useState(0);
  const [keys, setKeys] = useState(false);
  const [past, setPast] = useState(false);
  const step = useKeys({
    openCommands: useCallback(() => setCommands((n) => n + 1), []),
    openKeys: useCallback(() => setKeys(true), []),
    openPast: useCallback(() => setPast(true), []),
  });
  useEffect(step, [step]);
  const { from } = useView();
  const change = useChangeView();
  const { state } = useSnapshot();
  const isStale = [...(state?.feeds.values() ?? [])].some(({ status }) => status !== "FRESH");
  return (
    <>
      {commands > 0 && <CommandMenu asked={commands} onGiveUp={() => setCommands(0)} />}
      {(isStale || from) && (
        <Lineage isStale={isStale} from={from} onGiveUp={from ? () => change({ from: undefined }) : null} />
      )}
      {past && <ChooseMoment onClose={() => setPast(false)} onGiveUp={() => setPast(false)} />}
      {keys && <KeysHelp onClose={() => setKeys(false)} onGiveUp={() => setKeys(false)} />}
    </>
  );
}

interface KeyTargets {
  readonly openCommands: () => void;
  readonly openKeys: () => void;
  readonly openPast: () => void;
}

function useKeys({ openCommands, openKeys, openPast }: KeyTargets): () => () => void {
  const view = useView();
  const change = useChangeView();
  const acting = useActing();
  const { live } = useServices();
  const { state, frozen } = useSnapshot();
  return useCallback(() => {
    const keys: Record<string, () => void> = {
      j: () => window.dispatchEvent(new CustomEvent("lockstep:step", { detail: 1 })),
      k: () => window.dispatchEvent(new CustomEvent("lockstep:step", { detail: -1 })),
      a: () => {
        const id = document.activeElement?.getAttribute("data-exception") ?? view.at;
        const row = id === undefined ? undefined : state?.exceptions.get(id);
        if (row?.nextActions.includes("ACKNOWLEDGE")) acting.start({ action: "ACKNOWLEDGE", row });
      },
      f: () => live.setFrozen(!frozen),
      "/": () => document.getElementById("search")?.focus(),
      "?": openKeys,
      Escape: () => {
        if (view.open !== undefined) change({ open: view.open.length > 1 ? view.open.slice(0, -1) : undefined });
        else if (view.at !== undefined) change({ at: undefined });
      },
    };
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openCommands();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const run = keys[event.key];
      if (!run || document.querySelector("[role=dialog], [role=menu]")) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("lockstep:commands", openCommands);
    window.addEventListener("lockstep:keys", openKeys);
    window.addEventListener("lockstep:past", openPast);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("lockstep:commands", openCommands);
      window.removeEventListener("lockstep:keys", openKeys);
      window.removeEventListener("lockstep:past", openPast);
    };
  }, [view, change, acting, live, state, frozen, openCommands, openKeys, openPast]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === "search") return true;
  return target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}
