package io.github.bnn4j.schedule;

import java.util.Objects;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule whose first values are smaller: they rise in a line to those of another schedule (Goyal et al. 2017,
 * arXiv 1706.02677, section 2.2). DL4J's own {@link org.nd4j.linalg.schedule.RampSchedule} does the same, but cannot be read from
 * JSON.
 *
 * <pre>{@code
 * value(iteration, epoch) = schedule(iteration, epoch) * min(1, (iteration + 1) / iterations)
 * }</pre>
 */
@EqualsAndHashCode
@ToString
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class WarmUpSchedule implements ISchedule {

    private final ISchedule schedule;
    private final int iterations;

    /**
     * Makes a schedule.
     *
     * @param schedule goes on in its own time, from the first iteration
     * @param iterations that have smaller values, at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    @JsonCreator
    public WarmUpSchedule(@JsonProperty("schedule") ISchedule schedule, @JsonProperty("iterations") int iterations) {
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        if (iterations < 1) {
            throw new IllegalArgumentException("A warm-up must last for at least 1 iteration, got " + iterations);
        }
        this.iterations = iterations;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return schedule.valueAt(iteration, epoch) * Math.min(1, (iteration + 1.0) / iterations);
    }

    /** Returns a copy. */
    @Override
    public ISchedule clone() {
        return new WarmUpSchedule(schedule.clone(), iterations);
    }
}
