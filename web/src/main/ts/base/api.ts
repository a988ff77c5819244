import { announce, language, store, stored } from './settings';
import type { Agreement, ProblemDocument, ProblemMember, Session } from './types';

/**
 * The page's only way out: the node's own public API, at the page's own address. Answers are typed by hand after
 * `openapi.yaml`; a refusal is thrown as the {@link ApiProblem} that the node wrote, already in the reader's language.
 */
export class ApiProblem extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly reason: string,
        readonly remedy: string,
        readonly problems: readonly ProblemMember[] = [],
    ) {
        super(reason);
    }
}

/** No answer at all: the node is stopped or the network is gone. The views put this in words. */
export const UNREACHABLE = 'unreachable';

export type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A query string without what is empty. */
export function query(parameters: Parameters = {}): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        if (value === undefined || value === '') continue;
        for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
    }
    const text = search.toString();
    return text === '' ? '' : `?${text}`;
}

let current: Session | null | undefined;
let csrf: string | null = null;

/** Null on a node that has no sign-in: then the page acts for the node's own agency, as the API says. */
export function session(): Session | null {
    return current ?? null;
}

const OFFICER = 'puente.officer';

/** Where there is no sign-in, the officer is stated, not proved; the API says so too. */
export function statedOfficer(): string {
    return stored(OFFICER) ?? '';
}

export function stateOfficer(name: string): void {
    store(OFFICER, name.trim().slice(0, 64));
    announce();
}

function headers(method: string, given: Record<string, string>): Headers {
    const result = new Headers({ 'Accept-Language': language(), ...given });
    if (current) {
        if (csrf && method !== 'GET') result.set('Puente-Csrf', csrf);
    } else if (statedOfficer() !== '') {
        result.set('Puente-Officer', encodeHeader(statedOfficer()));
    }
    return result;
}

/** Header values are Latin letters on the wire: accents are taken off, since a header cannot carry them reliably. */
export function encodeHeader(text: string): string {
    return text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/[^\x20-\x7e]/g, '?');
}

async function problem(response: Response): Promise<ApiProblem> {
    try {
        const document = (await response.json()) as ProblemDocument;
        return new ApiProblem(response.status, document.code, document.reason, document.remedy, document.problems);
    } catch {
        return new ApiProblem(response.status, `http.${response.status}`, response.statusText, '');
    }
}

async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    let response: Response;
    try {
        response = await fetch(path, {
            method,
            headers: headers(method, body === undefined ? {} : { 'Content-Type': 'application/json' }),
            body: body === undefined ? null : JSON.stringify(body),
            credentials: 'same-origin',
            cache: 'no-store',
            ...(signal ? { signal } : {}),
        });
    } catch (failed) {
        if (signal?.aborted) throw failed;
        throw new ApiProblem(0, UNREACHABLE, '', '');
    }
    if (response.ok) return response;
    const refused = await problem(response);
    // A session that ended elsewhere shows itself here: the shell then offers to sign in.
    if (response.status === 401 && current?.signedIn) void startSession();
    throw refused;
}

export const api = {
    async get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
        return (await ask('GET', path + query(parameters), undefined, signal)).json() as Promise<T>;
    },
    async text(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<string> {
        return (await ask('GET', path + query(parameters), undefined, signal)).text();
    },
    async bytes(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<Uint8Array> {
        return new Uint8Array(await (await ask('GET', path + query(parameters), undefined, signal)).arrayBuffer());
    },
    async post<T>(path: string, body: unknown = {}, parameters: Parameters = {}): Promise<T> {
        return (await ask('POST', path + query(parameters), body)).json() as Promise<T>;
    },
    async delete(path: string): Promise<void> {
        await ask('DELETE', path);
    },
    /** Null where this node does not have the route: for what newer nodes offer and the page can do without. */
    async optional<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T | null> {
        try {
            return await api.get<T>(path, parameters, signal);
        } catch (failed) {
            if (failed instanceof ApiProblem && (failed.status === 404 || failed.status === 405)) return null;
            throw failed;
        }
    },
};

/** The agreement in force as a document in both languages, with its next date and signatures; null where none is in force. */
export async function agreementInForce(signal?: AbortSignal): Promise<Agreement | null> {
    try {
        return await api.get<Agreement>('/api/v1/agreement', {}, signal);
    } catch (failed) {
        if (failed instanceof ApiProblem && failed.code === 'node.agreement.none') return null;
        throw failed;
    }
}

/** Asks who is signed in. A node without sign-in answers 404. */
export async function startSession(): Promise<void> {
    current = await api.optional<Session>('/api/v1/session');
    csrf = current?.csrf ?? null;
    announce();
}

/** Signs in with a role of the demonstration. */
export async function chooseRole(role: string): Promise<void> {
    await api.post('/api/v1/session', { role });
    await startSession();
}

export async function signOut(everywhere: boolean): Promise<void> {
    await api.delete(everywhere ? '/api/v1/sessions' : '/api/v1/session');
    await startSession();
}

/** The agency that acts, as far as the page knows. */
export function actingAgency(): string | undefined {
    return current?.user?.agency ?? current?.agencies[0];
}
