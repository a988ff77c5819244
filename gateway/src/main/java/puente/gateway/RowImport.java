package puente.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import puente.gateway.Mapping.Duplicates;
import puente.gateway.Mapping.KeyPart;
import puente.gateway.Mapping.Skip;
import puente.gateway.Mapping.Target;
import puente.gateway.Outcome.Fault;
import puente.record.Bilingual;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;

/** One import under way: decides what becomes of each row, and keeps the account. Used by one thread. */
final class RowImport implements RowReader.Rows {
    private final String file;
    private final Mapping mapping;
    private final Limits limits;
    private final Consumer<? super Outcome> sink;
    private final RowMaker maker;
    private final IdSet seen = new IdSet();
    private final IdSet repeated = new IdSet();
    private final Map<UUID, Sum> sums = new LinkedHashMap<>();
    private final Map<Bilingual, Long> skipped = new HashMap<>();
    private long importedRows;
    private long skippedRows;
    private long quarantinedRows;
    private long records;

    /** A statement being added up. */
    private record Sum(long firstRow, long rows, Record record) {}

    RowImport(String file, Mapping mapping, Instant recordedAt, Limits limits, Consumer<? super Outcome> sink) {
        this.file = file;
        this.mapping = mapping;
        this.limits = limits;
        this.sink = sink;
        this.maker = new RowMaker(file, mapping, recordedAt);
    }

    /** Whether rows are added up, so that it must be known beforehand which. */
    boolean findsRepetitionsFirst() {
        return mapping.target() instanceof Target.Statements statements
                && statements.duplicates() == Duplicates.AGGREGATE;
    }

    /** Finds the natural keys that stand on several rows. */
    RowReader.Rows repetitions() {
        return new RowReader.Rows() {
            @Override
            public void row(long row, long line, String[] cells) {
                List<Fault> faults = new ArrayList<>();
                if (reasonToSkip(cells).isEmpty() && mapping.target() instanceof Target.Statements target) {
                    List<Record> made = maker.records(row, line, cells, target, faults);
                    if (faults.isEmpty()) {
                        made.stream()
                                .map(Record::id)
                                .filter(id -> !seen.add(id))
                                .forEach(repeated::add);
                    }
                }
                if (repeated.size() > limits.repeatedKeys()) {
                    throw new ProblemException(Problem.of(
                            "gateway.file.too-many-repetitions", file, "file", file, "limit", limits.repeatedKeys()));
                }
            }

            @Override
            public void broken(long row, long line, Problem problem) {
                // It is quarantined when rows are mapped.
            }
        };
    }

    @Override
    public void row(long row, long line, String[] cells) {
        Optional<Bilingual> reason = reasonToSkip(cells);
        if (reason.isPresent()) {
            skippedRows++;
            skipped.merge(reason.get(), 1L, Long::sum);
            sink.accept(new Outcome.Skipped(row, reason.get()));
            return;
        }
        List<Fault> faults = new ArrayList<>();
        switch (mapping.target()) {
            case Target.Areas areas -> {
                Outcome listed = maker.area(row, line, cells, areas, faults);
                if (listed != null) {
                    importedRows++;
                    sink.accept(listed);
                }
            }
            case Target.Statements target -> {
                List<Record> made = maker.records(row, line, cells, target, faults);
                if (faults.isEmpty()) {
                    accept(row, line, made, target, faults);
                }
            }
        }
        if (!faults.isEmpty()) {
            quarantinedRows++;
            sink.accept(new Outcome.Quarantined(file, row, line, faults));
        }
    }

    @Override
    public void broken(long row, long line, Problem problem) {
        quarantinedRows++;
        Problem placed = new Problem(problem.code(), file + ":" + line + ":" + problem.position(), problem.arguments());
        sink.accept(new Outcome.Quarantined(file, row, line, List.of(new Fault(problem.position(), "", placed))));
    }

    private Optional<Bilingual> reasonToSkip(String[] cells) {
        for (Skip skip : mapping.skips()) {
            if (skip.values().contains(cells[skip.column()]) != skip.but()) {
                return Optional.of(skip.reason());
            }
        }
        return Optional.empty();
    }

