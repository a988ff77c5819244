package puente.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.FieldType;
import puente.record.Handling;
import puente.record.Kind;
import puente.record.Kinds;

/**
 * What the rows of one kind of file state, declared in YAML and compiled once. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * mapping: us.cbp.drug-seizures          # part of every record's id: never reuse it for another meaning
 * label: {en: …, es: …}
 * file:
 *   format: csv                          # or jsonl
 *   names: ["nationwide-drugs-*.csv"]    # tells apart files with the same header
 *   delimiter: ","
 *   columns: [FY, "Month (abbv)", …]     # the header, exactly
 *   unused: {"Region": {en: …, es: …}}   # every column is read, or its neglect explained
 * target:
 *   kind: observation                    # or   table: areas
 *   agency: us/cbp
 *   source: "…"                          # provenance; file and row are added
 *   synthetic: false
 *   handling: {tlp: CLEAR, …}            # the JSON form of a handling
 *   key: [indicator, area, period, dimensions]   # fields, or {column: ID}: the natural key
 *   duplicates: quarantine               # or aggregate: quantities of one key are added up
 * tables: {drug: {Marijuana: marijuana, …}}      # others: shared tables by name (mx-states, us-states)
 * skip: [{column: cve_ent, values: ["00"], reason: {en: …, es: …}}]      # or   but: [MEX]   all others are left out
 * checks: [{total: southwest_border, of: [big_bend, …]}, {us-fiscal: {year: fy, month: month, calendar-year: cy}}]
 * series:
 *   - name: weight
 *     unpivot: {livermore: US-CBP/livermore-sector, …}   # one record for each of these columns
 *     fields:
 *       indicator: {constant: us.cbp.drug-seizure-weight}
 *       area: {column: "Area of Responsibility", table: office}
 *       period: {year: FY, month: "Month (abbv)", calendar: us-fiscal}
 *       value: {quantity: "Sum Qty (lbs)", from: lb, unit: kg}      # {quantity: {pivot: value}, unit: …}
 *       dimensions: {dimensions: {drug: {column: "Drug Type", table: drug}}}
 *       # further: {pivot: code}, {join: [expression…], separator: /}, {members: {area: expression…}}, {list: [expression…]}
 * }</pre>
 *
 * @param id lower case with dots and hyphens
 * @param label what a person calls such files
 * @param file what a file must look like
 * @param target what rows become
 * @param skips rows left out, each with its reason
 * @param checks what must hold within a row
 * @param series what each row states; a row may state several things
 */
public record Mapping(
        String id,
        Bilingual label,
        FileShape file,
        Target target,
        List<Skip> skips,
        List<Check> checks,
        List<Series> series) {

    /** The largest mapping that is read, in bytes of YAML: above it {@code gateway.mapping.too-large}. */
    public static final int MAXIMUM_BYTES = 1 << 18;

    public Mapping {
        skips = List.copyOf(skips);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }

    /** What rows become. */
    public sealed interface Target {
        /** Statements. */
        record Statements(
                Kind kind,
                Agency agency,
                String source,
                boolean synthetic,
                Handling handling,
                List<KeyPart> key,
                Duplicates duplicates)
                implements Target {}

        /** Entries of a table of areas: {@code area}, {@code name}, {@code lat}, {@code lon}. */
        record Areas(FieldType area) implements Target {}
    }

    /** What happens to a row whose natural key an earlier row of the file has. */
    public enum Duplicates {
        /** The first row stands, later ones are quarantined. */
        QUARANTINE,
        /** Quantities are added up, provided that everything else agrees. */
        AGGREGATE
    }

    /** A part of the natural key. */
    public sealed interface KeyPart {
        /** A field of the record, in normal form. */
        record OfField(String field) implements KeyPart {}

        /** A cell as it stands. */
        record OfColumn(int column) implements KeyPart {}
    }

    /**
     * Rows that are left out.
     *
     * @param column where {@code values} are looked for
     * @param but whether rows are left out that hold none of them; otherwise those that hold one
     */
    public record Skip(int column, Set<String> values, boolean but, Bilingual reason) {}

    /** What must hold within a row, or the row is quarantined. */
    public sealed interface Check {
        /** One column is the sum of others. */
        record Total(int total, List<Integer> parts) implements Check {}

        /** The fiscal year, the month and the calendar year agree. */
        record UsFiscal(int year, int month, int calendarYear) implements Check {}
    }

    /**
     * One statement that each row makes, or, unpivoted, one for each of several columns.
     *
     * @param unpivot what each column stands for, by its index; empty where the row makes one statement
     * @param fields the record's fields
     */
    public record Series(String name, Map<Integer, String> unpivot, Map<String, Expression> fields) {}

    /**
     * Reads a mapping.
     *
     * @param name what problems call it
     * @throws puente.record.ProblemException {@code gateway.mapping.*}, positions {@code name:/json/pointer}
     */
    public static Mapping parse(String name, byte[] yaml, Kinds kinds, Indicators indicators) {
        return new MappingParser(name, kinds, indicators).parse(yaml);
    }

    /** Reads a mapping from a file. */
    public static Mapping load(Path file, Kinds kinds, Indicators indicators) throws IOException {
        Source source = Source.ofFile(file);
        try (var in = Files.newInputStream(file)) {
            return parse(source.name(), in.readNBytes(MAXIMUM_BYTES + 1), kinds, indicators);
        }
    }
}
