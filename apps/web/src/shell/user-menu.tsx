import { Menu, useMantineColorScheme } from "@mantine/core";
import "../styles/overlays.css";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { becomePerson, currentPerson, PERSONS, type PersonKey } from "../api/persons.ts";
import { t, word } from "../i18n/i18n.ts";
import { readStanding, type Standing, signOut } from "../sign-in/auth.ts";
import { TEXTS } from "../sign-in/texts.ts";
import { usePlant } from "./context.tsx";
import { IN_HEADER, PAGES } from "./pages.ts";

const SCHEMES = ["auto", "light", "dark"] as const;

export function UserMenu(): ReactNode {
  const plant = usePlant();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = plant?.viewer.name ?? "…";
  const mode = useMode();
  return (
    <Menu defaultOpened position="bottom-end" width={230} shadow="sm" withinPortal>
      <Menu.Target>
        <button type="button" className="person" aria-label={`${t("header.menu")}: ${name}`}>
          {name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t("menu.person")} {name}
          {plant &&
            plant.viewer.roles.length < 3 &&
            `, ${plant.viewer.roles.map((role) => word("role", role)).join(", ")}`}
        </Menu.Label>
        {mode === "dev" && <Persons />}
        {mode === "local" && plant?.viewer.seenBy === null && (
          <Menu.Item component="a" href="/sign-in?password" leftSection={<Tick on={false} />}>
            {TEXTS.change}
          </Menu.Item>
        )}
        {(mode === "local" || mode === "oidc") && (
          <Menu.Item onClick={() => void signOut()} leftSection={<Tick on={false} />}>
            {TEXTS.signOut}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t("menu.theme")}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            leftSection={<Tick on={colorScheme === scheme} />}
          >
            {t(`menu.theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("nav.pages")}</Menu.Label>
        {PAGES.filter(([to]) => !IN_HEADER.has(to)).map(([to, name]) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<Tick on={false} />}>
            {t(name)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => window.dispatchEvent(new CustomEvent("lockstep:keys"))}
          leftSection={<Tick on={false} />}
          rightSection={<kbd>?</kbd>}
        >
          {t("menu.keys")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Persons(): ReactNode {
  return (Object.keys(PERSONS) as PersonKey[]).map((person) => (
    <Menu.Item key={person} onClick={() => becomePerson(person)} leftSection={<Tick on={currentPerson() === person} />}>
      {t(`menu.person.${person}`)}
    </Menu.Item>
  ));
}

/** How people come in here; null until the server has said so. */
function useMode(): Standing["mode"] | null {
  const [mode, setMode] = useState<Standing["mode"] | null>(null);
  useEffect(() => {
    let isThere = true;
    void readStanding().then((standing) => isThere && setMode(standing?.mode ?? null));
    return () => {
      isThere = false;
    };
  }, []);
  return mode;
}

function Tick({ on }: { readonly on: boolean }): ReactNode {
  return <span className="tick">{on ? "✓" : ""}</span>;
}
