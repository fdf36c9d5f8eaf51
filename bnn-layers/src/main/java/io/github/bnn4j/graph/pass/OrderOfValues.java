package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Brings values into the order that packed layers have them in: images channels last, which examples are brought into once, and
 * vectors made of images in the order of these. What is then in another place than in training is made good in the weights of
 * whatever takes it, {@code sum_k w_k x_k = sum_i w_s(i) x_s(i)}, so that nothing moves at inference.
 */
final class OrderOfValues {

    private final Map<Node, Ordered> ordered = new IdentityHashMap<>();

    private OrderOfValues() {}

    /**
     * A node in the order of packed layers.
     *
     * @param node of the new graph
     * @param channelsLast whether an image is in the order of layers on images, not in that of examples
     * @param source of a vector: for each place, where the value was before; null for the same place
     */
    private record Ordered(Node node, boolean channelsLast, int[] source) {}

    /**
     * Returns the graph in the order of packed layers.
     *
     * @throws io.github.bnn4j.graph.NotPackableException if a vector is needed in the order that it had
     */
    static Graph in(Graph graph) {
        OrderOfValues order = new OrderOfValues();
        for (Node node : graph.nodes()) {
            order.ordered.put(node, order.of(node));
        }
        Ordered output = order.ordered.get(graph.output());
        if (output.source != null) {
            throw output.node.notPackable(
                    "at the end of the network its values are in another order than DL4J's, and no weights "
                            + "follow that could restore it: end it with a fully connected layer");
        }
        return new Graph(output.node);
    }

    private Ordered of(Node node) {
        if (node.is(Example.class)) {
            return new Ordered(node, false, null);
        }
        List<Ordered> before = node.inputs().stream().map(ordered::get).toList();
        if (node.operation() instanceof Flattening flattening) {
            Ordered image = before.get(0);
            int[] source = ValueOrder.ofFlattened(image.node.shape(), image.channelsLast, flattening.channelsLast());
            return new Ordered(with(node, flattening, List.of(image)), true, source);
        }
        if (node.operation() instanceof Unflattening unflattening) {
            refuseOrder(
                    node,
                    before.get(0),
                    "it turns images that were made vectors into images again, which is not supported");
            return new Ordered(with(node, unflattening, before), false, null);
        }
        if (isAlikeForAllValues(node.operation())) {
            Ordered value = before.get(0);
            return new Ordered(with(node, node.operation(), before), value.channelsLast, value.source);
        }
        if (node.inputs().get(0).shape().pixels() > 1) {
            return new Ordered(with(node, onImage(node), onImages(before)), true, null);
        }
        int[] source = sourceOf(node, before);
        Operation operation =
                source == null ? node.operation() : node.operation().inOrder(source);
        return new Ordered(with(node, operation, before), true, operation.hasOwnOrder() ? null : source);
    }

    /** Returns whether it does not matter in which order values are: then they stay as they are. */
    private static boolean isAlikeForAllValues(Operation operation) {
        return operation instanceof SignOf
                || operation instanceof ActivationOf
                || operation instanceof Scale scale && scale.isUniform();
    }

    /** Brings what differs from value to value into the order of layers on images. */
    private static Operation onImage(Node node) {
        ImageShape image = node.inputs().get(0).shape();
        boolean byValue = node.operation() instanceof Rectification rectification
                && rectification.slopes().length == image.size()
                && image.channels() > 1;
        return byValue ? node.operation().inOrder(ValueOrder.ofFlattened(image, true, false)) : node.operation();
    }

    private static Node with(Node node, Operation operation, List<Ordered> inputs) {
        return Node.of(
                node.origin(), operation, inputs.stream().map(Ordered::node).toList());
    }

    private List<Ordered> onImages(List<Ordered> images) {
        return images.stream()
                .map(image -> image.channelsLast || image.node.shape().channels() == 1
                        ? image
                        : new Ordered(image.node.because(new ToChannelsLast(), image.node), true, null))
                .toList();
    }

    private static int[] sourceOf(Node node, List<Ordered> vectors) {
        if (vectors.size() == 1 || vectors.stream().allMatch(vector -> vector.source == null)) {
            return vectors.get(0).source;
        }
        if (node.is(Concatenation.class)) {
            int[] source = {};
            for (Ordered vector : vectors) {
                int from = source.length;
                int[] more = vector.source != null
                        ? vector.source
                        : IntStream.range(0, vector.node.shape().channels()).toArray();
                source = IntStream.concat(
                                Arrays.stream(source), Arrays.stream(more).map(i -> from + i))
                        .toArray();
            }
            return source;
        }
        for (Ordered vector : vectors) {
            if (!Arrays.equals(vector.source, vectors.get(0).source)) {
                throw node.notPackable("it combines vectors that were made of images with others");
            }
        }
        return vectors.get(0).source;
    }

    private static void refuseOrder(Node node, Ordered vector, String why) {
        if (vector.source != null) {
            throw node.notPackable(why);
        }
    }
}
