package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.ElementType;
import java.util.List;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/** Reads of what shape and type the input of a graph is. */
final class InputReader {

    private InputReader() {}

    /**
     * Returns the dimensions, the first -1 if it is left open.
     *
     * @throws OnnxException if it is no tensor, or another dimension is left open or none
     */
    static int[] shape(ValueInfoProto input) {
        String what = "input " + Quoted.name(input.getName());
        if (!input.getType().hasTensorType()) {
            throw new OnnxException(what + " is no tensor");
        }
        TypeProto.Tensor type = input.getType().getTensorType();
        if (!type.hasShape() || type.getShape().getDimCount() == 0) {
            throw new OnnxException(what + " is of unknown size: save the network with the shape of its input");
        }
        List<Dimension> dimensions = type.getShape().getDimList();
        int[] shape = new int[dimensions.size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            Dimension dimension = dimensions.get(i);
            if (dimension.getValueCase() == Dimension.ValueCase.DIM_VALUE) {
                shape[i] = dimension(dimension.getDimValue(), what);
                size = i == 0 ? 1 : size * shape[i];
            } else if (i == 0) {
                shape[i] = -1;
            } else {
                throw new OnnxException(what + " is of unknown size: its dimension " + i + " is left open"
                        + (dimension.getDimParam().isEmpty() ? "" : " as " + Quoted.name(dimension.getDimParam())));
            }
            if (size > Integer.MAX_VALUE) {
                throw new OnnxException(what + " is too large: more than " + Integer.MAX_VALUE + " values");
            }
        }
        return shape;
    }

    private static int dimension(long value, String what) {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new OnnxException(what + " has a dimension of " + value);
        }
        return (int) value;
    }

    /**
     * Returns the type of the elements.
     *
     * @throws OnnxException if it is none that is known
     */
    static ElementType type(ValueInfoProto input) {
        int number = input.getType().getTensorType().getElemType();
        return ElementType.of(number)
                .orElseThrow(() -> new OnnxException("input " + Quoted.name(input.getName())
                        + " has elements of the type " + TensorReader.typeName(number) + ", which is not supported"));
    }
}
