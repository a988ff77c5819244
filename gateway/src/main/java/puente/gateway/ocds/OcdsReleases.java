package puente.gateway.ocds;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import puente.record.Record;

/**
 * A release package of the Open Contracting Data Standard 1.1.5: each version of a contract is a release, and each payment under one is a
 * release of its own, so that what was once said stays said.
 *
 * <p>Buyer and suppliers are named and have no identifier of a register: their ids in a package are made of their names, and one name is one
 * party. A text in several languages stands in the first one's, and in the others' beside it ({@code title_en}). The member {@code puente} of
 * a release, which the standard lets others ignore, says which record it is, whose statement, and whether it is invented.
 */
public final class OcdsReleases {
    /** The version of the standard, as a package states it. */
    public static final String VERSION = "1.1";

    private static final Pattern PROCESS = Pattern.compile("ocds-[a-z0-9]{6}-\\S.*");
    private static final int DAY_LENGTH = "2026-11-22".length();

    private OcdsReleases() {}

    /** Whether this can be the identifier of a contracting process: {@code ocds-}, the publisher's six registered characters, and its own. */
    public static boolean isProcess(String text) {
        return PROCESS.matcher(text).matches();
    }

    /**
     * The package.
     *
     * @param uri where it is to be had
     * @param publisher who publishes
     * @param contracts every version of every contract
     * @param payments entries of funds that name one of them in {@code contract}; only what was disbursed is a payment
     * @param programmes by id, those that may be named
     */
    public static Map<String, Object> of(
            String uri,
            String publisher,
            List<Record> contracts,
            List<Record> payments,
            Map<String, Record> programmes) {
        Map<String, Record> newest = new TreeMap<>();
        List<Map<String, Object>> releases = new ArrayList<>();
        contracts.stream()
                .filter(each -> isProcess(text(each, "processIdentification")))
                .sorted(Comparator.comparingInt(Record::version))
                .forEach(contract -> {
                    newest.put(contract.id().toString(), contract);
                    releases.add(contract(contract, Optional.ofNullable(programmes.get(text(contract, "programme")))));
                });
        for (Record payment : payments) {
            Record contract = newest.get(text(payment, "contract"));
            if (contract != null && text(payment, "fundStage").equals("disbursed")) {
                releases.add(payment(payment, contract));
            }
        }
        releases.sort(Comparator.comparing((Map<String, Object> each) -> String.valueOf(each.get("date")))
                .thenComparing(each -> String.valueOf(each.get("id"))));
        Map<String, Object> whole = new TreeMap<>();
        whole.put("uri", uri);
        whole.put("version", VERSION);
        whole.put("publisher", Map.of("name", publisher));
        // The package is as new as what it holds: the same records give the same bytes.
        whole.put(
                "publishedDate",
                releases.isEmpty()
                        ? Instant.EPOCH.toString()
                        : String.valueOf(releases.getLast().get("date")));
        whole.put("releases", releases);
        return whole;
    }

    private static Map<String, Object> release(Record record, Record contract, String tag) {
        Map<String, Object> release = new TreeMap<>();
        release.put("ocid", text(contract, "processIdentification"));
        release.put("id", record.id() + "-" + record.version());
        release.put("date", record.recordedAt().toString());
        release.put("tag", List.of(tag));
        release.put("initiationType", "tender");
        Map<String, Object> context = new TreeMap<>();
        context.put("record", record.id().toString());
        context.put("version", (long) record.version());
        context.put("agency", record.agency().code());
        context.put("synthetic", record.provenance().synthetic());
        release.put("puente", context);
        return release;
    }

    /** Says in the member {@code puente} what the standard has no place for. */
    private static void context(Map<String, Object> release, String name, String value) {
        if (!value.isEmpty() && release.get("puente") instanceof Map<?, ?> said) {
            Map<String, Object> context = new TreeMap<>();
            said.forEach((member, each) -> context.put(String.valueOf(member), each));
            context.put(name, value);
            release.put("puente", context);
        }
    }

    private static Map<String, Object> contract(Record record, Optional<Record> programme) {
        String status = text(record, "contractStatus");
        String tag = switch (status) {
            case "terminated", "cancelled" -> "contractTermination";
            default -> record.version() > 1 ? "contractUpdate" : status.equals("pending") ? "award" : "contract";
        };
        Map<String, Object> release = release(record, record, tag);
        release.put("language", language(record));
        String buyer = text(record, "buyerOrganizationName");
        List<String> suppliers = texts(record, "supplierOrganizationName");
        release.put("parties", parties(buyer, suppliers));
        release.put("buyer", reference(buyer));
        programme.ifPresent(each -> {
            context(release, "programmeAgency", each.agency().code());
            Map<String, Object> budget = new TreeMap<>();
            budget.put("projectID", text(each, "programmeIdentification"));
            words(each, "titleText", "project", budget);
            // The standard has no second language for a project's name.
            budget.keySet().removeIf(name -> name.startsWith("project_"));
            release.put("planning", Map.of("budget", budget));
        });
        release.put("tender", tender(record, buyer));
        release.put("awards", List.of(award(record, suppliers)));
        release.put("contracts", List.of(contracted(record, status)));
        for (String day : List.of("awardDate", "signedDate", "startDate", "endDate")) {
            // The standard has days alone; a month or a year is said beside it.
            context(release, day, date(text(record, day)).isPresent() ? "" : text(record, day));
        }
        return release;
    }

