package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.constant.Constants;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file's network, node by node. Constants are folded; the rest becomes operations. */
public final class OnnxGraphReader {

    /** The passes over a graph look at all of them for each that they change. */
    private static final int MOST_NODES = 1 << 13;

    /** All folded constants together may have so many values; if those of the file are many, as many times these. */
    private static final long MOST_FOLDED = 1L << 25;

    private static final int MOST_FOLDED_OF_FILE = 8;

    private final OnnxModel model;
    private final Settings settings;
    private final Map<String, OnnxValue> values = new HashMap<>();
    private boolean isQuantized;
    private long mayBeFolded;

    private OnnxGraphReader(OnnxModel model, int signOfZero) {
        this.model = model;
        this.settings = new Settings(model.opset(), model.inputShape()[0], signOfZero, new IdentityHashMap<>());
    }

    /**
     * Returns the size of an example.
     *
     * @throws OnnxException if it is not known
     */
    public static ImageShape image(OnnxModel model) {
        return InputAxes.of(model).image();
    }

    /**
     * Returns the operations of the network on examples that are given so.
     *
     * @param signOfZero where zero goes if the file has a third value for it: +1, -1, or 0 if that is not decided
     * @throws OnnxException if something in the file is not known
     * @throws IllegalArgumentException if the network takes no examples of this size
     */
    public static ReadNetwork read(OnnxModel model, InputEncoding encoding, int signOfZero) {
        InputAxes input = InputAxes.of(model);
        boolean fits = encoding.size() == input.image().size()
                && (encoding.image().equals(input.image()) || isRow(encoding.image()) || isRow(input.image()));
        if (!fits) {
            throw new IllegalArgumentException("The network takes examples of " + input.image() + ", which are "
                    + input.image().size() + " values, but the encoding " + encoding.shape() + " has "
                    + encoding.size());
        }
        try {
            ReadNetwork network = new OnnxGraphReader(model, signOfZero).read(input, encoding);
            InputEncoding ofImages = ofImages(network.graph(), encoding);
            return ofImages.equals(encoding) ? network : new OnnxGraphReader(model, signOfZero).read(input, ofImages);
        } catch (NotPackableException e) {
            throw new OnnxException(e.getMessage(), e);
        }
    }

    /** Returns whether values are in a row: then they may be those of an image, channel after channel. */
    private static boolean isRow(ImageShape image) {
        return image.pixels() == 1 || image.channels() == 1 && image.height() == 1;
    }

    /** Vectors that become images at once are given as these: packed layers on images take them from no vector. */
    private static InputEncoding ofImages(Graph graph, InputEncoding encoding) {
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Unflattening images && isGiven(node)) {
                ImageShape image = images.image();
                int scales = encoding.scaling().count();
                return scales == 1 || scales == encoding.size()
                        ? new InputEncoding(
                                encoding.type(), image.channels(), image.height(), image.width(), encoding.scaling())
                        : encoding;
            }
        }
        return encoding;
    }

    /** Returns whether a value is the example, each value for itself. */
    private static boolean isGiven(Node value) {
        Node node = value;
        while (node.inputs().size() == 1
                && node.input().shape().size() == value.shape().size()) {
            node = node.input();
        }
        return node.is(Example.class);
    }

    private ReadNetwork read(InputAxes input, InputEncoding encoding) {
        if (model.nodes().size() > MOST_NODES) {
            throw new OnnxException("The file has " + model.nodes().size() + " nodes, more than the " + MOST_NODES
                    + " that are supported");
        }
        long given = 0;
        for (Map.Entry<String, Tensor> constant : model.constants().entrySet()) {
            values.put(constant.getKey(), new Known(constant.getValue()));
            given += constant.getValue().values().length;
        }
        mayBeFolded = Math.max(MOST_FOLDED, MOST_FOLDED_OF_FILE * given);
        values.put(model.input(), example(input, encoding));
        for (OnnxNode node : model.nodes()) {
            read(node);
        }
        Signal result = result();
        if (!isQuantized) {
            throw new OnnxException(
                    "Nothing in the file quantizes to one bit: it is a network of real numbers, or whatever "
                            + "wrote the file has lost its sign functions, as exporters are known to do silently; export it with "
                            + "quantizers that are operators of the file");
        }
        return new ReadNetwork(new Graph(result.node()), settings.normalizations());
    }

    private static Signal example(InputAxes input, InputEncoding encoding) {
        Node given = Example.scaled(encoding);
        ImageShape image = input.image();
        if (given.shape().equals(image)) {
            return new Signal(given, input.axes());
        }
        Node vector = given.because(new Flattening(false), given);
        return new Signal(image.pixels() == 1 ? vector : given.because(new Unflattening(image), vector), input.axes());
    }

    private Signal result() {
        OnnxValue result = values.get(model.output());
        if (!(result instanceof Dynamic)) {
            throw new OnnxException("The output \"" + model.output() + "\" does not depend on the network's input");
        }
        OnnxNode end = new OnnxNode("at the end", "", "output", List.of(), List.of(), Map.of());
        Signal scores = result instanceof Winner winner
                ? winner.scores()
                : ((Dynamic) result).signal(new Call(end, List.of(), settings));
        if (scores.shape().pixels() > 1 && scores.axes().isRows(scores.shape())) {
            return scores.vector(new Call(end, List.of(), settings));
        }
        if (scores.shape().pixels() > 1) {
            throw new OnnxException("The output \"" + model.output() + "\" is an image, " + scores.shape()
                    + ", where one score for each class is needed");
        }
        return scores;
    }

    private void read(OnnxNode node) {
        List<OnnxValue> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            OnnxValue value = name.isEmpty() ? null : values.get(name);
            if (value == null && !name.isEmpty()) {
                throw new OnnxException(
                        "Node " + node.name() + " takes the value \"" + name + "\", which nothing defines");
            }
            inputs.add(value);
        }
        Call call = new Call(node, inputs, settings);
        if (Operators.isQuantizer(call)) {
            OneBitQuantizers.requireOneBit(call);
        }
        if (inputs.stream().noneMatch(Dynamic.class::isInstance)) {
            fold(call);
            return;
        }
        OnnxValue value = value(call);
        isQuantized |= Operators.isQuantizer(call) || value instanceof Steps;
        // Others than the first are masks, or the places of the greatest: all that is taken of them is that.
        for (String output : node.outputs()) {
            values.put(output, value);
        }
    }

    private static OnnxValue value(Call call) {
        try {
            return Steps.folded(call).orElseGet(() -> Operators.read(call));
        } catch (OnnxException | NotPackableException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Sizes that no value has, such as those of a margin.
            throw call.refused(e.getMessage());
        }
    }

    /** Signs and quantizers of weights are such of the network, too. */
    private void fold(Call call) {
        List<Tensor> tensors = new ArrayList<>();
        for (OnnxValue input : call.inputs()) {
            tensors.add(input == null ? null : ((Known) input).tensor());
        }
        isQuantized |= Operators.isQuantizer(call) || call.operator().equals("Sign");
        List<Tensor> results = Constants.evaluate(call.described(), tensors);
        List<String> outputs = call.described().outputs();
        for (int i = 0; i < Math.min(results.size(), outputs.size()); i++) {
            mayBeFolded -= results.get(i).values().length;
            if (mayBeFolded < 0) {
                throw call.refused("the constants computed so far take more memory than any network should need");
            }
            values.put(outputs.get(i), new Known(results.get(i)));
        }
    }
}
