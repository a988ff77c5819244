import { html, nothing, type TemplateResult } from 'lit';
import { html as dynamic, unsafeStatic } from 'lit/static-html.js';
import { ApiProblem, UNREACHABLE, session, signOut, statedOfficer } from './base/api';
import { PuenteElement } from './base/element';
import { bridge, icons } from './base/icons';
import { t, switchLanguage, word } from './base/messages';
import { agencyMark, empty, partyMark, problemPanel } from './base/parts';
import { here, navigate } from './base/router';
import { language, setTheme, theme, type Theme } from './base/settings';
import type { Health, Session } from './base/types';
import { api } from './base/api';
import { type ViewEntry, viewAt, viewNamed, views } from './views';

/** The frame around every view: whose node this is, where one can go, who acts, and the keys that work everywhere. */
export class Shell extends PuenteElement {
    static override properties = { menuOpen: { state: true }, failed: { state: true } };
    declare menuOpen: boolean;
    declare failed: ApiProblem | undefined;

    private readonly loaded = new Set<string>();
    private node = '';

    constructor() {
        super();
        this.menuOpen = false;
        this.failed = undefined;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        addEventListener('keydown', this.onKey);
        void this.askName();
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        removeEventListener('keydown', this.onKey);
    }

    /** Whose node this is, where no session says it. */
    private async askName(): Promise<void> {
        try {
            this.node = session()?.node ?? (await api.get<Health>('/health')).node;
        } catch (failed) {
            if (!(failed instanceof ApiProblem)) throw failed;
        }
        this.requestUpdate();
    }

