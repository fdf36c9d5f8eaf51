package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scale with a number for each value, behind a sum of bits over windows, that is the same for all pixels of a border class: how a
 * packed network corrects its padding.
 */
final class BorderScales {

    private BorderScales() {}

    /**
     * Returns the scale of the classes, if the numbers are those of classes.
     *
     * @param each for each value, channel after channel
     */
    static Optional<Scale> of(Node value, Scaling each) {
        Node sum = value;
        while (sum.operation() instanceof Scale scale && scale.byClass().size() == 1) {
            sum = sum.input();
        }
        if (!(sum.operation() instanceof WindowSum windows) || !isOfIntegers(sum.input())) {
            return Optional.empty();
        }
        Window window = windows.window();
        int[] rows = window.rows().classesOf(window.rows().output());
        int[] columns = window.columns().classesOf(window.columns().output());
        int perRow = window.columns().classes();
        int channels = sum.shape().channels();
        int pixels = sum.shape().pixels();
        // The first value of each class and channel: all others must be as it is, and scales those of the channel.
        int[][] first = new int[window.classes()][channels];
        for (int i = each.features() - 1; i >= 0; i--) {
            first[rows[i % pixels / columns.length] * perRow + columns[i % columns.length]][i / pixels] = i;
        }
        for (int i = 0; i < each.features(); i++) {
            int ofClass = first[rows[i % pixels / columns.length] * perRow + columns[i % columns.length]][i / pixels];
            if (each.offset()[i] != each.offset()[ofClass] || each.scale()[i] != each.scale()[i / pixels * pixels]) {
                return Optional.empty();
            }
        }
        List<Scaling> byClass = new ArrayList<>();
        for (int[] ofClass : first) {
            byClass.add(each.gather(ofClass));
        }
        return Optional.of(new Scale(byClass, false));
    }

    /** Returns whether these are sums of integers: only those are corrected so; what these stand for is part of the correction. */
    private static boolean isOfIntegers(Node value) {
        return value.isInteger()
                || value.operation() instanceof Scale scale
                        && scale.isUniform()
                        && value.input().isInteger();
    }
}
