/**
 * Programmes and their money as IATI 2.03 activities, out and in, and the check of such a file.
 *
 * <p>{@link puente.gateway.iati.IatiWriter} writes the programmes of {@link puente.measure.fund}, {@link puente.gateway.iati.IatiReader} reads
 * anybody's activities into lines of funds, {@link puente.gateway.iati.IatiCheck} holds a file to the published schema and code lists, which
 * it reads from folders given to it and never brings along. Every byte goes through {@link puente.gateway.iati.Xml}: no document type, no
 * entity, nothing fetched. What IATI has no word for (a request, a delivery, the account, the pillar, the kind of year) travels in attributes
 * of Puente's own namespace, which the standard allows. The command calls it.
 */
@NullMarked
package puente.gateway.iati;

import org.jspecify.annotations.NullMarked;
