package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What a witness answers to {@code add-checkpoint}: exactly the statuses and bodies of C2SP tlog-witness. */
public sealed interface WitnessResponse {
    /** The HTTP status. */
    int status();

    /** The body's media type. */
    default String contentType() {
        return "text/plain; charset=utf-8";
    }

    /** The body, to be sent as it is. */
    byte[] body();

    /** 200: remembered, and cosigned. The body is the signature lines. */
    record Cosigned(List<NoteSignature> signatures) implements WitnessResponse {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public byte[] body() {
            StringBuilder lines = new StringBuilder();
            signatures.forEach(each -> lines.append(each.line()));
            return lines.toString().getBytes(UTF_8);
        }
    }

    /** 409: the old size is not the remembered one, which is the body. */
    record Conflict(long size) implements WitnessResponse {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String contentType() {
            return "text/x.tlog.size";
        }

        @Override
        public byte[] body() {
            return (size + "\n").getBytes(UTF_8);
        }
    }

    /** 400 malformed, 403 not signed or forged, 404 unknown log, 422 not consistent. The body is the fault's code, for a person. */
    record Refused(int status, Fault fault) implements WitnessResponse {
        @Override
        public byte[] body() {
            String position = fault.position().isEmpty() ? "" : " " + fault.position();
            return (fault.code() + position + "\n").getBytes(UTF_8);
        }
    }
}
