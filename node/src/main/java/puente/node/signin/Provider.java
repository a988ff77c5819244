package puente.node.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.node.outbound.OutboundAddress;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.SessionStore;

/**
 * People sign in at the provider of their organisation: OpenID Connect Core 1.0, authorization code flow, with PKCE (RFC 7636).
 *
 * <p>A sign-in goes out with three random values: the <em>state</em>, which comes back in the address and is good once; the
 * <em>nonce</em>, which comes back inside the signed token; and the <em>verifier</em>, without which a stolen code is worth
 * nothing. A fourth, in a cookie, binds it to one browser: nobody is signed in by following somebody else's link.
 *
 * <p>What comes back is believed only if all of this holds: the state is one of ours and this browser's; the issuer, where it is
 * stated beside the code (RFC 9207), is ours; the provider gives a token for the code, from exactly our address; the token is
 * signed under a public key of the provider, by an algorithm from a short list, so neither {@code none} nor a shared secret; its
 * issuer, audience and authorised party are exact; it was issued a moment ago and is not over, by this node's clock; its nonce is
 * ours; its claims name one agency of this node and one role.
 *
 * <p>Addresses come from the provider's own document, which must state the configured issuer; none but {@code https} is used,
 * unless the provider runs on this machine. Safe for use by many threads.
 */
public final class Provider {
    /** How long a person may take at the provider. */
    public static final Duration SIGN_IN_MAX = Duration.ofMinutes(10);

    /** How far the provider's clock may be from ours. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    /** How old a token may be when it arrives. */
    static final Duration TOKEN_AGE_MAX = Duration.ofMinutes(5);

    private static final Duration METADATA_LIFE = Duration.ofHours(1);
    private static final int TIMEOUT_MILLIS = 5_000;

