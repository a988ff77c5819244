import { nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ApiProblem } from './api';
import { problemPanel } from './parts';

/** One thing done, as {@link Remote} is one thing asked: never twice at once, and a refusal stays until the next try. */
export class Act implements ReactiveController {
    busy = false;
    problem: ApiProblem | undefined;

    constructor(private readonly host: ReactiveControllerHost) {
        host.addController(this);
    }

    hostConnected(): void {
        this.problem = undefined;
    }

    async run(work: () => Promise<void>): Promise<void> {
        if (this.busy) return;
        this.busy = true;
        this.problem = undefined;
        this.host.requestUpdate();
        try {
            await work();
        } catch (failed) {
            if (!(failed instanceof ApiProblem)) throw failed;
            this.problem = failed;
        } finally {
            this.busy = false;
            this.host.requestUpdate();
        }
    }

    /** The refusal of the last try, if it was refused. */
    draw(): TemplateResult | typeof nothing {
        return this.problem ? problemPanel(this.problem) : nothing;
    }
}
