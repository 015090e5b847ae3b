import { Menu, useMantineColorScheme } from "@mantine/core";
import "../styles/overlays.css";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { becomePerson, currentPerson, PERSONS, type PersonKey } from "../api/identity.ts";
import "../i18n/escalation-texts.ts";
import { t, word } from "../i18n/i18n.ts";
import { usePlant } from "./context.tsx";

const SCHEMES = ["auto", "light", "dark"] as const;

export function UserMenu(): ReactNode {
  const plant = usePlant();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = plant?.viewer.name ?? "…";
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
        {(Object.keys(PERSONS) as PersonKey[]).map((person) => (
          <Menu.Item
            key={person}
            onClick={() => becomePerson(person)}
            leftSection={<Tick on={currentPerson() === person} />}
          >
            {t(`menu.person.${person}`)}
          </Menu.Item>
        ))}
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
        <Menu.Item component={Link} to="/escalation" leftSection={<Tick on={false} />}>
          {t("escalation.title")}
        </Menu.Item>
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

function Tick({ on }: { readonly on: boolean }): ReactNode {
  return <span className="tick">{on ? "✓" : ""}</span>;
}
