package puente.node.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import puente.record.Agency;
import puente.record.ProblemException;

/** What comes back from a provider is believed only if everything holds. */
@Timeout(30)
class ProviderTest {
    private static final URI RETURN = URI.create("http://localhost:8471/auth/callback");

    private final Clockwork clock = new Clockwork(Instant.now());
    private TinyProvider tiny;

    @BeforeEach
    void open() throws Exception {
        tiny = new TinyProvider();
    }

    @AfterEach
    void close() {
        tiny.close();
    }

    private Provider provider(URI issuer) {
        return new Provider(
                new ProviderSettings(
                        issuer,
                        TinyProvider.CLIENT,
                        Optional.empty(),
                        RETURN,
                        "puente_agency",
                        Map.of(),
                        "puente_role",
                        Map.of(),
                        "preferred_username",
                        Set.of("otp")),
                Optional.empty(),
                List.of(new Agency("mx/fgr"), new Agency("mx/cnb")),
                new Secrets(new SecureRandom()),
                clock);
    }

    private Account signIn() {
        Provider provider = provider(tiny.issuer());
        Provider.Departure departure = provider.depart("/");
        return provider.arrive(departure.kept(), departure.browser(), tiny.signIn(departure.to()), Optional.empty());
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, act);
        assertThat(refused).as("accepted").isNotNull();
        return refused.problems().getFirst().code() + " "
                + refused.problems().getFirst().position();
    }

    @Test
    void honestProvider_saysWhoItIs() {
        Account account = signIn();
        assertThat(account.id()).isEqualTo(tiny.issuer() + "#4711");
        assertThat(account.name()).isEqualTo("Ana López");
        assertThat(account.agency()).isEqualTo(new Agency("mx/fgr"));
        assertThat(account.role()).isEqualTo(Role.SUPERVISOR);
        assertThat(account.officer()).isEqualTo("ana.lopez");
        assertThat(account.strength()).isEqualTo(Account.MULTI_FACTOR);
    }

    @Test
    void departure_carriesEverythingThatMustComeBack_andNoSecret() {
        Provider.Departure departure = provider(tiny.issuer()).depart("/records");
        Map<String, String> asked = TinyProvider.form(departure.to().getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TinyProvider.CLIENT)
                .containsEntry("redirect_uri", RETURN.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(departure.kept().state()).isEqualTo(Secrets.digest(asked.get("state")));
        assertThat(departure.to().toString())
                .doesNotContain(departure.kept().verifier())
                .doesNotContain(departure.browser());
    }

    static Stream<Arguments> lies() {
        Instant now = Instant.now();
        return Stream.of(
                lie("iss", claims -> claims.issuer("https://evil.example")),
                lie("aud", claims -> claims.audience("another")),
                lie("azp", claims -> claims.audience(List.of(TinyProvider.CLIENT, "another"))),
                lie("azp", claims -> claims.claim("azp", "another")),
                lie("exp", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                lie("exp", claims -> claims.expirationTime(null)),
                lie("iat", claims -> claims.issueTime(Date.from(now.minusSeconds(3600)))),
                lie("iat", claims -> claims.issueTime(Date.from(now.plusSeconds(3600)))),
                lie("iat", claims -> claims.issueTime(null)),
                lie("nbf", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(3600)))),
                lie("nonce", claims -> claims.claim("nonce", "another")),
                lie("nonce", claims -> claims.claim("nonce", null)),
                lie("sub", claims -> claims.subject(" ")));
    }

    private static Arguments lie(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(what, claims);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void claimThatDoesNotHold_isRefused_byName(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        tiny.claims = claims;
        assertThat(refusal(this::signIn)).isEqualTo("node.sign-in.token " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "stranger"})
    void tokenNotSignedByTheProvidersKey_isRefused(String signs) {
        tiny.signs = signs;
        assertThat(refusal(this::signIn)).isEqualTo("node.sign-in.token signature");
    }

    @Test
    void code_isGoodOnce_andForItsOwnSignInOnly() {
        Provider provider = provider(tiny.issuer());
        Provider.Departure mine = provider.depart("/");
        Provider.Departure theirs = provider.depart("/");
        String code = tiny.signIn(mine.to());
        assertThat(refusal(() -> provider.arrive(theirs.kept(), theirs.browser(), code, Optional.empty())))
                .startsWith("node.sign-in.code");
        assertThat(refusal(() -> provider.arrive(mine.kept(), mine.browser(), code, Optional.empty())))
                .startsWith("node.sign-in.code");
    }

    @Test
    void anotherBrowser_orTooLate_orAnotherIssuer_isRefused_beforeTheCodeIsUsed() {
        Provider provider = provider(tiny.issuer());
        Provider.Departure departure = provider.depart("/");
        String code = tiny.signIn(departure.to());
        assertThat(refusal(() -> provider.arrive(departure.kept(), "another", code, Optional.empty())))
                .startsWith("node.sign-in.state");
        assertThat(refusal(() -> provider.arrive(
                        departure.kept(), departure.browser(), code, Optional.of("https://evil.example"))))
                .isEqualTo("node.sign-in.token iss");
        clock.advance(Provider.SIGN_IN_MAX);
        assertThat(refusal(() -> provider.arrive(departure.kept(), departure.browser(), code, Optional.empty())))
                .startsWith("node.sign-in.state");
    }

    @Test
    void providerThatClaimsToBeAnother_orIsNotThere_isRefused() {
        tiny.claimsToBe = "https://evil.example";
        assertThat(refusal(() -> provider(tiny.issuer()).depart("/"))).startsWith("node.sign-in.provider");
        assertThat(refusal(() -> provider(URI.create("http://localhost:1")).depart("/")))
                .startsWith("node.sign-in.provider");
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                lie("puente_role", claims -> claims.claim("puente_role", null)),
                lie("puente_role", claims -> claims.claim("puente_role", "president")),
                lie("puente_role", claims -> claims.claim("puente_role", List.of("analyst", "auditor"))),
                lie("puente_agency", claims -> claims.claim("puente_agency", "us/cbp")),
                lie("puente_agency", claims -> claims.claim("puente_agency", List.of("mx/fgr", "mx/cnb"))),
                lie("preferred_username", claims -> claims.claim("preferred_username", " ")),
                lie("officer", claims -> claims.claim("preferred_username", "a\nb")));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void personOfNoRole_orTwo_orAnotherNodesAgency_isRefused(String where, UnaryOperator<JWTClaimsSet.Builder> claims) {
        tiny.claims = claims;
        assertThat(refusal(this::signIn)).endsWith(" " + where);
    }

    @Test
    void passwordAlone_isOneFactor() {
        tiny.claims = claims -> claims.claim("amr", List.of("pwd"));
        assertThat(signIn().strength()).isEqualTo(Account.SINGLE_FACTOR);
    }

    @Test
    void claimsWithinObjects_areFound_andOnlyTexts() {
        Map<String, Object> claims = Map.of("realm_access", Map.of("roles", List.of("a", 7, "b")), "flat.name", "c");
        assertThat(Claims.values(claims, "realm_access.roles")).containsExactly("a", "b");
        assertThat(Claims.values(claims, "flat.name")).containsExactly("c");
        assertThat(Claims.values(claims, "realm_access")).isEmpty();
        assertThat(Claims.values(claims, "realm_access.roles.x")).isEmpty();
    }

    @Test
    void clockOfTheNode_decides() {
        Provider provider = provider(tiny.issuer());
        clock.advance(Duration.ofMinutes(-30));
        Provider.Departure departure = provider.depart("/");
        assertThat(refusal(() -> provider.arrive(
                        departure.kept(), departure.browser(), tiny.signIn(departure.to()), Optional.empty())))
                .isEqualTo("node.sign-in.token iat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/keys"})
    void redirection_isNotFollowed(String path) {
        tiny.redirects = path;
        assertThat(catchThrowableOfType(ProblemException.class, this::signIn)
                        .problems()
                        .getFirst()
                        .code())
                .isEqualTo("node.sign-in.provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "http://169.254.169.254/keys",
                "http://keys.example/keys",
                "file:///etc/passwd",
                "https://[fe80::1]/keys"
            })
    void documentThatLeadsElsewhere_isNotFollowed(String keys) {
        tiny.keysAt = keys;
        assertThat(catchThrowableOfType(ProblemException.class, this::signIn)
                        .problems()
                        .getFirst()
                        .code())
                .isEqualTo("node.sign-in.provider");
    }
}
