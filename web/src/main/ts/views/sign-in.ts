import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem, chooseRole, session, stateOfficer, statedOfficer } from '../base/api';
import { View } from '../base/element';
import { t } from '../base/messages';
import { agencyMark, partyMark, problemPanel, viewHead } from '../base/parts';
import { navigate } from '../base/router';
import { language } from '../base/settings';
import type { Role } from '../base/types';

/** Who acts: by the organisation's own sign-in, by a named role of the demonstration, or, on a node without sign-in, as stated. */
export class SignIn extends View {
    static override properties = { problem: { state: true }, busy: { state: true } };
    declare problem: ApiProblem | undefined;
    declare busy: boolean;

    constructor() {
        super();
        this.problem = undefined;
        this.busy = false;
    }

    get heading(): string {
        return t('web.sign-in');
    }

    private async choose(role: string): Promise<void> {
        this.busy = true;
        this.problem = undefined;
        try {
            await chooseRole(role);
            navigate('/');
        } catch (failed) {
            if (!(failed instanceof ApiProblem)) throw failed;
            this.problem = failed;
        } finally {
            this.busy = false;
        }
    }

    private state(event: SubmitEvent): void {
        event.preventDefault();
        const input = (event.target as HTMLFormElement).elements.namedItem('officer') as HTMLInputElement;
        stateOfficer(input.value);
        navigate('/');
    }

    /** A role's name is the role, a comma and the agency: here the agency stands before all its roles, and is read out with each. */
    private agency(agency: string, roles: readonly Role[]): TemplateResult {
        const active = session()?.user;
        const words = (each: Role) => each.name[language()].split(', ');
        return html`<li class="role-agency">
            <p>${agencyMark(agency)} <span class="quiet">${roles[0] ? words(roles[0]).slice(1).join(', ') : nothing}</span></p>
            <div class="actions">${roles.map((each) => html`<button type="button" class="role" aria-label=${each.name[language()]} ?disabled=${this.busy} aria-pressed=${active?.agency === each.agency && active.role === each.role} @click=${() => void this.choose(each.id)}>${words(each)[0]}</button>`)}</div>
        </li>`;
    }

    private roles(roles: readonly Role[]): TemplateResult {
        const parties = [...new Set(roles.map((each) => each.agency.split('/')[0] ?? ''))];
        const agencies = [...new Set(roles.map((each) => each.agency))];
        return html`<section aria-labelledby="roles-title">
            <h2 id="roles-title">${t('web.sign-in.roles')}</h2>
            <p class="quiet">${t('web.sign-in.roles.text')}</p>
            <div class="role-parties">
                ${parties.map(
                    (party) => html`<div class="panel" data-party=${party}>
                        <h3>${partyMark(party)}</h3>
                        <ul class="plain role-agencies">${agencies.filter((each) => each.startsWith(`${party}/`)).map((each) => this.agency(each, roles.filter((role) => role.agency === each)))}</ul>
                    </div>`,
                )}
            </div>
        </section>`;
    }

    private withoutSignIn(): TemplateResult {
        return html`<section class="panel narrow">
            <h2>${t('web.sign-in.stated')}</h2>
            <p>${t('web.sign-in.stated.text')}</p>
            <form class="stack" @submit=${(event: SubmitEvent) => this.state(event)}>
                <label class="field"><span>${t('web.sign-in.officer')}</span><input name="officer" maxlength="64" autocomplete="name" .value=${statedOfficer()} /></label>
                <div class="actions"><button class="primary">${t('web.sign-in.officer.keep')}</button></div>
            </form>
        </section>`;
    }

    override render(): TemplateResult {
        const current = session();
        return html`${viewHead(t('web.sign-in'), t('web.sign-in.lead'))}
            <div class="stack">${this.problem ? problemPanel(this.problem) : nothing}
            ${current?.oidc ? html`<p><a class="button primary" href="/auth/login">${t('web.sign-in.oidc')}</a></p>` : nothing}
            ${current?.demonstration ? this.roles(current.roles) : nothing}
            ${current ? nothing : this.withoutSignIn()}
            ${current && !current.oidc && !current.demonstration ? html`<p>${t('web.sign-in.none')}</p>` : nothing}</div>`;
    }
}

customElements.define('puente-sign-in', SignIn);
