package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.PackedLayer;

/** Makes the packed layer of a sum together with what is done with it. */
interface SumLayer {

    /** Returns whether the layer takes integers, as bytes or signs; else it takes floats. */
    boolean takesIntegers();

    /** Returns the layer that gives the sum scaled, in floats. */
    PackedLayer scaled(Scale scale);

    /** Returns the layer that gives the sign of a sum of integers. */
    PackedLayer compared(SumComparison comparison);

    /** Returns what makes the layer of a node whose operation takes a scale. */
    static SumLayer of(Node node) {
        if (node.operation() instanceof DenseSum sum) {
            return new DenseLayerOfSum(sum.weights(), node.input().type());
        } else if (node.operation() instanceof WindowSum sum) {
            return new ConvolutionOfSum(sum, node.input().type());
        }
        return new PoolingOfMean(node.input().shape());
    }
}
