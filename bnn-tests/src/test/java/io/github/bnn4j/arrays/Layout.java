package io.github.bnn4j.arrays;

import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The ways a matrix can lie in memory: what DL4J hands to a layer is often a view, and a kernel is in 'f' order. */
public enum Layout {
    C_ORDER((rows, columns) -> new long[] {rows, columns}, 'c', parent -> parent),
    F_ORDER((rows, columns) -> new long[] {rows, columns}, 'f', parent -> parent),
    TRANSPOSED((rows, columns) -> new long[] {columns, rows}, 'c', INDArray::transpose),
    /** Dense, but not from the start of the buffer. */
    LOWER_ROWS(
            (rows, columns) -> new long[] {rows + 2, columns},
            'c',
            parent -> parent.get(NDArrayIndex.interval(2, parent.size(0)), NDArrayIndex.all())),
    RIGHT_COLUMNS(
            (rows, columns) -> new long[] {rows, columns + 1},
            'c',
            parent -> parent.get(NDArrayIndex.all(), NDArrayIndex.interval(1, parent.size(1)))),
    /** Dense in 'f' order, but not from the start of the buffer: a kernel in DL4J's flattened parameters. */
    F_RIGHT_COLUMNS(
            (rows, columns) -> new long[] {rows, columns + 3},
            'f',
            parent -> parent.get(NDArrayIndex.all(), NDArrayIndex.interval(3, parent.size(1)))),
    F_LOWER_ROWS(
            (rows, columns) -> new long[] {rows + 1, columns},
            'f',
            parent -> parent.get(NDArrayIndex.interval(1, parent.size(0)), NDArrayIndex.all())),
    EVERY_OTHER_COLUMN(
            (rows, columns) -> new long[] {rows, 2 * columns},
            'c',
            parent -> parent.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, parent.size(1))));

    private interface ParentShape {
        long[] of(long rows, long columns);
    }

    private final ParentShape parentShape;
    private final char parentOrder;
    private final Function<INDArray, INDArray> view;

    Layout(ParentShape parentShape, char parentOrder, Function<INDArray, INDArray> view) {
        this.parentShape = parentShape;
        this.parentOrder = parentOrder;
        this.view = view;
    }

    /** A matrix of zeros that lies so. */
    public Placed place(DataType type, long rows, long columns) {
        INDArray parent = Nd4j.valueArrayOf(parentShape.of(rows, columns), Placed.SURROUNDINGS, DataType.DOUBLE)
                .castTo(type)
                .dup(parentOrder);
        INDArray matrix = view.apply(parent);
        if (matrix.size(0) != rows || matrix.size(1) != columns) {
            throw new IllegalStateException(this + " made " + matrix.shapeInfoToString());
        }
        Placed placed = new Placed(parent, matrix);
        placed.write(new double[(int) rows][(int) columns]);
        return placed;
    }

    /** A matrix of these values that lies so. */
    public Placed place(DataType type, double[][] values) {
        Placed placed = place(type, values.length, values[0].length);
        placed.write(values);
        return placed;
    }
}