    private void accept(long row, long line, List<Record> made, Target.Statements target, List<Fault> faults) {
        if (target.duplicates() == Duplicates.AGGREGATE) {
            if (made.stream().noneMatch(record -> repeated.contains(record.id()))) {
                hand(row, made);
            } else if (made.stream().allMatch(record -> agrees(record, target))) {
                made.forEach(record -> sums.merge(record.id(), new Sum(row, 1, record), RowImport::sum));
                importedRows++;
                sink.accept(new Outcome.Added(row));
            } else {
                faults.add(maker.fault(line, Problem.of("gateway.row.duplicate-differs", "", "file", file), null));
            }
            return;
        }
        Set<UUID> ofThisRow = new HashSet<>();
        if (made.stream().anyMatch(record -> seen.contains(record.id()) || !ofThisRow.add(record.id()))) {
            faults.add(maker.fault(line, Problem.of("gateway.row.duplicate-key", "", "file", file), null));
            return;
        }
        ofThisRow.forEach(seen::add);
        hand(row, made);
    }

    private void hand(long row, List<Record> made) {
        importedRows++;
        records += made.size();
        sink.accept(new Outcome.Imported(row, made));
    }

    /** Whether a record differs from the sum of its key in quantities only, of the same units. */
    private boolean agrees(Record record, Target.Statements target) {
        Sum sum = sums.get(record.id());
        if (sum == null) {
            return true;
        }
        Map<String, Object> before = sum.record().fields();
        return before.keySet().equals(record.fields().keySet())
                && before.entrySet().stream().allMatch(field -> {
                    Object now = record.fields().get(field.getKey());
                    boolean isKey = target.key().contains(new KeyPart.OfField(field.getKey()));
                    return field.getValue().equals(now)
                            || (!isKey
                                    && field.getValue() instanceof Map<?, ?> one
                                    && now instanceof Map<?, ?> other
                                    && isQuantity(one)
                                    && isQuantity(other)
                                    && String.valueOf(one.get("unit")).equals(other.get("unit")));
                });
    }

    private static boolean isQuantity(Map<?, ?> value) {
        return value.size() == 2 && value.containsKey("value") && value.containsKey("unit");
    }

    private static Sum sum(Sum sum, Sum added) {
        Map<String, Object> fields = new TreeMap<>(sum.record().fields());
        added.record().fields().forEach((name, value) -> {
            if (value instanceof Map<?, ?> now && isQuantity(now) && fields.get(name) instanceof Map<?, ?> before) {
                BigDecimal total = new BigDecimal(String.valueOf(before.get("value")))
                        .add(new BigDecimal(String.valueOf(now.get("value"))));
                String text =
                        total.signum() == 0 ? "0" : total.stripTrailingZeros().toPlainString();
                fields.put(name, Map.of("unit", String.valueOf(now.get("unit")), "value", text));
            }
        });
        Record first = sum.record();
        Record both = new Record(
                first.id(),
                first.version(),
                first.kind(),
                first.agency(),
                first.recordedAt(),
                first.handling(),
                first.provenance(),
                Collections.unmodifiableMap(fields));
        return new Sum(sum.firstRow(), sum.rows() + 1, both);
    }

    /** Hands the sums on and closes the account. */
    ImportSummary finish(RowReader.Facts facts) {
        for (Sum sum : sums.values()) {
            Record record = sum.record();
            Provenance provenance = new Provenance(
                    record.provenance().source() + (sum.rows() == 1 ? "" : " Σ " + sum.rows()),
                    record.provenance().synthetic());
            records++;
            sink.accept(new Outcome.Imported(
                    sum.firstRow(),
                    List.of(new Record(
                            record.id(),
                            record.version(),
                            record.kind(),
                            record.agency(),
                            record.recordedAt(),
                            record.handling(),
                            provenance,
                            record.fields()))));
        }
        return new ImportSummary(
                file,
                mapping.id(),
                facts.sha256(),
                facts.rows(),
                importedRows,
                skippedRows,
                quarantinedRows,
                records,
                skipped);
    }
}
