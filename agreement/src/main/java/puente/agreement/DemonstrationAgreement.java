package puente.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import puente.record.Kinds;

/** The fictional agreement that {@code puente demo} signs: clauses over all kinds, and the human-rights clauses among them. */
public final class DemonstrationAgreement {
    private static final String RESOURCES = "/puente/agreement/demonstration/";
    private static final List<String> FILES = List.of(
            AgreementReader.MAIN,
            AgreementReader.CLAUSES + "1-human-rights.yaml",
            AgreementReader.CLAUSES + "2-statistics.yaml",
            AgreementReader.CLAUSES + "3-people.yaml",
            AgreementReader.CLAUSES + "4-arms-and-drugs.yaml",
            AgreementReader.CLAUSES + "5-use-and-requests.yaml",
            AgreementReader.CLAUSES + "6-authority.yaml");

    private DemonstrationAgreement() {}

    /**
     * Writes {@code agreement.yaml} and {@code clauses/} into a folder, which is made if absent; existing files of the same
     * names are replaced.
     */
    public static void copyTo(Path folder) {
        try {
            Files.createDirectories(folder.resolve(AgreementReader.CLAUSES));
            for (var file : files().entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write the demonstration agreement to " + folder, unwritable);
        }
    }

    /** The agreement itself, loaded. */
    public static Agreement load() {
        return Agreement.parse(files(), Kinds.standard());
    }

    static SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : FILES) {
            try (InputStream in = DemonstrationAgreement.class.getResourceAsStream(RESOURCES + name)) {
                if (in == null) {
                    throw new IllegalStateException("the build lacks " + RESOURCES + name);
                }
                files.put(name, in.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + RESOURCES + name, unreadable);
            }
        }
        return files;
    }
}
