package puente.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A person at a node's page, with everything that went wrong behind it noted: what the console complained of, what no code
 * caught, and every request to another host.
 */
final class Person implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BrowserContext context;
    private final Page page;
    private final URI node;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    Person(BrowserContext context, URI node, Look look) {
        this.context = context;
        this.node = node;
        context.setDefaultTimeout(PATIENCE.toMillis());
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onRequest(request -> {
            URI asked = URI.create(request.url());
            boolean inner =
                    asked.getScheme().equals("data") || asked.getScheme().equals("blob");
            if (!inner && !node.getAuthority().equals(asked.getAuthority())) {
                elsewhere.add(request.url());
            }
        });
        page = context.newPage();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
    }

    Page page() {
        return page;
    }

    /** Opens an address of the node as if it were typed. */
    void open(String address) {
        page.navigate(node.resolve(address).toString());
        page.locator("h1").first().waitFor();
        settle();
    }

    /** Waits until what was asked for is drawn: no skeleton stands any more, and no map is on its way. */
    void settle() {
        page.waitForFunction("() => document.querySelector('main') && !document.querySelector('main .skeleton')");
        page.evaluate("() => document.fonts.ready.then(() => undefined)");
    }

    /** Signs in as a named role of the demonstration: {@code mx.fgr.supervisor}. For what is not about signing in. */
    void is(String role) {
        page.navigate(node.resolve("/").toString());
        page.evaluate(
                "role => fetch('/api/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'},"
                        + " body: JSON.stringify({role})}).then(answer => { if (!answer.ok) throw new Error(answer.status); })",
                role);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A list to choose from, by its label. */
    Locator choice(String label) {
        return page.locator("main")
                .getByRole(
                        AriaRole.COMBOBOX,
                        new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    /** A field to write in, by how its label begins. */
    Locator field(String label) {
        return page.locator("main").getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(label));
    }

    /** Waits until the view shows this text somewhere. */
    void sees(String text) {
        page.locator("main").getByText(text).first().waitFor();
    }

    /** All that the view shows, as text. */
    String main() {
        return page.locator("main").innerText();
    }

    /** Puts the page into another look without loading it again, as its own switches would. */
    void wear(Look look) {
        page.setViewportSize(look.width(), look.height());
        page.evaluate("""
                ({language, theme}) => {
                    const select = document.querySelector('.tool-select select');
                    if (select.value !== theme) {
                        select.value = theme;
                        select.dispatchEvent(new Event('change'));
                    }
                    if (document.documentElement.lang !== language) document.querySelector('.navigation-foot button[lang]').click();
                }
                """, Map.of("language", look.language(), "theme", look.dark() ? "dark" : "light"));
        page.waitForFunction("language => document.documentElement.lang === language", look.language());
        settle();
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Errors in the console, and what no code caught, since the last call. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /** Whatever was asked of another host than the node. */
    List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    @Override
    public void close() {
        context.close();
    }
}
