package puente.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * The catalogue as picocli wants to see it: picocli's key {@code puente.init.usage.description} is the catalogue's
 * {@code cli.help.puente.init.usage.description}, so help exists in both languages like everything else.
 */
final class HelpTexts extends ResourceBundle {
    private static final String PREFIX = "cli.help.";

    private final Language language;

    HelpTexts(Language language) {
        this.language = language;
    }

    @Override
    protected Object handleGetObject(String key) {
        // picocli passes texts through String.format, and takes line ends from there.
        return Catalogue.standard()
                .text(PREFIX + key, language)
                .replace("%", "%%")
                .replace("\n", "%n");
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(Catalogue.standard().codes().stream()
                .filter(code -> code.startsWith(PREFIX))
                .map(code -> code.substring(PREFIX.length()))
                .toList());
    }
}