    private static Map<String, Object> tender(Record record, String buyer) {
        Map<String, Object> tender = new TreeMap<>();
        tender.put("id", text(record, "processIdentification"));
        words(record, "titleText", "title", tender);
        tender.put("status", "complete");
        tender.put("procurementMethod", text(record, "procurementMethod"));
        words(record, "procurementReasonText", "procurementMethodRationale", tender);
        tender.put("mainProcurementCategory", text(record, "procurementCategory"));
        if (record.fields().get("tenderersQuantity") instanceof Long count) {
            tender.put("numberOfTenderers", count);
        }
        tender.put("procuringEntity", reference(buyer));
        return tender;
    }

    private static Map<String, Object> award(Record record, List<String> suppliers) {
        Map<String, Object> award = new TreeMap<>();
        award.put("id", text(record, "contractIdentification"));
        words(record, "titleText", "title", award);
        award.put("status", "active");
        date(text(record, "awardDate")).ifPresent(day -> award.put("date", day));
        value(record, "awardAmount").ifPresent(amount -> award.put("value", amount));
        award.put(
                "suppliers",
                suppliers.stream().distinct().map(OcdsReleases::reference).toList());
        return award;
    }

    private static Map<String, Object> contracted(Record record, String status) {
        Map<String, Object> contract = new TreeMap<>();
        contract.put("id", text(record, "contractIdentification"));
        contract.put("awardID", text(record, "contractIdentification"));
        words(record, "titleText", "title", contract);
        words(record, "itemDescriptionText", "description", contract);
        contract.put("status", status);
        date(text(record, "signedDate")).ifPresent(day -> contract.put("dateSigned", day));
        value(record, "contractAmount").ifPresent(amount -> contract.put("value", amount));
        Map<String, Object> period = new TreeMap<>();
        date(text(record, "startDate")).ifPresent(day -> period.put("startDate", day));
        date(text(record, "endDate")).ifPresent(day -> period.put("endDate", day));
        if (!period.isEmpty()) {
            contract.put("period", period);
        }
        return contract;
    }

    private static Map<String, Object> payment(Record payment, Record contract) {
        Map<String, Object> transaction = new TreeMap<>();
        transaction.put("id", payment.id().toString());
        transaction.put("source", payment.agency().code());
        date(text(payment, "period")).ifPresent(day -> transaction.put("date", day));
        value(payment, "amount").ifPresent(amount -> transaction.put("value", amount));
        Map<String, Object> paid = new TreeMap<>();
        paid.put("id", text(contract, "contractIdentification"));
        paid.put("awardID", text(contract, "contractIdentification"));
        paid.put("implementation", Map.of("transactions", List.of(transaction)));
        Map<String, Object> release = release(payment, contract, "implementation");
        release.put("contracts", List.of(paid));
        context(release, "contractAgency", contract.agency().code());
        context(release, "term", text(payment, "fundTermText"));
        context(release, "period", text(payment, "period"));
        context(release, "calendar", text(payment, "calendar"));
        context(release, "account", text(payment, "accountText"));
        context(release, "reference", text(payment, "documentIdentification"));
        context(release, "comment", text(payment, "comment"));
        return release;
    }

    // ------------------------------------------------------------------------------------------------ parts

    private static List<Object> parties(String buyer, List<String> suppliers) {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        roles.put(buyer, new ArrayList<>(List.of("buyer", "procuringEntity")));
        suppliers.stream()
                .distinct()
                .forEach(each ->
                        roles.computeIfAbsent(each, _ -> new ArrayList<>()).add("supplier"));
        List<Object> parties = new ArrayList<>();
        roles.forEach((name, each) -> {
            Map<String, Object> party = new TreeMap<>(reference(name));
            party.put("roles", each);
            parties.add(party);
        });
        return parties;
    }

    private static Map<String, Object> reference(String name) {
        return Map.of(
                "id",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                "name",
                name);
    }

    private static String text(Record record, String field) {
        return record.fields().get(field) instanceof String text ? text : "";
    }

    private static List<String> texts(Record record, String field) {
        return record.fields().get(field) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The language of the title, in which a release stands. */
    private static String language(Record record) {
        return record.fields().get("titleText") instanceof List<?> list
                        && list.getFirst() instanceof Map<?, ?> first
                        && first.get("language") instanceof String tag
                ? tag
                : "und";
    }

    /** A text in the release's language under its name, in another under the name with that language's tag. */
    private static void words(Record record, String field, String member, Map<String, Object> to) {
        if (!(record.fields().get(field) instanceof List<?> list)) {
            return;
        }
        String main = language(record);
        for (Object each : list) {
            if (each instanceof Map<?, ?> text) {
                String tag = String.valueOf(text.get("language"));
                to.putIfAbsent(tag.equals(main) ? member : member + "_" + tag, String.valueOf(text.get("text")));
            }
        }
        if (!to.containsKey(member) && list.getFirst() instanceof Map<?, ?> first) {
            to.put(member, String.valueOf(first.get("text")));
        }
    }

    /** A whole day as the standard's date-time; a month or a year is none. */
    private static Optional<String> date(String day) {
        return day.length() == DAY_LENGTH ? Optional.of(day + "T00:00:00Z") : Optional.empty();
    }

    private static Optional<Map<String, Object>> value(Record record, String field) {
        if (record.fields().get(field) instanceof Map<?, ?> money
                && money.get("amount") instanceof String amount
                && money.get("currency") instanceof String currency) {
            Map<String, Object> value = new TreeMap<>();
            value.put("amount", new BigDecimal(amount).doubleValue());
            value.put("currency", currency);
            return Optional.of(value);
        }
        return Optional.empty();
    }
}
