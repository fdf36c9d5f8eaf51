package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;

/**
 * {@code y_n = sum_k w_kn x_k + bias_n}, with real weights.
 *
 * @param weights those of an input together
 * @param bias one for each output
 */
public record FloatDenseSum(float[] weights, float[] bias) implements Operation {

    /** Returns the count of inputs. */
    public int width() {
        return weights.length / bias.length;
    }

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        VectorWidth.check(width(), Operation.only(inputs));
        return new ImageShape(bias.length, 1, 1);
    }

    @Override
    public Operation inOrder(int[] source) {
        float[] inOrder = new float[weights.length];
        for (int k = 0; k < source.length; k++) {
            System.arraycopy(weights, source[k] * bias.length, inOrder, k * bias.length, bias.length);
        }
        return new FloatDenseSum(inOrder, bias);
    }

    @Override
    public boolean hasOwnOrder() {
        return true;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
