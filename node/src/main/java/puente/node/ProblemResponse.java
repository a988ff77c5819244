package puente.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.agreement.InWords;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;

/**
 * A refusal as RFC 9457 {@code application/problem+json}, in the reader's language. Beside the standard members stand the
 * catalogue's: {@code code}, {@code position}, {@code reason}, {@code remedy} of the first problem, and {@code problems} with
 * all of them.
 */
record ProblemResponse(int status, byte[] body) {
    static final String CONTENT_TYPE = "application/problem+json";

    /** How many problems one response lists; the rest are counted in {@code problemsOmitted}. */
    static final int PROBLEMS_MAX = 100;

    private static final int INTERNAL = 500;

    static ProblemResponse of(List<Problem> problems, Language language) {
        int status = 0;
        List<Map<String, Object>> members = new ArrayList<>();
        for (Problem problem : problems.subList(0, Math.min(problems.size(), PROBLEMS_MAX))) {
            members.add(member(problem, language));
        }
        for (Problem problem : problems) {
            status = Math.max(status, status(problem));
        }
        Problem first = problems.getFirst();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:puente:problem:" + first.code());
        body.put("title", members.getFirst().get("reason"));
        body.put("status", status);
        body.putAll(members.getFirst());
        body.put("problems", members);
        if (problems.size() > PROBLEMS_MAX) {
            body.put("problemsOmitted", problems.size() - PROBLEMS_MAX);
        }
        return new ProblemResponse(status, Json.bytes(body));
    }

    /** The status of a problem; a text without one, which no caller should throw, is an internal fault. */
    static int status(Problem problem) {
        int status = Catalogue.standard().status(problem.code());
        return status == 0 ? INTERNAL : status;
    }

    static Map<String, Object> member(Problem problem, Language language) {
        Problem named = InWords.in(language, Optional.empty()).of(problem);
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("code", problem.code());
        member.put("position", problem.position());
        member.put("reason", Catalogue.standard().message(named, language));
        member.put("remedy", Catalogue.standard().remedy(named, language));
        return member;
    }
}
