package puente.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the README's pictures of the page as it stands, with nothing but the bundled scenario:
 * {@code ./puente test -pl browser -am -DskipTests -Pscreenshots}.
 */
final class Screenshots {
    private Screenshots() {}

    /** @param arguments the folder that the pictures go to */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        try (Demo demo = new Demo();
                Person inTheStates = demo.at(demo.us(), Look.ENGLISH);
                Person inMexico = demo.at(demo.mx(), new Look(1440, "es", true))) {
            inTheStates.is("us.cbp.supervisor");
            inTheStates.open("/records?kind=seizure&purpose=drug-trafficking");
            inTheStates.page().locator(".map-frame[data-drawn]").waitFor();
            inTheStates.picture(folder.resolve("records.png"));

            String seizure = demo.seizure("mx/fgr", "Sintético: oculto bajo una carga de chabacano.");
            inMexico.is("mx.fgr.supervisor");
            inMexico.open("/exchange/disclose?record=" + seizure + "&to=us/cbp&purpose=drug-trafficking");
            inMexico.picture(folder.resolve("disclose.png"));
        }
    }
}
