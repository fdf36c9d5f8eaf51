package io.github.bnn4j.packed.xnor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides by samples which kernel to use, and whether to go on measuring. It has no clock and no threads: equal samples make
 * equal decisions.
 *
 * <p>What makes that hard is the JVM: it begins by interpreting, and the compilers, which may have to wait for a processor as
 * long as anything else, make each kernel a hundred to two thousand times as fast, one kernel after the other.
 * <ul>
 *   <li><b>In use</b> is what is the fastest at present, compiled or not; one that is still gaining is not given up.
 *   <li><b>Settled</b> it is, once no kernel has gained a tenth for some rounds, for a quarter of the time that the last gain
 *       took to come, and either for some work, more if a kernel does not run at the speed of optimized code, or for half a
 *       minute.
 *   <li><b>Measured again</b> it is after twice the time, and so on. If a kernel gains then, it is no longer settled.
 * </ul>
 */
final class Standings {

    /** A lead below it is not worth the weights' new arrangement. */
    private static final double LEAD = 1.1;

    /** Rounds without a gain after which a kernel is taken to be as fast as it is at present. */
    private static final int STEADY_ROUNDS = 4;

    private static final int SETTLED_ROUNDS = 8;

    /**
     * The JVM counts before it compiles: after as many operations, 600 runs of the innermost loops, all is counted that has to
     * be.
     */
    private static final long COUNTED_OPERATIONS = 1_000_000_000L;

    /**
     * Optimizing makes each kernel at least so many times as fast as the slowest sample of all, which is of interpreted code:
     * 100 to 800 times in recorded races (AMD Zen 5, AVX-512 and AVX2 alone). What is half compiled, or by the first compiler
     * only, reaches 20 to 50 times.
     */
    private static final double OPTIMIZED = 70;

    /** Work without a gain, once all is optimized: another compilation may follow. */
    private static final long PATIENT_NANOS = 750_000_000;

    /**
     * Work without a gain while not all is optimized: the compiler, which needs half a second on an idle machine, is late, or
     * there is none.
     */
    private static final long VERY_PATIENT_NANOS = 3_000_000_000L;

    /** Elapsed time without a gain that does as well: where there are calls, the race hardly works. */
    private static final long PATIENT_ELAPSED_NANOS = 30_000_000_000L;

    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final List<String> inOwnOrder;
    private String inUse;
    private String inUseInOwnOrder;
    private int rounds;
    private long nanos;
    private long atNanos;

    /** They are those of the last gain of any kernel: its {@link #nanos} and {@link #atNanos}. */
    private long gainedAfterNanos;

    private long gainedAtNanos;

    /**
     * @param kernels the first is in use at first
     * @param readTransposed those of them that read {@link TransposedWeights} as they are; the first is in use for these
     */
    Standings(List<String> kernels, List<String> readTransposed) {
        for (String name : kernels) {
            runners.put(name, new Runner(name));
        }
        this.inOwnOrder = List.copyOf(readTransposed);
        this.inUse = kernels.get(0);
        this.inUseInOwnOrder = readTransposed.get(0);
    }

    /**
     * Adds a round.
     *
     * @param round a sample of each kernel
     */
    void add(List<Sample> round) {
        for (Sample sample : round) {
            nanos += sample.nanos();
            atNanos = sample.atNanos();
            if (runners.get(sample.kernel()).gains(sample)) {
                gainedAfterNanos = nanos;
                gainedAtNanos = atNanos;
            }
        }
        rounds++;
        inUse = next(inUse, runners.keySet());
        inUseInOwnOrder = next(inUseInOwnOrder, inOwnOrder);
    }

    private String next(String current, Collection<String> among) {
        Runner now = runners.get(current);
        Runner leader = now;
        for (String name : among) {
            leader = runners.get(name).gops() > leader.gops() ? runners.get(name) : leader;
        }
        boolean change = leader.gops() > LEAD * now.gops() && now.roundsWithoutGain() >= STEADY_ROUNDS;
        return change ? leader.name() : current;
    }

    /** Returns the kernel to use at present. */
    String inUse() {
        return inUse;
    }

    /** Returns the name as {@link #inUse()} does, for weights that are transposed already. */
    String inUseForTransposed() {
        return inUseInOwnOrder;
    }

    boolean isSettled() {
        return rounds > 0 && allCounted() && waitedLongEnough();
    }

    private boolean allCounted() {
        for (Runner runner : runners.values()) {
            if (runner.roundsWithoutGain() < SETTLED_ROUNDS || runner.operations() < COUNTED_OPERATIONS) {
                return false;
            }
        }
        return true;
    }

    private boolean waitedLongEnough() {
        long patience = allOptimized() ? PATIENT_NANOS : VERY_PATIENT_NANOS;
        boolean patient = nanos - gainedAfterNanos >= patience || atNanos - gainedAtNanos >= PATIENT_ELAPSED_NANOS;
        return patient && atNanos >= gainedAtNanos + gainedAtNanos / 4;
    }

    private boolean allOptimized() {
        double slowest = Double.POSITIVE_INFINITY;
        double fastest = Double.POSITIVE_INFINITY;
        for (Runner runner : runners.values()) {
            slowest = Math.min(slowest, runner.slowest());
            fastest = Math.min(fastest, runner.fastest());
        }
        return fastest >= OPTIMIZED * slowest;
    }

    int rounds() {
        return rounds;
    }

    /** Returns the elapsed time from the start of the race to the end of the last round. */
    long atNanos() {
        return atNanos;
    }

    /** Returns the time that the kernels' turns took. */
    long nanos() {
        return nanos;
    }

    /** Returns the rate of each kernel at present, in Gop/s. */
    Map<String, Double> gops() {
        Map<String, Double> gops = new LinkedHashMap<>();
        for (Runner runner : runners.values()) {
            gops.put(runner.name(), runner.gops());
        }
        return gops;
    }
}
