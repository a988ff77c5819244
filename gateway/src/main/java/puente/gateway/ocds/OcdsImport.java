package puente.gateway.ocds;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import puente.gateway.ImportSummary;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.PublishedImport;
import puente.gateway.RecordIds;
import puente.gateway.Source;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * A release package of OCDS 1.1 as records: each contract of a release a {@code contract}, each transaction of its implementation a {@code fund-line} that was
 * disbursed.
 *
 * <p>A row of the account is a contract, a transaction, a release that has neither, or a member that no record has a place for, which is counted as left out under its
 * name. A contract is made of the release that states it, its tender and its award beside it; a release that states a contract without them is refused, and where several
 * state the same one, the newest is taken and the others are counted. The programme that a contract belongs to is the one whose IATI identifier stands as
 * {@code planning.budget.projectID}, as IATI activities are imported; else the one that whoever imports names.
 *
 * <p>The package is published: a record of it is TLP:CLEAR, for statistics and audit, not graded, and the importing agency's, unless Puente wrote whose it is.
 * Ids are made of the process, the contract and the transaction, so that the same package again states nothing new.
 */
public final class OcdsImport {
    /** What an account of an import calls it. */
    public static final String MAPPING = "ocds";

    private static final String CONTRACT = "contract";
    private static final String FUND_LINE = "fund-line";

    /** Under which IATI activities and their lines have their ids: the two formats name the same programmes and payments. */
    private static final String FUNDS = "iati";

    private static final Map<String, Set<String>> READ = Map.of(
            "",
                    Set.of(
                            "ocid",
                            "id",
                            "date",
                            "tag",
                            "initiationType",
                            "language",
                            "parties",
                            "buyer",
                            "planning",
                            "tender",
                            "awards",
                            "contracts",
                            "puente"),
            "tender",
                    Set.of(
                            "id",
                            "title",
                            "status",
                            "procurementMethod",
                            "procurementMethodRationale",
                            "mainProcurementCategory",
                            "numberOfTenderers",
                            "procuringEntity"),
            "awards", Set.of("id", "title", "status", "date", "value", "suppliers"),
            "contracts",
                    Set.of(
                            "id",
                            "awardID",
                            "title",
                            "description",
                            "status",
                            "dateSigned",
                            "value",
                            "period",
                            "implementation"),
            "planning", Set.of("budget"));

    private final Source source;
    private final Optional<UUID> programme;
    private final Limits limits;
    private final PublishedImport account;
    private final RecordIds ids = new RecordIds();
    /** For each contract and transaction the newest release that states it. */
    private final Map<UUID, Newest> newest = new HashMap<>();
    /** The programme of each contract, for its transactions. */
    private final Map<UUID, UUID> programmes = new HashMap<>();

    private record Newest(String date, long position) {
        boolean isBefore(Newest other) {
            int order = date.compareTo(other.date);
            return order < 0 || order == 0 && position < other.position;
        }
    }

    private OcdsImport(Source source, Optional<UUID> programme, Limits limits, PublishedImport account) {
        this.source = source;
        this.programme = programme;
        this.limits = limits;
        this.account = account;
    }

    /**
     * Imports a package.
     *
     * @param importer who imports, and states what the package does not say that another does
     * @param programme the record to which contracts belong that name no project
     * @throws ProblemException {@code gateway.ocds.*}, {@code gateway.file.*}: nothing was handed on, but for a file that changed while it was read
     */
    public static ImportSummary run(
            Source source,
            Agency importer,
            Instant now,
            Optional<UUID> programme,
            Limits limits,
            Consumer<? super Outcome> sink) {
        PublishedImport account = new PublishedImport(source, importer, now, limits, sink);
        OcdsImport reading = new OcdsImport(source, programme, limits, account);
        String checked = OcdsReader.read(
                source, limits, (position, _, release) -> reading.look(position, new OcdsRelease(release)));
        String read = OcdsReader.read(
                source, limits, (position, line, release) -> reading.release(position, line, new OcdsRelease(release)));
        account.requireSame(checked, read);
        return account.summary(MAPPING, read);
    }

    // ── the first reading: which release states what newest

    private void look(long position, OcdsRelease release) {
        Newest here = new Newest(release.text("date"), position);
        for (Map<String, Object> contract : release.objects("contracts")) {
            UUID id = contractId(release, contract);
            if (!isPayment(release)) {
                remember(id, here);
                programmeOf(release).ifPresent(each -> programmes.put(id, each));
            }
            for (Map<String, Object> transaction : transactions(contract)) {
                remember(lineId(release, contract, transaction), here);
            }
        }
        if (newest.size() > limits.rows()) {
            throw account.tooMany();
        }
    }

