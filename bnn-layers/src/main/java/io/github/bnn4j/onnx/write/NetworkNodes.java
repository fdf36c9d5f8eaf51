package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Locale;

/**
 * Writes a packed network, layer after layer. Bytes and signs are numbers in single precision, 0 to 255 and +1 or -1, so that
 * layers that hold the same numbers otherwise are nothing here.
 */
public final class NetworkNodes {

    private static final String INPUT = "input";

    private final PackedContent content;
    private final GraphWriter graph = new GraphWriter("binarized_network");
    private final ExportedValue[] values;

    private NetworkNodes(PackedContent content) {
        this.content = content;
        this.values = new ExportedValue[content.layers().size() + 1];
    }

    /**
     * Returns the graph of a network and the version of the operators that it needs.
     *
     * @throws io.github.bnn4j.onnx.OnnxException if ONNX Runtime could not compute what a layer does
     */
    public static WrittenGraph of(PackedContent content) {
        NetworkNodes nodes = new NetworkNodes(content);
        nodes.write();
        return new WrittenGraph(nodes.graph.graph(), nodes.graph.opset());
    }

    private void write() {
        values[0] = input(content.input());
        for (int i = 0; i < content.layers().size(); i++) {
            // A maximum may have been written with the layer before it.
            if (values[i + 1] == null) {
                write(i);
            }
        }
        int last = content.layers().size();
        ExportedValue scores = scope(last - 1).packedOrder(values[last]);
        graph.output(scores.name(), scores.width());
    }

    private ExportedValue input(InputEncoding encoding) {
        boolean vector = encoding.channels() == 1 && encoding.height() == 1;
        int[] shape = vector
                ? new int[] {encoding.size()}
                : new int[] {encoding.channels(), encoding.height(), encoding.width()};
        String name = graph.input(INPUT, shape);
        if (encoding.type() != ValueType.FLOATS) {
            graph.annotate(name, encoding.type() == ValueType.BYTES ? "UINT8" : "BIPOLAR");
        }
        return new ExportedValue(name, vector ? null : encoding.image(), encoding.size(), null);
    }

    private LayerScope scope(int layer) {
        String kind = content.layers().get(layer).getClass().getSimpleName();
        return new LayerScope(graph, kind.toLowerCase(Locale.ROOT) + "_" + layer);
    }

    private void write(int i) {
        PackedLayer layer = content.layers().get(i);
        LayerScope scope = scope(i);
        List<ExportedValue> sources = content.wiring().sources().get(i).stream()
                .map(source -> values[source])
                .toList();
        int pool = poolOf(i);
        if (pool < 0) {
            values[i + 1] = written(scope, layer, sources, null);
        } else {
            values[pool + 1] =
                    written(scope, layer, sources, (MaxPooling) content.layers().get(pool));
        }
    }

    /** Returns the layer that takes the minimum of signs which this one gives, if both are one comparison; negative if there is none. */
    private int poolOf(int i) {
        int only = -1;
        for (int j = i + 1; j < content.layers().size(); j++) {
            for (int source : content.wiring().sources().get(j)) {
                if (source == i + 1 && only >= 0) {
                    return -1;
                }
                only = source == i + 1 ? j : only;
            }
        }
        if (only >= 0 && content.layers().get(only) instanceof MaxPooling pool) {
            PackedLayer layer = content.layers().get(i);
            boolean takes = layer instanceof BinaryConvolution convolution
                            && BinarySumNodes.takesPool(convolution.stage(), pool)
                    || layer instanceof FloatThresholds thresholds && ValueNodes.takesPool(thresholds, pool);
            return takes ? only : -1;
        }
        return -1;
    }

    private ExportedValue written(LayerScope scope, PackedLayer layer, List<ExportedValue> sources, MaxPooling pool) {
        ExportedValue x = sources.get(0);
        if (layer instanceof BinaryDense dense) {
            return new BinarySumNodes(scope).dense(x, dense);
        } else if (layer instanceof BinaryDenseOnFloats dense) {
            return new BinarySumNodes(scope).denseOnFloats(x, dense);
        } else if (layer instanceof BinaryConvolution convolution) {
            return new BinarySumNodes(scope).convolution(x, convolution, content.input(), pool);
        } else if (layer instanceof BinaryConvolutionOnFloats convolution) {
            return new BinarySumNodes(scope).convolutionOnFloats(x, convolution);
        } else if (layer instanceof FloatDense dense) {
            return new FloatSumNodes(scope).dense(x, dense);
        } else if (layer instanceof FloatConvolution convolution) {
            return new FloatSumNodes(scope).convolution(x, convolution);
        } else if (layer instanceof DepthwiseConvolution convolution) {
            return new FloatSumNodes(scope).depthwise(x, convolution);
        } else if (layer instanceof MaxPooling maximum) {
            return new PoolingNodes(scope).signs(x, maximum);
        } else if (layer instanceof FloatMaxPooling maximum) {
            return new PoolingNodes(scope).floats(x, maximum);
        } else if (layer instanceof AveragePooling mean) {
            return new PoolingNodes(scope).mean(x, mean);
        } else if (layer instanceof GlobalAveragePooling mean) {
            return new PoolingNodes(scope).globalMean(x, mean);
        } else if (layer instanceof Affine affine) {
            return new ValueNodes(scope).affine(x, affine);
        } else if (layer instanceof BytesToFloats bytes) {
            return new ValueNodes(scope).bytes(x, bytes);
        } else if (layer instanceof SignsToFloats signs) {
            return new ValueNodes(scope).signs(x, signs);
        } else if (layer instanceof Sign) {
            return scope.sign(x);
        } else if (layer instanceof FloatThresholds thresholds) {
            return new ValueNodes(scope).compared(x, thresholds, pool);
        } else if (layer instanceof PRelu prelu) {
            return new ValueNodes(scope).rectified(x, prelu);
        } else if (layer instanceof Elementwise function) {
            return new ValueNodes(scope).activated(x, function);
        } else if (layer instanceof ChannelsLast last) {
            return scope.imageOfExample(x, last.inputImage());
        } else if (layer instanceof Add) {
            return new CombinationNodes(scope).pairwise("Add", sources);
        } else if (layer instanceof Multiply) {
            return new CombinationNodes(scope).pairwise("Mul", sources);
        } else if (layer instanceof Concatenate concatenate) {
            return new CombinationNodes(scope).sideBySide(sources, concatenate);
        }
        throw new IllegalStateException("No nodes for " + layer);
    }
}
