import '../styles/font.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/public.css';
import { startMessages } from '../base/messages';
import { startRouter } from '../base/router';
import { announce, applyTheme, speak } from '../base/settings';

/** The public pages: no sign-in, no cookie, nothing is kept but the language and the theme that a reader chose. */
applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', announce);
const asked = new URLSearchParams(location.search).get('lang');
if (asked === 'en' || asked === 'es') speak(asked);
await startMessages();
startRouter('/public');
await import('./page');
