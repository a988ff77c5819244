import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ApiProblem } from './api';
import { problemPanel, skeleton } from './parts';
import { language } from './settings';

/**
 * One thing asked of the node, with its three states: on its way, here, refused. The last answer stays on the screen while the
 * next is on its way, so nothing jumps; only the newest question's answer counts.
 */
export class Remote<T> implements ReactiveController {
    value: T | undefined;
    problem: ApiProblem | undefined;
    loading = false;

    private abort: AbortController | undefined;
    private timer: ReturnType<typeof setInterval> | undefined;
    private asked = false;
    private question = '';
    private language = '';

    constructor(
        private readonly host: ReactiveControllerHost,
        private readonly ask: (signal: AbortSignal) => Promise<T>,
        private readonly options: { every?: number; spoken?: boolean } = {},
    ) {
        host.addController(this);
    }

    hostConnected(): void {
        if (this.options.every) {
            this.timer = setInterval(() => {
                if (!document.hidden && !this.loading && this.asked) void this.load();
            }, this.options.every);
        }
    }

    hostDisconnected(): void {
        clearInterval(this.timer);
        this.abort?.abort();
        this.asked = false;
    }

    /**
     * Asks where the question is another one than last time, or the reader's language. An answer that is the same in every
     * language (`spoken: false`) is not asked for again when the language changes: reading a record twice would send two receipts.
     */
    want(question: string): void {
        const isSame = this.asked && question === this.question;
        const isSpoken = this.options.spoken !== false || this.value === undefined;
        if (isSame && (this.language === language() || !isSpoken)) return;
        if (!isSame) this.value = undefined;
        this.asked = true;
        this.question = question;
        this.language = language();
        void this.load();
    }

    async load(): Promise<void> {
        this.abort?.abort();
        const abort = new AbortController();
        this.abort = abort;
        this.loading = true;
        this.host.requestUpdate();
        try {
            const value = await this.ask(abort.signal);
            if (this.abort !== abort) return;
            this.value = value;
            this.problem = undefined;
        } catch (failed) {
            if (this.abort !== abort || abort.signal.aborted) return;
            if (!(failed instanceof ApiProblem)) throw failed;
            this.problem = failed;
        } finally {
            if (this.abort === abort) {
                this.loading = false;
                this.host.requestUpdate();
            }
        }
    }

    /** The answer drawn; until it is here a skeleton of as many lines, and a refusal with its reason and remedy. */
    draw(ready: (value: T) => TemplateResult | typeof nothing, lines = 4): TemplateResult {
        const problem = this.problem ? problemPanel(this.problem, () => void this.load()) : nothing;
        if (this.value !== undefined) return html`${problem}${ready(this.value)}`;
        return this.problem ? html`${problem}` : skeleton(lines);
    }
}