    private void remember(UUID id, Newest here) {
        newest.merge(id, here, (one, other) -> one.isBefore(other) ? other : one);
    }

    private boolean isNewest(UUID id, OcdsRelease release, long position) {
        return new Newest(release.text("date"), position).equals(newest.get(id));
    }

    // ── the second reading

    private void release(long position, long line, OcdsRelease release) {
        List<Map<String, Object>> contracts = release.objects("contracts");
        if (contracts.isEmpty()) {
            account.leave("gateway.ocds.left-release");
        }
        for (int at = 0; at < contracts.size(); at++) {
            Map<String, Object> contract = contracts.get(at);
            String path = "/releases/" + position + "/contracts/" + at;
            UUID id = contractId(release, contract);
            if (!isPayment(release)) {
                if (isNewest(id, release, position)) {
                    make(line, path, () -> contract(release, contract, id));
                } else {
                    account.leave("gateway.ocds.left-older");
                }
            }
            int number = 0;
            for (Map<String, Object> transaction : transactions(contract)) {
                UUID payment = lineId(release, contract, transaction);
                String there = path + "/implementation/transactions/" + number++;
                if (isNewest(payment, release, position)) {
                    make(line, there, () -> payment(release, contract, transaction, payment));
                } else {
                    account.leave("gateway.ocds.left-older");
                }
            }
        }
        unread(release);
    }

    /** Members that no record has a place for. */
    private void unread(OcdsRelease release) {
        left("", release.members());
        left("tender", release.object("tender"));
        left("planning", release.object("planning"));
        release.objects("awards").forEach(each -> left("awards", each));
        for (Map<String, Object> contract : release.objects("contracts")) {
            left("contracts", contract);
        }
    }

    private void left(String of, Map<String, Object> members) {
        Set<String> read = READ.getOrDefault(of, Set.of());
        for (String member : members.keySet()) {
            // A text in another language stands under its name with the language behind it.
            String plain = member.replaceFirst("_[a-z]{2,3}$", "");
            if (!read.contains(plain)) {
                account.leave("gateway.ocds.left-member", "member", of.isEmpty() ? member : of + "/" + member);
            }
        }
    }

    private interface Making {
        Record make();
    }

    private void make(long line, String path, Making making) {
        try {
            account.hand(making.make());
        } catch (ProblemException refused) {
            account.refuse(line, path, refused.problems());
        }
    }

    // ── ids

    private UUID contractId(OcdsRelease release, Map<String, Object> contract) {
        return ids.id(
                agency(release).code(),
                MAPPING,
                CONTRACT,
                List.of(release.text("ocid"), OcdsRelease.text(contract, "id")));
    }

    private UUID lineId(OcdsRelease release, Map<String, Object> contract, Map<String, Object> transaction) {
        String own = isPayment(release) ? OcdsRelease.text(release.object("puente"), "record") : "";
        return own.isEmpty()
                ? ids.id(
                        agency(release).code(),
                        MAPPING,
                        FUND_LINE,
                        List.of(
                                release.text("ocid"),
                                OcdsRelease.text(contract, "id"),
                                OcdsRelease.text(transaction, "id")))
                : ids.id(agency(release).code(), FUNDS, FUND_LINE, List.of(own));
    }

    /** A release of Puente's that states a payment alone; the contract that it is of stands in another. */
    private static boolean isPayment(OcdsRelease release) {
        return !release.object("puente").isEmpty()
                && release.object("tender").isEmpty()
                && release.objects("awards").isEmpty();
    }

    private Optional<UUID> programmeOf(OcdsRelease release) {
        Map<String, Object> budget = OcdsRelease.object(release.object("planning"), "budget");
        String project = OcdsRelease.text(budget, "projectID");
        if (project.isEmpty()) {
            return programme;
        }
        String whose = OcdsRelease.text(release.object("puente"), "programmeAgency");
        return Optional.of(
                ids.id(whose.isEmpty() ? agency(release).code() : whose, FUNDS, "programme", List.of(project)));
    }

    private Agency agency(OcdsRelease release) {
        return account.agency(OcdsRelease.text(release.object("puente"), "agency"));
    }

    private static List<Map<String, Object>> transactions(Map<String, Object> contract) {
        return OcdsRelease.objects(OcdsRelease.object(contract, "implementation"), "transactions");
    }

    // ── records

    private Record record(OcdsRelease release, String kind, UUID id, Map<String, Object> fields) {
        return account.record(
                id,
                kind,
                agency(release),
                "OCDS " + release.text("ocid") + ", " + release.text("id") + ", " + source.name(),
                OcdsRelease.text(release.object("puente"), "synthetic").equals("true"),
                fields);
    }

