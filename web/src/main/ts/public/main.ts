import '../styles/font.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/charts.css';
import '../styles/public.css';
import '../styles/figures.css';
import '../styles/print.css';
import { startMessages } from '../base/messages';
import { here, startRouter } from '../base/router';
import { announce, applyTheme, speak } from '../base/settings';

/** The public pages: no sign-in, no cookie, nothing is kept but the language and the theme that a reader chose. */
applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', announce);
const asked = new URLSearchParams(location.search).get('lang');
if (asked === 'en' || asked === 'es') speak(asked);
await startMessages();
if (here().query.get('embed') === '1') {
    // In another site's frame a link opens beside it: the page that it leads to may stand in no frame.
    const base = document.createElement('base');
    base.target = '_blank';
    document.head.append(base);
} else {
    startRouter('/public');
}
await import('./page');
