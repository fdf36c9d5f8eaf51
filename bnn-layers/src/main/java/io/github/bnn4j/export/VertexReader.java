package io.github.bnn4j.export;

import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Multiplication;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;

/** Reads vertices of a graph that are no layers. */
final class VertexReader {

    private static final int CHANNELS_FIRST = 1;
    private static final int CHANNELS_LAST = 3;

    private final Step step;
    private final List<Dl4jValue> inputs;

    private VertexReader(Step step, List<Dl4jValue> inputs) {
        this.step = step;
        this.inputs = inputs;
    }

    /**
     * Returns the value that a vertex makes of others.
     *
     * @param step names it in messages
     * @throws NotPackableException if the vertex is not known, or does not take such values
     */
    static Dl4jValue read(Step step, GraphVertex vertex, List<Dl4jValue> inputs) {
        VertexReader reader = new VertexReader(step, inputs);
        if (vertex instanceof ElementWiseVertex elementWise) {
            return reader.elementWise(elementWise.getOp());
        } else if (vertex instanceof MergeVertex merge) {
            return reader.merge(merge.getMergeAxis());
        } else if (vertex instanceof ScaleVertex scale) {
            return reader.scaled(reader.inputs.get(0), scale.getScaleFactor(), 0);
        } else if (vertex instanceof ShiftVertex shift) {
            return reader.scaled(reader.inputs.get(0), 1, shift.getShiftFactor());
        } else if (vertex instanceof PreprocessorVertex preprocessor) {
            return PreProcessorReader.read(preprocessor.getPreProcessor(), step, inputs.get(0));
        }
        throw step.notPackable("it is a " + vertex.getClass().getSimpleName()
                + ", which is not supported; layers are, and ElementWiseVertex, MergeVertex, ScaleVertex, ShiftVertex and "
                + "PreprocessorVertex");
    }

    /** Returns whether a vertex makes values of the size of those that it takes. */
    static boolean keepsSize(GraphVertex vertex) {
        return vertex instanceof ElementWiseVertex || vertex instanceof ScaleVertex || vertex instanceof ShiftVertex;
    }

    private Dl4jValue elementWise(ElementWiseVertex.Op op) {
        return switch (op) {
            case Add -> of(new Addition(), inputs);
            case Product -> of(new Multiplication(), inputs);
            case Subtract -> of(new Addition(), List.of(inputs.get(0), scaled(inputs.get(1), -1, 0)));
            case Average -> scaled(of(new Addition(), inputs), 1.0 / inputs.size(), 0);
            default ->
                throw step.notPackable(
                        "it takes the " + op + " of its inputs; Add, Subtract, Average and Product are supported");
        };
    }

    /**
     * Joins channels, and nothing else. Only images have an axis 3; what is given, or has one pixel, may be a vector to
     * DL4J, of which axis 1 is all.
     */
    private Dl4jValue merge(int axis) {
        Dl4jValue first = inputs.get(0);
        boolean surelyImages = first.shape().pixels() > 1 && !first.given();
        boolean channels = first.channelsLast() && (surelyImages || axis != CHANNELS_FIRST)
                ? axis == CHANNELS_LAST
                : axis == CHANNELS_FIRST;
        if (!channels) {
            throw step.notPackable("it joins its inputs along axis " + axis + "; only channels can be joined, "
                    + "here axis "
                    + (surelyImages && first.channelsLast() ? CHANNELS_LAST : CHANNELS_FIRST)
                    + ": call setInputTypes on the graph's builder, or setMergeAxis");
        }
        return of(new Concatenation(), inputs);
    }

    private Dl4jValue scaled(Dl4jValue value, double factor, double shift) {
        Scaling scaling = Scaling.uniform(factor, shift, value.shape().channels());
        return value.then(step, Scale.of(scaling));
    }

    /**
     * Examples are given channel after channel, so that those that stay images are added and joined as vectors are. Where one of them
     * has been made a vector, the others become so.
     */
    private Dl4jValue of(Operation operation, List<Dl4jValue> values) {
        List<Node> nodes = new ArrayList<>();
        boolean vectors = values.stream().allMatch(Dl4jValue::given)
                && values.stream().anyMatch(value -> value.shape().pixels() == 1);
        for (Dl4jValue value : values) {
            nodes.add((vectors ? value.vector(step) : value).node());
        }
        return values.get(0).with(Node.of(step.description(), operation, nodes));
    }
}
