package puente.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deque's axe-core, as npm put it beside the page's other tools: what of WCAG 2.2 A and AA a machine can decide. */
final class Axe {
    private static final String SOURCE = source();

    private Axe() {}

    private static String source() {
        Path file = Path.of(System.getProperty("puente.root")).resolve("web/node_modules/axe-core/axe.min.js");
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(
                    "The page was not built: it needs node 20.19 or newer with npm. Install them, or leave these tests out"
                            + " with -pl '!browser'.",
                    absent);
        }
    }

    /** Each violation of the page as it stands: the rule, the element, and why. */
    static List<String> violations(Page page) {
        return violations(page.mainFrame());
    }

    /** The same of one frame of a page. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Frame frame) {
        // Evaluated by the driver, where the page's own policy against foreign scripts does not reach.
        if (!(boolean) frame.evaluate("() => 'axe' in window")) {
            frame.evaluate(SOURCE);
        }
        return (List<String>) frame.evaluate("""
                () => axe
                    .run(document, {
                        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                        resultTypes: ['violations'],
                    })
                    .then(({violations}) => violations.flatMap(each => each.nodes.map(node =>
                        `${each.id}: ${node.html.slice(0, 160)} (${[...node.any, ...node.all, ...node.none].map(one => one.message).join('; ')})`)))
                """);
    }
}
