import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { type Configuration, Provider } from "oidc-provider";

/** Somebody that the provider knows. */
export interface Account {
  readonly sub: string;
  readonly preferred_username: string;
  readonly roles: readonly string[];
  readonly plants?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly audience: string;
  /** Who signs in next: it asks no questions. */
  account: Account;
  /** Signs with another key from now on, under another name; the old one is gone. */
  rotate(): Promise<void>;
  /** An access token of the present account, as a program would get one, good for so many seconds. */
  accessToken(clientId: string, secret: string): Promise<string>;
  close(): Promise<void>;
}

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly home: string;
  readonly backChannel: string;
}

const AUDIENCE = "https://api.lockstep.test";

/** A real OpenID provider in this process. Its clients are asked for when it is first used: their ports are known then. */
export async function startProvider(client: () => Client): Promise<TestProvider> {
  let handler: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  let keys = [await newKey("first")];
  const server = createServer((request, response) => {
    handler ??= handlerOf();
    handler(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: TestProvider = {
    issuer,
    audience: AUDIENCE,
    account: { sub: "nobody", preferred_username: "nobody", roles: [] },
    async rotate() {
      keys = [await newKey(`key-${Date.now()}`)];
      handler = null;
    },
    async accessToken(clientId, secret) {
      const answer = await fetch(`${issuer}/token`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "client_credentials", resource: AUDIENCE }),
      });
      const { access_token: token } = (await answer.json()) as { access_token?: string };
      if (token === undefined) throw new Error(`no token: ${answer.status}`);
      return token;
    },
    close: () => closeServer(server),
  };

  function handlerOf() {
    const configuration = configurationOf(client(), keys, provider);
    const made = new Provider(issuer, configuration);
    const answer = made.callback();
    return (request: IncomingMessage, response: ServerResponse): void => {
      if (request.url?.startsWith("/interaction/")) void finish(made, request, response, provider.account);
      else void answer(request, response);
    };
  }
  return provider;
}

/** Signs in whoever is there, and agrees to everything. */
async function finish(provider: Provider, request: IncomingMessage, response: ServerResponse, { sub }: Account) {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === "login") {
    await provider.interactionFinished(request, response, { login: { accountId: sub } });
    return;
  }
  const grant = new provider.Grant({ accountId: sub, clientId: String(details.params["client_id"]) });
  grant.addOIDCScope("openid profile");
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}

function configurationOf(client: Client, keys: readonly JWK[], provider: TestProvider): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.home],
        backchannel_logout_uri: client.backChannel,
        backchannel_logout_session_required: true,
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
      {
        client_id: "robot",
        client_secret: "robot-secret",
        redirect_uris: [],
        response_types: [],
        grant_types: ["client_credentials"],
      },
    ],
    jwks: { keys: [...keys] },
    cookies: { keys: ["test"] },
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["preferred_username", "roles", "plants"] },
    conformIdTokenClaims: false,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...provider.account, sub }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    extraTokenClaims: () => ({ ...provider.account, sub: undefined }),
    clientBasedCORS: () => false,
    // Its own would send nothing to this machine, by a dispatcher of its own.
    fetch: (url, options) => {
      const { dispatcher: _, ...rest } = options as RequestInit & { readonly dispatcher?: unknown };
      return fetch(url, rest);
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = form;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        getResourceServerInfo: () => ({
          scope: "",
          audience: AUDIENCE,
          accessTokenTTL: 60,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    renderError: (context, out) => {
      context.body = JSON.stringify(out);
    },
  };
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, use: "sig", alg: "RS256" };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
