package io.github.bnn4j.cli.command;

/** Checks of what options ask for. */
public final class OptionCheck {

    private OptionCheck() {}

    /**
     * @param demand begins with the option's name
     * @throws IllegalArgumentException with the demand and the value, if the condition does not hold
     */
    public static void require(boolean condition, String demand, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(demand + ", got " + value);
        }
    }

    public static boolean isPositive(double value) {
        return value > 0 && !Double.isInfinite(value);
    }

    public static boolean isRate(double value) {
        return value >= 0 && value < 1;
    }
}
