package puente.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** This machine's own Chromium, driven by Playwright. Nothing is fetched: where there is none, it says what to install. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    /** A map is drawn without a graphics card, and the browser speaks to nobody on its own account. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path executable = executable();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(FLAGS)));
    }

    /** The first of the names on the PATH. */
    static Path executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Chromium on the PATH. Install it (on Debian: "
                        + "sudo apt-get install chromium), or leave these tests out with -pl '!browser'."));
    }

    /** Someone who sits down at a node with a browser of their own: nothing is kept, nobody is signed in. */
    Person person(URI node, Look look) {
        return new Person(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme())
                        // A colour on its way from one theme to the other is in neither.
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(look.locale())),
                node,
                look);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
