/**
 * What a value is: one small class for each field type.
 *
 * <p>Each reads leniently (blanks, letter case, separators, known aliases) and writes one normal form; what could mean two
 * things is refused with the reason. The lists of codes, units and areas that they consult are data, one YAML file each.
 * Kinds name these types in their YAML through {@link puente.record.type.FieldTypes}; other rooms meet them as
 * {@link puente.record.FieldType}, and call directly only {@link puente.record.type.Areas},
 * {@link puente.record.type.CodeList}, {@link puente.record.type.PartialDates} and {@link puente.record.type.Quantities}.
 */
@NullMarked
package puente.record.type;

import org.jspecify.annotations.NullMarked;
