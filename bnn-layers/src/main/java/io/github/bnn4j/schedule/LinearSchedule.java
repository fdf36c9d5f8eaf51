package io.github.bnn4j.schedule;

import lombok.EqualsAndHashCode;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule that falls by the same amount each time.
 *
 * <pre>{@code
 * value(t) = first + (last - first) * min(1, t / length)
 * }</pre>
 */
@EqualsAndHashCode(callSuper = true)
public final class LinearSchedule extends Fall {

    /**
     * Makes a schedule.
     *
     * @param scheduleType whether t counts iterations or epochs, both from 0
     * @param initialValue at t = 0; finite, at least 0
     * @param finalValue from t = length on; finite, at least 0
     * @param length at least 1
     * @throws IllegalArgumentException if an argument is not as said
     */
    @JsonCreator
    public LinearSchedule(
            @JsonProperty("scheduleType") ScheduleType scheduleType,
            @JsonProperty("initialValue") double initialValue,
            @JsonProperty("finalValue") double finalValue,
            @JsonProperty("length") int length) {
        super(scheduleType, initialValue, finalValue, length);
    }

    @Override
    double left(double done) {
        return 1 - done;
    }
}
