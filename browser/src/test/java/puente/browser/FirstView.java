package puente.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long a person waits who has never been here: {@code ./puente test -pl browser -am -DskipTests -Pfirst-view}. Each round is a
 * browser of its own without a cache, on this machine, with the bundled scenario. Ends with 1 where the bar is missed.
 */
final class FirstView {
    /** The median of each wait may be at most this long. */
    private static final double BAR_MILLIS = 1_500;

    /** And of the public pages' first view, which is for readers with less patience. */
    private static final double PUBLIC_BAR_MILLIS = 1_000;

    private static final int ROUNDS = 15;

    /** The first rounds warm the node up and are not counted: a node that runs for a day has been asked before. */
    private static final int WARM_UP = 2;

    /**
     * Milliseconds from now, or from the navigation's start, until the view stands: its heading is drawn, nothing is on its way any
     * more, and the frame in which that is so was handed to the screen.
     */
    private static final String STANDS = """
            ({tag, from}) => new Promise(stands => {
                const look = () => {
                    const view = document.querySelector(tag);
                    if (view?.querySelector('h1') && !document.querySelector('main .skeleton')) {
                        requestAnimationFrame(() => stands(performance.now() - from));
                    } else {
                        requestAnimationFrame(look);
                    }
                };
                look();
            })
            """;

    private FirstView() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        List<Double> signIn = new ArrayList<>();
        List<Double> overview = new ArrayList<>();
        List<Double> signedIn = new ArrayList<>();
        List<Double> open = new ArrayList<>();
        try (Demo demo = new Demo()) {
            demo.homicides();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
                    Page page = uncached(person);
                    page.navigate(demo.mx().resolve("/").toString());
                    double first = wait(page, "puente-sign-in", 0);
                    double before = ((Number) page.evaluate("() => performance.now()")).doubleValue();
                    page.locator("button.role").first().click();
                    double second = wait(page, "puente-overview", before);
                    page.navigate(demo.mx().resolve("/").toString());
                    double third = wait(page, "puente-overview", 0);
                    page.navigate(demo.mx().resolve("/public").toString());
                    double fourth = wait(page, "puente-public", 0);
                    if (round >= WARM_UP) {
                        signIn.add(first);
                        overview.add(second);
                        signedIn.add(third);
                        open.add(fourth);
                    }
                }
            }
        }
        boolean met = said("cold load to sign-in", signIn, BAR_MILLIS)
                & said("a role chosen to the overview", overview, BAR_MILLIS)
                & said("cold load to the overview, signed in", signedIn, BAR_MILLIS)
                & said("cold load to the public pages", open, PUBLIC_BAR_MILLIS);
        System.exit(met ? 0 : 1);
    }

    /** Nothing is taken from a cache, in memory or on disk. */
    private static Page uncached(Person person) {
        CDPSession session = person.page().context().newCDPSession(person.page());
        session.send("Network.enable");
        JsonObject disabled = new JsonObject();
        disabled.addProperty("cacheDisabled", true);
        session.send("Network.setCacheDisabled", disabled);
        return person.page();
    }

    private static double wait(Page page, String tag, double from) {
        return ((Number) page.evaluate(STANDS, Map.of("tag", tag, "from", from))).doubleValue();
    }

    private static boolean said(String what, List<Double> millis, double bar) {
        Collections.sort(millis);
        double median = millis.get(millis.size() / 2);
        System.out.printf(
                "%-40s p50 %.0f ms, slowest of %d %.0f ms (bar %.0f ms)%n",
                what, median, millis.size(), millis.getLast(), bar);
        return median <= bar;
    }
}
