package io.github.bnn4j.memory;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Decides how layers, updaters and quantizers reach the elements of ND4J's arrays: as {@link #PLAIN plain memory}, in Java's
 * own loops, which is several times as fast, or by {@link #OPERATIONS ND4J's operations}. Only ND4J's native CPU backend has
 * its arrays where Java can read and write them; on any other, such as CUDA, everything goes by operations.
 *
 * <p>Both ways give the same values up to rounding. The system property {@value #PROPERTY} forces the second; it is read once.
 */
public final class MemoryAccess {

    /** The system property that chooses: {@value #PLAIN} (the default on ND4J's CPU backend) or {@value #OPERATIONS}. */
    public static final String PROPERTY = "io.github.bnn4j.memory.access";

    public static final String PLAIN = "plain";
    public static final String OPERATIONS = "operations";

    /** It is null until it is asked for. It is not decided as the class is loaded: a wrong value would be an Error without words. */
    private static volatile Boolean plain;

    private MemoryAccess() {}

    /**
     * Tells whether arrays are reached as plain memory.
     *
     * @throws IllegalArgumentException if the property has another value, or asks for plain memory on another backend
     */
    static boolean isPlain() {
        Boolean known = plain;
        if (known == null) {
            known = isPlain(
                    System.getProperty(PROPERTY),
                    Nd4j.getExecutioner().type(),
                    Nd4j.getBackend().getClass().getName());
            plain = known;
        }
        return known;
    }

    /**
     * @param chosen the property's value, null if it is not set
     * @throws IllegalArgumentException if the property has another value, or asks for plain memory on another backend
     */
    static boolean isPlain(String chosen, ExecutionerType type, String backend) {
        boolean onCpu = type == ExecutionerType.NATIVE_CPU;
        if (chosen == null) {
            return onCpu;
        }
        if (!chosen.equals(PLAIN) && !chosen.equals(OPERATIONS)) {
            throw new IllegalArgumentException(
                    "The system property " + PROPERTY + " is '" + chosen + "': choose " + PLAIN + " or " + OPERATIONS);
        }
        if (chosen.equals(PLAIN) && !onCpu) {
            throw new IllegalArgumentException("The system property " + PROPERTY + " is '" + PLAIN
                    + "', but the arrays of ND4J's backend " + backend
                    + " are not plain memory: leave it out, or choose "
                    + OPERATIONS);
        }
        return chosen.equals(PLAIN);
    }
}
