package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Cedar (cedarpolicy.com), an authorization language with a machine-checked semantics, decides the same questions under the
 * same agreements: outcome and deciding clauses must be the same, every time.
 */
class CedarOracleTest {
    /** What the issue asks for: at least this many random requests. */
    private static final int QUESTIONS = 200_000;

    private static final int AGREEMENTS = 100;

    /** From few clauses to many: what Cedar takes to answer grows with them, and few questions reach more than some. */
    private static final int CLAUSES_MIN = 2;

    private static final int CLAUSES_MAX = 10;
    private static final int THREADS = 2;
    private static final int DEMONSTRATION_QUESTIONS = 5_000;

    private enum Kind {
        PERMITTED,
        FORBIDDEN,
        NO_PERMIT,
        BY_HANDLING
    }

    @Test
    void engineAndCedar_agreeOnEveryRandomQuestion() throws InterruptedException, ExecutionException {
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Map<Kind, Integer>>> runs = new ArrayList<>();
            for (int seed = 0; seed < AGREEMENTS; seed++) {
                RandomAgreements random = new RandomAgreements(seed);
                int clauses = CLAUSES_MIN + seed % (CLAUSES_MAX - CLAUSES_MIN + 1);
                runs.add(threads.submit(() -> compare(random.agreement(clauses), random, QUESTIONS / AGREEMENTS)));
            }
            for (Future<Map<Kind, Integer>> run : runs) {
                run.get().forEach((kind, count) -> seen.merge(kind, count, Integer::sum));
            }
        }
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(QUESTIONS);
        // An oracle that saw only refusals would prove nothing.
        assertThat(seen).hasSize(Kind.values().length);
        assertThat(seen.values()).allSatisfy(count -> assertThat(count).isGreaterThan(QUESTIONS / 50));
    }

    @Test
    void engineAndCedar_agreeOnTheDemonstrationAgreement() throws CacheException, AuthException {
        Map<Kind, Integer> seen =
                compare(DemonstrationAgreement.load(), new RandomAgreements(4711), DEMONSTRATION_QUESTIONS);
        assertThat(seen).hasSize(Kind.values().length);
    }

    private static Map<Kind, Integer> compare(Agreement agreement, RandomAgreements random, int questions)
            throws CacheException, AuthException {
        Engine engine = Engine.of(agreement);
        CedarTranslation translation = new CedarTranslation(agreement);
        translation.policies().cache();
        BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int at = 0; at < questions; at++) {
            Question question = random.question(agreement);
            Decision decision = engine.decide(question);
            AuthorizationSuccessResponse answer = cedar.isAuthorized(
                            translation.request(question), translation.policies(), translation.entities(question))
                    .success
                    .orElseThrow(() -> new AssertionError("Cedar refused to decide " + question));
            assertThat(answer.getErrors())
                    .as("the translation can err: %s", question)
                    .isEmpty();
            assertThat(decision instanceof Decision.Permitted)
                    .as("%s%n%s%nCedar %s", question, decision, answer)
                    .isEqualTo(answer.isAllowed());
            Kind kind = kind(decision);
            seen.merge(kind, 1, Integer::sum);
            TreeSet<String> reasons = new TreeSet<>(answer.getReason());
            boolean byRule = reasons.removeIf(each -> each.startsWith("rule-"));
            assertThat(byRule).as("%s%nCedar %s", question, answer).isEqualTo(kind == Kind.BY_HANDLING);
            if (!byRule) {
                assertThat(decision.clauseIds())
                        .as("%s%nCedar %s", question, answer)
                        .containsExactlyInAnyOrderElementsOf(reasons);
            }
        }
        return seen;
    }

    private static Kind kind(Decision decision) {
        return switch (decision) {
            case Decision.Permitted ignored -> Kind.PERMITTED;
            case Decision.Refused refused ->
                switch (refused.reason().code()) {
                    case "agreement.refused.forbidden" -> Kind.FORBIDDEN;
                    case "agreement.refused.no-permit" -> Kind.NO_PERMIT;
                    default -> Kind.BY_HANDLING;
                };
        };
    }
}
