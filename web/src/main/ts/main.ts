import './styles/font.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/shell.css';
import './styles/views.css';
import { ApiProblem, startSession } from './base/api';
import { startMessages } from './base/messages';
import { startRouter } from './base/router';
import { announce, applyTheme } from './base/settings';

applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', announce);
const session = startSession().catch((failed: unknown) => {
    // Without an answer the shell still stands, and each view says that the node is out of reach.
    if (!(failed instanceof ApiProblem)) throw failed;
});
await Promise.all([startMessages(), session]);
startRouter();
await import('./shell');
