package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.Window;
import java.util.Optional;

/**
 * Takes the mean of integers, which is rounded once: {@code mean(a x + b_p) = a mean(x) + mean(b_p)}, where the offset of a pixel
 * p is the one of its border class.
 */
final class MeansOfIntegers implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        if (!node.is(GlobalMean.class)) {
            return Optional.empty();
        }
        Node scaled = node.input();
        return scaled.as(Scale.class)
                .filter(scale -> uses.isSingle(scaled) && uses.isSingle(scaled.input()))
                .filter(scale -> scaled.input().is(WindowSum.class)
                        && scaled.input().input().isInteger())
                .map(scale -> node.because(
                        Scale.of(mean(scale, (WindowSum) scaled.input().operation())),
                        node.because(node.operation(), scaled.input())));
    }

    private static Scaling mean(Scale scale, WindowSum sum) {
        if (scale.byClass().size() == 1) {
            return scale.first();
        }
        Window window = sum.window();
        int[] rows = window.rows().classesOf(window.rows().output());
        int[] columns = window.columns().classesOf(window.columns().output());
        double[] offset = new double[scale.first().features()];
        double[] terms = new double[offset.length];
        int perRow = window.columns().classes();
        int pixels = rows.length * columns.length;
        for (int row : rows) {
            for (int column : columns) {
                Scaling ofClass = scale.byClass().get(row * perRow + column);
                for (int n = 0; n < offset.length; n++) {
                    offset[n] += ofClass.offset()[n] / pixels;
                    terms[n] += ofClass.terms()[n] / pixels;
                }
            }
        }
        return new Scaling(scale.first().scale(), offset, terms);
    }
}
