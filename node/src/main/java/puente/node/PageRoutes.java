package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The page: the files that the {@code web} room packed into the class path under {@code puente/web/}, where it did. {@code
 * files.json} there names each with its type and digest, and only what it names is served, from memory: no path of a request
 * ever reaches a file system. Addresses of views answer with the page itself, which then shows the view. Without the page
 * {@code /} says in both languages what to install, and the rest of the node is as it is.
 */
final class PageRoutes {
    /** No script, style, image or connection but from this node; nothing inline; in no other site's frame. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; font-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** The first segments of views' addresses, as {@code web/src/main/ts/views.ts} lists them. */
    static final Set<String> VIEWS = Set.of(
            "overview",
            "sign-in",
            "records",
            "subjects",
            "exchange",
            "agreement",
            "ledger",
            "indicators",
            "programmes",
            "requests",
            "journal",
            "quarantine");

    /** The first segment of the addresses of the public pages, which are a page of their own, without sign-in. */
    static final String PUBLIC = "public";

    /** The same policy for a public page that another site shows in a frame. It holds no session and changes nothing. */
    static final String EMBEDDED_POLICY =
            CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");

    private static final String FOLDER = "puente/web";
    private static final String INDEX = "/index.html";
    private static final String PUBLIC_INDEX = "/public.html";
    private static final String EMBED = "embed";

    /** What Vite names by its content never changes under its name. */
    private static final String HASHED = "/assets/";

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String REVALIDATE = "no-cache";

    /** One file: its bytes, and the same compressed where that is worth it. */
    private record Asset(String path, String type, String digest, byte[] plain, byte @Nullable [] gzip) {
        boolean isImmutable() {
            return path.startsWith(HASHED);
        }
    }

    private final Language language;
    private final Map<String, Asset> assets;

    PageRoutes(Language language) {
        this(language, FOLDER);
    }

    /** @param folder of the class path that holds the page, or nothing */
    PageRoutes(Language language, String folder) {
        this.language = language;
        this.assets = load(folder);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/", this::index),
                Route.get("/{view}", request -> serve(request, request.pathParam("view"), "")),
                Route.get(
                        "/{view}/{item}",
                        request -> serve(request, request.pathParam("view"), request.pathParam("item"))));
    }

    private static Map<String, Asset> load(String folder) {
        byte[] list = resource(folder + "/files.json");
        if (list == null) {
            return Map.of();
        }
        Map<String, Asset> assets = new HashMap<>();
        for (JsonNode file : Json.parse(list).path("files")) {
            String path = file.path("path").asText();
            byte[] plain = resource(folder + path);
            byte[] gzip = file.path("gzip").asBoolean() ? resource(folder + path + ".gz") : null;
            if (plain == null) {
                throw new AssertionError("the page's list names " + path + ", which is not there");
            }
            assets.put(
                    path,
                    new Asset(
                            path,
                            file.path("type").asText(),
                            file.path("sha256").asText(),
                            plain,
                            gzip));
        }
        return Map.copyOf(assets);
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream in = PageRoutes.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the class path holds " + name + " and cannot give it", unreadable);
        }
    }

    private void index(Context request) {
        page(request, INDEX);
    }

    private void page(Context request, String name) {
        Asset index = assets.get(name);
        if (index == null) {
            absent(request);
        } else {
            send(request, index);
        }
    }

    private void serve(Context request, String view, String item) {
        Optional<Asset> asset = Optional.ofNullable(assets.get(item.isEmpty() ? "/" + view : "/" + view + "/" + item));
        if (asset.isPresent()) {
            send(request, asset.get());
        } else if (view.equals(PUBLIC)) {
            page(request, PUBLIC_INDEX);
        } else if (VIEWS.contains(view)) {
            index(request);
        } else {
            throw new ProblemException(Problem.of("node.http.not-found", request.path()));
        }
    }

    /** Whether this is a public page in the form that other sites may show in a frame. */
    static boolean isEmbedded(Context request) {
        return isPublic(request.path()) && "1".equals(request.queryParam(EMBED));
    }

    /** Whether a path is that of a public page. */
    static boolean isPublic(String path) {
        return path.equals("/" + PUBLIC) || path.startsWith("/" + PUBLIC + "/");
    }

    private static void guard(Context request) {
        if (isEmbedded(request)) {
            request.header("Content-Security-Policy", EMBEDDED_POLICY);
            request.header("X-Content-Type-Options", "nosniff");
            request.header("Referrer-Policy", "no-referrer");
            request.header("Cross-Origin-Resource-Policy", "cross-origin");
            request.res().setHeader("X-Frame-Options", null);
            return;
        }
        request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void send(Context request, Asset asset) {
        guard(request);
        byte[] gzip = accepts(request, "gzip") ? asset.gzip() : null;
        String tag = '"' + asset.digest() + (gzip == null ? "" : "-gzip") + '"';
        request.header("Cache-Control", asset.isImmutable() ? IMMUTABLE : REVALIDATE);
        request.header("ETag", tag);
        request.header("Vary", "Accept-Encoding");
        if (isKnown(request.header("If-None-Match"), tag)) {
            request.status(304);
            return;
        }
        request.contentType(asset.type());
        if (gzip != null) {
            request.header("Content-Encoding", "gzip");
        }
        request.result(gzip == null ? asset.plain() : gzip);
    }

    /** Whether a coding is named and not refused by {@code q=0}. */
    static boolean accepts(Context request, String coding) {
        String header = request.header("Accept-Encoding");
        if (header == null) {
            return false;
        }
        for (String each : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = each.strip().split("\\s*;\\s*", 2);
            if (parts[0].equals(coding)) {
                return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
            }
        }
        return false;
    }

    static boolean isKnown(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String each : header.split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /** A page without script or style, in the reader's language first. */
    private void absent(Context request) {
        guard(request);
        Language first = Reader.language(request, language);
        Language second = first == Language.ES ? Language.EN : Language.ES;
        String body = """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Puente</title></head>
                <body><main>%s%s<p><a href="/openapi.yaml">OpenAPI</a> · <a href="/health">/health</a></p></main></body>
                </html>
                """.formatted(code(first), section(first), section(second));
        request.header("Cache-Control", "no-store");
        request.contentType("text/html; charset=utf-8");
        request.result(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String code(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    private static String section(Language language) {
        Catalogue catalogue = Catalogue.standard();
        return "<section lang=\"%s\"><h1>%s</h1><p>%s</p></section>"
                .formatted(
                        code(language),
                        catalogue.text("node.page.absent", language),
                        catalogue.text("node.page.install", language));
    }
}