    private readonly onKey = (event: KeyboardEvent): void => {
        const target = event.composedPath()[0];
        const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
        if (event.key === 'Escape') {
            if (this.menuOpen) this.menuOpen = false;
            else if (isTyping) target.blur();
            return;
        }
        if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === '/') {
            event.preventDefault();
            this.querySelector<HTMLInputElement>('#search-everywhere')?.focus();
        } else if (event.key === '?') {
            event.preventDefault();
            this.openHelp();
        }
    };

    private openHelp(): void {
        this.querySelector<HTMLDialogElement>('#help')?.showModal();
    }

    protected override changed(): void {
        this.menuOpen = false;
        this.querySelector('details.who-menu')?.removeAttribute('open');
        super.changed();
    }

    /** Someone must sign in before anything is shown, on a node that has sign-in. */
    private entry(): ViewEntry | undefined {
        const current = session();
        if (current && !current.signedIn) return viewNamed('sign-in');
        const { view, item } = here();
        return viewAt(view, item);
    }

    private view(): TemplateResult {
        if (this.failed) return problemPanel(this.failed, () => location.reload());
        const entry = this.entry();
        if (!entry) return empty(t('web.lost.title'), t('web.lost.text'), html`<a class="button" href="/">${t('web.nav.overview')}</a>`);
        if (!this.loaded.has(entry.tag)) {
            entry.load().then(
                () => {
                    this.loaded.add(entry.tag);
                    this.requestUpdate();
                },
                () => {
                    // The node was updated under this page, or is gone: the page as loaded cannot go on.
                    this.failed = new ApiProblem(0, UNREACHABLE, '', '');
                },
            );
            return html`<div class="view"></div>`;
        }
        const tag = unsafeStatic(entry.tag);
        return dynamic`<${tag} class="view"></${tag}>`;
    }

    private search(event: SubmitEvent): void {
        event.preventDefault();
        const input = (event.target as HTMLFormElement).elements.namedItem('q') as HTMLInputElement;
        navigate(`/records?q=${encodeURIComponent(input.value.trim())}`);
        input.value = '';
        input.blur();
    }

    private who(): TemplateResult {
        const current = session();
        if (!current) {
            return html`<a class="who" href="/sign-in">${icons.person}<span>${statedOfficer() === '' ? t('web.who.nobody') : statedOfficer()}</span></a>`;
        }
        if (!current.user) return html`<a class="who" href="/sign-in">${icons.person}<span>${t('web.sign-in')}</span></a>`;
        return html`<details class="who-menu">
            <summary class="who">${icons.person}<span class="who-text"><span>${this.name(current)}</span>${agencyMark(current.user.agency)}</span></summary>
            <div class="popover">
                <a href="/sign-in">${t('web.sign-in.change')}</a>
                <button type="button" class="link" @click=${() => void this.leave(false)}>${t('web.sign-out')}</button>
                <button type="button" class="link" @click=${() => void this.leave(true)}>${t('web.sign-out.everywhere')}</button>
            </div>
        </details>`;
    }

    /** A named role is called as the reader calls it; a person is called by their name. */
    private name({ user, roles }: Session): string {
        return roles.find((each) => each.agency === user?.agency && each.role === user.role)?.name[language()] ?? user?.name ?? '';
    }

    private async leave(everywhere: boolean): Promise<void> {
        await signOut(everywhere);
        navigate('/sign-in');
    }

    private tools(): TemplateResult {
        const other = language() === 'es' ? 'en' : 'es';
        return html`<button type="button" class="tool" lang=${other} @click=${() => void switchLanguage(other)}>${other === 'es' ? 'Español' : 'English'}</button>
            <label class="tool tool-select">${icons.theme}<span class="visually-hidden">${t('web.theme')}</span>
                <select @change=${(event: Event) => setTheme((event.target as HTMLSelectElement).value as Theme)}>
                    ${(['system', 'light', 'dark'] as const).map((each) => html`<option value=${each} .selected=${theme() === each}>${word('web.theme', each)}</option>`)}
                </select></label>
            <button type="button" class="tool" aria-label=${t('web.help')} @click=${() => this.openHelp()}>${icons.help}</button>`;
    }

    private navigation(active: string): TemplateResult {
        return html`<nav id="navigation" class="navigation" aria-label=${t('web.nav')} ?data-open=${this.menuOpen}>
            <ul>
                ${views.map((each) =>
                    each.label
                        ? html`<li><a href=${each.name === 'overview' ? '/' : `/${each.name}`} aria-current=${each.name === active ? 'page' : nothing}>${each.icon}<span>${t(each.label)}</span></a></li>`
                        : nothing,
                )}
            </ul>
            <div class="navigation-foot">${this.tools()}</div>
        </nav>`;
    }

    private help(): TemplateResult {
        const keys: [string, string][] = [
            ['/', t('web.help.search')],
            ['?', t('web.help.help')],
            ['Esc', t('web.help.close')],
            ['Tab', t('web.help.tab')],
        ];
        return html`<dialog id="help" aria-labelledby="help-title">
            <h2 id="help-title">${t('web.help')}</h2>
            <p>${t('web.help.text')}</p>
            <dl class="keys">${keys.map(([key, text]) => html`<div class="term"><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>
            <p><a href="/openapi.yaml">${t('web.help.api')}</a></p>
            <form method="dialog"><button class="primary">${t('web.close')}</button></form>
        </dialog>`;
    }

    override render(): TemplateResult {
        const current = session();
        const active = this.entry()?.name ?? '';
        const name = current?.node ?? this.node;
        const party = current?.party ?? name.split('-')[0] ?? '';
        return html`<a class="skip" href="#main">${t('web.skip')}</a>
            <header class="bar">
                <a class="brand" href="/" aria-label=${t('web.home')}>${bridge}<span>Puente</span></a>
                <span class="bar-node" title=${t('web.node')}>${name === '' ? nothing : partyMark(party)}</span>
                <form class="bar-search" role="search" @submit=${(event: SubmitEvent) => this.search(event)}>
                    <label class="visually-hidden" for="search-everywhere">${t('web.search')}</label>
                    <input id="search-everywhere" name="q" type="search" maxlength="500" autocomplete="off" placeholder=${t('web.search.hint')} />
                    <kbd aria-hidden="true">/</kbd>
                </form>
                <div class="bar-tools">${this.who()}</div>
                <button type="button" class="tool menu" aria-expanded=${this.menuOpen} aria-controls="navigation" aria-label=${t('web.nav')} @click=${() => (this.menuOpen = !this.menuOpen)}>${icons.menu}</button>
            </header>
            ${this.navigation(active)}
            <main id="main" tabindex="-1">${this.view()}</main>
            ${this.help()}`;
    }
}

customElements.define('puente-shell', Shell);
