package puente.node;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What all TAXII answers have in common (TAXII 2.1, section 3): the media type and its negotiation, who asks, and the error resource
 * in place of the problem document that the rest of the API gives.
 */
final class Taxii {
    static final String MEDIA_TYPE = "application/taxii+json;version=2.1";

    /** Where TAXII begins. */
    static final String PATH = "/taxii2/";

    static final String TYPE = "application/taxii+json";

    /** The refusal of whoever does not prove who they are (401). */
    static final String UNKNOWN = "node.taxii.credentials";

    private static final String VERSION = "2.1";
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private Taxii() {}

    /** Refuses a request whose {@code Accept} has no room for TAXII 2.1 (406). */
    static void negotiate(Context request) {
        String accept = request.header("Accept");
        if (accept == null || accept.isBlank()) {
            return;
        }
        for (String range : accept.split(",", -1)) {
            if (takes(range)) {
                return;
            }
        }
        throw new ProblemException(Problem.of("node.taxii.accept", "Accept", "accepted", MEDIA_TYPE));
    }

    private static boolean takes(String range) {
        String[] parts = range.strip().toLowerCase(Locale.ROOT).split(";", -1);
        boolean named = parts[0].strip().equals(TYPE);
        boolean any = parts[0].strip().equals("*/*") || parts[0].strip().equals("application/*");
        for (int at = 1; at < parts.length; at++) {
            String parameter = parts[at].replace(" ", "").replace("\"", "");
            if (named && parameter.startsWith("version=") && !parameter.equals("version=" + VERSION)
                    || parameter.matches("q=0(\\.0*)?")) {
                return false;
            }
        }
        return named || any;
    }

    /** Refuses a body that does not say that it is TAXII 2.1 (415). */
    static void requireMediaType(Context request) {
        String stated = request.contentType();
        String type = stated == null
                ? ""
                : stated.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        if (!type.equals(MEDIA_TYPE)) {
            throw new ProblemException(Problem.of("node.taxii.content-type", "Content-Type", "accepted", MEDIA_TYPE));
        }
    }

    /** What a request shows to say who asks. */
    static Optional<TaxiiAccess.Credentials> credentials(Context request) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            return certificate(request);
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(new TaxiiAccess.Credentials.Bearer(
                    authorization.substring(BEARER.length()).strip()));
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new TaxiiAccess.Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<TaxiiAccess.Credentials> certificate(Context request) {
        if (request.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            try {
                return Optional.of(
                        new TaxiiAccess.Credentials.Certificate(TaxiiAccounts.fingerprint(chain[0].getEncoded())));
            } catch (CertificateEncodingException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static void answer(Context request, Map<String, Object> resource) {
        answer(request, Json.bytes(resource));
    }

    static void answer(Context request, byte[] resource) {
        HttpServer.bytes(request, MEDIA_TYPE, resource);
    }

    /** Whether a refusal of this request is told in TAXII's form. */
    static boolean concerns(Context request) {
        return request.path().startsWith(PATH) || request.path().equals("/taxii2");
    }

    /** The error resource (section 3.6.1): {@code title} says what is wrong, {@code description} what to do. */
    static void refuse(Context request, List<Problem> problems, Language language) {
        Problem first = problems.getFirst();
        int status = problems.stream().mapToInt(ProblemResponse::status).max().orElseThrow();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("position", first.position());
        details.put(
                "problems",
                problems.stream()
                        .limit(ProblemResponse.PROBLEMS_MAX)
                        .map(each -> ProblemResponse.member(each, language))
                        .toList());
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("title", Catalogue.standard().message(first, language));
        error.put("description", Catalogue.standard().remedy(first, language));
        error.put("error_code", first.code());
        error.put("http_status", String.valueOf(status));
        error.put("details", details);
        request.status(status);
        if (status == 401) {
            request.header("WWW-Authenticate", "Basic realm=\"TAXII\", charset=\"UTF-8\"");
        }
        request.header("Cache-Control", "no-store");
        request.contentType(MEDIA_TYPE);
        if (request.method() != HandlerType.HEAD) {
            request.result(Json.bytes(error));
        }
    }
}
