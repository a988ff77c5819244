package puente.agreement;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions under a large random agreement, for the bench room; the same clauses and questions for Cedar. */
public final class AgreementWorkload {
    private static final long SEED = 20_261_121;

    private final Agreement agreement;
    private final Engine engine;
    private final List<Question> questions = new ArrayList<>();

    /** So that no reason is left unread by a clever compiler. */
    private long reasonsRead;

    private AgreementWorkload(RandomAgreements random, int clauses, int questions) {
        this.agreement = random.agreement(clauses);
        this.engine = Engine.of(agreement);
        for (int at = 0; at < questions; at++) {
            this.questions.add(random.question(agreement));
        }
    }

    /** Few agencies, kinds and purposes: each question is reached by a good part of the clauses. */
    public static AgreementWorkload dense(int clauses, int questions) {
        return new AgreementWorkload(new RandomAgreements(SEED), clauses, questions);
    }

    /** Many agencies, kinds and purposes, as an agreement of thousands of clauses would have. */
    public static AgreementWorkload spread(int clauses, int questions) {
        return new AgreementWorkload(RandomAgreements.spread(SEED), clauses, questions);
    }

    /** The size of all reasons read so far; a benchmark checks that it grows. */
    public long reasonsRead() {
        return reasonsRead;
    }

    /** Decides a question, reads the reasons, and says how many clauses decided. */
    public int decide(int question) {
        Decision decision = engine.decide(questions.get(question));
        reasonsRead += switch (decision) {
            case Decision.Permitted permitted -> permitted.obligations().list().size();
            case Decision.Refused refused ->
                refused.reason().arguments().getOrDefault("clauses", "").length();
        };
        return decision.clauses().size();
    }

    /** Whether a question is permitted. */
    public boolean permits(int question) {
        return engine.decide(questions.get(question)) instanceof Decision.Permitted;
    }

    /** Cedar with the same clauses, parsed and cached, and the first so many questions translated ahead. */
    public Cedar cedar(int count) throws CacheException {
        return new Cedar(agreement, questions.subList(0, count));
    }

    /** The peer. */
    public static final class Cedar {
        private final BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();
        private final CedarTranslation translation;
        private final List<AuthorizationRequest> requests = new ArrayList<>();
        private final List<Set<Entity>> entities = new ArrayList<>();
        private long reasonsRead;

        private Cedar(Agreement agreement, List<Question> questions) throws CacheException {
            this.translation = new CedarTranslation(agreement);
            translation.policies().cache();
            for (Question question : questions) {
                requests.add(translation.request(question));
                entities.add(translation.entities(question));
            }
        }

        /** Decides a question, reads the reasons, and says whether it is permitted. */
        public boolean permits(int question) throws AuthException {
            AuthorizationSuccessResponse answer = cedar.isAuthorized(
                            requests.get(question), translation.policies(), entities.get(question))
                    .success
                    .orElseThrow(() -> new IllegalStateException("Cedar refused to decide"));
            reasonsRead += answer.getReason().size();
            return answer.isAllowed();
        }
    }
}
