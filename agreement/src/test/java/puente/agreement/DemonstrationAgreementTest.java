package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import puente.record.Bilingual;
import puente.record.Handling;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Record;

/** What the demonstration agreement promises, asked of the engine. */
class DemonstrationAgreementTest {
    private static final Agreement AGREEMENT = DemonstrationAgreement.load();
    private static final Engine ENGINE = Engine.of(AGREEMENT);

    private static Handling handling(String purposes) {
        return Examples.handling(purposes, "mx us");
    }

    private static Record person(String agency, String purposes, Map<String, Object> fields) {
        return Examples.record("person", agency, handling(purposes), fields);
    }

    private static Decision ask(Action action, String actor, String recipient, Record record, String purpose) {
        return ENGINE.decide(Examples.question(action, actor, recipient, record, purpose));
    }

    @Test
    void itPermitsSomethingOfEveryKindButTips_everyAction_andEveryTypeOfObligation() {
        Set<String> kinds = new TreeSet<>();
        Set<Action> actions = new TreeSet<>();
        Set<Class<?>> obligations = new java.util.HashSet<>();
        AGREEMENT.clauses().stream().filter(each -> !each.forbids()).forEach(clause -> {
            kinds.addAll(clause.kinds());
            actions.addAll(clause.actions());
            clause.obligations().forEach(each -> obligations.add(each.getClass()));
        });
        assertThat(AGREEMENT.clauses()).hasSizeBetween(24, 36);
        assertThat(kinds)
                .containsExactlyElementsOf(Kinds.standard().all().stream()
                        .map(Kind::name)
                        .filter(kind -> !kind.equals("tip"))
                        .sorted()
                        .toList());
        // What a node offers its own people, the node grants by itself; the agreement only takes away.
        actions.add(Action.OPERATE);
        assertThat(actions).containsExactly(Action.values());
        assertThat(obligations).containsExactlyInAnyOrder(Obligation.class.getPermittedSubclasses());
    }

    private static final String REQUESTED = "judicial-cooperation statistics audit";

    @Test
    void requestsAndAnswers_goBothWays_toVettedAgencies_forWhatTheyAreFor() {
        Record request = Examples.record("request", "mx/fgr", handling(REQUESTED), Map.of());
        Record answer = Examples.record("request-answer", "us/atf", handling(REQUESTED), Map.of());
        assertThat(ask(Action.DISCLOSE, "mx/fgr", "us/atf", request, "judicial-cooperation")
                        .clauseIds())
                .containsExactly("us-requests-with-a-clock");
        assertThat(ask(Action.READ, "us/atf", "us/atf", request, "judicial-cooperation"))
                .isInstanceOf(Decision.Permitted.class);
        assertThat(ask(Action.DISCLOSE, "us/atf", "mx/fgr", answer, "judicial-cooperation"))
                .isInstanceOf(Decision.Permitted.class);
        assertThat(ask(Action.DISCLOSE, "mx/fgr", "us/cdc", request, "judicial-cooperation")
                        .clauseIds())
                .containsExactly("hr-valid-vetting");
        assertThat(Examples.reason(ask(Action.RESHARE, "us/atf", "us/fbi", request, "judicial-cooperation")))
                .isEqualTo("agreement.refused.no-permit");
        Record elsewhere = Examples.record("request", "mx/fgr", handling("organised-crime"), Map.of());
        assertThat(Examples.reason(ask(Action.DISCLOSE, "mx/fgr", "us/atf", elsewhere, "organised-crime")))
                .isEqualTo("agreement.refused.no-permit");
    }

    @Test
    void tips_neverLeave_whateverTheirHandlingSays() {
        Record tip = Examples.record("tip", "mx/sspc", handling("statistics organised-crime audit"), Map.of());
        for (String purpose : List.of("statistics", "organised-crime", "audit")) {
            assertThat(Examples.reason(ask(Action.DISCLOSE, "mx/sspc", "us/hsi", tip, purpose)))
                    .isEqualTo("agreement.refused.no-permit");
        }
    }

    @Test
    void itSaysThatItIsFictional_inBothLanguages() {
        assertThat(AGREEMENT.preamble().es()).contains("ficticio");
        assertThat(AGREEMENT.preamble().en()).contains("Fictional");
    }

