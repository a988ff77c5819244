package puente.node;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import puente.agreement.Purpose;
import puente.gateway.stix.StixIds;
import puente.record.Language;

/**
 * A TAXII collection: one of any objects, which clients may add to, and one of the node's records for each purpose of the agreement
 * in force.
 *
 * @param name in the store
 * @param id in TAXII: a UUID derived from node and name, the same for as long as the node has its name
 * @param alias a name that people can type
 * @param purpose for which its records are read; empty for the collection of objects
 */
record TaxiiCollection(String name, String id, String alias, String title, Optional<String> purpose) {
    /** The name in the store of the collection of any objects. */
    static final String OBJECTS = "objects";

    private static final String RECORDS = "records/";

    static TaxiiCollection objects(String node) {
        return new TaxiiCollection(
                OBJECTS, id(node, OBJECTS), OBJECTS, "STIX objects · Objetos STIX", Optional.empty());
    }

    static TaxiiCollection records(String node, Purpose purpose) {
        return new TaxiiCollection(
                records(purpose.name()),
                id(node, records(purpose.name())),
                "records-" + purpose.name(),
                purpose.label().in(Language.EN) + " · " + purpose.label().in(Language.ES),
                Optional.of(purpose.name()));
    }

    /** The name in the store of the collection of records for a purpose. */
    static String records(String purpose) {
        return RECORDS + purpose;
    }

    private static String id(String node, String name) {
        return StixIds.uuid((node + " " + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    boolean isCalled(String asked) {
        return asked.equals(id) || asked.equals(alias);
    }

    boolean isWritableBy(TaxiiAccess.Account account) {
        return purpose.isEmpty() && account.write();
    }

    /** The collection resource (TAXII 2.1, section 5.2.1). */
    Map<String, Object> resource(TaxiiAccess.Account account) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("id", id);
        resource.put("title", title);
        resource.put("alias", alias);
        resource.put("can_read", true);
        resource.put("can_write", isWritableBy(account));
        resource.put("media_types", List.of("application/stix+json;version=2.1"));
        return resource;
    }

    /** What an account sees. */
    static Stream<TaxiiCollection> seenBy(TaxiiAccess.Account account, String node, Stream<Purpose> purposes) {
        return Stream.concat(
                Stream.of(objects(node)),
                purposes.filter(each -> account.sees(each.name())).map(each -> records(node, each)));
    }
}
