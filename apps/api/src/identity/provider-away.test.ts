import { expect, test } from "vitest";
import { browserLike } from "../testing/browser-like.ts";
import { connectLive } from "../testing/live-client.ts";
import { startProvider } from "../testing/openid-provider.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

test("while the provider is away after a restart, one signs out all the same, and a socket is told to come again", async () => {
  let server: ServerProcess | null = null;
  const at = (path: string): string => `${server?.url ?? ""}${path}`;
  const provider = await startProvider(() => ({
    ...{ id: "lockstep", secret: "a-secret", redirectUri: at("/auth/callback"), home: at("/sign-in") },
    backChannel: at("/auth/signed-out-elsewhere"),
  }));
  server = await startServerProcess({
    LOCKSTEP_AUTH: "oidc",
    LOCKSTEP_OIDC_ISSUER: provider.issuer,
    LOCKSTEP_OIDC_CLIENT_ID: "lockstep",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: where the secret is, as it is declared
    LOCKSTEP_OIDC_SECRET: "${env:SECRET_OF_THE_TEST}",
    SECRET_OF_THE_TEST: "a-secret",
    LOCKSTEP_OIDC_AUDIENCE: provider.audience,
    LOCKSTEP_OIDC_ROLES: "planners=planner",
    LOCKSTEP_OIDC_SITES_CLAIM: "plants",
  });
  try {
    provider.account = { sub: "p-1", preferred_username: "petra", roles: ["planners"], plants: ["PLANT-A"] };
    const browser = browserLike();
    await browser.open(at("/auth/begin"));
    const { port } = new URL(server.url);
    await server.end("SIGKILL");
    await provider.close();
    await server.restart({ PORT: port });
    const who = async (): Promise<unknown> => (await browser.ask(at("/auth"))).json();
    expect(await who()).toMatchObject({ person: "petra" });
    const out = await browser.ask(at("/auth/sign-out"), { method: "POST" });
    expect([out.status, await out.json()]).toEqual([200, { next: "/sign-in" }]);
    expect(await who()).toMatchObject({ person: null });
    await expect(connectLive(server.url, "a.b.c")).rejects.toMatchObject({ data: { code: "UNAVAILABLE" } });
  } finally {
    await server.close();
  }
}, 90_000);
