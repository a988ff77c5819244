package puente.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.match.name.NameComparison.Category;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A file of pairs of names: CSV with a header, UTF-8, parted by commas, semicolons or tabs. Two columns of names, found by their titles
 * (left and right, name1 and name2 …) or else the first two that are nothing else; optionally a category (person, company …) and a label
 * that says whether both are one.
 */
record NamePairs(List<Pair> pairs, boolean isLabelled) {
    /** @param label null where the cell is empty */
    record Pair(
            String left,
            String right,
            Category category,
            @Nullable Boolean label) {}

    /** Largest cell read, in characters. */
    static final int CELL_CHARACTERS = 1 << 20;

    /** How much of the file tells what parts its cells, in characters. */
    private static final int OPENING = 4096;

    private static final Set<String> CATEGORY =
            Set.of("category", "schema", "type", "kind", "entity_type", "entitytype");
    private static final Set<String> LABEL = Set.of(
            "label", "match", "is_match", "ismatch", "truth", "same", "expected", "matches", "y", "should_match");
    private static final Set<String> LEFT = Set.of(
            "left",
            "name1",
            "name_1",
            "name_a",
            "namea",
            "a",
            "left_name",
            "query",
            "query_name",
            "name_left",
            "nombre1",
            "nombre_1");
    private static final Set<String> RIGHT = Set.of(
            "right",
            "name2",
            "name_2",
            "name_b",
            "nameb",
            "b",
            "right_name",
            "candidate",
            "result",
            "name_right",
            "candidate_name",
            "result_name",
            "nombre2",
            "nombre_2");
    private static final Set<String> OTHER =
            Set.of("id", "case_id", "case", "language", "lang", "culture", "notes", "note", "comment");
    private static final Set<String> YES =
            Set.of("1", "true", "yes", "y", "match", "t", "positive", "same", "si", "sí", "1.0");
    private static final Set<String> NO = Set.of(
            "0",
            "false",
            "no",
            "n",
            "nonmatch",
            "non-match",
            "no_match",
            "no match",
            "f",
            "negative",
            "different",
            "0.0");

    NamePairs {
        pairs = List.copyOf(pairs);
    }

    static NamePairs read(Path file) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            return read(String.valueOf(file.getFileName()), text);
        }
    }

    /** @param name what the input is called in problems */
    static NamePairs read(String name, BufferedReader text) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(4 * CELL_CHARACTERS)
                .ofCsvRecord(text)) {
            Iterator<CsvRecord> rows = reader.iterator();
            List<String> titles = rows.hasNext() ? titles(rows.next()) : List.of();
            int category = find(titles, CATEGORY);
            int label = find(titles, LABEL);
            int left = names(titles, LEFT, category, label, -1);
            int right = names(titles, RIGHT, category, label, left);
            if (left < 0 || right < 0) {
                throw new ProblemException(
                        Problem.of("cli.names.columns", name + ":1", "found", String.join(", ", titles)));
            }
            List<Pair> pairs = new ArrayList<>();
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                if (row.getFieldCount() != titles.size()) {
                    throw new ProblemException(Problem.of(
                            "cli.names.ragged",
                            name + ":" + row.getStartingLineNumber(),
                            "found",
                            row.getFieldCount(),
                            "expected",
                            titles.size()));
                }
                pairs.add(new Pair(
                        row.getField(left),
                        row.getField(right),
                        category < 0 ? Category.UNKNOWN : Category.of(row.getField(category)),
                        label < 0 ? null : label(row.getField(label), name, row.getStartingLineNumber())));
            }
            return new NamePairs(pairs, label >= 0);
        } catch (CsvParseException broken) {
            throw new ProblemException(Problem.of("cli.names.unreadable", name));
        } catch (CharacterCodingException notUtf8) {
            throw new ProblemException(Problem.of("cli.names.unreadable", name));
        } catch (UncheckedIOException wrapped) {
            if (wrapped.getCause() instanceof CharacterCodingException) {
                throw new ProblemException(Problem.of("cli.names.unreadable", name));
            }
            throw wrapped;
        }
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(OPENING);
        char[] opening = new char[OPENING];
        int size = Math.max(text.read(opening), 0);
        text.reset();
        String line = new String(opening, 0, size).lines().findFirst().orElse("");
        return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(',') < 0 && line.indexOf(';') >= 0 ? ';' : ',';
    }

    private static List<String> titles(CsvRecord header) {
        return header.getFields().stream()
                .map(title -> title.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static int find(List<String> titles, Set<String> known) {
        for (int at = 0; at < titles.size(); at++) {
            if (known.contains(titles.get(at))) {
                return at;
            }
        }
        return -1;
    }

    private static int names(List<String> titles, Set<String> known, int category, int label, int taken) {
        int found = find(titles, known);
        for (int at = 0; found < 0 && at < titles.size(); at++) {
            boolean free = at != category
                    && at != label
                    && at != taken
                    && !OTHER.contains(titles.get(at))
                    && !LEFT.contains(titles.get(at))
                    && !RIGHT.contains(titles.get(at));
            found = free ? at : -1;
        }
        return found;
    }

    private static @Nullable Boolean label(String cell, String file, long line) {
        String word = cell.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return null;
        }
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new ProblemException(Problem.of("cli.names.label", file + ":" + line, "value", cell));
        }
        return YES.contains(word);
    }

    /** A cell as CSV writes it. */
    static String cell(String text) {
        return text.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
