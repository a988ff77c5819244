/**
 * STIX 2.1 (OASIS Standard, June 2021) as a format: objects read strictly and kept whole, records of this node as STIX objects and
 * back, markings by which handling travels. Pure code without I/O; {@code node} serves it by TAXII 2.1.
 */
@org.jspecify.annotations.NullMarked
package puente.gateway.stix;
