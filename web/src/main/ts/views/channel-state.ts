import type { TemplateResult } from 'lit';
import { t, word } from '../base/messages';
import { stateMark, type Tone } from '../base/parts';
import type { Channel, ChannelProgress, Health } from '../base/types';

type State = ChannelProgress | 'awaiting-receipt';

/** Only a stopped or unproven channel is distress; an absent partner is normal. */
const TONES: Readonly<Record<State, Tone>> = {
    advancing: 'good',
    'up-to-date': 'good',
    'awaiting-receipt': 'wait',
    resuming: 'wait',
    unreachable: 'wait',
    'store-failed': 'wait',
    unverified: 'bad',
    stopped: 'bad',
};

/** What a channel does now. Of one that this node writes nothing but the partner's receipts says it. */
export function channelState(channel: Channel): TemplateResult {
    const state: State = channel.fault ? 'stopped' : (channel.progress ?? (channel.lag > 0 ? 'awaiting-receipt' : 'up-to-date'));
    return stateMark(TONES[state], word('web.progress', state));
}

/** Whether somebody else vouches for this node's journal, or nobody is asked to. */
export function journalState({ satisfied, witnessed }: Health['journal']): TemplateResult {
    if (!satisfied) return stateMark('wait', t('web.journal.unwitnessed'));
    return witnessed === 0 ? stateMark('plain', t('web.journal.without')) : stateMark('good', t('web.journal.witnessed'));
}
