package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static puente.agreement.Examples.HEAD;
import static puente.agreement.Examples.clause;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Catalogue;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** What an agreement must be, and where the reader says it is not. */
class AgreementReaderTest {
    private static List<String> problems(SortedMap<String, byte[]> files) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> Agreement.parse(files, Kinds.standard()));
        assertThat(refused).as("accepted").isNotNull();
        for (Problem each : refused.problems()) {
            for (Language language : Language.values()) {
                assertThat(AgreementText.in(language).of(each)).doesNotContain("{");
                assertThat(Catalogue.standard().status(each.code())).isBetween(400, 499);
            }
        }
        return refused.problems().stream()
                .map(each -> each.code() + " @ " + each.position())
                .toList();
    }

    private static List<String> problemsOfHead(String from, String to) {
        assertThat(HEAD).contains(from);
        return problems(
                Examples.files(HEAD.replaceFirst(java.util.regex.Pattern.quote(from), to), clause("a", "permit")));
    }

    private static List<String> problemsOfClause(String... rest) {
        return problems(Examples.files(HEAD, clause("a", "permit", rest)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id: example|id: Ex ample|agreement.head.id @ agreement.yaml:1:id",
                "id: example|name: example|agreement.yaml.missing-member @ agreement.yaml:1:id",
                "id: example|id: example\\nid: other|agreement.yaml.duplicate-key @ agreement.yaml:2:id",
                "version: 1|version: 0|agreement.yaml.number @ agreement.yaml:2:version",
                "version: 1|version: 99999999999|agreement.yaml.number @ agreement.yaml:2:version",
                "version: 1|version: 2|agreement.head.supersedes-missing @ agreement.yaml:1:supersedes",
                "version: 1|version: 1\\nsupersedes: abc|agreement.head.supersedes @ agreement.yaml:3:supersedes",
                "version: 1|version: 1\\ncomment: x|agreement.yaml.unknown-member @ agreement.yaml:3:comment",
                "{es: Ejemplo, en: Example}|{es: Ejemplo}|agreement.yaml.language-missing @ agreement.yaml:3:title.en",
                "{es: Ejemplo, en: Example}|{es: Ejemplo, en: ''}|agreement.yaml.language-missing @ agreement.yaml:3:title.en",
                "{es: Ejemplo, en: Example}|{es: E, en: E, fr: E}|agreement.yaml.unknown-member @ agreement.yaml:3:title.fr",
                "{es: Ejemplo, en: Example}|Example|agreement.yaml.not-a-mapping @ agreement.yaml:3:title",
                "effective: 2026-01-01|effective: 2026-13-01|agreement.yaml.date @ agreement.yaml:5:effective",
                "effective: 2026-01-01|effective: tomorrow|agreement.yaml.date @ agreement.yaml:5:effective",
                "nextReview: 2027-01-01|nextReview: 2025-01-01|agreement.head.review-before-effect @ agreement.yaml:6:nextReview",
                "  mx:|  MX1:|agreement.head.party @ agreement.yaml:9:parties.MX1",
                "      fgr:|      f_g_r:|agreement.head.agency @ agreement.yaml:11:parties.mx.agencies.f_g_r",
                "norte: {|Nor te: {|agreement.head.unit @ agreement.yaml:16:parties.mx.agencies.sspc.units.Nor te",
                "[no-torture]|[No Torture]|agreement.head.assurance @ agreement.yaml:11:parties.mx.agencies.fgr.assurances",
                "  statistics: {|  Statistics: {|agreement.head.purpose @ agreement.yaml:24:purposes.Statistics",
                "evidence: true|evidence: yes|agreement.yaml.flag @ agreement.yaml:25:purposes.judicial-cooperation.evidence",
            })
    void head_isRefusedAtItsLine(String from, String to, String problem) {
        assertThat(problemsOfHead(from, to.replace("\\n", "\n"))).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "actions: [disclose, steal]|agreement.clause.unknown-action @ clauses/1.yaml:6:actions",
                "actions: all|agreement.yaml.list @ clauses/1.yaml:6:actions",
                "actions: []|agreement.yaml.list @ clauses/1.yaml:6:actions",
                "actions: [read, read]|agreement.yaml.repeated @ clauses/1.yaml:6:actions",
                "kinds: [persona]|agreement.clause.unknown-kind @ clauses/1.yaml:8:kinds",
                "kinds: every|agreement.yaml.list-or-all @ clauses/1.yaml:8:kinds",
                "purposes: [revenge]|agreement.clause.unknown-purpose @ clauses/1.yaml:9:purposes",
                "from: [mx/dea]|agreement.clause.unknown-agency @ clauses/1.yaml:7:from",
                "to: [fr]|agreement.clause.unknown-agency @ clauses/1.yaml:10:to",
                "unless: raining|agreement.yaml.unknown-member @ clauses/1.yaml:11:unless",
                "obligations: {forget: true}|agreement.yaml.unknown-member @ clauses/1.yaml:9:obligations.forget",
                "obligations: {reducePlace: parish}|agreement.clause.place-precision @ clauses/1.yaml:9:obligations.reducePlace",
                "obligations: {retainDays: 0}|agreement.yaml.number @ clauses/1.yaml:9:obligations.retainDays",
                "obligations: {retainDays: 36526}|agreement.yaml.number @ clauses/1.yaml:9:obligations.retainDays",
                "obligations: {redact: [nickname]}|agreement.clause.redact-unknown @ clauses/1.yaml:9:obligations.redact",
                "obligations: {redact: [indicator]}|agreement.clause.redact-required @ clauses/1.yaml:9:obligations.redact",
                "when: ''|agreement.condition.empty @ clauses/1.yaml:11:when",
                "when: \"record.kind ==\"|agreement.condition.syntax @ clauses/1.yaml:11:when:1:15",
                "when: \"record.kind == 3\"|agreement.condition.mismatch @ clauses/1.yaml:11:when:1:13",
                "when: \"record.kind\"|agreement.condition.not-boolean @ clauses/1.yaml:11:when:1:7",
                "when: \"subject.name == 'x'\"|agreement.condition.unknown-name @ clauses/1.yaml:11:when:1:1",
                "when: \"record.personCurp == 'x'\"|agreement.condition.unknown-field @ clauses/1.yaml:11:when:1:7",
                "when: \"recipient.rank > 3\"|agreement.condition.unknown-field @ clauses/1.yaml:11:when:1:10",
                "when: \"record.handling.mood == 'x'\"|agreement.condition.unknown-field @ clauses/1.yaml:11:when:1:16",
            })
    void clause_isRefusedAtItsLine(String member, String problem) {
        assertThat(problemsOfClause(member)).contains(problem);
    }

    @Test
    void conditionOnAFieldThatOneOfItsKindsLacks_namesEachKindThatLacksIt() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> Examples.agreement(clause(
                        "a", "permit", "kinds: [person, vehicle, firearm]", "when: \"has(record.personCurp)\"")));
        assertThat(refused.problems())
                .extracting(each -> each.arguments().get("kind"))
                .containsExactlyInAnyOrder("vehicle", "firearm");
    }

    @Test
    void everyProblemIsFoundAtOnce() {
        assertThat(problems(Examples.files(
                        HEAD.replace("version: 1", "version: x").replace("effective: 2026-01-01", "effective: never"),
                        clause("a", "perhaps", "kinds: [ghost]"),
                        clause("a", "permit", "when: \"true &&\""))))
                .contains(
                        "agreement.yaml.number @ agreement.yaml:2:version",
                        "agreement.yaml.date @ agreement.yaml:5:effective",
                        "agreement.clause.effect @ clauses/1.yaml:2:effect",
                        "agreement.clause.unknown-kind @ clauses/1.yaml:8:kinds",
                        "agreement.clause.duplicate-id @ clauses/2.yaml:1:id",
                        "agreement.condition.syntax @ clauses/2.yaml:11:when:1:8");
    }

    @Test
    void forbidThatObliges_isRefused() {
        assertThat(problems(Examples.files(HEAD, clause("a", "forbid", "obligations: {useReceipt: true}"))))
                .containsExactly("agreement.clause.forbid-with-obligations @ clauses/1.yaml:9:obligations");
    }

    @Test
    void agreementWithoutClauses_orWithoutItsMainFile_isRefused() {
        assertThat(problems(Examples.files(HEAD))).containsExactly("agreement.folder.no-clauses @ clauses/");
        assertThat(problems(new TreeMap<>())).containsExactly("agreement.folder.main-missing @ agreement.yaml");
    }

    @Test
    void hostileYaml_isRefusedBeforeItGrows() {
        assertThat(problems(Examples.files(HEAD, "- &a [x]\n- *a\n")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("agreement.yaml.malformed @ clauses/1.yaml:");
        assertThat(problems(Examples.files(HEAD, "[".repeat(1000))))
                .first()
                .asString()
                .startsWith("agreement.yaml.malformed");
        assertThat(problems(Examples.files(HEAD, "- !!javax.script.ScriptEngineManager []\n")))
                .first()
                .asString()
                .startsWith("agreement.yaml.");
        assertThat(problems(Examples.files(HEAD, ""))).containsExactly("agreement.yaml.empty @ clauses/1.yaml:1");
        assertThat(problems(Examples.files(HEAD, "a: b")))
                .containsExactly("agreement.yaml.not-a-list @ clauses/1.yaml:1");
        SortedMap<String, byte[]> latin = Examples.files(HEAD, clause("a", "permit"));
        latin.put("clauses/2.yaml", new byte[] {'-', ' ', (byte) 0xf1});
        assertThat(problems(latin)).containsExactly("agreement.yaml.encoding @ clauses/2.yaml");
    }

    @Test
    void limits_hold() {
        assertThat(problemsOfClause("when: \"" + "true && ".repeat(Conditions.TEXT_MAX / 8) + "true\""))
                .containsExactly("agreement.condition.too-long @ clauses/1.yaml:11:when");
        assertThat(problems(Examples.files(
                        HEAD,
                        clause("a", "permit").replace("en: Article 1", "en: " + "x".repeat(YamlMapping.TEXT_MAX + 1)))))
                .contains("agreement.yaml.text-too-long @ clauses/1.yaml:5:source.en");
        SortedMap<String, byte[]> large = Examples.files(HEAD, clause("a", "permit"));
        large.put("clauses/2.yaml", new byte[YamlFile.BYTES_MAX + 1]);
        assertThat(problems(large)).containsExactly("agreement.yaml.too-large @ clauses/2.yaml");
        SortedMap<String, byte[]> many = Examples.files(HEAD);
        for (int at = 0; at <= AgreementReader.FILES_MAX; at++) {
            many.put("clauses/" + at + ".yaml", new byte[0]);
        }
        assertThat(problems(many)).containsExactly("agreement.folder.too-many-files @ clauses/");
        assertThat(problems(Examples.files(HEAD, "- {}\n".repeat(AgreementReader.CLAUSES_MAX + 1))))
                .containsExactly("agreement.folder.too-many-clauses @ clauses/1.yaml");
        assertThat(problems(Examples.files(HEAD, "- {}\n".repeat(1000))))
                .hasSizeLessThanOrEqualTo(AgreementReader.PROBLEMS_MAX);
    }

    @Test
    void expressionThatNestsTooDeep_isRefused_notAStackOverflow() {
        assertThat(problemsOfClause("when: \"" + "(".repeat(900) + "true" + ")".repeat(900) + "\""))
                .first()
                .asString()
                .startsWith("agreement.condition.");
    }

    @Test
    void tooManyPartiesOrPurposes_areRefused() {
        assertThat(problems(Examples.files(HEAD.replace("parties:", "parties: {}\nrest:"), clause("a", "permit"))))
                .contains("agreement.head.parties @ agreement.yaml:7:parties");
        StringBuilder purposes = new StringBuilder(HEAD);
        for (int at = 0; at <= AgreementReader.PURPOSES_MAX; at++) {
            purposes.append("  p").append(at).append(": {label: {es: P, en: P}}\n");
        }
        assertThat(problems(Examples.files(purposes.toString(), clause("a", "permit"))))
                .contains("agreement.head.purposes @ agreement.yaml:23:purposes");
    }
}
