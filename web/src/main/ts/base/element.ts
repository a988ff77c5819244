import { LitElement, type PropertyValues } from 'lit';
import { onChange } from './settings';

/**
 * What every element of the page is: drawn in the page's own tree, so that one style sheet and the landmarks hold for all,
 * and drawn again when language, theme, session or address change.
 */
export abstract class PuenteElement extends LitElement {
    private stop: (() => void) | undefined;

    override createRenderRoot(): HTMLElement {
        return this;
    }

    override connectedCallback(): void {
        super.connectedCallback();
        this.stop = onChange(() => this.changed());
        this.requestUpdate();
    }

    /** What left the page in the same change is not drawn once more: it would take the new address for its own, and ask. */
    protected override shouldUpdate(_changes: PropertyValues): boolean {
        return this.isConnected;
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.stop?.();
    }

    /** Called after a change of language, theme, session or address. */
    protected changed(): void {
        this.requestUpdate();
    }
}

/** A view: one page of the shell. `heading` is the document's title; `refresh` asks the node again. */
export abstract class View extends PuenteElement {
    /** In the reader's language. */
    abstract get heading(): string;

    override updated(changes: PropertyValues): void {
        super.updated(changes);
        document.title = `${this.heading} · Puente`;
    }
}
