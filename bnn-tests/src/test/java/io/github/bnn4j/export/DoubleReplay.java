package io.github.bnn4j.export;

import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.layer.RSignLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a residual network in double precision beside single precision, and looks at what is before its signs.
 *
 * <p>A sum of floats is a matter of order: two programs that add in different orders may find a value near zero on different sides of
 * it. Here is shown whether one lay so near: at most {@link #BOUND} of the largest magnitude before the signs of its layer.
 */
final class DoubleReplay {

    /** 64 units in the last place of the largest value: sums have some hundred terms, and layers add up. */
    static final double BOUND = 64 * Math.ulp(1f);

    private final ComputationGraph single;
    private final ComputationGraph exact;

    DoubleReplay(ComputationGraph single) {
        this.single = single;
        this.exact = single.convertDataType(DataType.DOUBLE);
    }

    /**
     * What is known of one image.
     *
     * @param scores in double precision
     * @param nearest the least magnitude before a sign, of the largest one of its layer
     * @param firstFlipped the first layer of which single precision has another sign, or null
     * @param flippedAt the greatest magnitude there of which that is so, of the largest one of the layer; 0 if there is none
     */
    record Finding(double[] scores, double nearest, String firstFlipped, double flippedAt) {

        /** Whether rounding may have changed a sign, or which score is the best. */
        boolean isNearATie() {
            return nearest <= BOUND || lead() <= BOUND;
        }

        /** By how much the best score is above the next, of the larger magnitude of both. */
        double lead() {
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            double best = sorted[sorted.length - 1];
            double next = sorted[sorted.length - 2];
            return (best - next) / Math.max(Math.abs(best), Math.abs(next));
        }
    }

    /**
     * @param image with a first dimension of 1
     */
    Finding of(INDArray image) {
        List<INDArray> roundedBeforeSigns = new ArrayList<>();
        forward(single, image, new ArrayList<>(), roundedBeforeSigns);
        List<String> names = new ArrayList<>();
        List<INDArray> beforeSigns = new ArrayList<>();
        double[] scores = forward(exact, image.castTo(DataType.DOUBLE), names, beforeSigns);
        double nearest = Double.POSITIVE_INFINITY;
        String firstFlipped = null;
        double flippedAt = 0;
        for (int i = 0; i < beforeSigns.size(); i++) {
            double[] values = beforeSigns.get(i).dup('c').ravel().toDoubleVector();
            double[] rounded = roundedBeforeSigns.get(i).dup('c').ravel().toDoubleVector();
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int k = 0; k < values.length; k++) {
                double share = Math.abs(values[k]) / largest;
                nearest = Math.min(nearest, share);
                boolean flipped = values[k] >= 0 != rounded[k] >= 0;
                if (flipped && (firstFlipped == null || firstFlipped.equals(names.get(i)))) {
                    firstFlipped = names.get(i);
                    flippedAt = Math.max(flippedAt, share);
                }
            }
        }
        return new Finding(scores, nearest, firstFlipped, flippedAt);
    }

    /** Not by the graph's own output(), which shows nothing on the way. */
    private static double[] forward(
            ComputationGraph graph, INDArray image, List<String> names, List<INDArray> beforeSigns) {
        Map<String, INDArray> values =
                new HashMap<>(Map.of(graph.getConfiguration().getNetworkInputs().get(0), image));
        graph.setInputs(image);
        String last = null;
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (vertex.isInputVertex()) {
                continue;
            }
            last = vertex.getVertexName();
            List<String> inputs = graph.getConfiguration().getVertexInputs().get(last);
            for (int i = 0; i < inputs.size(); i++) {
                vertex.setInput(i, values.get(inputs.get(i)).dup(), LayerWorkspaceMgr.noWorkspaces());
            }
            INDArray beforeSign = beforeSign(vertex, values.get(inputs.get(0)));
            if (beforeSign != null) {
                names.add(last);
                beforeSigns.add(beforeSign);
            }
            values.put(last, vertex.doForward(false, LayerWorkspaceMgr.noWorkspaces()));
            vertex.clear();
        }
        graph.clear();
        return values.get(last).toDoubleVector();
    }

    private static INDArray beforeSign(GraphVertex vertex, INDArray input) {
        if (!(vertex instanceof LayerVertex)) {
            return null;
        }
        Layer layer = vertex.getLayer().conf().getLayer();
        if (layer instanceof BinaryLayer binary && binary.getInputQuantizer() != null) {
            return input.dup();
        }
        if (layer instanceof RSignLayer) {
            INDArray shift = vertex.getLayer().getParam(RSignLayer.SHIFT);
            return input.add(shift.reshape(1, shift.length(), 1, 1));
        }
        return null;
    }
}