    @Test
    void rescueData_isNeverReadForEnforcement_evenIfItsHandlingSaysSo() {
        Record rescued =
                person("mx/semar", "humanitarian-rescue organised-crime", Map.of("personRole", List.of("subject")));
        assertThat(ask(Action.READ, "us/cbp", "us/cbp", rescued, "organised-crime")
                        .clauseIds())
                .containsExactly("hr-rescue-never-for-enforcement");
        assertThat(Examples.reason(ask(Action.READ, "us/cbp", "us/cbp", rescued, "border-safety")))
                .isEqualTo("agreement.refused.purpose-not-in-handling");
        assertThat(ask(Action.READ, "us/uscg", "us/uscg", rescued, "humanitarian-rescue"))
                .isInstanceOf(Decision.Permitted.class);
    }

    @Test
    void unitWithoutValidVetting_receivesNothing() {
        Record firearm = Examples.record("firearm", "us/atf", handling("arms-trafficking"), Map.of());
        Question toAgency = Examples.question(Action.DISCLOSE, "us/atf", "mx/fgr", firearm, "arms-trafficking");
        assertThat(ENGINE.decide(toAgency)).isInstanceOf(Decision.Permitted.class);
        for (String unit : List.of("regional-north", "no-such-unit")) {
            Question toUnit = new Question(
                    toAgency.action(),
                    toAgency.actor(),
                    toAgency.recipient(),
                    firearm,
                    toAgency.purpose(),
                    toAgency.context().toUnit(unit));
            assertThat(ENGINE.decide(toUnit).clauseIds()).as(unit).containsExactly("hr-valid-vetting");
        }
        Record seizure = Examples.record("seizure", "us/cbp", handling("drug-trafficking"), Map.of());
        assertThat(ask(Action.DISCLOSE, "us/cbp", "mx/conapo", seizure, "drug-trafficking")
                        .clauseIds())
                .containsExactly("hr-valid-vetting");
        assertThat(ask(Action.DISCLOSE, "us/cbp", "mx", seizure, "drug-trafficking")
                        .clauseIds())
                .as("a party as a whole is no vetted unit")
                .containsExactly("hr-valid-vetting");
    }

    @Test
    void minors_areSharedOnlyToProtectThem_withTwoApprovals_andWithoutTheirHome() {
        Map<String, Object> fields = Map.of(
                "personMinorIndicator",
                true,
                "personRole",
                List.of("subject"),
                "personResidenceLocation",
                Map.of("area", "MX-SIN"));
        assertThat(ask(
                                Action.DISCLOSE,
                                "mx/fgr",
                                "us/fbi",
                                person("mx/fgr", "organised-crime", fields),
                                "organised-crime")
                        .clauseIds())
                .containsExactly("hr-minors");
        Record missing = person("mx/fgr", "missing-persons", fields);
        Decision decision = ask(Action.DISCLOSE, "mx/fgr", "us/fbi", missing, "missing-persons");
        assertThat(decision.clauseIds()).containsExactly("pe-minors", "pe-missing-persons");
        Obligations obligations = ((Decision.Permitted) decision).obligations();
        assertThat(obligations.outstanding(Context.at(Examples.NOW)))
                .containsExactly(new Obligation.TwoPersonApproval());
        Record leaving = obligations.apply(missing);
        assertThat(leaving.fields())
                .doesNotContainKey("personResidenceLocation")
                .containsKey("personRole");
        assertThat(leaving.handling().retainUntil()).contains(LocalDate.of(2027, 5, 20));
    }