    private UUID programmeOf(OcdsRelease release, UUID contract) {
        return programmeOf(release)
                .or(() -> Optional.ofNullable(programmes.get(contract)))
                .orElseThrow(() -> new ProblemException(Problem.of("gateway.ocds.no-programme", "")));
    }

    private Record contract(OcdsRelease release, Map<String, Object> contract, UUID id) {
        if (!OcdsReleases.isProcess(release.text("ocid"))) {
            throw new ProblemException(Problem.of("gateway.ocds.ocid", "", "value", release.text("ocid")));
        }
        Map<String, Object> tender = release.object("tender");
        String awardId = OcdsRelease.text(contract, "awardID");
        Map<String, Object> award = release.objects("awards").stream()
                .filter(each -> OcdsRelease.text(each, "id").equals(awardId))
                .findFirst()
                .orElse(Map.of());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("programme", programmeOf(release, id).toString());
        fields.put("processIdentification", release.text("ocid"));
        put(fields, "contractIdentification", OcdsRelease.text(contract, "id"));
        String language = release.text("language").isEmpty() ? "und" : release.text("language");
        List<Map<String, String>> title = release.texts(contract, "title", language);
        List<Map<String, String>> awarded = title.isEmpty() ? release.texts(award, "title", language) : title;
        put(fields, "titleText", awarded.isEmpty() ? release.texts(tender, "title", language) : awarded);
        put(fields, "itemDescriptionText", release.texts(contract, "description", language));
        put(fields, "contractStatus", OcdsRelease.text(contract, "status"));
        put(fields, "procurementCategory", OcdsRelease.text(tender, "mainProcurementCategory"));
        put(fields, "procurementMethod", OcdsRelease.text(tender, "procurementMethod"));
        put(fields, "procurementReasonText", release.texts(tender, "procurementMethodRationale", language));
        if (tender.get("numberOfTenderers") instanceof BigDecimal count) {
            fields.put("tenderersQuantity", count.stripTrailingZeros().toPlainString());
        }
        put(fields, "buyerOrganizationName", release.named(release.object("buyer")));
        put(
                fields,
                "supplierOrganizationName",
                OcdsRelease.objects(award, "suppliers").stream()
                        .map(release::named)
                        .filter(each -> !each.isEmpty())
                        .toList());
        Map<String, Object> own = release.object("puente");
        put(fields, "awardDate", otherwise(OcdsRelease.text(own, "awardDate"), OcdsRelease.day(award, "date")));
        put(fields, "awardAmount", OcdsRelease.money(award));
        put(
                fields,
                "signedDate",
                otherwise(OcdsRelease.text(own, "signedDate"), OcdsRelease.day(contract, "dateSigned")));
        put(fields, "contractAmount", OcdsRelease.money(contract));
        Map<String, Object> period = OcdsRelease.object(contract, "period");
        put(fields, "startDate", otherwise(OcdsRelease.text(own, "startDate"), OcdsRelease.day(period, "startDate")));
        put(fields, "endDate", otherwise(OcdsRelease.text(own, "endDate"), OcdsRelease.day(period, "endDate")));
        return record(release, CONTRACT, id, fields);
    }

    private Record payment(
            OcdsRelease release, Map<String, Object> contract, Map<String, Object> transaction, UUID id) {
        UUID of = contractId(release, contract);
        Map<String, Object> own = release.object("puente");
        String whose = OcdsRelease.text(own, "contractAgency");
        UUID paid = whose.isEmpty()
                ? of
                : ids.id(whose, MAPPING, CONTRACT, List.of(release.text("ocid"), OcdsRelease.text(contract, "id")));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("programme", programmeOf(release, paid).toString());
        fields.put("contract", paid.toString());
        fields.put("fundStage", "disbursed");
        put(fields, "fundTermText", otherwise(OcdsRelease.text(own, "term"), "Transaction"));
        put(fields, "period", otherwise(OcdsRelease.text(own, "period"), OcdsRelease.day(transaction, "date")));
        put(fields, "calendar", otherwise(OcdsRelease.text(own, "calendar"), "calendar"));
        put(fields, "amount", OcdsRelease.money(transaction));
        put(fields, "accountText", OcdsRelease.text(own, "account"));
        put(
                fields,
                "documentIdentification",
                isPayment(release) ? OcdsRelease.text(own, "reference") : OcdsRelease.text(transaction, "id"));
        put(fields, "comment", OcdsRelease.text(own, "comment"));
        return record(release, FUND_LINE, id, fields);
    }

    private static String otherwise(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        boolean isNothing = value instanceof List<?> list
                ? list.isEmpty()
                : value.toString().isEmpty();
        if (!isNothing) {
            fields.put(name, value);
        }
    }
}
