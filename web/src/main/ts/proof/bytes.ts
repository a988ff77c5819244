/** Bytes, base64 and digests, as the C2SP standards use them: standard alphabet, padding, one spelling only. */
const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
    return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

/** Undefined for anything but the one canonical spelling. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
    try {
        const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
        return toBase64(bytes) === text ? bytes : undefined;
    } catch {
        return undefined;
    }
}

export function toBase64(bytes: Uint8Array): string {
    let binary = '';
    for (const each of bytes) binary += String.fromCharCode(each);
    return btoa(binary);
}

export function toHex(bytes: Uint8Array): string {
    return Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of parts) {
        whole.set(each, at);
        at += each.length;
    }
    return whole;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
    return a.length === b.length && a.every((each, index) => each === b[index]);
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
