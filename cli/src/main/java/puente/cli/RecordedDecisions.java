package puente.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import puente.agreement.Agreement;
import puente.agreement.RecordedDecision;
import puente.agreement.Replay;
import puente.record.ProblemException;

/** The recorded decisions of a node, page by page, so that memory does not grow with their number; or of a file. */
final class RecordedDecisions {
    private final NodeApi api;
    private final String purpose;
    private long withheld;

    /** @param purpose for which records of partners may be read along; empty where none are wanted */
    RecordedDecisions(NodeApi api, String purpose) {
        this.api = api;
        this.purpose = purpose;
    }

    /** As {@link Replay#run} over everything that the node lists. */
    List<Replay.Change> replay(Agreement older, Agreement newer) throws IOException, InterruptedException {
        Pages pages = new Pages();
        try {
            return Replay.run(older, newer, () -> pages);
        } catch (UncheckedIOException broken) {
            if (broken.getCause() instanceof InterruptedRequest interrupted) {
                throw (InterruptedException) new InterruptedException().initCause(interrupted);
            }
            throw broken.getCause();
        }
    }

    /** How many decisions the node held back, because the record may not be read for the purpose. */
    long withheld() {
        return withheld;
    }

    /** Reads JSON Lines of recorded decisions; a fault names its line. */
    static List<RecordedDecision> read(InputStream in, String name) {
        List<RecordedDecision> recorded = new ArrayList<>();
        try (Scanner lines = new Scanner(in, StandardCharsets.UTF_8).useDelimiter("\\R")) {
            for (int number = 1; lines.hasNext(); number++) {
                String line = lines.next();
                if (line.isBlank()) {
                    continue;
                }
                try {
                    recorded.add(RecordedDecision.parse(line.getBytes(StandardCharsets.UTF_8)));
                } catch (ProblemException malformed) {
                    throw malformed.within(name + ":" + number + ":");
                }
            }
        }
        return recorded;
    }

    /** An interrupt on its way through an iterator. */
    private static final class InterruptedRequest extends IOException {
        private static final long serialVersionUID = 1L;

        InterruptedRequest(InterruptedException cause) {
            super(cause);
        }
    }

    private final class Pages implements Iterator<RecordedDecision> {
        private Iterator<RecordedDecision> page = List.<RecordedDecision>of().iterator();
        private String cursor = "";
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !ended) {
                try {
                    next(api.get("api/v1/decisions" + NodeApi.query(Map.of("cursor", cursor, "purpose", purpose))));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                } catch (InterruptedException interrupted) {
                    throw new UncheckedIOException(new InterruptedRequest(interrupted));
                }
            }
            return page.hasNext();
        }

        private void next(NodeApi.Answer answer) {
            page = read(new ByteArrayInputStream(answer.text().getBytes(StandardCharsets.UTF_8)), "api/v1/decisions")
                    .iterator();
            cursor = header(answer, "Puente-Cursor");
            ended = cursor.isEmpty();
            String held = header(answer, "Puente-Withheld");
            withheld += held.matches("\\d{1,9}") ? Long.parseLong(held) : 0;
        }

        private static String header(NodeApi.Answer answer, String name) {
            return answer.headers().entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .flatMap(each -> each.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public RecordedDecision next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
