package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.node.signin.Account;
import puente.node.signin.Clients;
import puente.node.signin.Function;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ClientStore;

/**
 * Programs that may use the API: made, listed and revoked by an administrator. A token is shown once, in the answer that makes
 * it. A certificate is the client's own; it need not be signed by anybody, for exactly this one is known from then on.
 */
final class TokenRoutes {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final int CERTIFICATE_LENGTH_MAX = 16_384;

    private final NodeConfiguration configuration;
    private final Clients clients;
    private final Journal journal;

    TokenRoutes(NodeConfiguration configuration, Clients clients, Journal journal) {
        this.configuration = configuration;
        this.clients = clients;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/tokens", this::list),
                Route.post("/api/v1/tokens", configuration.limits().requestBytes(), this::make),
                Route.delete("/api/v1/tokens/{id}", this::revoke));
    }

    private void list(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        List<Object> shown =
                clients.all().stream().<Object>map(TokenRoutes::show).toList();
        journal.write("tokens", acting.agency(), Map.of("tokens", shown.size()));
        HttpServer.json(request, Map.of("tokens", shown));
    }

    private void make(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        RequestObject body = RequestBody.object(request, configuration);
        String name = body.required("name");
        if (!name.isEmpty() && !Account.OFFICER.matcher(name).matches()) {
            body.refuse("name", Account.OFFICER.pattern());
        }
        String agency = body.text("agency").orElse(acting.agency().code());
        if (configuration.agencies().stream().noneMatch(each -> each.code().equals(agency))) {
            body.refuse("agency", configuration.agencies().toString());
        }
        Set<Function> scopes = scopes(body);
        Duration life = life(body);
        Optional<String> certificate = body.text("certificate");
        Optional<byte[]> der = certificate.map(text -> certificate(text, body));
        body.finish();
        Clients.Wish wish = new Clients.Wish(name, new Agency(agency), scopes, acting.officerOrAgency(), life);
        Clients.Made made = der.isPresent()
                ? clients.make(wish, der.get())
                        .orElseThrow(
                                () -> new ProblemException(Problem.of("node.client.certificate-known", "/certificate")))
                : clients.make(wish);
        journal.write(
                "token",
                acting.agency(),
                Map.of(
                        "made",
                        made.client().id(),
                        "name",
                        name,
                        "for",
                        agency,
                        "proof",
                        made.client().proof(),
                        "scopes",
                        made.client().scopes(),
                        "until",
                        made.client().until().toString()));
        Map<String, Object> answer = new LinkedHashMap<>(show(made.client()));
        made.token().ifPresent(token -> answer.put("token", token));
        request.status(201);
        HttpServer.json(request, answer);
    }

    private static Set<Function> scopes(RequestObject body) {
        Set<Function> scopes = EnumSet.noneOf(Function.class);
        for (String code : body.texts("scopes")) {
            Function.of(code).filter(Function::isForPrograms).ifPresentOrElse(scopes::add, () -> refuseScopes(body));
        }
        if (scopes.isEmpty()) {
            refuseScopes(body);
        }
        return scopes;
    }

    private static void refuseScopes(RequestObject body) {
        body.refuse(
                "scopes",
                Stream.of(Function.values())
                        .filter(Function::isForPrograms)
                        .map(Function::code)
                        .collect(Collectors.joining(", ")));
    }

    private static Duration life(RequestObject body) {
        long most = Clients.LIFE_MAX.toDays();
        return body.member("days")
                .filter(days -> {
                    boolean sound = days.isIntegralNumber() && days.asLong() >= 1 && days.asLong() <= most;
                    if (!sound) {
                        body.refuse("days", "1 … " + most);
                    }
                    return sound;
                })
                .map(days -> Duration.ofDays(days.asLong()))
                .orElse(LIFE);
    }

    private static byte[] certificate(String pem, RequestObject body) {
        if (pem.length() <= CERTIFICATE_LENGTH_MAX) {
            try {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                        .getEncoded();
            } catch (CertificateException malformed) {
                // Said below, like one that is too long.
            }
        }
        body.refuse("certificate", "-----BEGIN CERTIFICATE-----");
        return new byte[0];
    }

    private void revoke(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        String id = request.pathParam("id");
        if (!clients.revoke(id)) {
            throw new ProblemException(Problem.of("node.client.not-found", request.path()));
        }
        journal.write("token", acting.agency(), Map.of("revoked", id));
        HttpServer.json(request, Map.of("revoked", id));
    }

    private static Map<String, Object> show(ClientStore.Client client) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", client.id());
        shown.put("name", client.name());
        shown.put("proof", client.proof());
        shown.put("agency", client.agency());
        shown.put("scopes", client.scopes());
        shown.put("madeBy", client.madeBy());
        shown.put("made", client.made().toString());
        shown.put("until", client.until().toString());
        client.used().ifPresent(used -> shown.put("used", used.toString()));
        client.revoked().ifPresent(revoked -> shown.put("revoked", revoked.toString()));
        return shown;
    }
}
