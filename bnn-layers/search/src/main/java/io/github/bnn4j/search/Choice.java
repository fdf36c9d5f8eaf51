package io.github.bnn4j.search;

import java.util.Arrays;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/** Choices among values. */
final class Choice {

    private Choice() {}

    /** Returns a choice among numbers; of one, a fixed value. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T extends Number> ParameterSpace<T> of(T... values) {
        return of(values, several -> new DiscreteParameterSpace<>(Arrays.asList(several)));
    }

    /** Returns a choice, or a fixed value for a single one. Arbiter's grid search would mix up the indices of a space with one value. */
    static <T> ParameterSpace<T> of(T[] values, Function<T[], ParameterSpace<T>> space) {
        return atLeastOne(values).length == 1 ? new FixedValue<>(values[0]) : space.apply(values);
    }

    /**
     * @throws IllegalArgumentException if there is none, which Arbiter would find out at the first candidate only
     */
    static <T> T[] atLeastOne(T[] values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException("A choice needs at least one value");
        }
        return values;
    }
}
