package puente.cli.report;

/** What is drawn and not set as text: each with its alternative text and its table. */
sealed interface Picture permits Drawing, Intervals {}
