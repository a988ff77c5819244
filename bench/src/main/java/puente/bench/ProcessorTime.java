package puente.bench;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Processor time, user and system together, of this process and of its descendants (the databases it started). Read from the
 * operating system, so that a database's work counts as ours.
 */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** What this process and every living descendant have used so far. */
    public static Duration ofThisProcessAndDescendants() {
        return ofProcessesWhere(
                process -> process.equals(ProcessHandle.current()) || ancestors(process, ProcessHandle.current()));
    }

    /** What the processes that satisfy {@code counted} have used so far. */
    public static Duration ofProcessesWhere(Predicate<ProcessHandle> counted) {
        return ProcessHandle.allProcesses()
                .filter(counted)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean ancestors(ProcessHandle process, ProcessHandle ancestor) {
        return process.parent()
                .map(parent -> parent.equals(ancestor) || ancestors(parent, ancestor))
                .orElse(false);
    }
}
