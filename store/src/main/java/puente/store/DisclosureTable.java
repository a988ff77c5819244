package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Disclosures as rows, with the payloads beside them and the files that belong to them. */
final class DisclosureTable {
    private static final String INTO =
            "disclosure (log, entry, record, version, kind, agency, actor, recipient, purpose, at,"
                    + " until, use_receipt, incoming, evidence, ended_by, record_apart, payload)";
    private static final int INTO_COLUMNS = 17;

    /** What {@link #read} expects of {@code disclosure d} joined with {@code channel c}. */
    static final String COLUMNS = "c.sender, c.receiver, d.entry, d.record, d.version, d.kind, d.agency, d.actor,"
            + " d.recipient, d.purpose, d.at, d.until, d.use_receipt, d.evidence, d.ended_by";

    private DisclosureTable() {}

    /** What a sender appended, each with its payload. */
    static void write(Connection connection, int log, Collection<Disclosure> disclosures, Map<Long, byte[]> payloads)
            throws SQLException {
        if (disclosures.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, INTO)) {
            for (Disclosure each : disclosures) {
                byte[] payload = each.endedBy().isPresent() ? null : payloads.get(each.entry());
                row(copy, log, false, each).bool(false).bytes(payload);
            }
            copy.finish();
        }
        writeFiles(connection, log, disclosures);
    }

    /**
     * What a follower took.
     *
     * @param absent disclosures that had ended already
     * @param inRecord whether the record of an arrival is written to the record's own row in the same transaction
     */
    static void write(
            Connection connection,
            int log,
            Collection<Disclosure> absent,
            Collection<ChannelStore.Arrival> arrivals,
            Predicate<ChannelStore.Arrival> inRecord)
            throws SQLException {
        if (absent.isEmpty() && arrivals.isEmpty()) {
            return;
        }
        List<Disclosure> all = new ArrayList<>(absent);
        try (BinaryCopy copy = new BinaryCopy(connection, INTO)) {
            for (Disclosure each : absent) {
                row(copy, log, true, each).bool(false).nothing();
            }
            for (ChannelStore.Arrival each : arrivals) {
                boolean apart = inRecord.test(each);
                row(copy, log, true, each.disclosure())
                        .bool(apart)
                        .bytes(each.payload(), apart ? each.head() : each.payload().length);
                all.add(each.disclosure());
            }
            copy.finish();
        }
        writeFiles(connection, log, all);
    }

    /** All columns but the last two. */
    private static BinaryRows row(BinaryCopy copy, int log, boolean incoming, Disclosure each) throws SQLException {
        BinaryRows row = copy.row(INTO_COLUMNS)
                .int4(log)
                .int8(each.entry())
                .uuid(each.record())
                .int4(each.version())
                .text(each.kind())
                .text(each.agency())
                .text(each.actor())
                .text(each.recipient())
                .text(each.purpose())
                .instant(each.at())
                .date(each.until().orElse(null))
                .bool(each.useReceipt())
                .bool(incoming)
                .text(evidence(each.evidence()));
        return each.endedBy().isPresent() ? row.int8(each.endedBy().get()) : row.nothing();
    }

    /** Notes which of the disclosures are of another party's records. */
    static void writeOnward(Connection connection, int log, Collection<Disclosure> disclosures) throws SQLException {
        List<Disclosure> onward = disclosures.stream()
                .filter(each -> !isOfOneParty(each.agency(), each.actor()))
                .toList();
        if (onward.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "onward (log, record, version, entry)")) {
            for (Disclosure each : onward) {
                copy.row(4).int4(log).uuid(each.record()).int4(each.version()).int8(each.entry());
            }
            copy.finish();
        }
    }

    /** Whether the part before the slash is the same; for every row of a group, so without parsing. */
    private static boolean isOfOneParty(String one, String other) {
        int slash = one.indexOf('/');
        int end = slash < 0 ? one.length() : slash;
        return other.startsWith(one.substring(0, end)) && (other.length() == end || other.charAt(end) == '/');
    }

    private static void writeFiles(Connection connection, int log, Collection<Disclosure> disclosures)
            throws SQLException {
        if (disclosures.stream().allMatch(each -> each.evidence().isEmpty())) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "evidence_of (log, entry, sha256, length)")) {
            for (Disclosure each : disclosures) {
                for (Disclosure.Evidence file :
                        each.evidence().stream().distinct().toList()) {
                    copy.row(4).int4(log).int8(each.entry()).text(file.sha256()).int8(file.length());
                }
            }
            copy.finish();
        }
    }

    private static @Nullable String evidence(List<Disclosure.Evidence> files) {
        if (files.isEmpty()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (Disclosure.Evidence file : files) {
            joined.append(joined.isEmpty() ? "" : " ")
                    .append(file.sha256())
                    .append(':')
                    .append(file.length());
        }
        return joined.toString();
    }

    private static List<Disclosure.Evidence> evidence(@Nullable String joined) {
        if (joined == null) {
            return List.of();
        }
        List<Disclosure.Evidence> files = new ArrayList<>();
        for (String each : joined.split(" ")) {
            int colon = each.indexOf(':');
            files.add(new Disclosure.Evidence(each.substring(0, colon), Long.parseLong(each.substring(colon + 1))));
        }
        return files;
    }

    static List<Disclosure> list(PreparedStatement statement) throws SQLException {
        List<Disclosure> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows));
            }
        }
        return found;
    }

    private static Disclosure read(ResultSet row) throws SQLException {
        long endedBy = row.getLong(15);
        boolean active = row.wasNull();
        return new Disclosure(
                new ChannelId(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getObject(4, UUID.class),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                instant(row, 11),
                Optional.ofNullable(row.getObject(12, LocalDate.class)),
                row.getBoolean(13),
                evidence(row.getString(14)),
                active ? Optional.empty() : Optional.of(endedBy));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime sql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
