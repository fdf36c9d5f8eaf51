package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;

/** Reads what changes the shape of values, or tells it. Axes get other names; values move only where an image becomes a vector. */
final class Shapes {

    private Shapes() {}

    /** Returns the sizes of all axes; -1 for the count of examples if that is open, as which Reshape takes it again. */
    static OnnxValue shape(Call call) {
        Dynamic value = call.dynamic(0);
        int rank = value.axes().rank();
        double[] sizes = new double[rank];
        for (int axis = 0; axis < rank; axis++) {
            sizes[axis] = value.axes().at(axis) == Axes.EXAMPLES
                    ? call.settings().batch()
                    : value.axes().size(axis, value.shape());
        }
        int start = bounded(call.integer("start", 0), rank);
        int end = bounded(call.integer("end", rank), rank);
        double[] wanted = Arrays.copyOfRange(sizes, start, Math.max(start, end));
        return new Known(new Tensor(Tensor.Type.INTEGER, new int[] {wanted.length}, wanted));
    }

    private static int bounded(int axis, int rank) {
        return Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
    }

    static OnnxValue transpose(Call call) {
        Dynamic value = call.dynamic(0);
        int rank = value.axes().rank();
        int[] order = call.integers("perm");
        if (order == null) {
            order = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                order[axis] = rank - 1 - axis;
            }
        }
        boolean[] seen = new boolean[rank];
        boolean isOrder = order.length == rank;
        for (int axis : order) {
            isOrder = isOrder && axis >= 0 && axis < rank && !seen[axis];
            if (isOrder) {
                seen[axis] = true;
            }
        }
        if (!isOrder) {
            throw call.refused("its perm " + Arrays.toString(order) + " is not an order of " + rank + " axes");
        }
        return value.with(value.axes().permuted(order));
    }

    static OnnxValue squeeze(Call call) {
        Dynamic value = call.dynamic(0);
        if (value instanceof Winner) {
            return value;
        }
        int rank = value.axes().rank();
        int[] axes = call.integers("axes", 1);
        boolean[] gone = new boolean[rank];
        if (axes == null) {
            for (int axis = 0; axis < rank; axis++) {
                gone[axis] = value.axes().size(axis, value.shape()) == 1;
            }
        } else {
            for (int axis : axes) {
                gone[call.axis(axis, rank)] = true;
            }
        }
        StringBuilder labels = new StringBuilder();
        for (int axis = 0; axis < rank; axis++) {
            if (!gone[axis]) {
                labels.append(value.axes().at(axis));
            } else if (value.axes().size(axis, value.shape()) != 1) {
                throw call.refused("it leaves out axis " + axis + " of values of shape "
                        + value.axes().describe(value.shape()) + ", which does not have size 1");
            }
        }
        return row(call, value.with(new Axes(labels.toString())));
    }

    /** Returns a value of two axes as a vector, which it is, if it was an image of one row or column. */
    private static Dynamic row(Call call, Dynamic value) {
        boolean isRow = value.axes().rank() == 2
                && value.axes().isRows(value.shape())
                && value.shape().pixels() > 1;
        return isRow ? value.signal(call).vector(call) : value;
    }

    static OnnxValue unsqueeze(Call call) {
        Dynamic value = call.dynamic(0);
        if (value instanceof Winner) {
            return value;
        }
        int[] axes = call.integers("axes", 1);
        if (axes == null) {
            throw call.refused("it does not say which axes it adds");
        }
        int rank = value.axes().rank() + axes.length;
        boolean[] added = new boolean[rank];
        for (int axis : axes) {
            int counted = call.axis(axis, rank);
            if (added[counted]) {
                throw call.refused("it adds axis " + counted + " twice");
            }
            added[counted] = true;
        }
        StringBuilder labels = new StringBuilder();
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            labels.append(added[axis] ? Axes.ONE : value.axes().at(next++));
        }
        return value.with(new Axes(labels.toString()));
    }

    /** Reads Flatten; only all axes behind the first one can become one. */
    static OnnxValue flatten(Call call) {
        Dynamic value = call.dynamic(0);
        if (value instanceof Winner) {
            return value;
        }
        int rank = value.axes().rank();
        int axis = call.integer("axis", 1);
        int counted = axis < 0 ? axis + rank : axis;
        boolean behindExamples = counted >= 1 && counted <= rank && value.axes().at(0) == Axes.EXAMPLES;
        for (int i = 1; i < counted && behindExamples; i++) {
            behindExamples = value.axes().size(i, value.shape()) == 1;
        }
        if (!behindExamples) {
            throw call.refused("it flattens values of shape " + value.axes().describe(value.shape()) + " from axis "
                    + axis + " on; all axes behind that of examples are supported");
        }
        return reshaped(call, value, new int[] {value.shape().size()});
    }

    static OnnxValue reshape(Call call) {
        Dynamic value = call.dynamic(0);
        if (value instanceof Winner) {
            return value;
        }
        int[] wanted = call.has(1) ? call.integers(1) : call.integers("shape");
        if (wanted == null
                || wanted.length < 1
                || value.axes().rank() < 1
                || value.axes().at(0) != Axes.EXAMPLES) {
            throw call.refused("it reshapes values of shape " + value.axes().describe(value.shape()) + " to "
                    + Arrays.toString(wanted) + "; the values of an example must stay together");
        }
        int[] rest = new int[wanted.length - 1];
        long product = 1;
        int open = -1;
        for (int i = 0; i < rest.length; i++) {
            int size = wanted[i + 1];
            boolean copied = size == 0 && i + 1 < value.axes().rank();
            rest[i] = copied ? value.axes().size(i + 1, value.shape()) : size;
            if (rest[i] == -1 && open < 0) {
                open = i;
            } else {
                product = rest[i] < 1 ? 0 : Math.multiplyExact(product, (long) rest[i]);
            }
        }
        int size = value.shape().size();
        if (open >= 0 && product > 0 && size % product == 0) {
            rest[open] = (int) (size / product);
            product = size;
        }
        int batch = wanted[0];
        boolean ofExamples = batch == -1
                || batch == 0
                || batch == 1
                || batch == call.settings().batch();
        if (product != size || !ofExamples) {
            throw call.refused("it reshapes values of shape " + value.axes().describe(value.shape()) + " to "
                    + Arrays.toString(wanted) + "; the values of an example must stay together");
        }
        return reshaped(call, value, rest);
    }

    /**
     * @param wanted sizes of all axes behind that of examples
     */
    private static Dynamic reshaped(Call call, Dynamic value, int[] wanted) {
        String labels = longAxes(value);
        int[] sizes = Arrays.stream(wanted).filter(size -> size != 1).toArray();
        if (Arrays.equals(
                labels.chars()
                        .map(label -> Axes.size((char) label, value.shape()))
                        .toArray(),
                sizes)) {
            return row(call, value.with(named(wanted, labels)));
        }
        Signal vector = flat(call, value.signal(call), labels);
        if (sizes.length <= 1) {
            return vector.with(named(wanted, sizes.length == 0 ? "" : "C"));
        }
        return image(call, vector, wanted, sizes);
    }

    /** Returns the names of axes of more than one place, but for that of examples. */
    private static String longAxes(Dynamic value) {
        StringBuilder labels = new StringBuilder();
        for (int axis = 1; axis < value.axes().rank(); axis++) {
            if (value.axes().size(axis, value.shape()) > 1) {
                labels.append(value.axes().at(axis));
            }
        }
        return labels.toString();
    }

    private static Axes named(int[] sizes, String longAxes) {
        StringBuilder labels = new StringBuilder("N");
        int next = 0;
        for (int size : sizes) {
            labels.append(size == 1 ? Axes.ONE : longAxes.charAt(next++));
        }
        return new Axes(labels.toString());
    }

    private static Signal flat(Call call, Signal value, String labels) {
        if (value.shape().pixels() == 1) {
            return value;
        }
        boolean channelsLast = labels.endsWith("C");
        if (!"CHW".contains(labels) && !labels.equals("CW") && !labels.equals("HC") && !"HWC".contains(labels)) {
            throw call.refused("it flattens values whose axes are "
                    + value.axes().labels() + "; the orders NCHW and NHWC are supported");
        }
        return value.then(call, new Flattening(channelsLast));
    }

    private static Signal image(Call call, Signal vector, int[] wanted, int[] sizes) {
        ImageShape image;
        if (sizes.length == 2) {
            image = new ImageShape(1, sizes[0], sizes[1]);
        } else if (sizes.length == 3) {
            image = new ImageShape(sizes[0], sizes[1], sizes[2]);
        } else {
            throw call.refused("it makes values of shape " + Arrays.toString(wanted) + ", which are no images");
        }
        String names = sizes.length == 2 ? "HW" : "CHW";
        return vector.then(call, new Unflattening(image)).with(named(wanted, names));
    }
}
