/**
 * The page as a person meets it: two real nodes as {@code puente demo} starts them, a real Chromium, and nothing in between.
 *
 * <p>A module of its own, since the browser's driver weighs 202 MB and needs a Chromium on the machine; no other module depends on
 * it. Where there is no Chromium {@code ./puente test} says what to install and leaves this module out; asked for by itself it fails.
 */
@NullMarked
package puente.browser;

import org.jspecify.annotations.NullMarked;
