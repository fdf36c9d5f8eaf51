package io.github.bnn4j.schedule;

import java.util.Objects;
import lombok.EqualsAndHashCode;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;

/** A fall from one value to another that is over after so many iterations or epochs, and stays at its end. */
@EqualsAndHashCode
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
abstract class Fall implements ISchedule {

    private final ScheduleType scheduleType;
    private final double initialValue;
    private final double finalValue;
    private final int length;

    Fall(ScheduleType scheduleType, double initialValue, double finalValue, int length) {
        this.scheduleType = Objects.requireNonNull(scheduleType, "scheduleType");
        this.initialValue = checked("initial", initialValue);
        this.finalValue = checked("final", finalValue);
        if (length < 1) {
            throw new IllegalArgumentException("A schedule must last for at least 1 iteration or epoch, got " + length);
        }
        this.length = length;
    }

    private static double checked(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The " + name + " value of a schedule must be finite and at least 0, got " + value);
        }
        return value;
    }

    /**
     * Returns which share of the way down is left.
     *
     * @param done share of the time that is over, in [0, 1]
     * @return 1 at first, 0 at the end
     */
    abstract double left(double done);

    @Override
    public double valueAt(int iteration, int epoch) {
        int now = scheduleType == ScheduleType.EPOCH ? epoch : iteration;
        return finalValue + (initialValue - finalValue) * left(Math.min(1, (double) now / length));
    }

    /** Returns itself, as it never changes. */
    @Override
    public ISchedule clone() {
        return this;
    }

    @Override
    public String toString() {
        return "%s(%s, from %s to %s in %d)"
                .formatted(getClass().getSimpleName(), scheduleType, initialValue, finalValue, length);
    }
}