    /** Largest set of public keys that is read. */
    private static final int KEYS_BYTES_MAX = 256 * 1024;

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.ES384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES512);

    private final ProviderSettings settings;
    private final Optional<String> clientSecret;
    private final Claims claims;
    private final Secrets secrets;
    private final InstantSource clock;
    private @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {}

    /** Where the browser goes, what is kept until it comes back, and what only this browser holds. */
    public record Departure(URI to, SessionStore.OnItsWay kept, String browser) {}

    /**
     * @param agencies the agencies that may act through this node
     * @param clientSecret empty for a public client
     */
    public Provider(
            ProviderSettings settings,
            Optional<String> clientSecret,
            Collection<Agency> agencies,
            Secrets secrets,
            InstantSource clock) {
        this.settings = settings;
        this.clientSecret = clientSecret;
        this.claims = new Claims(settings, List.copyOf(agencies));
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Sends a browser to the provider. */
    public Departure depart(String destination) {
        String state = secrets.next();
        String nonce = secrets.next();
        String verifier = secrets.next();
        String browser = secrets.next();
        URI to = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile"),
                        new ClientID(settings.clientId()),
                        settings.returnTo())
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Departure(
                to,
                new SessionStore.OnItsWay(
                        Secrets.digest(state),
                        Secrets.digest(browser),
                        nonce,
                        verifier,
                        destination,
                        clock.instant().plus(SIGN_IN_MAX)),
                browser);
    }

    /**
     * Takes back a browser that the provider sent with a code.
     *
     * @param kept what was kept of this sign-in when the browser left, taken out of the store
     * @param browser what the browser's cookie holds
     * @param issuer the issuer stated beside the code, if it was (RFC 9207)
     * @throws ProblemException {@code node.sign-in.*} saying what did not hold
     */
    public Account arrive(SessionStore.OnItsWay kept, String browser, String code, Optional<String> issuer) {
        if (!Secrets.same(kept.browser(), Secrets.digest(browser))
                || !clock.instant().isBefore(kept.until())) {
            throw new ProblemException(Problem.of("node.sign-in.state", "state"));
        }
        if (issuer.isPresent() && !issuer.get().equals(settings.issuer().toString())) {
            throw rejected("iss");
        }
        Known provider = known();
        JWT token = token(provider, code, kept.verifier());
        JWTClaimsSet proven = verified(provider, token);
        check(proven, kept.nonce());
        return claims.account(proven.getSubject(), proven.getClaims());
    }

    // -------------------------------------------------------------------------------------------------- the provider

    private synchronized Known known() {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.at().plus(METADATA_LIFE))) {
            return before;
        }
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), Provider::bound);
            require(metadata.getAuthorizationEndpointURI());
            require(metadata.getTokenEndpointURI());
            require(metadata.getJWKSetURI());
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(), new KeyRetriever())
                    .refreshAheadCache(false)
                    .retrying(true)
                    .build();
            Known found = new Known(metadata, keys, clock.instant());
            known = found;
            return found;
        } catch (GeneralException | IOException | IllegalArgumentException unreachable) {
            throw unreachable(unreachable);
        }
    }

    /** Codes and secrets go to {@code https} addresses only, or stay on this machine together with the provider. */
    private void require(@Nullable URI endpoint) throws GeneralException {
        if (endpoint == null
                || !OutboundAddress.isAllowed(endpoint, OutboundAddress.isThisMachine(settings.issuer()))) {
            throw new GeneralException("an endpoint is not one that a node calls");
        }
    }

    /** The provider answers itself, soon and shortly, and sends nobody elsewhere. */
    private static void bound(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
    }

    /** Fetches the provider's public keys, without following a redirection. */
    private static final class KeyRetriever extends DefaultResourceRetriever {
        KeyRetriever() {
            super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, KEYS_BYTES_MAX);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }

    private JWT token(Known provider, String code, String verifier) {
        ClientID client = new ClientID(settings.clientId());
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), settings.returnTo(), new CodeVerifier(verifier));
        URI endpoint = provider.metadata().getTokenEndpointURI();
        TokenRequest request = clientSecret
                .map(secret ->
                        new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
        HTTPRequest http = request.toHTTPRequest();
        bound(http);
        HTTPResponse answer;
        try {
            answer = http.send();
        } catch (IOException failed) {
            throw unreachable(failed);
        }
        try {
            if (!(OIDCTokenResponseParser.parse(answer) instanceof OIDCTokenResponse tokens)) {
                throw new ProblemException(Problem.of("node.sign-in.code", "code"));
            }
            JWT token = tokens.getOIDCTokens().getIDToken();
            if (token == null) {
                throw rejected("id_token");
            }
            return token;
        } catch (ParseException malformed) {
            throw rejected("id_token");
        }
    }

    // -------------------------------------------------------------------------------------------------- the token

    private JWTClaimsSet verified(Known provider, JWT token) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys()));
        // Claims are checked below, by this node's clock.
        processor.setJWTClaimsSetVerifier((all, context) -> {});
        try {
            return processor.process(token, null);
        } catch (BadJOSEException forged) {
            throw rejected("signature");
        } catch (JOSEException failed) {
            throw unreachable(failed);
        }
    }

    private void check(JWTClaimsSet proven, String nonce) {
        Instant now = clock.instant();
        List<String> audience = proven.getAudience();
        Object authorised = proven.getClaim("azp");
        if (!settings.issuer().toString().equals(proven.getIssuer())) {
            throw rejected("iss");
        }
        if (!audience.contains(settings.clientId())) {
            throw rejected("aud");
        }
        if (authorised == null ? audience.size() > 1 : !settings.clientId().equals(authorised)) {
            throw rejected("azp");
        }
        Date expires = proven.getExpirationTime();
        if (expires == null || !now.isBefore(expires.toInstant().plus(CLOCK_SKEW))) {
            throw rejected("exp");
        }
        Date issued = proven.getIssueTime();
        if (issued == null
                || issued.toInstant().isAfter(now.plus(CLOCK_SKEW))
                || issued.toInstant().isBefore(now.minus(TOKEN_AGE_MAX))) {
            throw rejected("iat");
        }
        Date notBefore = proven.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            throw rejected("nbf");
        }
        if (!(proven.getClaim("nonce") instanceof String stated) || !Secrets.same(stated, nonce)) {
            throw rejected("nonce");
        }
        if (proven.getSubject() == null || proven.getSubject().isBlank()) {
            throw rejected("sub");
        }
    }

    private static ProblemException rejected(String what) {
        return new ProblemException(Problem.of("node.sign-in.token", what, "what", what));
    }

    private ProblemException unreachable(Exception reason) {
        ProblemException problem = new ProblemException(
                Problem.of("node.sign-in.provider", settings.issuer().toString(), "issuer", settings.issuer()));
        problem.initCause(reason);
        return problem;
    }
}
