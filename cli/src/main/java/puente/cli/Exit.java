package puente.cli;

/** What the command's exit codes mean; scripts rely on them. */
public final class Exit {
    /** Done as asked; nothing to report. */
    public static final int DONE = 0;

    /** Done, and there are findings: a log that does not verify, a check that failed, rows in quarantine. */
    public static final int FINDINGS = 1;

    /** The command line or an input is wrong; nothing was changed. */
    public static final int USAGE = 2;

    /** It could not be done: a node that does not answer, a full disk, a fault. */
    public static final int FAILED = 3;

    private Exit() {}
}
