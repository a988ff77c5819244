package puente.agreement;

import java.nio.file.Path;

/** The fictional agreement that {@code puente demo} signs: 25 or so clauses over all kinds, with its human-rights clauses. */
public final class DemonstrationAgreement {
    private DemonstrationAgreement() {}

    /**
     * Writes {@code agreement.yaml} and {@code clauses/} into a folder, which is made if absent; existing files of the same
     * names are replaced.
     */
    public static void copyTo(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /** The agreement itself, loaded. */
    public static Agreement load() {
        throw new UnsupportedOperationException();
    }
}