    @Test
    void journalistsAndDefenders_areNotTargets_andTheirPlacesAreStatesOnly() {
        Map<String, Object> fields = Map.of(
                "personProtectedRole", List.of("journalist"),
                "personRole", List.of("subject"),
                "missingPersonLastSeenLocation", Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.4));
        assertThat(ask(
                                Action.DISCLOSE,
                                "mx/fgr",
                                "us/fbi",
                                person("mx/fgr", "organised-crime", fields),
                                "organised-crime")
                        .clauseIds())
                .containsExactly("hr-journalists-and-defenders");
        Record missing = person("mx/fgr", "missing-persons", fields);
        Decision.Permitted decision =
                (Decision.Permitted) ask(Action.DISCLOSE, "mx/fgr", "us/fbi", missing, "missing-persons");
        assertThat(decision.obligations().apply(missing).fields().get("missingPersonLastSeenLocation"))
                .isEqualTo(Map.of("area", "MX-SIN"));
    }

    @Test
    void judicialCooperation_waitsForAssurances() {
        Record accused = person("mx/fgr", "judicial-cooperation", Map.of("personRole", List.of("wanted")));
        Question question = Examples.question(Action.GRANT, "mx/fgr", "us/fbi", accused, "judicial-cooperation");
        assertThat(ENGINE.decide(question).clauseIds()).containsExactly("hr-assurances");
        Question toAttache = new Question(
                question.action(),
                question.actor(),
                question.recipient(),
                accused,
                question.purpose(),
                question.context().toUnit("legal-attache"));
        assertThat(ENGINE.decide(toAttache).clauseIds()).containsExactly("pe-judicial-cooperation");
    }

    @Test
    void statistics_areOpenBothWays_withoutObligation() {
        for (List<String> way :
                List.of(List.of("mx/sesnsp", "us/cdc"), List.of("us/cbp", "mx/conapo"), List.of("us/cbp", "mx"))) {
            Record observation = Examples.record("observation", way.getFirst(), handling("statistics"), Map.of());
            for (Action action : List.of(Action.DISCLOSE, Action.RESHARE, Action.EXPORT)) {
                Decision decision = ask(action, way.get(0), way.get(1), observation, "statistics");
                assertThat(decision.clauseIds()).containsExactly("st-observations");
                assertThat(((Decision.Permitted) decision).obligations().list()).isEmpty();
            }
            assertThat(ask(Action.READ, way.get(1), way.get(1), observation, "statistics"))
                    .isInstanceOf(Decision.Permitted.class);
        }
    }

    @Test
    void seizure_asksForUseReceipts() {
        Record seizure = Examples.record("seizure", "us/cbp", handling("drug-trafficking"), Map.of());
        Decision decision = ask(Action.DISCLOSE, "us/cbp", "mx/semar", seizure, "drug-trafficking");
        assertThat(((Decision.Permitted) decision).obligations().useReceipt()).isTrue();
    }

    @Test
    void sightingsByResidents_cannotBeTracedBack() {
        Record sighting = Examples.record(
                "sighting",
                "mx/sspc",
                handling("drug-trafficking"),
                Map.of(
                        "sightingSource", "resident",
                        "activityDescriptionText", "desde mi ventana",
                        "sightingLocation",
                                Map.of("area", "MX-SIN/006", "name", "Culiacán", "lat", 24.8, "lon", -107.4)));
        Decision.Permitted decision =
                (Decision.Permitted) ask(Action.DISCLOSE, "mx/sspc", "us/dea", sighting, "drug-trafficking");
        assertThat(decision.obligations().apply(sighting).fields())
                .isEqualTo(Map.of("sightingSource", "resident", "sightingLocation", Map.of("area", "MX-SIN")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void itReadsAsADocument_inBothLanguages(Language language) {
        String document = AgreementText.in(language).of(AGREEMENT);
        assertThat(document).contains(AGREEMENT.hash().hex()).doesNotContain("{");
        for (Clause clause : AGREEMENT.clauses()) {
            assertThat(document)
                    .contains(clause.text().in(language))
                    .contains(clause.source().in(language));
        }
        for (Bilingual text : List.of(AGREEMENT.title(), AGREEMENT.preamble())) {
            assertThat(document).contains(text.in(language));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyDecision_isExplainedInBothLanguages(Language language) {
        Record rescued = person("mx/semar", "humanitarian-rescue organised-crime", Map.of());
        Explanation explanation =
                ENGINE.explain(Examples.question(Action.READ, "us/cbp", "us/cbp", rescued, "organised-crime"));
        String text = AgreementText.in(language).of(explanation);
        assertThat(text)
                .contains("`hr-rescue-never-for-enforcement`", "`pe-rescue`")
                .contains(language == Language.ES ? "Denegado" : "Refused")
                .doesNotContain("{");
    }

    @Test
    void copy_loadsAsTheSameAgreement(@TempDir Path folder) {
        DemonstrationAgreement.copyTo(folder.resolve("new"));
        assertThat(Agreement.load(folder.resolve("new")).hash()).isEqualTo(AGREEMENT.hash());
        assertThat(Files.exists(folder.resolve("new/clauses/1-human-rights.yaml")))
                .isTrue();
    }

    @Test
    void hash_dependsOnEveryWord_butNotOnCommentsOrFiles() {
        var files = DemonstrationAgreement.files();
        var joined = new java.util.TreeMap<String, byte[]>();
        StringBuilder clauses = new StringBuilder("# all in one\n");
        files.forEach((name, bytes) -> {
            if (name.startsWith("clauses/")) {
                clauses.insert(0, new String(bytes, StandardCharsets.UTF_8) + "\n");
            } else {
                joined.put(
                        name,
                        ("# comment\n" + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            }
        });
        joined.put("clauses/z.yaml", clauses.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(Agreement.parse(joined, Kinds.standard()).hash()).isEqualTo(AGREEMENT.hash());
        joined.put(
                "clauses/z.yaml",
                clauses.toString()
                        .replace("no persiguen a nadie", "persiguen a nadie")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(Agreement.parse(joined, Kinds.standard()).hash()).isNotEqualTo(AGREEMENT.hash());
    }
}
