package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/**
 * An operation makes a value of other values, in exact arithmetic. How it is rounded is said by the packed layer that comes of
 * it.
 *
 * <p>A new operation is a record here, a reader where networks come from, perhaps a rule in {@code pass}, and what {@code emit}
 * makes of it: the compiler asks for each, as {@link OperationVisitor} has a method more.
 */
public sealed interface Operation
        permits ActivationOf,
                Addition,
                Concatenation,
                DenseSum,
                Example,
                Flattening,
                FloatComparison,
                FloatDenseSum,
                FloatWindowSum,
                GlobalMean,
                Multiplication,
                Rectification,
                Scale,
                SignOf,
                SumComparison,
                ToChannelsLast,
                Unflattening,
                WindowMaximum,
                WindowMean,
                WindowSum {

    /**
     * Returns the size of the result.
     *
     * @throws IllegalArgumentException if the operation does not take values of these sizes
     */
    ImageShape shape(List<ImageShape> inputs);

    /** Returns how the result is held: in floats, unless it says otherwise. */
    default ValueType type(List<ValueType> inputs) {
        return ValueType.FLOATS;
    }

    /**
     * Returns the same operation on the values of a vector in another order.
     *
     * @param source for each place, where the value was before
     */
    default Operation inOrder(int[] source) {
        return this;
    }

    /** Returns whether the result is a vector in an order of its own, whatever that of its input was. */
    default boolean hasOwnOrder() {
        return false;
    }

    /** Returns whether a scale behind it, if nothing else takes the result, is part of its packed layer, and is not rounded for itself. */
    default boolean takesScale() {
        return false;
    }

    /** Calls the visitor's method for this operation. */
    <R> R accept(OperationVisitor<R> visitor, Node node);

    /** Returns the size of the only value. */
    static ImageShape only(List<ImageShape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("it takes one value, but there are " + inputs.size());
        }
        return inputs.get(0);
    }
}
