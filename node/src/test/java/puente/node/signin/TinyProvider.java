package puente.node.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An OpenID provider of a few lines, honest unless told otherwise: it checks PKCE and the return address, and a code is good once. */
public final class TinyProvider implements AutoCloseable {
    public static final String CLIENT = "puente";

    private static final RSAKey KEY = key();
    private static final RSAKey STRANGER = key();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new HashMap<>();

    /** What it puts into its tokens. */
    public UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

    /** How it signs: {@code RS256}, {@code none}, {@code HS256}, {@code stranger}. */
    public String signs = "RS256";

    /** A path at which it sends whoever asks elsewhere, where the same is answered. */
    public String redirects = "";

    /** Where its document says its keys are; null for the truth. */
    public String keysAt;

    /** What its own document calls it; null for the truth. */
    public String claimsToBe;

    public TinyProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> page(exchange, document()));
        server.createContext("/keys", exchange -> page(exchange, new JWKSet(KEY.toPublicJWK()).toString()));
        server.createContext(
                "/elsewhere",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestURI().getPath().endsWith("/keys")
                                ? new JWKSet(KEY.toPublicJWK()).toString()
                                : document()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void page(HttpExchange exchange, String content) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(redirects)) {
            exchange.getResponseHeaders().add("Location", "/elsewhere" + path);
            answer(exchange, 302, "");
        } else {
            answer(exchange, 200, content);
        }
    }

    public URI issuer() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private String document() {
        String issuer = claimsToBe == null ? issuer().toString() : claimsToBe;
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer() + "/authorize\","
                + "\"token_endpoint\":\"" + issuer() + "/token\",\"jwks_uri\":\""
                + (keysAt == null ? issuer() + "/keys" : keysAt) + "\","
                + "\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}";
    }

    /** What a person does at the provider: returns the code with which the browser goes back. */
    public String signIn(URI departure) {
        Map<String, String> asked = form(departure.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return code;
    }

    public static Map<String, String> form(String encoded) {
        Map<String, String> values = new HashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return values;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> begun = codes.remove(asked.get("code"));
        try {
            if (begun == null
                    || !begun.get("redirect_uri").equals(asked.get("redirect_uri"))
                    || !begun.get("code_challenge").equals(challenge(asked.get("code_verifier")))
                    || !"S256".equals(begun.get("code_challenge_method"))) {
                answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(begun.get("nonce"))
                            + "\"}");
        } catch (JOSEException | NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String challenge(String verifier) throws NoSuchAlgorithmException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private String idToken(String nonce) throws JOSEException {
        JWTClaimsSet set = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .subject("4711")
                        .audience(CLIENT)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .claim("nonce", nonce)
                        .claim("name", "Ana López")
                        .claim("preferred_username", "ana.lopez")
                        .claim("puente_agency", "mx/fgr")
                        .claim("puente_role", "supervisor")
                        .claim("amr", java.util.List.of("pwd", "otp")))
                .build();
        return switch (signs) {
            case "none" -> new PlainJWT(set).serialize();
            case "HS256" -> {
                SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
                jwt.sign(new MACSigner(KEY.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));
                yield jwt.serialize();
            }
            default -> {
                RSAKey signer = signs.equals("stranger") ? STRANGER : KEY;
                SignedJWT jwt = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(KEY.getKeyID())
                                .build(),
                        set);
                jwt.sign(new RSASSASigner(signer));
                yield jwt.serialize();
            }
        };
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
